package io.jenkins.plugins.redundancy.engine.policy;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import java.io.Serializable;
import java.time.Duration;
import java.time.Instant;
import java.util.Objects;

/**
 * One run of one replica.
 *
 * @param number counted from 1 in the order of planning; what events and actions call it by
 * @param slot that it is to fill
 * @param replica that runs
 * @param tryNumber 1 for the first run of this replica, 2 for its first retry
 * @param state where it stands
 * @param kind of its failure; null unless it failed, timed out, or delivered a partial result that does not count
 * @param queued when its start was ordered; while it is waiting, when that will be
 * @param started when it began to run; null if it did not
 * @param ended when it was over; null while it is not
 * @param why it ended or is where it is, in a few words, one line; empty where there is nothing to say
 */
public record Attempt(
        int number,
        String slot,
        String replica,
        int tryNumber,
        State state,
        @CheckForNull FailureKind kind,
        Instant queued,
        @CheckForNull Instant started,
        @CheckForNull Instant ended,
        String why)
        implements Serializable {

    private static final long serialVersionUID = 1L;

    public Attempt {
        Objects.requireNonNull(slot, "slot");
        Objects.requireNonNull(replica, "replica");
        Objects.requireNonNull(state, "state");
        Objects.requireNonNull(queued, "queued");
        why = Texts.oneLine(why);
    }

    /** Where an attempt stands. */
    public enum State {
        /** For its time to come: a retry that backs off. Not started yet. */
        WAITING,
        /** Start ordered; waits for an executor, or for whoever starts it. */
        QUEUED,
        RUNNING,
        SUCCEEDED,
        /**
         * Delivered a result that says of itself that it is incomplete, which fills the slot if the policy says so; or
         * {@linkplain Attempt#hasCrashed crashed} behind one.
         */
        PARTIAL,
        FAILED,
        TIMED_OUT,
        /** Stopped because nobody needs it any more, or by the user. */
        CANCELLED,
        /** Never started, because it was not needed. */
        SKIPPED;

        /** As it stands in reports: {@code timed-out}. */
        public String id() {
            return Names.id(this);
        }

        /** Ordered to start and not over. */
        public boolean isLive() {
            return this == QUEUED || this == RUNNING;
        }
    }

    /** Whether it left a result that is worth merging: partial ones too, whether or not they count. */
    public boolean hasResult() {
        return state == State.SUCCEEDED || state == State.PARTIAL;
    }

    /** Whether it ended in a way that took its replica out. */
    public boolean hasFailed() {
        return kind != null;
    }

    /** Whether it left a result, but failed otherwise: unlike one that says that it is incomplete, that may pass. */
    public boolean hasCrashed() {
        return state == State.PARTIAL && kind == FailureKind.INFRASTRUCTURE;
    }

    /** How long it ran; zero if it never did or is not over. Waiting for a start is not counted. */
    public Duration spent() {
        return started == null || ended == null ? Duration.ZERO : Duration.between(started, ended);
    }
}
