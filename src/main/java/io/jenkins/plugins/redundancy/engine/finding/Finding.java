package io.jenkins.plugins.redundancy.engine.finding;

import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * What one tool says about one subject. Everything the tool said that a reader may want is kept: provenance per tool is
 * never merged away.
 *
 * @param tool the voter that reports it, as named in the tool set
 * @param rule of the tool
 * @param cwes of this result, ascending; usually the rule's, but some tools give one rule several numbers
 * @param weakness the class it is correlated under
 * @param subject what it is about
 * @param severity of this result
 * @param message plain text, bounded by the reader's limits, control characters removed; empty when the tool gave none
 * @param fingerprints the tool's own, by name (SARIF fingerprints and partialFingerprints); not unique in practice
 * @param codeFlow source first, one way after the other; empty when none
 * @param suppressions the tool's own
 */
public record Finding(
        String tool,
        Rule rule,
        List<Integer> cwes,
        WeaknessClass weakness,
        Subject subject,
        Severity severity,
        String message,
        Map<String, String> fingerprints,
        List<CodeFlowStep> codeFlow,
        List<Suppression> suppressions) {

    public Finding {
        Objects.requireNonNull(tool, "tool");
        Objects.requireNonNull(rule, "rule");
        cwes = List.copyOf(cwes);
        Objects.requireNonNull(weakness, "weakness");
        Objects.requireNonNull(subject, "subject");
        Objects.requireNonNull(severity, "severity");
        Objects.requireNonNull(message, "message");
        fingerprints = Map.copyOf(fingerprints);
        codeFlow = List.copyOf(codeFlow);
        suppressions = List.copyOf(suppressions);
    }

    /** True when the tool itself says that this result is accepted as it is. */
    public boolean suppressed() {
        return suppressions.stream().anyMatch(Suppression::accepted);
    }

    /** The same, but as bad as that. */
    public Finding withSeverity(Severity other) {
        return new Finding(tool, rule, cwes, weakness, subject, other, message, fingerprints, codeFlow, suppressions);
    }
}
