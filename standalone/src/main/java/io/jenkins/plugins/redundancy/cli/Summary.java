package io.jenkins.plugins.redundancy.cli;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import io.jenkins.plugins.redundancy.engine.merge.BaselineState;
import io.jenkins.plugins.redundancy.engine.merge.Cluster;
import io.jenkins.plugins.redundancy.engine.merge.GateResult;
import io.jenkins.plugins.redundancy.engine.merge.Merged;
import io.jenkins.plugins.redundancy.engine.policy.Attempt;
import io.jenkins.plugins.redundancy.engine.policy.Durations;
import io.jenkins.plugins.redundancy.engine.policy.Outcome;
import io.jenkins.plugins.redundancy.engine.policy.Verdict;
import io.jenkins.plugins.redundancy.engine.report.ScanResult;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Predicate;

/** The last words of a run, in the order in which a reader asks: did the redundancy hold, what was found, may I go on. */
final class Summary {

    private static final String RED = "\u001b[31m";
    private static final String YELLOW = "\u001b[33m";
    private static final String GREEN = "\u001b[32m";
    private static final String RESET = "\u001b[0m";
    private static final int WARNINGS = 10;

    private final Terminal terminal;
    private final ScanResult result;

    Summary(Terminal terminal, ScanResult result) {
        this.terminal = terminal;
        this.result = result;
    }

    /** Aborted counts as lost: too few scanners delivered. */
    int exitCode() {
        if (!result.quorate()) {
            return ExitCode.QUORUM_LOST;
        }
        GateResult gate = result.gate();
        return gate != null && gate.outcome() == GateResult.Outcome.FAIL ? ExitCode.GATE_FAILED : ExitCode.PASSED;
    }

    /**
     * @param findings per attempt number
     * @param logs per attempt number
     */
    void print(List<Path> files, Map<Integer, Integer> findings, Map<Integer, Path> logs) {
        terminal.out().println();
        verdict();
        Verdict verdict = result.verdict();
        if (verdict != null) {
            verdict.attempts().forEach(attempt -> attempt(attempt, findings, logs));
        } else {
            result.merged()
                    .tools()
                    .forEach(tool -> line(String.format(
                            "  %-16s %d findings%s",
                            tool.voter().tool(),
                            tool.findings(),
                            tool.participation() == Merged.Participation.PARTIAL ? ", report not complete" : "")));
        }
        counts();
        gate();
        List<String> warnings = result.merged().warnings();
        warnings.stream().limit(WARNINGS).forEach(warning -> line("note: " + warning));
        if (warnings.size() > WARNINGS) {
            line("note: " + (warnings.size() - WARNINGS) + " more in " + ResultFiles.RESULT);
        }
        files.forEach(file -> line(terminal.shown(file)));
    }

    private void verdict() {
        Verdict verdict = result.verdict();
        if (verdict == null) {
            line(result.name() + ": merged " + result.merged().tools().size() + " reports");
            return;
        }
        Outcome outcome = verdict.outcome();
        String colour =
                switch (outcome) {
                    case MET -> GREEN;
                    case DEGRADED -> YELLOW;
                    case LOST, ABORTED -> RED;
                };
        coloured(colour, result.name() + ": " + outcome.id() + ": " + verdict.reason());
        line("took " + Durations.format(verdict.took()) + "; scanners ran "
                + Durations.format(verdict.cost().total()) + ", "
                + Durations.format(verdict.cost().lost()) + " of it for nothing");
    }

    private void attempt(Attempt attempt, Map<Integer, Integer> findings, Map<Integer, Path> logs) {
        StringBuilder text = new StringBuilder("  ").append(LineProgress.line(attempt));
        if (attempt.hasResult()) {
            text.append(", ").append(findings.getOrDefault(attempt.number(), 0)).append(" findings");
        }
        Path log = logs.get(attempt.number());
        if (log != null && (attempt.hasCrashed() || !attempt.hasResult())) {
            text.append(" (log: ").append(terminal.shown(log)).append(')');
        }
        line(text.toString());
    }

    private void counts() {
        line("findings: " + result.confirmed() + " confirmed" + bySeverity(c -> confirmed(c)) + ", "
                + result.singleSource() + " single-source" + bySeverity(c -> !confirmed(c)));
        long suppressed =
                result.merged().clusters().stream().filter(c -> !c.live()).count();
        if (suppressed > 0) {
            line("  " + suppressed + " suppressed");
        }
        if (result.merged().clusters().stream().anyMatch(c -> c.baseline() != null)
                || !result.merged().gone().isEmpty()) {
            line("against the baseline: " + result.fresh() + " new" + bySeverity(c -> c.baseline() == BaselineState.NEW)
                    + ", " + gone(BaselineState.ABSENT) + " absent, " + gone(BaselineState.UNKNOWN)
                    + " unknown (nobody looked)");
        }
    }

    private static boolean confirmed(Cluster cluster) {
        return cluster.agreement() == io.jenkins.plugins.redundancy.engine.merge.Agreement.CONFIRMED;
    }

    private long gone(BaselineState state) {
        return result.merged().gone().stream()
                .filter(cluster -> cluster.baseline() == state)
                .count();
    }

    private String bySeverity(Predicate<Cluster> which) {
        List<String> parts = new ArrayList<>();
        result.bySeverity(which)
                .forEach((severity, count) ->
                        parts.add(count + " " + severity.name().toLowerCase(Locale.ROOT)));
        return parts.isEmpty() ? "" : " (" + String.join(", ", parts) + ")";
    }

    private void gate() {
        @CheckForNull GateResult gate = result.gate();
        if (gate == null) {
            coloured(RED, result.gateSentence());
            return;
        }
        switch (gate.outcome()) {
            case PASS -> coloured(GREEN, "gate passed: " + gate.reason());
            case UNSTABLE -> coloured(YELLOW, "gate unstable (exit code 0): " + gate.reason());
            default -> coloured(RED, "gate failed: " + gate.reason());
        }
        gate.breaches().stream()
                .skip(gate.breaches().size() > 1 ? 0 : 1)
                .forEach(breach -> line("  " + breach.reason()));
    }

    private void line(String text) {
        terminal.out().println(text.startsWith("  ") ? "  " + PlainText.of(text, 1000) : PlainText.of(text, 1000));
    }

    private void coloured(String colour, String text) {
        String plain = PlainText.of(text, 1000);
        terminal.out().println(terminal.colours() ? colour + plain + RESET : plain);
    }
}
