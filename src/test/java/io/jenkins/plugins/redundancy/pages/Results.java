package io.jenkins.plugins.redundancy.pages;

import hudson.model.FreeStyleProject;
import hudson.model.Run;
import io.jenkins.plugins.redundancy.engine.finding.CodeFlowStep;
import io.jenkins.plugins.redundancy.engine.finding.Finding;
import io.jenkins.plugins.redundancy.engine.finding.Location;
import io.jenkins.plugins.redundancy.engine.finding.Rule;
import io.jenkins.plugins.redundancy.engine.finding.Severity;
import io.jenkins.plugins.redundancy.engine.finding.Subject;
import io.jenkins.plugins.redundancy.engine.finding.Suppression;
import io.jenkins.plugins.redundancy.engine.finding.WeaknessClass;
import io.jenkins.plugins.redundancy.engine.merge.Ballot;
import io.jenkins.plugins.redundancy.engine.merge.Coverage;
import io.jenkins.plugins.redundancy.engine.merge.Gate;
import io.jenkins.plugins.redundancy.engine.merge.Merge;
import io.jenkins.plugins.redundancy.engine.merge.MergeOptions;
import io.jenkins.plugins.redundancy.engine.merge.Merged;
import io.jenkins.plugins.redundancy.engine.merge.Reference;
import io.jenkins.plugins.redundancy.engine.merge.Voter;
import io.jenkins.plugins.redundancy.engine.policy.Attempt;
import io.jenkins.plugins.redundancy.engine.policy.Consequence;
import io.jenkins.plugins.redundancy.engine.policy.Cost;
import io.jenkins.plugins.redundancy.engine.policy.FailureKind;
import io.jenkins.plugins.redundancy.engine.policy.Outcome;
import io.jenkins.plugins.redundancy.engine.policy.Verdict;
import io.jenkins.plugins.redundancy.engine.read.SourceExcerpts;
import io.jenkins.plugins.redundancy.engine.read.ToolReport;
import io.jenkins.plugins.redundancy.engine.report.ScanResult;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import org.jvnet.hudson.test.JenkinsRule;

/** Results of scans, without running any. */
final class Results {

    private static final Instant BEGAN = Instant.parse("2026-01-31T12:00:00Z");
    private static final int[] CWES = {89, 79, 22, 328, 330, 476, 502, 78};

    private Results() {}

    /**
     * Three scanners: alpha reports all, beta every other one, gamma failed.
     *
     * @param findings to report, over files of ten each; every tenth with a code flow
     */
    static ScanResult of(int findings) {
        return of(findings, "alpha", "beta", "gamma", i -> "message " + i);
    }

    /**
     * Compared with a build whose scans were whole: a new finding, two unchanged, two absent, and one unknown, since only
     * gamma ever saw it, which failed.
     */
    static ScanResult compared() {
        MergeOptions options = MergeOptions.on(LocalDate.of(2026, 1, 31));
        Merged before = Merge.merge(List.of(ballot("alpha", 0, 1, 2, 3), ballot("beta"), ballot("gamma", 5)), options);
        Merged now = Merge.merge(
                List.of(ballot("alpha", 2, 3, 4), ballot("beta"), Ballot.failed(voter("gamma"))),
                options.withReference(Reference.of("earlier", before)));
        return result(now, "alpha", "beta", "gamma", "killed");
    }

    private static Ballot ballot(String tool, int... findings) {
        return new Ballot(
                voter(tool),
                report(
                        tool,
                        IntStream.of(findings)
                                .mapToObj(i -> finding(tool, i, "message " + i))
                                .toList()));
    }

    /**
     * A finding in code, suppressed by its scanner, and one of a dependency: whatever a report may say freely says that.
     */
    static ScanResult hostile(String text) {
        Location at = new Location("src/" + text, 3, 0, 5, 0, text);
        Rule rule = new Rule(text, text, text, "javascript:alert(4)//" + text, List.of(89), null);
        Finding code = new Finding(
                "alpha",
                rule,
                List.of(89),
                WeaknessClass.ofCwe(89),
                new Subject.Code(at),
                Severity.HIGH,
                text,
                Map.of(text, text),
                List.of(new CodeFlowStep(at, text)),
                List.of(new Suppression("inSource", "accepted", text)));
        Finding dependency = new Finding(
                "alpha",
                rule,
                List.of(),
                WeaknessClass.ofRule("alpha", text),
                new Subject.Dependency(text, text, List.of(text), null),
                Severity.HIGH,
                text,
                Map.of(),
                List.of(),
                List.of());
        Merged merged = Merge.merge(
                List.of(
                        new Ballot(
                                voter("alpha"),
                                new ToolReport(
                                        "alpha", text, true, List.of(code, dependency), List.of(), List.of(text))),
                        ballot("beta"),
                        Ballot.failed(voter("gamma"))),
                MergeOptions.on(LocalDate.of(2026, 1, 31)));
        return result(merged, "alpha", "beta", "gamma", text);
    }

    interface Message {
        String of(int finding);
    }

    static ScanResult of(int findings, String first, String second, String failed, Message message) {
        List<Finding> alpha = IntStream.range(0, findings)
                .mapToObj(i -> finding(first, i, message.of(i)))
                .toList();
        List<Finding> beta = IntStream.range(0, findings)
                .filter(i -> i % 2 == 0)
                .mapToObj(i -> finding(second, i, message.of(i)))
                .toList();
        Merged merged = Merge.merge(
                List.of(
                        new Ballot(voter(first), report(first, alpha)),
                        new Ballot(voter(second), report(second, beta)),
                        Ballot.failed(voter(failed))),
                MergeOptions.on(LocalDate.of(2026, 1, 31)));
        return result(merged, first, second, failed, message.of(0));
    }

