package io.jenkins.plugins.redundancy.engine.policy;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import java.io.Serializable;
import java.time.Instant;
import java.util.List;
import java.util.Objects;

/**
 * What the coordinator is told. An event that comes late, twice, or for an attempt that does not exist is harmless.
 * {@code attempt} is {@link Attempt#number()}.
 */
public sealed interface Event extends Serializable {

    /** The first event; anything before it, and a second one, is ignored. */
    record Begin() implements Event {
        private static final long serialVersionUID = 1L;
    }

    /** The attempt has its executor and runs: its timeout counts from here. */
    record Started(int attempt) implements Event {
        private static final long serialVersionUID = 1L;
    }

    /** @param output to be compared with that of the others; null where success alone counts */
    record Succeeded(int attempt, @CheckForNull Output output) implements Event {
        private static final long serialVersionUID = 1L;

        public Succeeded(int attempt) {
            this(attempt, null);
        }
    }

    /** A result came, but says of itself that it is incomplete. */
    record Partial(int attempt, String reason) implements Event {
        private static final long serialVersionUID = 1L;

        public Partial {
            Objects.requireNonNull(reason, "reason");
        }
    }

    /**
     * It failed by infrastructure, as by an exit code that does not mean that it ran, but left a result behind. What that
     * holds is kept; it never fills a slot, because nobody knows whether it is whole.
     */
    record Crashed(int attempt, String reason) implements Event {
        private static final long serialVersionUID = 1L;

        public Crashed {
            Objects.requireNonNull(reason, "reason");
        }
    }

    /** @param reason in a few words, e.g. {@code exit code 137}; how long it ran is added by the verdict */
    record Failed(int attempt, FailureKind kind, String reason) implements Event {
        private static final long serialVersionUID = 1L;

        public Failed {
            Objects.requireNonNull(kind, "kind");
            Objects.requireNonNull(reason, "reason");
        }
    }

    /**
     * The attempt has to begin anew, through no fault of its replica: its agent was away for a moment, and is back. Its
     * replica starts again at once, without using up a retry; after a few times it counts as a failure.
     */
    record Interrupted(int attempt, String reason) implements Event {
        private static final long serialVersionUID = 1L;

        public Interrupted {
            Objects.requireNonNull(reason, "reason");
        }
    }

    /**
     * From now on the replicas of a slot that have not run stand in in another order; leads to nothing else.
     *
     * @param slot by its name
     * @param order of some of them; the others follow in their old order, and those that have run stay where they are
     */
    record Reordered(String slot, List<String> order) implements Event {
        private static final long serialVersionUID = 1L;

        public Reordered {
            Objects.requireNonNull(slot, "slot");
            order = List.copyOf(order);
        }
    }

    /** Time has passed. May come early or late, and as often as one likes. */
    record Timer() implements Event {
        private static final long serialVersionUID = 1L;
    }

    /**
     * The controller is back: it was down, or preparing to, from {@code since} on, and no clock ran. An attempt that waits
     * for its executor is left a minute from now, or its whole limit where that is less.
     */
    record Resumed(Instant since) implements Event {
        private static final long serialVersionUID = 1L;

        public Resumed {
            Objects.requireNonNull(since, "since");
        }
    }

    /** The user, or something around us, wants it to end. */
    record Aborted(String reason) implements Event {
        private static final long serialVersionUID = 1L;

        public Aborted {
            Objects.requireNonNull(reason, "reason");
        }
    }
}
