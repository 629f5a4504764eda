package io.jenkins.plugins.redundancy.engine.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import io.jenkins.plugins.redundancy.engine.finding.Finding;
import io.jenkins.plugins.redundancy.engine.finding.Location;
import io.jenkins.plugins.redundancy.engine.finding.Rule;
import io.jenkins.plugins.redundancy.engine.finding.Severity;
import io.jenkins.plugins.redundancy.engine.finding.Subject;
import io.jenkins.plugins.redundancy.engine.finding.WeaknessClass;
import io.jenkins.plugins.redundancy.engine.merge.Agreement;
import io.jenkins.plugins.redundancy.engine.merge.BaselineState;
import io.jenkins.plugins.redundancy.engine.merge.Cluster;
import io.jenkins.plugins.redundancy.engine.merge.GateResult;
import io.jenkins.plugins.redundancy.engine.merge.Merged;
import io.jenkins.plugins.redundancy.engine.policy.Attempt;
import io.jenkins.plugins.redundancy.engine.policy.Consequence;
import io.jenkins.plugins.redundancy.engine.policy.Cost;
import io.jenkins.plugins.redundancy.engine.policy.FailureKind;
import io.jenkins.plugins.redundancy.engine.policy.Outcome;
import io.jenkins.plugins.redundancy.engine.policy.Verdict;
import io.jenkins.plugins.redundancy.engine.report.CheckReport.Annotation;
import io.jenkins.plugins.redundancy.engine.report.CheckReport.Conclusion;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CheckReportTest {

    private static final Instant BEGAN = Instant.parse("2026-01-31T12:00:00Z");

    @ParameterizedTest
    @CsvSource({
        "MET,      SUCCESS,  PASS,     SUCCESS",
        "DEGRADED, SUCCESS,  PASS,     SUCCESS",
        "DEGRADED, UNSTABLE, PASS,     NEUTRAL",
        "MET,      SUCCESS,  UNSTABLE, NEUTRAL",
        "MET,      SUCCESS,  FAIL,     FAILURE",
        "DEGRADED, UNSTABLE, FAIL,     FAILURE",
        "LOST,     FAILURE,  ,         FAILURE",
        "LOST,     UNSTABLE, ,         NEUTRAL",
        "LOST,     UNSTABLE, FAIL,     FAILURE",
        "LOST,     SUCCESS,  ,         NEUTRAL",
        "ABORTED,  ABORTED,  ,         CANCELLED",
        "ABORTED,  ABORTED,  FAIL,     CANCELLED"
    })
    void concludesAsTheBuildDoes(
            Outcome outcome, Consequence consequence, @CheckForNull GateResult.Outcome gate, Conclusion expected) {
        Verdict verdict = verdict(outcome, "so it came", consequence, List.of());
        GateResult gated = gate == null ? null : new GateResult(gate, "as the rules say", List.of());
        CheckReport report = CheckReport.of(new ScanResult("scan", verdict, merged(List.of()), gated));
        assertThat(report.conclusion()).isEqualTo(expected);
    }

    @Test
    void saysWhoFailedAndWhoStoodIn() {
        CheckReport report = CheckReport.of(result(
                verdict(
                        Outcome.DEGRADED,
                        "2 of 2 slots filled; gamma stood in for beta",
                        Consequence.SUCCESS,
                        List.of(
                                attempt(1, "beta", "beta", Attempt.State.FAILED, "exit code 137"),
                                attempt(2, "beta", "gamma", Attempt.State.SUCCEEDED, ""),
                                attempt(3, "beta", "delta", Attempt.State.SKIPPED, "not needed"))),
                cluster(1, "src/A.java", "x", BaselineState.NEW),
                cluster(2, "src/A.java", "x", BaselineState.UNCHANGED)));
        assertThat(report.title()).isEqualTo("Degraded, gate passed: 1 new of 2 confirmed, 0 single-source");
        assertThat(report.summary())
                .startsWith("**Degraded:** 2 of 2 slots filled; gamma stood in for beta\n\nGate passed: ")
                .contains(
                        "| beta | beta | failed | 5 | exit code 137 |\n",
                        "| gamma | beta | succeeded | 5 |  |\n",
                        "2 confirmed, 0 single-source",
                        "Confirmed and new: 1.")
                .doesNotContain("delta");
    }

    @Test
    void annotatesConfirmedFindingsThatAreNewAndOpen() {
        CheckReport report = CheckReport.of(result(
                met(),
                cluster(1, "src/A.java", "new", BaselineState.NEW),
                cluster(2, "src/A.java", "old", BaselineState.UNCHANGED),
                single(3, BaselineState.NEW),
                cluster(4, "src/A.java", "decided", BaselineState.NEW).withDecision(.1, "no", "false positive")));
        assertThat(report.annotations())
                .containsExactly(new Annotation(
                        "src/A.java",
                        1,
                        2,
                        Severity.HIGH,
                        "SQL injection",
                        "alpha, r: new\nbeta, r: new",
                        "both say so"));
    }

    @Test
    void annotatesNothingWhereNothingIsKnownToBeNew() {
        CheckReport report = CheckReport.of(result(met(), cluster(1, "src/A.java", "x", null)));
        assertThat(report.annotations()).isEmpty();
        assertThat(report.title()).isEqualTo("Met, gate passed: 1 confirmed, 0 single-source");
        assertThat(report.summary()).contains("There was no build to compare with");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/etc/passwd",
                "../x",
                "a/../../x",
                "C:/x",
                "C:\\x",
                "a\\b",
                "http://example.org/x",
                "file:///x",
                "",
                "a\nb",
                "a\u202eb",
                "a\u0000b"
            })
    void pathsOutsideOfTheTreeAreNotAnnotated(String path) {
        CheckReport report = CheckReport.of(result(met(), cluster(7, path, "x", BaselineState.NEW)));
        assertThat(report.annotations()).isEmpty();
        assertThat(report.summary()).contains("Without a place in the repository to annotate: 1.");
    }

    @Test
    void aFindingOfAWholeFileStandsAtItsFirstLine() {
        CheckReport report = CheckReport.of(result(met(), at(Location.of("src/A.java", 0))));
        assertThat(report.annotations()).singleElement().satisfies(note -> {
            assertThat(note.startLine()).isEqualTo(1);
            assertThat(note.endLine()).isEqualTo(1);
        });
    }

    @Test
    void annotatesTheWorstAndCountsTheRest() {
        Cluster[] many = IntStream.rangeClosed(1, 63)
                .mapToObj(line -> cluster(line, "src/A.java", "x", BaselineState.NEW))
                .toArray(Cluster[]::new);
        CheckReport report = CheckReport.of(result(met(), many));
        assertThat(report.annotations()).hasSize(CheckReport.MOST_ANNOTATIONS);
        assertThat(report.annotations().get(0).startLine()).isEqualTo(1);
        assertThat(report.summary()).contains("Confirmed and new: 63.", "the worst 50, … and 13 more.");
    }

    @Test
    void hostileWordsStayWords() {
        String words = "@admin ![x](https://evil.example/x.png) <script>alert(1)</script> | `#1`";
        CheckReport report = CheckReport.of(result(
                verdict(
                        Outcome.DEGRADED,
                        "beta failed: " + words,
                        Consequence.SUCCESS,
                        List.of(attempt(1, "beta", "beta", Attempt.State.FAILED, words))),
                cluster(1, "src/A.java", words, BaselineState.NEW)));
        assertThat(report.summary())
                .doesNotContain("@admin", "](", "https://", "<script", "#1`")
                .contains("&lt;\u200bscript&gt;", "&#124;", "@\u200badmin");
        assertThat(report.annotations().get(0).message())
                .doesNotContain("@admin", "](", "https://", "<script")
                .contains("@\u200badmin");
    }

    /** GitHub's limits: 255 for a title, 65,535 bytes for a summary, 64 KiB for a message. */
    @Test
    void giantReportsMakeSmallChecks() {
        String giant = "\ud83d\ude00&<|".repeat(100_000);
        List<Attempt> attempts = IntStream.rangeClosed(1, 300)
                .mapToObj(i -> attempt(i, giant, giant, Attempt.State.FAILED, giant))
                .toList();
        CheckReport report = CheckReport.of(result(
                verdict(Outcome.LOST, giant, Consequence.FAILURE, attempts),
                cluster(1, "src/A.java", giant, BaselineState.NEW)));
        assertThat(report.title()).hasSizeLessThan(200);
        assertThat(report.summary().getBytes(StandardCharsets.UTF_8)).hasSizeLessThan(65_535);
        assertThat(report.summary()).contains("… and 280 more attempts.");
        assertThat(report.annotations().get(0).message()).hasSizeLessThan(4_000);
    }

    @Property(tries = 500)
    void everyScanIsACheck(@ForAll Random random) {
        ScanResult result = RandomResults.of(random);
        if (result.verdict() == null) {
            assertThatIllegalArgumentException().isThrownBy(() -> CheckReport.of(result));
            return;
        }
        CheckReport report = CheckReport.of(result);
        assertThat(report.title()).doesNotContain("\n").hasSizeLessThan(200);
        assertThat(report.summary()).doesNotContain("<", "](");
        assertThat(report.annotations()).allSatisfy(note -> {
            assertThat(note.path()).doesNotStartWith("/").doesNotContain("..", "\\", "\n", "C:", "file:", "http:");
            assertThat(note.startLine()).isPositive();
            assertThat(note.endLine()).isGreaterThanOrEqualTo(note.startLine());
        });
    }

    private static Verdict met() {
        return verdict(Outcome.MET, "2 of 2 slots filled", Consequence.SUCCESS, List.of());
    }

    private static Verdict verdict(Outcome outcome, String reason, Consequence consequence, List<Attempt> attempts) {
        return new Verdict(
                outcome,
                reason,
                2,
                2,
                2,
                consequence,
                BEGAN,
                BEGAN.plusSeconds(9),
                attempts,
                new Cost(Duration.ZERO, Duration.ZERO, Duration.ZERO));
    }

    private static Attempt attempt(int number, String slot, String replica, Attempt.State state, String why) {
        FailureKind kind = state == Attempt.State.FAILED ? FailureKind.INFRASTRUCTURE : null;
        return new Attempt(number, slot, replica, 1, state, kind, BEGAN, BEGAN, BEGAN.plusSeconds(5), why);
    }

    private static ScanResult result(Verdict verdict, Cluster... clusters) {
        GateResult gate = new GateResult(GateResult.Outcome.PASS, "nothing is against the rules", List.of());
        return new ScanResult("scan", verdict, merged(List.of(clusters)), gate);
    }

    private static Merged merged(List<Cluster> clusters) {
        return new Merged(clusters, List.of(), List.of(), "2", List.of());
    }

    private static Cluster cluster(int line, String path, String message, @CheckForNull BaselineState state) {
        return cluster(
                new Location(path, line, 0, line + 1, 0, ""),
                List.of("alpha", "beta"),
                message,
                Agreement.CONFIRMED,
                state);
    }

    private static Cluster at(Location location) {
        return cluster(location, List.of("alpha", "beta"), "x", Agreement.CONFIRMED, BaselineState.NEW);
    }

    private static Cluster single(int line, BaselineState state) {
        return cluster(Location.of("src/A.java", line), List.of("alpha"), "x", Agreement.SINGLE_SOURCE, state);
    }

    private static Cluster cluster(
            Location at, List<String> tools, String message, Agreement agreement, @CheckForNull BaselineState state) {
        List<Finding> findings = tools.stream()
                .map(tool -> new Finding(
                        tool,
                        Rule.of("r", 89),
                        List.of(89),
                        WeaknessClass.ofCwe(89),
                        new Subject.Code(at),
                        Severity.HIGH,
                        message,
                        Map.of(),
                        List.of(),
                        List.of()))
                .toList();
        return new Cluster(
                String.format("%016x", at.startLine()),
                WeaknessClass.ofCwe(89),
                new Subject.Code(at),
                Severity.HIGH,
                findings,
                Map.of(),
                agreement,
                .7,
                "both say so",
                state,
                null);
    }
}
