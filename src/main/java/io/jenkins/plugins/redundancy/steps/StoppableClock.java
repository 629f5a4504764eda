package io.jenkins.plugins.redundancy.steps;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import edu.umd.cs.findbugs.annotations.SuppressFBWarnings;
import java.io.IOException;
import java.io.ObjectOutputStream;
import java.io.Serializable;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import jenkins.model.Jenkins;
import jenkins.util.Timer;

/**
 * Wakes whoever shares it, and knows how long it stood still: while the controller was down, and while it is quieting
 * down, when Pipelines are paused and no executor is given out. Looks up every few seconds, since nobody tells when
 * Jenkins begins to quiet down and when that is taken back. Any thread.
 */
final class StoppableClock implements Serializable {

    private static final long serialVersionUID = 1L;
    private static final long LOOK_MILLIS = 5000;

    /** When it was last known to run: at each saving of the program. */
    private Instant saved = Instant.now();

    /** Since when it stands still; null while it runs. */
    @CheckForNull
    @SuppressFBWarnings(
            value = "SE_TRANSIENT_FIELD_NOT_RESTORED",
            justification = "resume() tells since when, which is known only then")
    private transient Instant stopped;

    @CheckForNull
    private transient ScheduledFuture<?> timer;

    /**
     * @param at when to ring; replaces what was set before
     * @param ring called once at that time or later, and also when the clock has begun to run again
     * @param over whether nobody needs it any more, although nobody cleared it
     */
    synchronized void set(Instant at, Runnable ring, BooleanSupplier over) {
        clear();
        long left = Math.max(0, Duration.between(Instant.now(), at).toMillis()) + 1;
        boolean now = stopped != null && !isQuiet();
        timer = Timer.get()
                .schedule(() -> look(at, ring, over), now ? 0 : Math.min(left, LOOK_MILLIS), TimeUnit.MILLISECONDS);
    }

    synchronized void clear() {
        if (timer != null) {
            timer.cancel(false);
            timer = null;
        }
    }

    private void look(Instant at, Runnable ring, BooleanSupplier over) {
        if (Jenkins.getInstanceOrNull() == null || over.getAsBoolean()) {
            return;
        }
        synchronized (this) {
            if (timer == null) {
                return;
            }
            if (isQuiet() && stopped == null) {
                stopped = Instant.now();
            }
            if (isQuiet() || stopped == null && Instant.now().isBefore(at)) {
                set(at, ring, over);
                return;
            }
            timer = null;
        }
        ring.run();
    }

    /** Since when it stood still, if it did and was not asked before. */
    synchronized Optional<Instant> absence() {
        Optional<Instant> since = Optional.ofNullable(stopped);
        stopped = since.isPresent() && isQuiet() ? Instant.now() : null;
        return since;
    }

    /** After a restart. */
    synchronized void resume() {
        stopped = saved;
    }

    private static boolean isQuiet() {
        Jenkins jenkins = Jenkins.getInstanceOrNull();
        return jenkins != null && jenkins.isQuietingDown();
    }

    private void writeObject(ObjectOutputStream out) throws IOException {
        synchronized (this) {
            saved = stopped == null ? Instant.now() : stopped;
        }
        out.defaultWriteObject();
    }
}
