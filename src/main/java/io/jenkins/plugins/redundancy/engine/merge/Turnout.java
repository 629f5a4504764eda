package io.jenkins.plugins.redundancy.engine.merge;

import io.jenkins.plugins.redundancy.engine.finding.WeaknessClass;
import java.util.Map;
import java.util.Set;

/**
 * How the vote on a cluster went; shared by clusters where it went the same way. What the vote is worth is known only when
 * all votes are counted: before {@link #weigh} its confidence is 0.
 */
final class Turnout {

    final Map<String, Vote> votes;
    final Agreement agreement;

    private final WeaknessClass weakness;
    private final Set<String> reporters;
    private final Set<String> silent;
    private int clusters;
    private double confidence;
    private String why;

    /**
     * @param reporters lineages, and so are the silent
     * @param why who saw it, who could have, who abstained; without a full stop
     */
    Turnout(
            Map<String, Vote> votes,
            Agreement agreement,
            WeaknessClass weakness,
            Set<String> reporters,
            Set<String> silent,
            String why) {
        this.votes = votes;
        this.agreement = agreement;
        this.weakness = weakness;
        this.reporters = Set.copyOf(reporters);
        this.silent = Set.copyOf(silent);
        this.why = why;
    }

    void oneMore() {
        clusters++;
    }

    void tell(Peers peers) {
        peers.add(weakness, reporters, silent, clusters);
    }

    void weigh(Confidence by) {
        confidence = by.of(weakness, reporters, silent);
        String doubt = by.doubt(weakness, reporters, silent);
        why += (doubt.isEmpty() ? "" : "; " + doubt) + '.';
    }

    double confidence() {
        return confidence;
    }

    String why() {
        return why;
    }
}
