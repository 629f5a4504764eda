package io.jenkins.plugins.redundancy.engine.report;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import io.jenkins.plugins.redundancy.engine.finding.Severity;
import io.jenkins.plugins.redundancy.engine.merge.Agreement;
import io.jenkins.plugins.redundancy.engine.merge.BaselineState;
import io.jenkins.plugins.redundancy.engine.merge.Cluster;
import io.jenkins.plugins.redundancy.engine.merge.GateResult;
import io.jenkins.plugins.redundancy.engine.merge.Merged;
import io.jenkins.plugins.redundancy.engine.merge.Reference;
import io.jenkins.plugins.redundancy.engine.policy.Outcome;
import io.jenkins.plugins.redundancy.engine.policy.Verdict;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Predicate;

/**
 * Everything that is known of a scan.
 *
 * @param name of the tool set, or of what was merged
 * @param verdict null where existing reports were merged and nothing was run
 * @param merged what was found
 * @param gate null when it could not be decided: with a lost quorum, that nothing was found means nothing
 * @param reference what it is compared with, as its readers call that: a build, a file; null where it is compared with
 *     nothing, or an older version stored it
 */
public record ScanResult(
        String name,
        @CheckForNull Verdict verdict,
        Merged merged,
        @CheckForNull GateResult gate,
        @CheckForNull String reference) {

    public ScanResult {
        Objects.requireNonNull(name, "name");
        Objects.requireNonNull(merged, "merged");
    }

    public ScanResult(String name, @CheckForNull Verdict verdict, Merged merged, @CheckForNull GateResult gate) {
        this(name, verdict, merged, gate, null);
    }

    /** A result whose gate is believed only where it can be: what it found stands, that it found nothing does not. */
    public static ScanResult of(String name, @CheckForNull Verdict verdict, Merged merged, GateResult gate) {
        boolean undecided = incomplete(verdict) && gate.outcome() == GateResult.Outcome.PASS;
        return new ScanResult(name, verdict, merged, undecided ? null : gate);
    }

    /** The same, its merge having had that reference. */
    public ScanResult comparedWith(@CheckForNull Reference with) {
        return new ScanResult(name, verdict, merged, gate, with == null ? null : with.name());
    }

    public boolean aborted() {
        return verdict != null && verdict.outcome() == Outcome.ABORTED;
    }

    private static boolean incomplete(@CheckForNull Verdict verdict) {
        return verdict != null && (verdict.outcome() == Outcome.LOST || verdict.outcome() == Outcome.ABORTED);
    }

    /** False when too few scanners delivered, or the scan was aborted. */
    public boolean quorate() {
        return !incomplete(verdict);
    }

    /** {@code met}, {@code degraded}, {@code lost}, {@code aborted}; {@code merged} where nothing was run. */
    public String outcome() {
        return verdict == null ? "merged" : verdict.outcome().id();
    }

    public long confirmed() {
        return count(c -> c.agreement() == Agreement.CONFIRMED);
    }

    public long singleSource() {
        return count(c -> c.agreement() == Agreement.SINGLE_SOURCE);
    }

    /** Whether there was a reference to compare with. */
    public boolean compared() {
        return reference != null
                || !merged.gone().isEmpty()
                || merged.clusters().stream().anyMatch(cluster -> cluster.baseline() != null);
    }

    public long fresh() {
        return count(c -> c.baseline() == BaselineState.NEW);
    }

    /** Live clusters that match. */
    public long count(Predicate<Cluster> predicate) {
        return merged.clusters().stream()
                .filter(Cluster::live)
                .filter(predicate)
                .count();
    }

    /** Live clusters that match, of each severity that has any. */
    public Map<Severity, Long> bySeverity(Predicate<Cluster> predicate) {
        Map<Severity, Long> counts = new EnumMap<>(Severity.class);
        for (Cluster cluster : merged.clusters()) {
            if (cluster.live() && predicate.test(cluster)) {
                counts.merge(cluster.severity(), 1L, Long::sum);
            }
        }
        return counts;
    }

    /** Live clusters of the reference that are not here. */
    public long gone(BaselineState state) {
        return merged.gone().stream()
                .filter(Cluster::live)
                .filter(cluster -> cluster.baseline() == state)
                .count();
    }

    /** One sentence on the gate for logs and pages. */
    public String gateSentence() {
        if (gate == null) {
            return "Gate not decided: "
                    + (aborted() ? "the scan was aborted" : "too few scanners delivered a report")
                    + ", so the absence of findings means nothing.";
        }
        return gate.reason();
    }

    /** The same with the outcome in front: {@code Gate failed: …}. */
    public String gateLine() {
        if (gate == null) {
            return gateSentence();
        }
        return "Gate " + gate.outcome().text() + ": " + gate.reason();
    }

    /** What a reader of the merged report must know of the run: the verdict, where it is not simply met. */
    public List<String> notices() {
        List<String> notices = new ArrayList<>();
        if (verdict != null && verdict.outcome() != Outcome.MET) {
            notices.add("Verdict " + verdict.outcome().id() + ": " + verdict.reason());
        }
        return notices;
    }
}
