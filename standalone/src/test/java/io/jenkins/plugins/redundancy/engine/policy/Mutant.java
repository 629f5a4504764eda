package io.jenkins.plugins.redundancy.engine.policy;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;

/** Coordinators with one defect each, and the invariants of which at least one must notice it. */
enum Mutant {
    FORGETS_TO_CANCEL(
            Invariant.NOTHING_IS_LEFT_RUNNING_AFTER_THE_END, Invariant.NEVER_TWO_RUNNING_ATTEMPTS_OF_ONE_SLOT),
    STARTS_EVERYTHING_TWICE(Invariant.NEVER_MORE_STARTS_THAN_ALLOWED, Invariant.NEVER_TWO_RUNNING_ATTEMPTS_OF_ONE_SLOT),
    FLIPS_THE_VERDICT_AFTER_THE_END(Invariant.THE_VERDICT_IS_FINAL),
    FINISHES_TWICE(Invariant.THE_VERDICT_IS_FINAL),
    NEVER_FINISHES(Invariant.IT_ALWAYS_ENDS),
    CALLS_A_WIN_LOST(Invariant.K_FILLED_SLOTS_ALWAYS_WIN),
    CALLS_MET_DEGRADED(Invariant.DEGRADED_MEANS_SOMEBODY_FAILED),
    NEVER_ASKS_TO_BE_WOKEN(Invariant.THE_NEXT_DEADLINE_IS_ALWAYS_COVERED),
    ASKS_TO_BE_WOKEN_LATE(Invariant.THE_NEXT_DEADLINE_IS_ALWAYS_COVERED),
    STARTS_AFTER_AN_ABORT(Invariant.NOTHING_STARTS_AFTER_AN_ABORT),
    FORGETS_WHAT_LOSERS_COST(Invariant.COST_ADDS_UP),
    LETS_THE_DEAD_RISE(Invariant.AN_ENDED_ATTEMPT_NEVER_CHANGES),
    CANCELS_THE_DEAD(Invariant.LATE_NEWS_IS_HARMLESS),
    DEAF_TO_TIMERS(Invariant.NO_DEADLINE_PASSES_UNHEEDED),
    ROLLS_DICE(Invariant.SAME_EVENTS_SAME_ACTIONS),
    HIDES_THE_SKIPPED(Invariant.THE_TIMELINE_IS_COMPLETE),
    RETRIES_ONCE_TOO_OFTEN(
            policy -> policy.withRetries(policy.retries() + 1), Invariant.NEVER_MORE_STARTS_THAN_ALLOWED),
    RETRIES_WITHOUT_PATIENCE(
            policy -> policy.withBackoff(new Backoff(Duration.ZERO, Duration.ZERO, 0)),
            Invariant.BACKOFF_STAYS_WITHIN_ITS_BOUNDS),
    RETRIES_TOO_LATE(
            policy -> policy.withBackoff(new Backoff(
                    policy.backoff().base().plusMillis(700),
                    policy.backoff().max().plusMillis(700),
                    0)),
            Invariant.BACKOFF_STAYS_WITHIN_ITS_BOUNDS),
    TRIES_ANOTHER_WHATEVER_FAILED(
            policy -> policy.withWorthAnother(EnumSet.allOf(FailureKind.class)),
            Invariant.FALLBACKS_START_IN_ORDER_AND_ONLY_AFTER_A_FAILURE_WORTH_IT),
    GIVES_UP_AT_ONCE(
            policy -> policy.withWorthAnother(EnumSet.noneOf(FailureKind.class)),
            Invariant.LOST_ONLY_IF_UNREACHABLE_OR_OUT_OF_TIME),
    COUNTS_PARTIAL_RESULTS_THE_OTHER_WAY(
            policy -> policy.withPartialCounts(!policy.partialCounts()), Invariant.K_FILLED_SLOTS_ALWAYS_WIN),
    TAKES_A_CRASH_FOR_A_PARTIAL_RESULT(Invariant.K_FILLED_SLOTS_ALWAYS_WIN, Invariant.THE_TIMELINE_IS_COMPLETE),
    WANTS_ALL(policy -> policy.withRequired(Required.ALL), Invariant.K_FILLED_SLOTS_ALWAYS_WIN),
    WANTS_ONLY_ONE(
            policy -> policy.withRequired(1),
            Invariant.K_FILLED_SLOTS_ALWAYS_WIN,
            Invariant.NOTHING_STARTS_FOR_A_LOST_CAUSE),
    HEDGES_EARLY(
            policy -> policy.withHedgeDelay(policy.hedgeDelay().dividedBy(2)),
            Invariant.A_RACE_HEDGES_NEITHER_EARLY_NOR_TWICE),
    HAS_NO_PATIENCE(
            policy -> policy.withReplicaTimeout(policy.replicaTimeout().dividedBy(2)),
            Invariant.NOBODY_IS_TIMED_OUT_EARLY),
    FORGETS_THE_TOTAL_TIMEOUT(
            policy -> policy.withTotalTimeout(Duration.ZERO),
            Invariant.THE_NEXT_DEADLINE_IS_ALWAYS_COVERED,
            Invariant.IT_ALWAYS_ENDS),
    LETS_LOSERS_RUN_ON(policy -> policy.withCancelRest(false), Invariant.K_FILLED_SLOTS_ALWAYS_WIN);

