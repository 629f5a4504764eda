package io.jenkins.plugins.redundancy.engine.finding;

import java.util.Objects;

/** One step of the way that data or control takes to the weakness, source first. */
public record CodeFlowStep(Location location, String message) {
    public CodeFlowStep {
        Objects.requireNonNull(location, "location");
        Objects.requireNonNull(message, "message");
    }
}
