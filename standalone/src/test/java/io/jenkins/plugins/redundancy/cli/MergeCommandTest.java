package io.jenkins.plugins.redundancy.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.redundancy.engine.merge.Cluster;
import io.jenkins.plugins.redundancy.engine.report.ResultJson;
import io.jenkins.plugins.redundancy.engine.report.ScanResult;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Reports that are already there, and what can be asked and decided about the result. */
class MergeCommandTest {

    @TempDir
    private Path directory;

    private CommandLineRun run;

    @BeforeEach
    void copyReports() throws IOException {
        run = new CommandLineRun(directory);
        for (String report : new String[] {"both.sarif", "sqli.sarif", "random.sarif", "nothing.sarif"}) {
            Files.copy(CommandLineRun.RESOURCES.resolve(report), directory.resolve(report));
        }
    }

    private ScanResult result(String file) throws IOException {
        try (InputStream in = Files.newInputStream(directory.resolve(file))) {
            return ResultJson.read(in, file);
        }
    }

    private Cluster injection(String file) throws IOException {
        return result(file).merged().clusters().stream()
                .filter(cluster -> cluster.weakness().id().equals("sql-injection"))
                .findFirst()
                .orElseThrow();
    }

    @Test
    void reportsOfNamedToolsConfirmEachOther() throws IOException {
        CommandLineRun.Ended ended = run.run("merge", "--out", "out", "a=both.sarif", "b=sqli.sarif");

        assertThat(ended.code()).as(ended.err()).isEqualTo(ExitCode.GATE_FAILED);
        assertThat(injection("out/result.json").agreement().id()).isEqualTo("confirmed");
        assertThat(ended.out()).contains("merged 2 reports").contains("1 confirmed (1 high), 1 single-source (1 low)");
        assertThat(directory.resolve("out/merged.sarif")).isNotEmptyFile();
    }

    @Test
    void aGzippedReportIsReadAsItIs() throws IOException {
        try (OutputStream out = new GZIPOutputStream(Files.newOutputStream(directory.resolve("b.sarif.gz")))) {
            Files.copy(directory.resolve("sqli.sarif"), out);
        }

        run.run("merge", "a=both.sarif", "b=b.sarif.gz");

        assertThat(injection("redundancy-report/result.json").findings()).hasSize(2);
    }

    @Test
    void aPresetsNameBringsWhatIsKnownOfIt() throws IOException {
        run.run("merge", "bandit=both.sarif", "ruff=sqli.sarif", "x=nothing.sarif");

        assertThat(result("redundancy-report/result.json").merged().tools())
                .filteredOn(tool -> tool.voter().tool().equals("ruff"))
                .allSatisfy(tool -> assertThat(tool.voter().lineage()).isEqualTo("bandit"));
    }

    @Test
    void plainTextIsReadByThePresetOfItsNameOrByTheFormatThatIsNamed() throws IOException {
        String finding = "/ci/A.java:31: warning: [ReferenceEquality] Comparison using reference equality\n";
        Files.writeString(directory.resolve("log.txt"), finding + "1 warning\n");

        for (String[] arguments : new String[][] {
            {"merge", "errorprone=log.txt"},
            {"merge", "error-prone=log.txt"},
            {"merge", "--format", "x=error-prone", "x=log.txt"}
        }) {
            CommandLineRun.Ended ended = run.run(arguments);

            assertThat(ended.code()).as(ended.err()).isEqualTo(ExitCode.PASSED);
            assertThat(result("redundancy-report/result.json").merged().clusters())
                    .as(String.join(" ", arguments))
                    .singleElement()
                    .satisfies(cluster -> assertThat(cluster.weakness().id()).isEqualTo("reference-comparison"));
        }
        assertThat(run.run("merge", "log.txt").err()).contains("of no format that its beginning tells");
        assertThat(run.run("merge", "--format", "y=error-prone", "x=both.sarif").err())
                .contains("--format y=…: no report is given as that of y");
    }

    @Test
    void theRuleDecidesWhatIsConfirmed() throws IOException {
        run.run("merge", "--rule", "any", "a=both.sarif", "b=nothing.sarif");
        assertThat(injection("redundancy-report/result.json").agreement().id()).isEqualTo("confirmed");

        run.run("merge", "--rule", "all", "a=both.sarif", "b=nothing.sarif");
        assertThat(injection("redundancy-report/result.json").agreement().id()).isEqualTo("single-source");

        CommandLineRun.Ended wrong = run.run("merge", "--rule", "some", "a=both.sarif");
        assertThat(wrong.code()).isEqualTo(ExitCode.WRONG_USE);
        assertThat(wrong.err()).contains("--rule").contains("some").contains("majority");
    }

