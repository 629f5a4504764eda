package io.jenkins.plugins.redundancy.engine.report;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import io.jenkins.plugins.redundancy.engine.policy.Attempt;
import io.jenkins.plugins.redundancy.engine.policy.Verdict;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Attempts as bars over time: one row per replica, in the order in which they came on. Knows nothing of how it is drawn.
 *
 * @param began left end
 * @param until right end: when it was over, or now
 * @param rows one per replica
 */
public record Timeline(Instant began, Instant until, List<Row> rows) {

    public Timeline {
        rows = List.copyOf(rows);
    }

    /** What a stretch of time was spent with. */
    public enum Phase {
        /** Waits for an executor, or for whoever starts it. */
        QUEUED,
        RUNNING,
        /** Nothing of this slot ran: from an attempt's failure until the next one ran. */
        GAP;

        /** As in class names of pages: {@code queued}. */
        public String id() {
            return name().toLowerCase(java.util.Locale.ROOT);
        }
    }

    /**
     * @param from at or after the timeline's beginning
     * @param to at or after {@code from}
     * @param attempt that it belongs to; a gap belongs to the one whose failure it followed
     */
    public record Bar(Phase phase, Instant from, Instant to, Attempt attempt) {

        public Duration length() {
            return Duration.between(from, to);
        }
    }

    /**
     * @param replica its name
     * @param slot that it is to fill
     * @param attempts of this replica, by number; never empty
     * @param bars in the order of time, for each attempt
     */
    public record Row(String replica, String slot, List<Attempt> attempts, List<Bar> bars) {

        public Row {
            attempts = List.copyOf(attempts);
            bars = List.copyOf(bars);
        }

        /** The attempt that says how the replica ended, or where it is. */
        public Attempt last() {
            return attempts.get(attempts.size() - 1);
        }

        /** Named to stand in for the slot's primary, whether or not it had to. */
        public boolean isStandIn() {
            return !replica.equals(slot);
        }
    }

    public static Timeline of(Verdict verdict) {
        return of(verdict.attempts(), verdict.began(), verdict.ended());
    }

    /**
     * @param attempts by number, as a coordinator or a verdict has them
     * @param until now, where it is not over
     */
    public static Timeline of(List<Attempt> attempts, Instant began, Instant until) {
        Map<String, List<Attempt>> byReplica = new LinkedHashMap<>();
        Map<String, Attempt> nextInSlot = new LinkedHashMap<>();
        Map<Integer, List<Bar>> bars = new LinkedHashMap<>();
        for (int i = attempts.size() - 1; i >= 0; i--) {
            Attempt attempt = attempts.get(i);
            bars.put(attempt.number(), bars(attempt, nextInSlot.get(attempt.slot()), began, until));
            if (attempt.state() != Attempt.State.SKIPPED) {
                nextInSlot.put(attempt.slot(), attempt);
            }
        }
        for (Attempt attempt : attempts) {
            byReplica
                    .computeIfAbsent(attempt.replica(), replica -> new ArrayList<>())
                    .add(attempt);
        }
        List<Row> rows = new ArrayList<>();
        byReplica.forEach((replica, own) -> rows.add(new Row(
                replica,
                own.get(0).slot(),
                own,
                own.stream().flatMap(a -> bars.get(a.number()).stream()).toList())));
        return new Timeline(began, until, rows);
    }

    /** @param next of the same slot; null where none followed */
    private static List<Bar> bars(Attempt attempt, @CheckForNull Attempt next, Instant began, Instant until) {
        List<Bar> bars = new ArrayList<>();
        if (attempt.state() == Attempt.State.SKIPPED || attempt.state() == Attempt.State.WAITING) {
            return bars;
        }
        Instant end = or(attempt.ended(), until);
        Instant start = or(attempt.started(), end);
        add(bars, Phase.QUEUED, attempt.queued(), start, attempt, began, until);
        if (attempt.started() != null) {
            add(bars, Phase.RUNNING, start, end, attempt, began, until);
        }
        if (attempt.hasFailed() && next != null) {
            Instant ran = or(next.started(), or(next.ended(), until));
            add(bars, Phase.GAP, end, ran, attempt, began, until);
        }
        return bars;
    }

    private static Instant or(@CheckForNull Instant instant, Instant other) {
        return instant == null ? other : instant;
    }

    /** Nothing is drawn outside of the timeline, nor backwards; what took no time is not drawn, unless it ran. */
    private static void add(
            List<Bar> bars, Phase phase, Instant from, Instant to, Attempt attempt, Instant began, Instant until) {
        Instant left = within(from, began, until);
        Instant right = within(to, left, until);
        if (right.isAfter(left) || phase == Phase.RUNNING) {
            bars.add(new Bar(phase, left, right, attempt));
        }
    }

    private static Instant within(Instant instant, Instant least, Instant most) {
        return instant.isBefore(least) ? least : instant.isAfter(most) ? most : instant;
    }

    /** Where an instant lies, from 0 at the beginning to 1 at the end; 0 where the timeline has no length. */
    public double share(Instant instant) {
        long whole = Duration.between(began, until).toMillis();
        long part = Duration.between(began, instant).toMillis();
        return whole <= 0 ? 0 : Math.min(1, Math.max(0, (double) part / whole));
    }

    /** How long that phase of an attempt lasted; empty where it had none. */
    public Optional<Duration> length(Attempt attempt, Phase phase) {
        return rows.stream()
                .filter(row -> row.replica().equals(attempt.replica()))
                .flatMap(row -> row.bars().stream())
                .filter(bar -> bar.phase() == phase && bar.attempt().number() == attempt.number())
                .map(Bar::length)
                .findFirst();
    }

    public Duration length() {
        return Duration.between(began, until);
    }
}
