package io.jenkins.plugins.redundancy.engine.merge;

import io.jenkins.plugins.redundancy.engine.finding.WeaknessClass;
import java.util.Set;

/**
 * Confidence without a label: .55 at ⌊√eligible⌋ votes, .70 and .85 with one and two more, .35 below. One vote is enough
 * where up to three could see the weakness, two where four to eight could. No fixed number of votes loses as little over
 * corpora and scanners; and it ends at .85 because scanners err together: a fourth vote is no further proof
 * (docs/agreement.md).
 */
final class SquareRootPrior implements Confidence {

    static final SquareRootPrior INSTANCE = new SquareRootPrior();

    /** What too few votes are worth. */
    static final double BELOW = 0.35;

    private static final double ENOUGH = 0.55;
    private static final double PER_FURTHER_VOTE = 0.15;
    private static final double HIGHEST = 0.85;

    private SquareRootPrior() {}

    @Override
    public double of(WeaknessClass weakness, Set<String> reporters, Set<String> silent) {
        return of(reporters.size(), reporters.size() + silent.size());
    }

    @Override
    public Confidence given(Peers peers) {
        return new WitnessPrior(peers);
    }

    static double of(int votes, int eligible) {
        if (votes < 1) {
            throw new IllegalArgumentException("confidence needs a reporter: 0 of " + eligible + " eligible report");
        }
        int further = votes - enough(eligible);
        return further < 0 ? BELOW : Math.min(HIGHEST, ENOUGH + PER_FURTHER_VOTE * further);
    }

    /** ⌊√eligible⌋: as many votes as it takes. */
    static int enough(int eligible) {
        return (int) Math.sqrt(eligible);
    }

    static String reason(int votes, int eligible) {
        return "no triage of this class yet; " + votes + " of " + eligible + " eligible report it, and "
                + enough(eligible) + (enough(eligible) == 1 ? " is" : " are") + " enough";
    }
}
