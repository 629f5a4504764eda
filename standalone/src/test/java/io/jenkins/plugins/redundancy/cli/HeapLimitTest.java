package io.jenkins.plugins.redundancy.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A report that is larger than the memory: in a JVM of its own, because it must run out of it. */
class HeapLimitTest {

    @TempDir
    private Path directory;

    @Test
    void aReportThatDoesNotFitIsNamedWithTheRemedy() throws Exception {
        writeReport(directory.resolve("huge.sarif"), 200_000);
        Files.copy(CommandLineRun.RESOURCES.resolve("both.sarif"), directory.resolve("small.sarif"));

        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx32m",
                        "-XX:+UseSerialGC",
                        "-XX:TieredStopAtLevel=1",
                        "-cp",
                        System.getProperty("java.class.path"),
                        Main.class.getName(),
                        "merge",
                        "small=small.sarif",
                        "huge=huge.sarif")
                .directory(directory.toFile())
                .redirectErrorStream(true)
                .start();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);

        assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
        assertThat(said)
                .contains("reading huge.sarif takes more than the")
                .contains("MiB of memory")
                .contains("REDUNDANCY_JAVA_OPTS=-Xmx4g");
        assertThat(process.exitValue()).isEqualTo(ExitCode.WRONG_USE);
        assertThat(directory.resolve("redundancy-report")).doesNotExist();
    }

    private static void writeReport(Path file, int results) throws IOException {
        try (BufferedWriter out = Files.newBufferedWriter(file)) {
            out.write("{\"version\":\"2.1.0\",\"runs\":[{\"tool\":{\"driver\":{\"name\":\"T\"}},\"results\":[");
            for (int i = 0; i < results; i++) {
                out.write(
                        (i == 0 ? "" : ",") + "{\"ruleId\":\"r\",\"message\":{\"text\":\"message number " + i + "\"}}");
            }
            out.write("]}]}");
        }
    }
}
