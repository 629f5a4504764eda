package io.jenkins.plugins.redundancy.engine.report;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import io.jenkins.plugins.redundancy.engine.finding.Finding;
import io.jenkins.plugins.redundancy.engine.finding.Location;
import io.jenkins.plugins.redundancy.engine.finding.Severity;
import io.jenkins.plugins.redundancy.engine.merge.Agreement;
import io.jenkins.plugins.redundancy.engine.merge.BaselineState;
import io.jenkins.plugins.redundancy.engine.merge.Cluster;
import io.jenkins.plugins.redundancy.engine.merge.GateResult;
import io.jenkins.plugins.redundancy.engine.policy.Attempt;
import io.jenkins.plugins.redundancy.engine.policy.Consequence;
import io.jenkins.plugins.redundancy.engine.policy.Outcome;
import io.jenkins.plugins.redundancy.engine.policy.Verdict;
import io.jenkins.plugins.redundancy.engine.read.PathMapping;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * A scan as a check of a code host: what it means for the change, and notes at the lines that the change made worse.
 * Bounded whatever the scan found; what scanners said is {@link Inert}.
 *
 * @param title one line
 * @param summary Markdown
 * @param annotations worst first: confirmed findings that the build compared with did not have
 */
public record CheckReport(Conclusion conclusion, String title, String summary, List<Annotation> annotations) {

    /** GitHub takes so many with one request, and nobody reads more. */
    static final int MOST_ANNOTATIONS = 50;

    private static final int MOST_ATTEMPTS = 20;
    private static final int LONGEST_SENTENCE = 600;
    private static final int LONGEST_NAME = 80;
    private static final int LONGEST_PATH = 1024;

    public CheckReport {
        annotations = List.copyOf(annotations);
    }

    /** What it means for the change. */
    public enum Conclusion {
        SUCCESS,
        /** Said, but not held against the change: what makes a build unstable. */
        NEUTRAL,
        FAILURE,
        CANCELLED
    }

    /**
     * A note at some lines of a file.
     *
     * @param path relative to the scanned tree, with {@code /}, never leaving it
     * @param startLine from 1; 1 too where only the file is known
     * @param endLine inclusive, ≥ startLine
     * @param title the weakness
     * @param message what the scanners said, a line for each
     * @param details one sentence: who saw it, who could have
     */
    public record Annotation(
            String path, int startLine, int endLine, Severity severity, String title, String message, String details) {

        private static final int MOST_SCANNERS = 5;
        private static final int LONGEST_MESSAGE = 300;

        static Optional<Annotation> of(Cluster cluster) {
            Location at = cluster.subject().at();
            if (at == null || !isNameable(at.path())) {
                return Optional.empty();
            }
            int start = Math.max(1, at.startLine());
            return Optional.of(new Annotation(
                    at.path(),
                    start,
                    Math.max(start, at.endLine()),
                    cluster.severity(),
                    Inert.plain(cluster.weakness().title(), LONGEST_NAME),
                    cluster.findings().stream()
                            .map(Annotation::said)
                            .distinct()
                            .limit(MOST_SCANNERS)
                            .collect(Collectors.joining("\n")),
                    Inert.plain(cluster.why(), LONGEST_SENTENCE)));
        }

        private static String said(Finding finding) {
            String who = Inert.plain(finding.tool(), LONGEST_NAME) + ", "
                    + Inert.plain(finding.rule().id(), LONGEST_NAME);
            return finding.message().isBlank() ? who : who + ": " + Inert.plain(finding.message(), LONGEST_MESSAGE);
        }

        /** A host takes it for a path of the repository. */
        private static boolean isNameable(String path) {
            return path.length() <= LONGEST_PATH
                    && PathMapping.isInsideTree(path)
                    && path.codePoints()
                            .noneMatch(c -> Character.isISOControl(c)
                                    || Character.getType(c) == Character.FORMAT
                                    || Character.getType(c) == Character.SURROGATE);
        }
    }

