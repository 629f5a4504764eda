package io.jenkins.plugins.redundancy.engine.merge;

import io.jenkins.plugins.redundancy.engine.finding.WeaknessClass;
import java.util.List;
import java.util.Set;

/**
 * How probable it is that a cluster is a real weakness, told by its class, by who reports it and by who could have and
 * did not. Pure: the same arguments give the same number. Safe for use by several threads. How well the numbers hold is
 * measured in docs/agreement.md.
 */
@FunctionalInterface
public interface Confidence {

    /** From here on a cluster counts: what gates go by unless the policy says otherwise. */
    double REAL = 0.5;

    /**
     * The probability that the weakness is real, strictly between 0 and 1.
     *
     * @param weakness the class of the cluster
     * @param reporters lineages that report it, one or more
     * @param silent lineages that could have seen it, looked, and do not report it; none of them among the reporters
     */
    double of(WeaknessClass weakness, Set<String> reporters, Set<String> silent);

    /** What the number rests on, as a clause for people: "no triage of this class yet; 2 of 5 eligible report it, …". */
    default String basis(WeaknessClass weakness, Set<String> reporters, Set<String> silent) {
        return SquareRootPrior.reason(reporters.size(), reporters.size() + silent.size());
    }

    /** What speaks against the votes, as a clause for people; empty where nothing does. */
    default String doubt(WeaknessClass weakness, Set<String> reporters, Set<String> silent) {
        return "";
    }

    /** The same, knowing how far the scanners of the merge at hand bear each other out. */
    default Confidence given(Peers peers) {
        return this;
    }

    /**
     * What to believe before anything was triaged: passes .5 at ⌊√eligible⌋ votes, and given the peers only where no better
     * witness is silent.
     */
    static Confidence prior() {
        return SquareRootPrior.INSTANCE;
    }

    /** What to believe after this triage, in any order; the prior where it is empty. */
    static Confidence learnt(List<Triage> triage) {
        return triage.isEmpty() ? prior() : LearntConfidence.from(new TriageLog(triage), prior());
    }
}
