package io.jenkins.plugins.redundancy.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** What is said at the end cannot be taken for better than it is. */
@DisabledOnOs(value = OS.WINDOWS, disabledReason = "the fake scanners are shell scripts")
@Timeout(60)
class EndingTest {

    private static final Pattern GREEN_WORDS = Pattern.compile(
            "(?i)\\b(pass(ed)?|success|successful|ok|okay|clean|green|met|healthy|fine|✓)\\b|✓|\u001b\\[32m");

    @TempDir
    private Path directory;

    @Test
    void withALostQuorumThereIsNoGreenWordAnywhere() throws IOException {
        CommandLineRun.Ended ended = new CommandLineRun(directory).onATerminal().scan("""
            toolSets:
              - name: demo
                required: 2
                gate: []
                slots:
                  - {name: one, command: deliver nothing.sarif}
                  - {name: two, command: crash}
            """);

        assertThat(ended.code()).isEqualTo(ExitCode.QUORUM_LOST);
        assertThat(ended.out()).contains("demo: lost").doesNotContainPattern(GREEN_WORDS);
        Path report = directory.resolve("redundancy-report");
        assertThat(Files.readString(report.resolve("result.json"))).doesNotContainPattern(GREEN_WORDS);
        assertThat(Files.readString(report.resolve("merged.sarif")))
                .contains("\"executionSuccessful\":false")
                .doesNotContainPattern(GREEN_WORDS);
        String page = Files.readString(report.resolve("report.html"));
        assertThat(page.substring(page.indexOf("<body>"), page.lastIndexOf("<script>")))
                .contains("this scan does not count")
                .doesNotContainPattern(GREEN_WORDS);
        assertThat(page.substring(page.lastIndexOf("<script>")))
                .as("nor does its script add one")
                .contains("succeeded: 'delivered'")
                .doesNotContain("✓");
    }

    @Test
    void anUnstableGateSaysSoInWordsForItsExitCodeIsThatOfAPass() throws IOException {
        String tools = """
            toolSets:
              - name: demo
                gate: [{severity: low, confidence: 0, outcome: unstable}]
                slots:
                  - {name: one, command: deliver both.sarif}
            """;

        CommandLineRun.Ended ended = new CommandLineRun(directory).scan(tools);
        CommandLineRun.Ended json = new CommandLineRun(directory).scan(tools, "--json");

        assertThat(ended.code()).as(ended.err()).isEqualTo(ExitCode.PASSED);
        assertThat(ended.out())
                .contains("gate unstable (exit code 0): 2 new findings")
                .doesNotContain("gate passed");
        assertThat(json.out()).contains("\"gate\":\"unstable\"").contains("\"exitCode\":0");
        assertThat(directory.resolve("redundancy-report/report.html"))
                .content()
                .contains("<p id=\"gate\" class=\"unstable\">");
    }

    @Test
    void aTimeoutIsToldOnce() {
        CommandLineRun.Ended ended = new CommandLineRun(directory).scan("""
            toolSets:
              - {name: demo, slots: [{name: one, command: hang, timeout: 300ms}]}
            """);

        assertThat(ended.out()).contains("one: timed out after 300 ms").doesNotContainPattern("timed out.*timed out");
    }

    @Test
    void aReportOfErrorProneWithoutItsLastLineIsNoReport() throws IOException {
        Path bin = Files.createDirectories(directory.resolve("bin"));
        Path half = Files.writeString(
                bin.resolve("errorprone"), "#!/bin/sh\nprintf 'A.java:1: warning: [Foo] b' > \"$REDUNDANCY_REPORT\"\n");
        assertThat(half.toFile().setExecutable(true)).isTrue();

        CommandLineRun.Ended ended = new CommandLineRun(directory)
                .env("PATH", bin + ":/usr/bin:/bin")
                .scan("toolSets: [{name: demo, slots: [errorprone]}]");

        assertThat(ended.code()).as(ended.out()).isEqualTo(ExitCode.QUORUM_LOST);
        assertThat(directory.resolve("redundancy-report/scanners/errorprone/log.txt"))
                .content()
                .contains("lacks its last line");
    }

    @Test
    void aScannerFindsTheSameEnvironmentAsInJenkins() throws IOException {
        new CommandLineRun(directory).scan("""
            toolSets:
              - name: demo
                retries: 1
                backoff: 10ms
                slots:
                  - name: one
                    command: |
                      echo "$REDUNDANCY_TOOL $REDUNDANCY_REPLICA $REDUNDANCY_ATTEMPT" > "$REDUNDANCY_REPORT"
                      exit 70
            """);

        Path scanners = directory.resolve("redundancy-report/scanners");
        assertThat(scanners.resolve("one/report")).hasContent("one one 1");
        assertThat(scanners.resolve("one+2/report")).hasContent("one one 2");
    }
}
