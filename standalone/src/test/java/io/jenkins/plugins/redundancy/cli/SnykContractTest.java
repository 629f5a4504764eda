package io.jenkins.plugins.redundancy.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.redundancy.engine.finding.WeaknessClass;
import io.jenkins.plugins.redundancy.engine.merge.Cluster;
import io.jenkins.plugins.redundancy.engine.report.ResultJson;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * What the preset for Snyk relies on: its documented exit codes and the shape of its SARIF, played by a script with reports
 * that were written by hand, since Snyk itself needs an account.
 */
@DisabledOnOs(value = OS.WINDOWS, disabledReason = "the stand-in is a POSIX shell script")
class SnykContractTest {

    private static final String TOKEN = "5nyk-t0ken-0123456789";

    @TempDir
    private Path directory;

    private CommandLineRun.Ended scan(String ends) throws IOException {
        Path bin = CommandLineRun.RESOURCES.resolveSibling("SnykContractTest");
        Path project = Files.createDirectories(directory.resolve("project/src/main/java/shop"));
        Files.writeString(project.resolve("Orders.java"), "class Orders {}");
        Files.writeString(project.resolve("Tokens.java"), "class Tokens {}");
        Path tools = Files.writeString(
                directory.resolve("tools.yaml"), "toolSets: [{name: s, gate: [], slots: [snyk-code]}]");
        return new CommandLineRun(directory)
                .env("PATH", bin + ":" + System.getenv("PATH"))
                .env("SNYK_REPORTS", bin.toString())
                .env("SNYK_ENDS", ends)
                .env("SNYK_TOKEN", TOKEN)
                .run(
                        "scan",
                        "--tools",
                        tools.toString(),
                        directory.resolve("project").toString());
    }

    private List<Cluster> clusters() throws IOException {
        try (InputStream in = Files.newInputStream(directory.resolve("redundancy-report/result.json"))) {
            return ResultJson.read(in, "result.json").merged().clusters();
        }
    }

    @Test
    void exitCodeOneIsAReportWithFindings() throws IOException {
        CommandLineRun.Ended ended = scan("1");

        assertThat(ended.code()).as(ended.out() + ended.err()).isEqualTo(ExitCode.PASSED);
        assertThat(clusters()).anySatisfy(cluster -> {
            assertThat(cluster.weakness())
                    .isEqualTo(WeaknessClass.ofId("sql-injection").orElseThrow());
            assertThat(cluster.subject().location().orElseThrow().path()).isEqualTo("src/main/java/shop/Orders.java");
            assertThat(cluster.findings().get(0).codeFlow()).hasSize(2);
        });
        assertThat(clusters()).anySatisfy(cluster -> {
            assertThat(cluster.findings().get(0).cwes()).containsExactly(328);
            assertThat(cluster.findings().get(0).suppressed()).isTrue();
        });
    }

    @Test
    void exitCodeZeroIsAReportWithoutFindings() throws IOException {
        assertThat(scan("0").code()).isEqualTo(ExitCode.PASSED);
        assertThat(clusters()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"2, exit code 2", "3, exit code 3"})
    void otherExitCodesAreAFailedAttempt(String ends, String reason) throws IOException {
        CommandLineRun.Ended ended = scan(ends);

        assertThat(ended.code()).isEqualTo(ExitCode.QUORUM_LOST);
        assertThat(ended.out()).contains(reason);
    }

    @Test
    void theTokenIsInNoFileAndNoLog() throws IOException {
        CommandLineRun.Ended ended = scan("1");

        assertThat(ended.out() + ended.err()).doesNotContain(TOKEN);
        try (var files = Files.walk(directory)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                assertThat(file).content().doesNotContain(TOKEN);
            }
        }
    }
}
