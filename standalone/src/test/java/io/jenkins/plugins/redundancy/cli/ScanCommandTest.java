package io.jenkins.plugins.redundancy.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import io.jenkins.plugins.redundancy.engine.merge.Cluster;
import io.jenkins.plugins.redundancy.engine.merge.Merged;
import io.jenkins.plugins.redundancy.engine.merge.Vote;
import io.jenkins.plugins.redundancy.engine.report.ResultJson;
import io.jenkins.plugins.redundancy.engine.report.ScanResult;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The whole way of a scan, with scanners that are small shell scripts. */
@DisabledOnOs(value = OS.WINDOWS, disabledReason = "the fake scanners are shell scripts")
@Timeout(60)
class ScanCommandTest {

    private static final int SIGINT = 2;
    private static final String TWO_AND_A_THIRD = """
        toolSets:
          - name: demo
            required: 2
            gate: []
            slots:
              - name: one
                command: deliver both.sarif
              - name: two
                command: deliver sqli.sarif
              - name: third
                command: %s
                timeout: %s
                fallbacks:
                  - name: stand-in
                    command: deliver random.sarif
        """;

    @TempDir
    private Path directory;

    private ScanResult result() throws IOException {
        Path file = directory.resolve("redundancy-report/result.json");
        try (InputStream in = Files.newInputStream(file)) {
            return ResultJson.read(in, file.toString());
        }
    }

    private List<String> weaknesses() throws IOException {
        return result().merged().clusters().stream()
                .map(Cluster::weakness)
                .map(weakness -> weakness.id())
                .sorted()
                .toList();
    }

    @Test
    void scannersThatAgreeConfirmAFindingAndFailTheGate() throws IOException {
        CommandLineRun.Ended ended = new CommandLineRun(directory).scan("""
            toolSets:
              - name: demo
                required: all
                slots:
                  - {name: one, command: deliver both.sarif}
                  - {name: two, command: deliver sqli.sarif}
            """);

        assertThat(ended.code()).as(ended.out() + ended.err()).isEqualTo(ExitCode.GATE_FAILED);
        assertThat(ended.out())
                .contains("demo: met")
                .contains("1 confirmed (1 high)")
                .contains("gate failed");
        assertThat(weaknesses()).containsExactly("sql-injection", "weak-random");
        assertThat(directory.resolve("redundancy-report/merged.sarif")).isNotEmptyFile();
        assertThat(directory.resolve("redundancy-report/report.html"))
                .content()
                .as("the source around the finding")
                .contains("SQL injection", "statement.executeQuery(");
    }

    @Test
    void nothingFoundByEnoughScannersPasses() {
        CommandLineRun.Ended ended = new CommandLineRun(directory).scan("""
            toolSets:
              - name: demo
                slots:
                  - {name: one, command: deliver nothing.sarif}
                  - {name: two, command: deliver nothing.sarif}
            """);

        assertThat(ended.code()).as(ended.out() + ended.err()).isEqualTo(ExitCode.PASSED);
        assertThat(ended.out()).contains("gate passed");
    }