    private static ScanResult result(Merged merged, String first, String second, String failed, String why) {
        List<Attempt> attempts = List.of(
                attempt(1, first, Attempt.State.SUCCEEDED, ""),
                attempt(2, second, Attempt.State.SUCCEEDED, ""),
                failed(3, failed, why));
        Verdict verdict = new Verdict(
                Outcome.DEGRADED,
                "2 of 3 slots filled; " + failed + " failed: " + why,
                2,
                2,
                3,
                Consequence.SUCCESS,
                BEGAN,
                BEGAN.plusSeconds(30),
                attempts,
                new Cost(Duration.ofSeconds(40), Duration.ZERO, Duration.ofSeconds(2)));
        return ScanResult.of("scan", verdict, merged, Gate.DEFAULT.check(merged));
    }

    private static Attempt attempt(int number, String tool, Attempt.State state, String why) {
        return new Attempt(number, tool, tool, 1, state, null, BEGAN, BEGAN, BEGAN.plusSeconds(20), why);
    }

    private static Attempt failed(int number, String tool, String why) {
        return new Attempt(
                number,
                tool,
                tool,
                1,
                Attempt.State.FAILED,
                FailureKind.INFRASTRUCTURE,
                BEGAN,
                BEGAN,
                BEGAN.plusSeconds(2),
                why);
    }

    private static Voter voter(String tool) {
        Coverage everything = new Coverage(
                Set.of(),
                Set.of(
                        "sql-injection",
                        "xss",
                        "path-traversal",
                        "weak-hash",
                        "weak-random",
                        "null-dereference",
                        "deserialization",
                        "command-injection"),
                Set.of());
        return new Voter(tool, tool, 1, everything);
    }

    private static ToolReport report(String tool, List<Finding> findings) {
        return new ToolReport(tool, "1.0", true, findings, List.of(), List.of("a warning of " + tool));
    }

    private static Finding finding(String tool, int i, String message) {
        int cwe = CWES[i % CWES.length];
        Location at =
                Location.of(String.format("src/main/java/p%03d/File%05d.java", i / 100, i / 10), 10 + i % 10 * 20);
        List<CodeFlowStep> flow = i % 10 == 0
                ? List.of(
                        new CodeFlowStep(Location.of(at.path(), 1), "from " + message), new CodeFlowStep(at, "to here"))
                : List.of();
        return new Finding(
                tool,
                new Rule(
                        "rule-" + cwe,
                        "name " + message,
                        "description " + message,
                        "https://example.org/" + cwe,
                        List.of(cwe),
                        null),
                List.of(cwe),
                WeaknessClass.ofCwe(cwe),
                new Subject.Code(at),
                Severity.values()[i % 5],
                message,
                Map.of(),
                flow,
                List.of());
    }

    /** The same findings, had the scan come to that. */
    static ScanResult ended(ScanResult result, Outcome outcome) {
        return with(
                result, outcome, "it came to " + outcome.id(), result.verdict().attempts());
    }

    /** The same findings, had alpha failed at its first try. */
    static ScanResult retried(ScanResult result, String why) {
        List<Attempt> attempts = new ArrayList<>(List.of(failed(1, "alpha", why)));
        attempts.add(new Attempt(
                2,
                "alpha",
                "alpha",
                2,
                Attempt.State.SUCCEEDED,
                null,
                BEGAN.plusSeconds(2),
                BEGAN.plusSeconds(2),
                BEGAN.plusSeconds(22),
                ""));
        return with(result, Outcome.DEGRADED, "1 of 1 slots filled", attempts);
    }

    private static ScanResult with(ScanResult result, Outcome outcome, String reason, List<Attempt> attempts) {
        Verdict verdict = result.verdict();
        return ScanResult.of(
                result.name(),
                new Verdict(
                        outcome,
                        reason,
                        verdict.filled(),
                        verdict.required(),
                        verdict.slots(),
                        verdict.consequence(),
                        verdict.began(),
                        verdict.ended(),
                        attempts,
                        verdict.cost()),
                result.merged(),
                result.gate());
    }

    /** Source for every finding of the first files. */
    static SourceExcerpts sources(ScanResult result, String text) throws IOException {
        List<Finding> findings = new ArrayList<>();
        result.merged().clusters().stream().limit(50).forEach(cluster -> findings.addAll(cluster.findings()));
        return SourceExcerpts.of(
                findings,
                path -> IntStream.rangeClosed(1, 250)
                        .mapToObj(line -> "line " + line + " " + text)
                        .toList());
    }

    /** A build with that result. */
    static Run<?, ?> build(JenkinsRule r, ScanResult result) throws Exception {
        return build(r, result, "of source");
    }

    static Run<?, ?> build(JenkinsRule r, ScanResult result, String source) throws Exception {
        FreeStyleProject job = r.createFreeStyleProject();
        Run<?, ?> run = r.buildAndAssertSuccess(job);
        add(run, "scan", result, source);
        return run;
    }

    /** Gives a build a scan of that id. */
    static void add(Run<?, ?> run, String id, ScanResult result, String source) throws IOException {
        ScanStore.of(run, id).write(result, sources(result, source));
        run.addAction(new ScanAction(id, "1", result));
        StagesAction.of(run);
        run.save();
    }
}
