package io.jenkins.plugins.redundancy.engine.merge;

import io.jenkins.plugins.redundancy.engine.finding.WeaknessClass;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;

/**
 * How far the scanners of one merge bear each other out, per class: which share of the others that could see them reports
 * a lineage's findings, too. Told by the reports alone, no label needed. Shares are summed as whole millionths, so the
 * order in which they come cannot show.
 */
public final class Peers {

    private static final double WHOLE = 1_000_000;

    private record Member(String weakness, String lineage) {}

    private static final class Tally {
        private long findings;
        private long shared;
    }

    private final Map<Member, Tally> tallies = new HashMap<>();

    Peers() {}

    /**
     * Counts clusters of one class where the vote went the same way; a cluster that only one could see tells nothing.
     *
     * @param reporters lineages that report them, one or more
     * @param silent lineages that could have and did not
     */
    void add(WeaknessClass weakness, Set<String> reporters, Set<String> silent, int clusters) {
        int others = reporters.size() + silent.size() - 1;
        if (others == 0) {
            return;
        }
        long shared = Math.round(WHOLE * (reporters.size() - 1) / others);
        for (String lineage : reporters) {
            Tally tally = tallies.computeIfAbsent(new Member(weakness.id(), lineage), member -> new Tally());
            tally.findings += clusters;
            tally.shared += shared * clusters;
        }
    }

    /** Share of the others that report the lineage's findings of the class, 0…1; 0 where it has none. */
    double shared(WeaknessClass weakness, String lineage) {
        Tally tally = tallies.get(new Member(weakness.id(), lineage));
        return tally == null ? 0 : tally.shared / (WHOLE * tally.findings);
    }

    /**
     * What {@link #shared} lacks to 1, by the rule of succession: as if two more findings had been seen, of which others
     * report one and none. So few findings say little, and it is never 0 or 1.
     */
    double alone(WeaknessClass weakness, String lineage) {
        Tally tally = tallies.get(new Member(weakness.id(), lineage));
        return tally == null ? 0.5 : (tally.findings - tally.shared / WHOLE + 1) / (tally.findings + 2);
    }
}
