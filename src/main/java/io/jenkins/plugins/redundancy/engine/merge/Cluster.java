package io.jenkins.plugins.redundancy.engine.merge;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import io.jenkins.plugins.redundancy.engine.finding.Finding;
import io.jenkins.plugins.redundancy.engine.finding.Severity;
import io.jenkins.plugins.redundancy.engine.finding.Subject;
import io.jenkins.plugins.redundancy.engine.finding.WeaknessClass;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * One weakness at one place, with everything that was said about it.
 *
 * @param id 16 hex digits, stable over runs of the same tools on the same code, and as far as the baseline can tell over
 *     shifted lines; unique in a merge
 * @param subject the place that stands for the cluster
 * @param severity the highest of those who agree
 * @param findings one or more per reporting tool, ordered by tool, then place, then rule
 * @param votes per tool of the merge, by tool name; instances are shared between clusters
 * @param confidence probability that the weakness is real, 0…1
 * @param why one sentence: who saw it, who could have, who abstained
 * @param baseline null where no reference was given
 * @param suppression why nobody needs to act; null when live. Set only when every finding of the cluster is suppressed
 */
public record Cluster(
        String id,
        WeaknessClass weakness,
        Subject subject,
        Severity severity,
        List<Finding> findings,
        Map<String, Vote> votes,
        Agreement agreement,
        double confidence,
        String why,
        @CheckForNull BaselineState baseline,
        @CheckForNull String suppression) {

    public Cluster {
        Objects.requireNonNull(id, "id");
        Objects.requireNonNull(weakness, "weakness");
        Objects.requireNonNull(subject, "subject");
        Objects.requireNonNull(severity, "severity");
        findings = List.copyOf(findings);
        Objects.requireNonNull(votes, "votes");
        Objects.requireNonNull(agreement, "agreement");
        Objects.requireNonNull(why, "why");
        if (findings.isEmpty()) {
            throw new IllegalArgumentException("a cluster needs a finding: " + id);
        }
        if (!(confidence >= 0 && confidence <= 1)) {
            throw new IllegalArgumentException("confidence must be 0…1, not " + confidence + ": " + id);
        }
    }

    public boolean live() {
        return suppression == null;
    }

    /** The same, compared with a reference. */
    public Cluster withBaseline(BaselineState state) {
        return new Cluster(
                id, weakness, subject, severity, findings, votes, agreement, confidence, why, state, suppression);
    }

    /** The same with other findings, at least one. */
    public Cluster withFindings(List<Finding> others) {
        return new Cluster(
                id, weakness, subject, severity, others, votes, agreement, confidence, why, baseline, suppression);
    }

    /** The same after somebody decided about it; all three are replaced. */
    public Cluster withDecision(double decided, String sentence, @CheckForNull String reason) {
        return new Cluster(
                id, weakness, subject, severity, findings, votes, agreement, decided, sentence, baseline, reason);
    }
}
