package io.jenkins.plugins.redundancy.engine.merge;

import java.util.List;
import java.util.Objects;

/**
 * What the gate says.
 *
 * @param reason one sentence of plain text
 * @param breaches the rules that were broken, in the gate's order; empty when passed
 */
public record GateResult(Outcome outcome, String reason, List<Breach> breaches) {

    public GateResult {
        Objects.requireNonNull(outcome, "outcome");
        Objects.requireNonNull(reason, "reason");
        breaches = List.copyOf(breaches);
    }

    /** Worse is later. */
    public enum Outcome {
        PASS("passed"),
        UNSTABLE("unstable"),
        FAIL("failed");

        private final String text;

        Outcome(String text) {
            this.text = text;
        }

        /** As it is said of a gate: {@code gate passed}. */
        public String text() {
            return text;
        }
    }

    /**
     * A rule that was broken.
     *
     * @param reason one sentence of plain text
     * @param ids of all clusters it rests on, in the order of the report
     */
    public record Breach(GateRule rule, String reason, List<String> ids) {
        public Breach {
            Objects.requireNonNull(rule, "rule");
            Objects.requireNonNull(reason, "reason");
            ids = List.copyOf(ids);
        }
    }
}
