package io.jenkins.plugins.redundancy.engine.merge;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import io.jenkins.plugins.redundancy.engine.finding.Severity;
import java.io.Serializable;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/**
 * How many live clusters of a sort are too many.
 *
 * @param outcome when there are more than allowed: unstable or fail
 * @param allowed how many such clusters are still fine
 * @param onlyNew only clusters that the reference does not hold; without a reference every cluster counts
 * @param minConfidence 0…1
 * @param agreement null = both
 * @param minSeverity this or higher
 * @param kinds of subject ({@code code}, {@code dependency}, …); empty = all
 * @param weaknesses ids of weakness classes; empty = all
 */
public record GateRule(
        GateResult.Outcome outcome,
        int allowed,
        boolean onlyNew,
        double minConfidence,
        @CheckForNull Agreement agreement,
        Severity minSeverity,
        Set<String> kinds,
        Set<String> weaknesses)
        implements Serializable {

    private static final long serialVersionUID = 1L;

    /** No new finding that is more likely real than not and at least high. */
    public static final GateRule DEFAULT =
            new GateRule(GateResult.Outcome.FAIL, 0, true, 0.5, null, Severity.HIGH, Set.of(), Set.of());

    public GateRule {
        Objects.requireNonNull(outcome, "outcome");
        Objects.requireNonNull(minSeverity, "minSeverity");
        kinds = Set.copyOf(kinds);
        weaknesses = Set.copyOf(weaknesses);
        if (outcome == GateResult.Outcome.PASS) {
            throw new IllegalArgumentException("a gate rule that passes does nothing: use unstable or fail");
        }
        if (allowed < 0) {
            throw new IllegalArgumentException("allowed must be 0 or more, not " + allowed);
        }
        if (!(minConfidence >= 0 && minConfidence <= 1)) {
            throw new IllegalArgumentException("confidence of a gate rule must be 0…1, not " + minConfidence);
        }
    }

    boolean counts(Cluster cluster) {
        return cluster.live()
                && cluster.severity().atLeast(minSeverity)
                && cluster.confidence() >= minConfidence
                && (agreement == null || cluster.agreement() == agreement)
                && !(onlyNew && cluster.baseline() == BaselineState.UNCHANGED)
                && (kinds.isEmpty() || kinds.contains(cluster.subject().kind()))
                && (weaknesses.isEmpty()
                        || weaknesses.contains(cluster.weakness().id()));
    }

    /** {@code 3 new findings with confidence ≥ 0.5 at high or above, 0 allowed}. */
    String saying(int count) {
        return count + words(count) + ", " + allowed + " allowed";
    }

    /** {@code more than 0 new findings with confidence ≥ 0.5 at high or above}: what the rule does not let pass. */
    public String breach() {
        return "more than " + allowed + words(allowed);
    }

    private String words(int count) {
        StringBuilder text = new StringBuilder();
        text.append(onlyNew ? " new" : "");
        text.append(agreement == null ? "" : " " + agreement.id());
        text.append(
                kinds.isEmpty()
                        ? ""
                        : " " + Sentence.list(kinds.stream().sorted().toList()));
        text.append(count == 1 ? " finding" : " findings");
        text.append(
                weaknesses.isEmpty()
                        ? ""
                        : " of " + Sentence.list(weaknesses.stream().sorted().toList()));
        text.append(minConfidence == 0 ? "" : " with confidence ≥ " + minConfidence);
        text.append(" at ").append(minSeverity.name().toLowerCase(Locale.ROOT));
        return text.append(minSeverity == Severity.CRITICAL ? "" : " or above").toString();
    }

    /**
     * From a tool set's keys, all optional: {@code outcome} (fail, unstable), {@code allowed} (number), {@code findings}
     * (new, all), {@code confidence} (0…1), {@code agreement} (confirmed, single-source, any), {@code severity},
     * {@code kind} and {@code weakness} (one or a list). What is left out is as in {@link #DEFAULT}; {@code confidence} is
     * 0 where {@code agreement} is given.
     *
     * @throws IllegalArgumentException naming the key, its value and what is allowed
     */
    public static GateRule of(Map<String, ?> keys) {
        return new GateRuleKeys(keys).rule();
    }
}