    @Test
    void aBaselineTellsNewFindingsFromKnownOnes() {
        run.run("merge", "--out", "before", "a=sqli.sarif", "b=sqli.sarif");

        CommandLineRun.Ended ended =
                run.run("merge", "--baseline", "before/result.json", "a=both.sarif", "b=both.sarif");

        assertThat(ended.out()).contains("against the baseline: 1 new (1 low), 0 absent, 0 unknown");
        assertThat(ended.code()).as("the known one does not fail the gate").isEqualTo(ExitCode.PASSED);
    }

    @Test
    void aSuppressionHidesOneToolsRuleAtItsPlace() throws IOException {
        Files.writeString(directory.resolve("suppressions.yaml"), """
            suppressions:
              - {tool: a, rule: sqli, path: src/**, reason: constant table name}
              - {tool: b, rule: sqli, path: src/**, reason: constant table name, expires: 2099-12-31}
            """);

        CommandLineRun.Ended ended =
                run.run("merge", "--suppressions", "suppressions.yaml", "a=sqli.sarif", "b=sqli.sarif");

        assertThat(ended.code()).as(ended.out() + ended.err()).isEqualTo(ExitCode.PASSED);
        assertThat(ended.out()).contains("1 suppressed");
    }

    @Test
    void aMistakeInASuppressionIsNamedWithItsPlace() throws IOException {
        Files.writeString(
                directory.resolve("s.yaml"), "suppressions:\n  - {tool: a, rule: sqli, path: x, expires: tomorrow}\n");

        assertThat(run.run("merge", "--suppressions", "s.yaml", "a=sqli.sarif").err())
                .contains("s.yaml:2:5: suppressions[0].reason: the suppression has no reason")
                .contains("suppressions[0].expires: \"tomorrow\" cannot be used");
    }

    @Test
    void explainTellsWhoSawItWhoCouldHaveAndWhoAbstained() throws IOException {
        run.run("merge", "a=both.sarif", "b=sqli.sarif", "bandit=nothing.sarif", "c=nothing.sarif");
        String id = injection("redundancy-report/result.json").id();

        CommandLineRun.Ended ended = run.run("explain", id.substring(0, 6));

        assertThat(ended.code()).as(ended.err()).isZero();
        assertThat(ended.out())
                .contains(id + " SQL injection src/Dao.java:3")
                .contains("confirmed, high, confidence 0.")
                .contains("a: reported")
                .contains("sqli at src/Dao.java:3: user input reaches a query")
                .contains("c: silent")
                .contains("bandit: abstained");
    }

    @Test
    void aDecisionIsRememberedByTheNextMerge() throws IOException {
        run.run("merge", "a=both.sarif", "b=sqli.sarif");
        String id = injection("redundancy-report/result.json").id();

        CommandLineRun.Ended triaged =
                run.run("triage", id, "false-positive", "--reason", "constant table name", "--who", "ada");
        CommandLineRun.Ended merged = run.run("merge", "a=both.sarif", "b=sqli.sarif");

        assertThat(triaged.code()).as(triaged.err()).isZero();
        assertThat(directory.resolve("redundancy-triage.json")).content().contains("constant table name");
        assertThat(merged.code()).as(merged.out()).isEqualTo(ExitCode.PASSED);
        assertThat(injection("redundancy-report/result.json").live()).isFalse();
    }

    @Test
    void wrongUseOfTriageIsExplained() throws IOException {
        run.run("merge", "a=both.sarif");
        String id = injection("redundancy-report/result.json").id();

        assertThat(run.run("triage", id, "maybe", "--reason", "x").err())
                .contains("maybe")
                .contains("false-positive");
        assertThat(run.run("triage", id, "accepted").err()).contains("--reason");
        assertThat(run.run("triage", "ffffffffff", "accepted", "--reason", "x").err())
                .contains("has no finding");
        assertThat(run.run("explain", id, "--result", "nowhere.json").err()).contains("there is no file nowhere.json");
    }

    @Test
    void reportsThatCannotBeReadAreWrongUse() throws IOException {
        Files.writeString(directory.resolve("half.sarif"), "{\"version\": \"2.1.0\", \"runs\": [");

        assertThat(run.run("merge", "a=half.sarif").code()).isEqualTo(ExitCode.WRONG_USE);
        assertThat(run.run("merge", "a=nowhere.sarif").err()).contains("nowhere.sarif");
        assertThat(run.run("merge", "both.sarif", "sqli.sarif").err()).contains("another report is of fake too");
        assertThat(run.run("merge").code()).isEqualTo(ExitCode.WRONG_USE);
    }

    @Test
    void theSameReportsInAnyOrderGiveTheSameBytes() throws IOException {
        run.run("merge", "--out", "x", "a=both.sarif", "b=sqli.sarif", "c=random.sarif");
        run.run("merge", "--out", "y", "c=random.sarif", "a=both.sarif", "b=sqli.sarif");

        assertThat(directory.resolve("x/merged.sarif")).hasSameBinaryContentAs(directory.resolve("y/merged.sarif"));
        assertThat(directory.resolve("x/result.json")).hasSameBinaryContentAs(directory.resolve("y/result.json"));
    }
}
