package io.jenkins.plugins.redundancy.engine.merge;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import java.time.LocalDate;
import java.util.List;
import java.util.Objects;

/**
 * How to merge.
 *
 * @param reference null: no baseline, clusters have no state
 * @param today for suppressions that expire
 * @param window lines between two reports of one place that do not overlap, 0…15
 * @param lines the scanned files, for ids that outlive shifted lines
 */
public record MergeOptions(
        AgreementRule rule,
        Confidence confidence,
        @CheckForNull Reference reference,
        List<SuppressionRule> suppressions,
        LocalDate today,
        int window,
        LineSource lines) {

    public static final int DEFAULT_WINDOW = 2;

    public MergeOptions {
        Objects.requireNonNull(rule, "rule");
        Objects.requireNonNull(confidence, "confidence");
        suppressions = List.copyOf(suppressions);
        Objects.requireNonNull(today, "today");
        Objects.requireNonNull(lines, "lines");
        if (window < 0 || window > 15) {
            throw new IllegalArgumentException("the line window must be 0…15, not " + window);
        }
    }

    /** k = 2 of the eligible, prior confidence, no baseline, no suppressions, a window of two lines, no sources. */
    public static MergeOptions on(LocalDate today) {
        return new MergeOptions(
                AgreementRule.DEFAULT, Confidence.prior(), null, List.of(), today, DEFAULT_WINDOW, LineSource.NONE);
    }

    public MergeOptions withRule(AgreementRule value) {
        return new MergeOptions(value, confidence, reference, suppressions, today, window, lines);
    }

    public MergeOptions withConfidence(Confidence value) {
        return new MergeOptions(rule, value, reference, suppressions, today, window, lines);
    }

    public MergeOptions withReference(@CheckForNull Reference value) {
        return new MergeOptions(rule, confidence, value, suppressions, today, window, lines);
    }

    public MergeOptions withSuppressions(List<SuppressionRule> value) {
        return new MergeOptions(rule, confidence, reference, value, today, window, lines);
    }

    public MergeOptions withWindow(int value) {
        return new MergeOptions(rule, confidence, reference, suppressions, today, value, lines);
    }

    public MergeOptions withLines(LineSource value) {
        return new MergeOptions(rule, confidence, reference, suppressions, today, window, value);
    }
}
