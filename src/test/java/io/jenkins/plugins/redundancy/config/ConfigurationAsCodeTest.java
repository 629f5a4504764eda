package io.jenkins.plugins.redundancy.config;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.allOf;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.not;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.jenkins.plugins.casc.ConfigurationAsCode;
import io.jenkins.plugins.casc.ConfiguratorException;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What configuration as code says of tool sets, and takes. */
class ConfigurationAsCodeTest extends SharedJenkins {

    @TempDir
    private Path files;

    @Test
    void isExportedAsItIsWrittenAndSaysWhereAMistakeIs() throws Exception {
        ToolSetConfig gateless = Samples.simple("gateless", "pmd");
        gateless.setGate(List.of());
        RedundancyConfiguration.get().setToolSets(List.of(Samples.full(), gateless));

        String exported = export();
        RedundancyConfiguration.get().setToolSets(null);
        configure(Files.writeString(files.resolve("exported.yaml"), exported).toString());

        assertThat(
                exported,
                allOf(
                        containsString("JAVA_OPTS: \"-Xmx1g\""),
                        containsString("^${HOME}"),
                        containsString("gate: \"none\""),
                        containsString("credentialsId: \"sonar\""),
                        not(containsString("FAILED TO EXPORT"))));
        assertThat(plain(0), is(Samples.full().plain()));
        assertThat(plain(1), is(gateless.plain()));

        configure(resource("shorthand.yaml"));
        assertThat(
                plain(0),
                is(Map.of(
                        "name",
                        "short",
                        "gate",
                        List.of(),
                        "worthAnother",
                        List.of("timeout", "job"),
                        "slots",
                        List.of(
                                Map.of("preset", "spotbugs"),
                                Map.of(
                                        "name",
                                        "ours",
                                        "command",
                                        Map.of("sh", "scan > \"$REDUNDANCY_REPORT\""),
                                        "exitCodes",
                                        Map.of("clean", List.of(0, 3)),
                                        "secrets",
                                        List.of("TOKEN"),
                                        "covers",
                                        Map.of("languages", List.of("java"), "weaknesses", List.of("xss")),
                                        "fallbacks",
                                        List.of(Map.of("preset", "ast-grep")))))));

        String mistakes = mistakes("wrong.yaml");
        assertThat(
                mistakes,
                allOf(
                        containsString("wrong.yaml:4: required: \"5\" cannot be used. There are only 2 slots"),
                        containsString("wrong.yaml:6: slots[0].preset: \"pmdd\" cannot be used. Did you mean \"pmd\"?"),
                        containsString("wrong.yaml:8: slots[1].timeout: \"soon\" cannot be used. "),
                        containsString("wrong.yaml:9: slots[1].timeuot: there is no key \"timeuot\" here."
                                + " Did you mean \"timeout\"?")));
        assertThat(
                mistakes("twice.yaml"),
                allOf(
                        containsString("twice.yaml:5: the tool set at "),
                        containsString("twice.yaml:3 is called \"same\" too. Give each tool set a name of its own")));
        assertThat("nothing was changed", plain(0).get("name"), is("short"));
    }

    @Test
    void theExampleOfTheUsersGuideCanBeUsed() throws Exception {
        String page = Files.readString(Path.of("docs/user/tool-sets.md"));
        int begin = page.indexOf("```yaml\nredundancy:") + "```yaml\n".length();
        String example = page.substring(begin, page.indexOf("```", begin));

        configure(Files.writeString(files.resolve("example.yaml"), example).toString());

        ToolSetConfig set = ToolSets.find(null, "java-sast");
        assertThat(set.toolSet().tools().size(), is(4));
        assertThat(set.toolSet().gate().rules().get(0).minConfidence(), is(0.8));
        assertThat(set.credentials().keySet(), is(Set.of("sonarqube")));
    }

    private static Map<String, Object> plain(int index) {
        return RedundancyConfiguration.get().getToolSets().get(index).plain();
    }

    private String resource(String name) {
        return getClass().getResource(name).toExternalForm();
    }

    private static void configure(String source) {
        ConfigurationAsCode.get().configure(source);
    }

    private String mistakes(String name) {
        return assertThrows(ConfiguratorException.class, () -> configure(resource(name)))
                .getErrorMessage();
    }

    private static String export() throws Exception {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ConfigurationAsCode.get().export(out);
        String all = out.toString(StandardCharsets.UTF_8);
        int begin = all.indexOf("\nredundancy:") + 1;
        StringBuilder ours = new StringBuilder();
        for (String line : all.substring(begin).split("\n")) {
            if (ours.length() > 0 && !line.startsWith(" ")) {
                break;
            }
            ours.append(line).append('\n');
        }
        return ours.toString();
    }
}
