package io.jenkins.plugins.redundancy.engine.merge;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import java.time.LocalDate;
import java.util.Objects;

/**
 * One entry of the checked-in suppression file. It binds to a scanner's own rule at a place, never to a cluster: what
 * another scanner says about the same place stays live.
 *
 * @param tool the scanner's name in the tool set
 * @param rule the scanner's rule id
 * @param path glob over the finding's path: {@code *} and {@code ?} within a segment, {@code **} across segments
 * @param line the finding's start line; 0 = any
 * @param fingerprint one of the finding's own fingerprints; empty = any
 * @param reason why nobody needs to act, never empty
 * @param expires last day of its effect; null = none
 */
public record SuppressionRule(
        String tool,
        String rule,
        String path,
        int line,
        String fingerprint,
        String reason,
        @CheckForNull LocalDate expires) {

    public SuppressionRule {
        required(tool, "tool");
        required(rule, "rule");
        required(path, "path");
        required(reason, "reason");
        Objects.requireNonNull(fingerprint, "fingerprint");
        if (line < 0) {
            throw new IllegalArgumentException("line of a suppression must be 1 or more, or left out, not " + line);
        }
    }

    private static void required(String value, String field) {
        if (Objects.requireNonNull(value, field).isBlank()) {
            throw new IllegalArgumentException("a suppression needs a " + field + "; it is empty");
        }
    }

    @Override
    public String toString() {
        return tool + " " + rule + " at " + path + (line == 0 ? "" : ":" + line);
    }
}
