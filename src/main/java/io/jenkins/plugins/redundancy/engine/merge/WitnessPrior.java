package io.jenkins.plugins.redundancy.engine.merge;

import io.jenkins.plugins.redundancy.engine.finding.WeaknessClass;
import java.util.Collection;
import java.util.Comparator;
import java.util.Locale;
import java.util.Set;

/**
 * The square root's prior, doubted where a better witness is silent: a scanner that others leave alone with its findings of
 * the class at most a quarter as often as with those of anybody who reports it. What it does not see is then worth no more
 * than what too few report. Not where one vote is enough, for there it is one word against another: a scanner that sees the
 * easy ones only looks the same as one that sees the real ones only (docs/agreement.md).
 *
 * <p>One more reporter never lowers it, and one more silent scanner never raises it, by the same peers.
 */
final class WitnessPrior implements Confidence {

    private static final double TIMES = 4;

    /** Whom the others leave alone less often than this is not doubted: of thousands of findings a few mean nothing. */
    private static final double HARDLY_EVER = 0.05;

    private final Peers peers;

    WitnessPrior(Peers peers) {
        this.peers = peers;
    }

    @Override
    public double of(WeaknessClass weakness, Set<String> reporters, Set<String> silent) {
        int eligible = reporters.size() + silent.size();
        double told = SquareRootPrior.of(reporters.size(), eligible);
        return doubted(weakness, reporters, silent) ? Math.min(told, SquareRootPrior.BELOW) : told;
    }

    @Override
    public Confidence given(Peers others) {
        return new WitnessPrior(others);
    }

    @Override
    public String basis(WeaknessClass weakness, Set<String> reporters, Set<String> silent) {
        String doubt = doubt(weakness, reporters, silent);
        return SquareRootPrior.reason(reporters.size(), reporters.size() + silent.size())
                + (doubt.isEmpty() ? "" : ", but " + doubt);
    }

    @Override
    public String doubt(WeaknessClass weakness, Set<String> reporters, Set<String> silent) {
        if (!doubted(weakness, reporters, silent)) {
            return "";
        }
        String witness = best(weakness, silent);
        double most = reporters.stream()
                .mapToDouble(lineage -> peers.shared(weakness, lineage))
                .max()
                .orElseThrow();
        return Sentence.bounded(witness) + " is borne out by " + percent(peers.shared(weakness, witness))
                + " of the others on average in this class, those who report it by " + percent(most)
                + " at most, so its silence counts against it";
    }

    private boolean doubted(WeaknessClass weakness, Set<String> reporters, Set<String> silent) {
        if (silent.isEmpty() || SquareRootPrior.enough(reporters.size() + silent.size()) == 1) {
            return false;
        }
        double alone = peers.alone(weakness, best(weakness, reporters));
        return alone > HARDLY_EVER && TIMES * peers.alone(weakness, best(weakness, silent)) < alone;
    }

    /** Whom the others leave alone least. */
    private String best(WeaknessClass weakness, Collection<String> lineages) {
        return lineages.stream()
                .min(Comparator.<String>comparingDouble(lineage -> peers.alone(weakness, lineage))
                        .thenComparing(Comparator.naturalOrder()))
                .orElseThrow();
    }

    private static String percent(double share) {
        return String.format(Locale.ROOT, "%.0f %%", 100 * share);
    }
}
