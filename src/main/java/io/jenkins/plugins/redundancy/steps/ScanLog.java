package io.jenkins.plugins.redundancy.steps;

import io.jenkins.plugins.redundancy.engine.merge.Merged;
import io.jenkins.plugins.redundancy.engine.policy.Attempt;
import io.jenkins.plugins.redundancy.engine.policy.Verdict;
import io.jenkins.plugins.redundancy.engine.report.ScanResult;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/** A scan's result for the build log: the lines a person looks for. */
final class ScanLog {

    private ScanLog() {}

    static List<String> lines(ScanResult result) {
        Verdict verdict = Objects.requireNonNull(result.verdict(), "verdict");
        List<String> lines = new ArrayList<>();
        lines.add("scan '" + result.name() + "' is " + result.outcome() + ": " + verdict.reason());
        for (Attempt attempt : verdict.attempts()) {
            if (attempt.state() != Attempt.State.SKIPPED) {
                lines.add("  " + attempt.replica() + " for slot " + attempt.slot() + ": "
                        + attempt.state().id() + " after " + attempt.spent().toSeconds() + " s"
                        + (attempt.why().isEmpty() ? "" : ", " + attempt.why()));
            }
        }
        for (Merged.Tool tool : result.merged().tools()) {
            if (tool.participation() != Merged.Participation.NONE) {
                lines.add("  " + tool.voter().tool() + ": " + tool.findings() + " findings");
            }
        }
        lines.add(result.confirmed() + " confirmed, " + result.singleSource() + " single-source"
                + (result.compared() ? ", " + result.fresh() + " new" : ""));
        lines.add(result.gateLine());
        return lines;
    }
}
