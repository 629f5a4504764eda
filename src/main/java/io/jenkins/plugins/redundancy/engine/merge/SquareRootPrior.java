package io.jenkins.plugins.redundancy.engine.merge;

import io.jenkins.plugins.redundancy.engine.finding.WeaknessClass;
import java.util.Set;

/**
 * Confidence without a label: .55 at ⌊√eligible⌋ votes and .15 more for each further one, .35 below. One vote is enough
 * where up to three could see the weakness, two where four to eight could. No fixed number of votes loses as little over
 * corpora and scanners (docs/agreement.md).
 */
final class SquareRootPrior implements Confidence {

    static final SquareRootPrior INSTANCE = new SquareRootPrior();

    private static final double BELOW = 0.35;
    private static final double ENOUGH = 0.55;
    private static final double PER_FURTHER_VOTE = 0.15;
    private static final double HIGHEST = 0.97;

    private SquareRootPrior() {}

    @Override
    public double of(WeaknessClass weakness, Set<String> reporters, Set<String> silent) {
        return of(reporters.size(), reporters.size() + silent.size());
    }

    static double of(int votes, int eligible) {
        int further = votes - enough(eligible);
        return further < 0 ? BELOW : Math.min(HIGHEST, ENOUGH + PER_FURTHER_VOTE * further);
    }

    /** ⌊√eligible⌋: as many votes as it takes. */
    static int enough(int eligible) {
        return (int) Math.sqrt(eligible);
    }
}
