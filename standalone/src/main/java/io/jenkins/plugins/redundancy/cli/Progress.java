package io.jenkins.plugins.redundancy.cli;

import io.jenkins.plugins.redundancy.engine.policy.Attempt;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/** Shows how a scan goes. Called by one thread. */
interface Progress {

    /** After every event, and at least once per {@link #interval}. */
    void show(List<Attempt> attempts, Instant now);

    /** How often something changes just because time passes. */
    default Duration interval() {
        return Duration.ofHours(1);
    }

    /** All is over. */
    default void end() {}
}
