package io.jenkins.plugins.redundancy.engine.policy;

import java.io.Serializable;
import java.time.Instant;

/** What the coordinator wants done, in this order. {@code attempt} is {@link Attempt#number()}. */
public sealed interface Action extends Serializable {

    /** Run this replica; tell {@link Event.Started} as soon as it runs. */
    record Start(int attempt, String slot, String replica, int tryNumber) implements Action {
        private static final long serialVersionUID = 1L;
    }

    /** Stop this attempt, whether it waits for its executor or runs. What it reports from now on is ignored. */
    record Cancel(int attempt, String why) implements Action {
        private static final long serialVersionUID = 1L;
    }

    /** Send {@link Event.Timer} at this instant or later; replaces any earlier wish. */
    record WakeAt(Instant at) implements Action {
        private static final long serialVersionUID = 1L;
    }

    /** The end: always the last action, and the only time. */
    record Finish(Verdict verdict) implements Action {
        private static final long serialVersionUID = 1L;
    }
}