    /** Whatever goes wrong with one scanner: the scan ends, all others' findings are there, the verdict names it. */
    @ParameterizedTest(name = "{0}: {2}")
    @CsvSource(
            delimiter = '|',
            value = {
                "crash    | 30s   | exit code 137 (ended by signal 9)",
                "hang     | 300ms | timed out",
                "stubborn | 300ms | timed out",
                "half     | 30s   | report",
                "empty    | 30s   | the report is empty",
                "lastweek | 30s   | the report is an old one",
                "silent   | 30s   | it wrote no report",
                "link     | 30s   | the report is a link",
                "no-such-scanner | 30s | exit code 127 (command not found)"
            })
    void aFallbackStandsInForAScannerThatFails(String fake, String timeout, String reason) throws IOException {
        CommandLineRun run = new CommandLineRun(directory);
        Files.createFile(directory.resolve("pids"));

        CommandLineRun.Ended ended = run.scan(TWO_AND_A_THIRD.formatted(fake, timeout));

        assertThat(ended.code()).as(ended.out() + ended.err()).isEqualTo(ExitCode.PASSED);
        assertThat(ended.out()).contains("demo: degraded: ").contains(reason);
        assertThat(result().verdict().reason()).contains("stand-in").contains("third");
        assertThat(weaknesses()).containsExactly("sql-injection", "weak-random");
        assertThat(result().merged().clusters().get(0).findings())
                .extracting("tool")
                .contains("one", "two");
        assertThat(run.left()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"crash, 30s", "hang, 300ms", "empty, 30s", "half, 30s"})
    void withTooFewReportsTheScanIsLostAndNothingSaysOtherwise(String fake, String timeout) throws IOException {
        Files.createFile(directory.resolve("pids"));
        CommandLineRun.Ended ended = new CommandLineRun(directory).onATerminal().scan("""
            toolSets:
              - name: demo
                required: 2
                slots:
                  - {name: one, command: deliver nothing.sarif}
                  - {name: two, command: %s, timeout: %s}
            """.formatted(fake, timeout));

        assertThat(ended.code()).as(ended.out() + ended.err()).isEqualTo(ExitCode.QUORUM_LOST);
        assertThat(ended.out()).contains("demo: lost: ");
        assertThat(ended.out().toLowerCase(java.util.Locale.ROOT))
                .doesNotContain("passed")
                .doesNotContain("success")
                .doesNotContain("succeeded")
                .doesNotContain(" ok")
                .doesNotContain("✓")
                .doesNotContain("\u001b[32m");
        assertThat(directory.resolve("redundancy-report/merged.sarif"))
                .content()
                .contains("\"executionSuccessful\":false");
    }

    @Test
    void aProcessThatLeftItsScannerIsEndedWithItAndNothingElseIs() throws IOException {
        Process bystander = new ProcessBuilder("sleep", "600").start();
        try {
            CommandLineRun run = new CommandLineRun(directory);

            CommandLineRun.Ended ended = run.scan(TWO_AND_A_THIRD.formatted("daemon", "30s"));

            assertThat(ended.out()).contains("demo: met");
            assertThat(Files.readAllLines(directory.resolve("pids"))).hasSize(1);
            assertThat(run.left()).isEmpty();
            assertThat(bystander.isAlive()).isTrue();
        } finally {
            bystander.destroyForcibly();
        }
    }

    @Test
    void anOldReportInTheProjectIsNotTakenForTodays() throws IOException {
        CommandLineRun run = new CommandLineRun(directory);
        Path report = run.project().resolve("scan.sarif");
        Files.copy(CommandLineRun.RESOURCES.resolve("sqli.sarif"), report);
        Files.setLastModifiedTime(report, FileTime.from(Instant.now()));

        CommandLineRun.Ended ended = run.scan("""
            toolSets:
              - name: demo
                slots:
                  - {name: one, command: "true", reportFile: scan.sarif}
            """);

        assertThat(ended.code()).isEqualTo(ExitCode.QUORUM_LOST);
        assertThat(ended.out()).contains("the report is an old one");
        assertThat(report).as("a user's file is left alone").exists();
    }

    @Test
    void aReportInTheProjectThatWasWrittenAnewCounts() {
        CommandLineRun.Ended ended = new CommandLineRun(directory).scan("""
            toolSets:
              - name: demo
                gate: []
                slots:
                  - {name: one, command: cp "$FAKES/../sqli.sarif" scan.sarif, reportFile: scan.sarif}
            """);

        assertThat(ended.out()).contains("demo: met").contains("one: delivered").contains("1 findings");
    }

    @Test
    void aReportOverTheLimitIsRefused() {
        CommandLineRun.Ended ended = new CommandLineRun(directory).scan("""
            toolSets:
              - name: demo
                limits: {bytes: 100}
                slots:
                  - {name: one, command: deliver sqli.sarif}
            """);

        assertThat(ended.code()).isEqualTo(ExitCode.QUORUM_LOST);
        assertThat(ended.out()).contains("bytes, more than 100");
    }

