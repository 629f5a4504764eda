package io.jenkins.plugins.redundancy.engine.merge;

import io.jenkins.plugins.redundancy.engine.finding.WeaknessClass;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;

/**
 * Confidence from triage, in one sentence: the share of real ones among the triaged findings of the same class with as
 * many votes, refined by those with the very same voters, each pulled towards the one above it as if six (four) findings
 * had been seen there, with the prior on top.
 *
 * <p>Counts are whole numbers, so the order of the triage cannot show.
 */
final class LearntConfidence implements Confidence {

    /** What the prior weighs against findings of the class with as many votes. */
    private static final int PRIOR_WEIGHT = 6;
    /** What those weigh against findings with the same voters. */
    private static final int VOTES_WEIGHT = 4;

    private record Votes(String weakness, int votes) {}

    /** The silent ones belong to it: a tool that abstained said less than one that looked and found nothing. */
    private record Voters(String weakness, Set<String> reporters, Set<String> silent) {}

    private record Tally(int triaged, int real) {
        static final Tally NONE = new Tally(0, 0);

        Tally plus(Tally other) {
            return new Tally(triaged + other.triaged, real + other.real);
        }

        double shrunkTowards(double above, int weight) {
            return (real + weight * above) / (triaged + weight);
        }
    }

    private final Map<Votes, Tally> byVotes;
    private final Map<Voters, Tally> byVoters;
    private final Confidence top;

    private LearntConfidence(Map<Votes, Tally> byVotes, Map<Voters, Tally> byVoters, Confidence top) {
        this.byVotes = byVotes;
        this.byVoters = byVoters;
        this.top = top;
    }

    static LearntConfidence from(TriageLog log, Confidence top) {
        Map<Votes, Tally> byVotes = new HashMap<>();
        Map<Voters, Tally> byVoters = new HashMap<>();
        for (Triage triage : log.entries()) {
            Tally one = new Tally(1, triage.decision() == Triage.Decision.ACCEPTED ? 1 : 0);
            byVotes.merge(new Votes(triage.weakness(), triage.reporters().size()), one, Tally::plus);
            byVoters.merge(new Voters(triage.weakness(), triage.reporters(), triage.silent()), one, Tally::plus);
        }
        return new LearntConfidence(byVotes, byVoters, top);
    }

    @Override
    public double of(WeaknessClass weakness, Set<String> reporters, Set<String> silent) {
        double prior = top.of(weakness, reporters, silent);
        double sameVotes = sameVotes(weakness, reporters).shrunkTowards(prior, PRIOR_WEIGHT);
        return sameVoters(weakness, reporters, silent).shrunkTowards(sameVotes, VOTES_WEIGHT);
    }

    @Override
    public Confidence given(Peers peers) {
        return new LearntConfidence(byVotes, byVoters, top.given(peers));
    }

    @Override
    public String doubt(WeaknessClass weakness, Set<String> reporters, Set<String> silent) {
        return top.doubt(weakness, reporters, silent);
    }

    @Override
    public String basis(WeaknessClass weakness, Set<String> reporters, Set<String> silent) {
        Tally votes = sameVotes(weakness, reporters);
        if (votes.triaged == 0) {
            return top.basis(weakness, reporters, silent);
        }
        Tally voters = sameVoters(weakness, reporters, silent);
        return "of " + votes.triaged + " triaged with the same class and number of votes " + votes.real
                + " were real, of " + voters.triaged + " with the same voters " + voters.real;
    }

    private Tally sameVotes(WeaknessClass weakness, Set<String> reporters) {
        return byVotes.getOrDefault(new Votes(weakness.id(), reporters.size()), Tally.NONE);
    }

    private Tally sameVoters(WeaknessClass weakness, Set<String> reporters, Set<String> silent) {
        return byVoters.getOrDefault(new Voters(weakness.id(), reporters, silent), Tally.NONE);
    }
}
