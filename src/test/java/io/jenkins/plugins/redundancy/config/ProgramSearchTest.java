package io.jenkins.plugins.redundancy.config;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.is;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Programs on a path, without an agent. */
class ProgramSearchTest {

    @TempDir
    private Path root;

    @Test
    void theFirstExecutableFileOnThePathIsFound() throws Exception {
        Path first = Files.createDirectory(root.resolve("first"));
        Path second = Files.createDirectory(root.resolve("second"));
        Files.createDirectory(first.resolve("scan"));
        Files.createFile(first.resolve("readable"));
        assertThat(Files.createFile(second.resolve("scan")).toFile().setExecutable(true), is(true));
        assertThat(Files.createFile(second.resolve("other.exe")).toFile().setExecutable(true), is(true));
        String path = String.join(File.pathSeparator, "", first.toString(), second.toString());

        Map<String, String> found =
                new ProgramSearch(List.of("scan", "readable", "other", "none"), path, ".com;.exe").call();

        assertThat(
                found,
                is(Map.of(
                        "scan", second.resolve("scan").toString(),
                        "other", second.resolve("other.exe").toString())));
    }
}