    /** @throws IllegalArgumentException when nothing was run */
    public static CheckReport of(ScanResult result) {
        Verdict verdict = result.verdict();
        if (verdict == null) {
            throw new IllegalArgumentException("only a scan that was run is a check: " + result.name());
        }
        List<Cluster> fresh = result.merged().clusters().stream()
                .filter(Cluster::live)
                .filter(cluster -> cluster.agreement() == Agreement.CONFIRMED)
                .filter(cluster -> cluster.baseline() == BaselineState.NEW)
                .toList();
        List<Annotation> placed = fresh.stream()
                .flatMap(cluster -> Annotation.of(cluster).stream())
                .toList();
        List<Annotation> shown = placed.subList(0, Math.min(placed.size(), MOST_ANNOTATIONS));
        String summary = "**" + outcome(result) + ":** " + Inert.markdown(verdict.reason(), LONGEST_SENTENCE) + "\n\n"
                + Inert.markdown(result.gateLine(), LONGEST_SENTENCE) + "\n\n"
                + attempts(verdict.attempts())
                + counts(result) + " " + changes(result, fresh.size(), placed.size());
        return new CheckReport(conclusion(verdict, result.gate()), title(result, fresh.size()), summary, shown);
    }

    private static Conclusion conclusion(Verdict verdict, @CheckForNull GateResult gate) {
        if (verdict.outcome() == Outcome.ABORTED) {
            return Conclusion.CANCELLED;
        }
        GateResult.Outcome gated = gate == null ? GateResult.Outcome.UNSTABLE : gate.outcome();
        if (verdict.consequence() == Consequence.FAILURE || gated == GateResult.Outcome.FAIL) {
            return Conclusion.FAILURE;
        }
        return verdict.consequence() == Consequence.SUCCESS && gated == GateResult.Outcome.PASS
                ? Conclusion.SUCCESS
                : Conclusion.NEUTRAL;
    }

    private static String outcome(ScanResult result) {
        String id = result.outcome();
        return Character.toUpperCase(id.charAt(0)) + id.substring(1);
    }

    private static String title(ScanResult result, int fresh) {
        GateResult gate = result.gate();
        String gated = gate == null ? "undecided" : gate.outcome().text();
        return outcome(result) + ", gate " + gated + ": " + (result.compared() ? fresh + " new of " : "")
                + result.confirmed() + " confirmed, " + result.singleSource() + " single-source";
    }

    private static String attempts(List<Attempt> all) {
        List<Attempt> begun = all.stream()
                .filter(attempt -> attempt.state() != Attempt.State.SKIPPED)
                .toList();
        StringBuilder table =
                new StringBuilder("| Scanner | Slot | Outcome | Seconds | Why |\n|---|---|---|--:|---|\n");
        for (Attempt attempt : begun.subList(0, Math.min(begun.size(), MOST_ATTEMPTS))) {
            table.append("| ").append(Inert.markdown(attempt.replica(), LONGEST_NAME));
            table.append(" | ").append(Inert.markdown(attempt.slot(), LONGEST_NAME));
            table.append(" | ").append(attempt.state().id());
            table.append(" | ").append(attempt.spent().toSeconds());
            table.append(" | ").append(Inert.markdown(attempt.why(), LONGEST_SENTENCE));
            table.append(" |\n");
        }
        table.append('\n');
        if (begun.size() > MOST_ATTEMPTS) {
            table.append("… and ").append(begun.size() - MOST_ATTEMPTS).append(" more attempts.\n\n");
        }
        return table.toString();
    }

    private static String counts(ScanResult result) {
        String scanners = result.merged().tools().stream()
                .map(tool -> Inert.markdown(tool.voter().tool(), LONGEST_NAME) + " " + tool.findings())
                .limit(MOST_ATTEMPTS)
                .collect(Collectors.joining(", "));
        return result.confirmed() + " confirmed, " + result.singleSource() + " single-source"
                + (scanners.isEmpty() ? "." : " (" + scanners + ").");
    }

    private static String changes(ScanResult result, int fresh, int placed) {
        if (!result.compared()) {
            return "There was no build to compare with, so no finding is marked as new, and nothing is annotated.";
        }
        if (fresh == 0) {
            return "No confirmed finding is new.";
        }
        StringBuilder text =
                new StringBuilder("Confirmed and new: ").append(fresh).append('.');
        if (placed < fresh) {
            text.append(" Without a place in the repository to annotate: ")
                    .append(fresh - placed)
                    .append('.');
        }
        if (placed > MOST_ANNOTATIONS) {
            text.append(" Annotated are the worst ")
                    .append(MOST_ANNOTATIONS)
                    .append(", … and ")
                    .append(placed - MOST_ANNOTATIONS)
                    .append(" more.");
        }
        return text.toString();
    }
}