    @Test
    void aPartialReportsFindingsAreMergedWithItsStandIns() throws IOException {
        CommandLineRun.Ended ended = new CommandLineRun(directory).scan("""
            toolSets:
              - name: demo
                gate: []
                slots:
                  - name: one
                    command: deliver partial.sarif
                    fallbacks:
                      - {name: stand-in, command: deliver random.sarif}
            """);

        assertThat(ended.code()).as(ended.out() + ended.err()).isEqualTo(ExitCode.PASSED);
        assertThat(ended.out()).contains("demo: degraded").contains("one: delivered a part");
        assertThat(weaknesses()).containsExactly("sql-injection", "weak-random");
        assertThat(directory.resolve("redundancy-report/result.json"))
                .content()
                .doesNotContain(System.getProperty("java.io.tmpdir") + "/redundancy-");
    }

    @Test
    void aCrashedScannersFindingsAreMergedButItsSlotIsNotFilled() throws IOException {
        CommandLineRun.Ended ended = new CommandLineRun(directory).scan("""
            toolSets:
              - name: demo
                gate: []
                partialCounts: true
                slots:
                  - name: one
                    command: deliver sqli.sarif; exit 137
                    fallbacks:
                      - {name: stand-in, command: deliver random.sarif}
            """);

        assertThat(ended.code()).as(ended.out() + ended.err()).isEqualTo(ExitCode.PASSED);
        assertThat(ended.out())
                .contains("demo: degraded: 1 of 1 slots filled; stand-in stood in for one (exit code 137")
                .contains("one: failed, left a report")
                .contains("(log: ");
        assertThat(weaknesses()).containsExactly("sql-injection", "weak-random");
        assertThat(result().merged().tools().get(0).participation()).isEqualTo(Merged.Participation.PARTIAL);
    }

    @Test
    void aScannerIsTriedAgainBeforeItsFallbackIs() {
        CommandLineRun.Ended ended = new CommandLineRun(directory).scan("""
            toolSets:
              - name: demo
                gate: []
                slots:
                  - name: one
                    command: flaky
                    retries: 1
                    fallbacks:
                      - {name: stand-in, command: deliver random.sarif}
            """);

        assertThat(ended.out()).contains("one: failed").contains("exit code 70").contains("one: delivered");
        assertThat(ended.out()).contains("stand-in: not needed");
        assertThat(directory.resolve("redundancy-report/scanners/one+2/report")).exists();
    }

    @Test
    void aPresetWhoseProgramIsNotInstalledIsReplaced() {
        CommandLineRun.Ended ended = new CommandLineRun(directory).scan("""
            toolSets:
              - name: demo
                gate: []
                slots:
                  - preset: brakeman
                    fallbacks:
                      - {name: stand-in, command: deliver random.sarif}
            """);

        assertThat(ended.out()).contains("brakeman: failed").contains("not installed: brakeman not on the PATH");
        assertThat(ended.code()).isEqualTo(ExitCode.PASSED);
    }

    @Test
    void whatAScannerSaysNeverReachesTheTerminalAsACommand() throws IOException {
        CommandLineRun run = new CommandLineRun(directory).env("SCANNER_TOKEN", "s3cr3t-value");
        run.scan("""
            toolSets:
              - name: demo
                slots:
                  - {name: one, command: chatty, secrets: [SCANNER_TOKEN]}
            """);
        String id = result().merged().clusters().get(0).id();

        CommandLineRun.Ended explained = run.run("explain", id);

        assertThat(explained.out())
                .contains("<script>")
                .doesNotContain("\u001b")
                .doesNotContain("\r");
        assertThat(directory.resolve("redundancy-report/scanners/one/log.txt"))
                .content()
                .contains("token is ****")
                .doesNotContain("s3cr3t");
    }

    @Test
    void machinesGetOneJsonObjectPerLine() {
        CommandLineRun.Ended ended =
                new CommandLineRun(directory).scan(TWO_AND_A_THIRD.formatted("crash", "30s"), "--json");

        List<String> lines = ended.out().lines().toList();
        assertThat(lines).allMatch(line -> line.startsWith("{\"event\":\"") && line.endsWith("}"));
        assertThat(lines)
                .anyMatch(line -> line.contains("\"tool\":\"third\"") && line.contains("\"kind\":\"infrastructure\""));
        assertThat(lines.get(lines.size() - 1))
                .contains("\"event\":\"finished\"")
                .contains("\"outcome\":\"degraded\"")
                .contains("\"exitCode\":0");
    }