    private final UnaryOperator<Policy> policy;
    private final List<Invariant> caughtBy;

    Mutant(Invariant... caughtBy) {
        this(UnaryOperator.identity(), caughtBy);
    }

    Mutant(UnaryOperator<Policy> policy, Invariant... caughtBy) {
        this.policy = policy;
        this.caughtBy = List.of(caughtBy);
    }

    List<Invariant> caughtBy() {
        return caughtBy;
    }

    Subject of(Schedule schedule, long seed) {
        return new Defective(schedule, seed);
    }

    private final class Defective extends Genuine {

        private final Schedule schedule;
        private boolean over;

        Defective(Schedule schedule, long seed) {
            super(
                    schedule.plan(),
                    policy.apply(schedule.policy()),
                    Mutant.this == ROLLS_DICE ? System.nanoTime() : seed);
            this.schedule = schedule;
        }

        @Override
        public List<Action> on(Event event, Instant now) {
            over = coordinator().verdict().isPresent();
            if (Mutant.this == DEAF_TO_TIMERS && event instanceof Event.Timer) {
                return List.of();
            }
            List<Action> actions = new ArrayList<>();
            for (Action action : super.on(heard(event), now)) {
                actions.addAll(instead(action));
            }
            if (over && Mutant.this == FINISHES_TWICE) {
                actions.add(new Action.Finish(coordinator().verdict().orElseThrow()));
            }
            if (event instanceof Event.Failed failed && Mutant.this == CANCELS_THE_DEAD && !over && actions.isEmpty()) {
                actions.add(new Action.Cancel(failed.attempt(), "dead already"));
            }
            if (event instanceof Event.Aborted && Mutant.this == STARTS_AFTER_AN_ABORT) {
                Slot slot = schedule.plan().slots().get(0);
                actions.add(0, new Action.Start(99, slot.name(), slot.replicas().get(0), 1));
            }
            return actions;
        }

        private Event heard(Event event) {
            return event instanceof Event.Crashed crashed && Mutant.this == TAKES_A_CRASH_FOR_A_PARTIAL_RESULT
                    ? new Event.Partial(crashed.attempt(), crashed.reason())
                    : event;
        }

        private List<Action> instead(Action action) {
            if (action instanceof Action.Cancel && Mutant.this == FORGETS_TO_CANCEL) {
                return List.of();
            }
            if (action instanceof Action.Start && Mutant.this == STARTS_EVERYTHING_TWICE) {
                return List.of(action, action);
            }
            if (action instanceof Action.WakeAt wake && Mutant.this == ASKS_TO_BE_WOKEN_LATE) {
                return List.of(new Action.WakeAt(wake.at().plusMillis(1)));
            }
            if (action instanceof Action.WakeAt && Mutant.this == NEVER_ASKS_TO_BE_WOKEN) {
                return List.of();
            }
            if (action instanceof Action.Finish finish) {
                return Mutant.this == NEVER_FINISHES
                        ? List.of()
                        : List.of(new Action.Finish(verdict(finish.verdict())));
            }
            return List.of(action);
        }

        @Override
        public Optional<Verdict> verdict() {
            Optional<Verdict> verdict = super.verdict();
            return Mutant.this == NEVER_FINISHES ? Optional.empty() : verdict.map(this::verdict);
        }

        private Verdict verdict(Verdict is) {
            boolean won = is.outcome() == Outcome.MET || is.outcome() == Outcome.DEGRADED;
            Outcome outcome = is.outcome();
            Cost cost = is.cost();
            List<Attempt> attempts = is.attempts();
            switch (Mutant.this) {
                case FLIPS_THE_VERDICT_AFTER_THE_END -> outcome = !over ? outcome : won ? Outcome.LOST : Outcome.MET;
                case CALLS_A_WIN_LOST -> outcome = won ? Outcome.LOST : outcome;
                case CALLS_MET_DEGRADED -> outcome = outcome == Outcome.MET ? Outcome.DEGRADED : outcome;
                case FORGETS_WHAT_LOSERS_COST -> cost = new Cost(cost.winners(), Duration.ZERO, cost.failures());
                case HIDES_THE_SKIPPED ->
                    attempts = attempts.stream()
                            .filter(a -> a.state() != Attempt.State.SKIPPED)
                            .toList();
                default -> {}
            }
            return new Verdict(
                    outcome,
                    is.reason(),
                    is.filled(),
                    is.required(),
                    is.slots(),
                    is.consequence(),
                    is.began(),
                    is.ended(),
                    attempts,
                    cost);
        }

        @Override
        public List<Attempt> attempts() {
            List<Attempt> attempts = super.attempts();
            if (Mutant.this != LETS_THE_DEAD_RISE || super.verdict().isPresent()) {
                return attempts;
            }
            return attempts.stream()
                    .map(a -> a.state() == Attempt.State.TIMED_OUT && attempts.size() % 2 == 0
                            ? Board.with(a, Attempt.State.SUCCEEDED, null, a.queued(), a.started(), a.ended(), "")
                            : a)
                    .toList();
        }
    }
}
