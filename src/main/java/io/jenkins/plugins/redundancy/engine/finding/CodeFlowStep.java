package io.jenkins.plugins.redundancy.engine.finding;

import java.util.Objects;

/**
 * One step of a way that data or control takes to the weakness, source first.
 *
 * @param flow which of the ways that the tool tells, from 0; the steps of one stand together
 */
public record CodeFlowStep(Location location, String message, int flow) {
    public CodeFlowStep {
        Objects.requireNonNull(location, "location");
        Objects.requireNonNull(message, "message");
        if (flow < 0) {
            throw new IllegalArgumentException("flows are counted from 0, not " + flow);
        }
    }

    /** Of the first way, for most tools the only one. */
    public CodeFlowStep(Location location, String message) {
        this(location, message, 0);
    }
}