    @Test
    void aTerminalShowsOneLinePerScanner() {
        CommandLineRun.Ended ended =
                new CommandLineRun(directory).onATerminal().scan(TWO_AND_A_THIRD.formatted("crash", "30s"));

        assertThat(ended.out())
                .contains("\u001b[2K")
                .contains("x third: failed")
                .endsWith("\n");
        assertThat(ended.out().lastIndexOf("\u001b[?25h"))
                .isGreaterThan(ended.out().lastIndexOf("\u001b[?25l"));
    }

    @Test
    void nothingIsLeftInTheTemporaryDirectory() throws IOException {
        Path temporary = Path.of(System.getProperty("java.io.tmpdir"));

        new CommandLineRun(directory).scan(TWO_AND_A_THIRD.formatted("half", "30s"));

        String evidence = Files.readString(directory.resolve("redundancy-report/scanners/third/report"));
        assertThat(evidence).as("the broken report is kept").hasSize(300);
        try (var left = Files.list(temporary)) {
            assertThat(left.filter(path -> path.getFileName().toString().startsWith("redundancy-"))
                            .filter(path -> Files.exists(path.resolve("third"))))
                    .isEmpty();
        }
    }

    @Test
    void anInterruptEndsAllScannersWithTheirChildren() throws Exception {
        assumeFalse(
                interruptsAreIgnored(),
                "this test run was started in the background by a shell that lets it ignore interrupts");
        Path temporary = Files.createDirectory(directory.resolve("tmp"));
        Path fifo = directory.resolve("fifo");
        assertThat(new ProcessBuilder("mkfifo", fifo.toString()).start().waitFor())
                .isZero();
        Path tools = Files.writeString(
                directory.resolve("tools.yaml"),
                "toolSets: [{name: demo, slots: [{name: one, command: announce; true}]}]");
        ProcessBuilder builder = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Djava.io.tmpdir=" + temporary,
                        "-cp",
                        System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")),
                        Main.class.getName(),
                        "scan",
                        "--tools",
                        tools.toString(),
                        new CommandLineRun(directory).project().toString())
                .directory(directory.toFile())
                .redirectErrorStream(true)
                .redirectOutput(directory.resolve("out").toFile());
        Path fakes = CommandLineRun.RESOURCES.resolve("fakes");
        builder.environment().put("FIFO", fifo.toString());
        builder.environment().put("PATH", fakes + ":" + System.getenv("PATH"));
        Process redundancy = builder.start();

        String pid = Files.readString(fifo).strip(); // blocks until the scanner runs
        new ProcessBuilder("kill", "-INT", Long.toString(redundancy.pid()))
                .start()
                .waitFor();

        assertThat(redundancy.waitFor(30, TimeUnit.SECONDS)).isTrue();
        assertThat(ProcessHandle.of(Long.parseLong(pid))
                        .filter(ProcessHandle::isAlive)
                        .filter(handle -> !Proc.isZombie(handle.pid())))
                .isEmpty();
        try (var left = Files.list(temporary)) {
            assertThat(left.filter(path -> !path.endsWith("hsperfdata"))).isEmpty();
        }
    }

    /** Children inherit it, and a JVM leaves it as it is. */
    private static boolean interruptsAreIgnored() throws IOException {
        Path status = Path.of("/proc/self/status");
        if (!Files.exists(status)) {
            return false;
        }
        long ignored = Files.readAllLines(status).stream()
                .filter(line -> line.startsWith("SigIgn:"))
                .mapToLong(line -> Long.parseUnsignedLong(
                        line.substring("SigIgn:".length()).strip(), 16))
                .findFirst()
                .orElse(0);
        return (ignored & 1L << SIGINT - 1) != 0;
    }

    @Test
    void aToolOfOnesOwnCanSeeWhatItsReportDeclaresInTheLanguagesItIsSaidToKnow() throws IOException {
        new CommandLineRun(directory).scan("""
            toolSets:
              - name: demo
                gate: []
                slots:
                  - {name: one, command: deliver sqli.sarif}
                  - {name: two, command: deliver nothing.sarif}
                  - {name: python, command: deliver nothing.sarif, covers: {languages: [python]}}
            """);

        assertThat(result().merged().clusters().get(0).votes())
                .containsEntry("one", Vote.REPORTED)
                .containsEntry("two", Vote.SILENT)
                .containsEntry("python", Vote.ABSTAINED);
    }
}
