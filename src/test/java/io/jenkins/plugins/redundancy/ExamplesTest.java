package io.jenkins.plugins.redundancy;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.not;

import groovy.lang.GroovyShell;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Every Jenkinsfile that we show can at least be parsed. */
class ExamplesTest {

    private static final Pattern GROOVY = Pattern.compile("```groovy\\n(.*?)```", Pattern.DOTALL);

    @Test
    void demonstrationsJenkinsfilesAreGroovy() throws IOException {
        for (String example : List.of("petshop/Jenkinsfile", "petshop/toolset.Jenkinsfile", "failover/Jenkinsfile")) {
            parse(example, Files.readString(Path.of("docs/examples", example)));
        }
    }

    @Test
    void groovyInTheDocumentsIsGroovy() throws IOException {
        List<Path> pages = new ArrayList<>(List.of(Path.of("README.md")));
        try (Stream<Path> docs = Files.walk(Path.of("docs"))) {
            docs.filter(file -> file.toString().endsWith(".md")).forEach(pages::add);
        }
        int found = 0;
        for (Path page : pages) {
            Matcher block = GROOVY.matcher(Files.readString(page));
            while (block.find()) {
                found++;
                parse(page.toString(), block.group(1).replace("…", "etc"));
            }
        }
        assertThat("blocks of Groovy found", found, is(not(0)));
    }

    private static void parse(String where, String script) {
        try {
            new GroovyShell().parse(script);
        } catch (org.codehaus.groovy.control.CompilationFailedException x) {
            throw new AssertionError(where + ": " + x.getMessage(), x);
        }
    }
}
