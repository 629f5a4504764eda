package io.jenkins.plugins.redundancy.engine.policy;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import java.io.Serializable;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * Decides which replica runs when and what it comes to: {@code (state, event, now) → (state, actions)}. An immutable
 * value; the caller keeps the {@linkplain Transition#next() next} one and does the actions. No clock, no thread: the
 * same events at the same instants lead to the same actions, after a restart too.
 *
 * <p>An instant earlier than one seen before (a clock was set back) counts as that one. An event is believed before
 * deadlines are looked at: a success that arrives after a pause of the controller is a success, whatever the clock
 * says, unless its attempt had been given up before.
 */
public final class Coordinator implements Serializable {

    private static final long serialVersionUID = 1L;

    private final Plan plan;
    private final Policy policy;
    private final long seed;
    private final List<Attempt> attempts;

    /** By the number of the attempt, where outputs are compared. */
    private final Map<Integer, Output> outputs;

    /** Null before the beginning. */
    @CheckForNull
    private final Instant begun;

    private final Pauses pauses;

    /** The latest instant seen. */
    private final Instant latest;

    @CheckForNull
    private final Instant wakeAt;

    @CheckForNull
    private final Verdict verdict;

    private Coordinator(Plan plan, Policy policy, long seed) {
        this.plan = plan;
        this.policy = policy;
        this.seed = seed;
        this.attempts = List.of();
        this.outputs = Map.of();
        this.begun = null;
        this.pauses = Pauses.NONE;
        this.latest = Instant.EPOCH;
        this.wakeAt = null;
        this.verdict = null;
    }

    private Coordinator(Coordinator before, Turn turn) {
        this.plan = before.plan;
        this.policy = before.policy;
        this.seed = before.seed;
        this.attempts = List.copyOf(turn.attempts());
        this.outputs = Map.copyOf(turn.outputs());
        this.begun = turn.begun();
        this.pauses = turn.pauses();
        this.latest = turn.now();
        this.wakeAt = turn.wakeAt();
        this.verdict = turn.verdict();
    }

    private Coordinator(Coordinator before, Event.Reordered wish) {
        this.plan = before.plan.reordered(
                wish, before.attempts.stream().map(Attempt::replica).collect(Collectors.toSet()));
        this.policy = before.policy;
        this.seed = before.seed;
        this.attempts = before.attempts;
        this.outputs = before.outputs;
        this.begun = before.begun;
        this.pauses = before.pauses;
        this.latest = before.latest;
        this.wakeAt = before.wakeAt;
        this.verdict = before.verdict;
    }

    /**
     * @param seed of the jitter of retries
     * @throws IllegalArgumentException naming everything that {@link PolicyCheck} has against plan and policy
     */
    public static Coordinator of(Plan plan, Policy policy, long seed) {
        List<Problem> problems =
                PolicyCheck.check(Objects.requireNonNull(policy, "policy"), Objects.requireNonNull(plan, "plan"));
        if (!problems.isEmpty()) {
            throw new IllegalArgumentException(
                    problems.stream().map(Problem::toString).collect(Collectors.joining("; ")));
        }
        return new Coordinator(plan, policy, seed);
    }

    /** @param now of the event's arrival */
    public Transition on(Event event, Instant now) {
        Objects.requireNonNull(event, "event");
        if (verdict != null || event instanceof Event.Begin == (begun != null)) {
            return new Transition(this, List.of());
        }
        if (event instanceof Event.Reordered wish) {
            return new Transition(new Coordinator(this, wish), List.of());
        }
        Turn turn = new Turn(this, now.isBefore(latest) ? latest : now);
        turn.take(event);
        return new Transition(new Coordinator(this, turn), turn.actions());
    }

    /** Empty until all is over. */
    public Optional<Verdict> verdict() {
        return Optional.ofNullable(verdict);
    }

    /** The timeline so far, by number. */
    public List<Attempt> attempts() {
        return attempts;
    }

    Map<Integer, Output> outputs() {
        return outputs;
    }

    /** When the next {@link Event.Timer} is due; to arm the clock again after a restart. */
    public Optional<Instant> wakeAt() {
        return Optional.ofNullable(wakeAt);
    }

    public Plan plan() {
        return plan;
    }

    public Policy policy() {
        return policy;
    }

    long seed() {
        return seed;
    }

    @CheckForNull
    Instant begun() {
        return begun;
    }

    Pauses pauses() {
        return pauses;
    }

    @Override
    public String toString() {
        return policy.mode().id() + " of " + plan.slots().size() + " slots, "
                + (verdict == null ? "attempts " + attempts : verdict.outcome().id() + ": " + verdict.reason());
    }
}
