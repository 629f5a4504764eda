package io.jenkins.plugins.redundancy.engine.finding;

import java.util.Objects;

/**
 * That someone decided not to act on a finding.
 *
 * @param kind {@code inSource} or {@code external} as in SARIF 2.1.0 §3.35.2
 * @param status {@code accepted}, {@code underReview} or {@code rejected} (§3.35.3); only accepted ones suppress
 * @param justification the reason given; empty when none
 */
public record Suppression(String kind, String status, String justification) {
    public Suppression {
        Objects.requireNonNull(kind, "kind");
        Objects.requireNonNull(status, "status");
        Objects.requireNonNull(justification, "justification");
    }

    public boolean accepted() {
        return status.equals("accepted");
    }
}
