package io.jenkins.plugins.redundancy.engine.policy;

import io.jenkins.plugins.redundancy.engine.policy.Attempt.State;
import io.jenkins.plugins.redundancy.engine.policy.Ledger.Entry;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/** Looks through a recording for broken invariants. */
final class Judge {

    private final Recording recording;
    private final Ledger ledger;
    private final EndJudge end;
    private final Map<Invariant, String> broken = new EnumMap<>(Invariant.class);
    private Instant armed;
    private List<Attempt> shown = List.of();

    private Judge(Recording recording) {
        this.recording = recording;
        ledger = new Ledger(recording.schedule());
        end = new EndJudge(ledger, this::check);
    }

    /** What is broken, and how; empty if nothing is. */
    static Map<Invariant, String> broken(Recording recording) {
        Judge judge = new Judge(recording);
        recording.steps().forEach(judge::step);
        judge.check(
                Invariant.IT_ALWAYS_ENDS,
                judge.ledger.verdict != null && recording.stuck().isEmpty(),
                recording.stuck());
        return judge.broken;
    }

    private void check(Invariant invariant, boolean holds, Object detail) {
        if (!holds) {
            broken.putIfAbsent(invariant, String.valueOf(detail));
        }
    }

    private void step(Recording.Step step) {
        boolean over = ledger.verdict != null;
        Set<Integer> liveBefore = new HashSet<>();
        ledger.entries.forEach((number, entry) -> {
            if (entry.live()) {
                liveBefore.add(number);
            }
        });
        boolean heard = ledger.hear(step.event(), step.now());
        if (over) {
            check(Invariant.THE_VERDICT_IS_FINAL, step.actions().isEmpty(), step);
            check(
                    Invariant.THE_VERDICT_IS_FINAL,
                    step.verdict().filter(ledger.verdict::equals).isPresent(),
                    step);
        } else if (!heard) {
            check(Invariant.LATE_NEWS_IS_HARMLESS, step.actions().isEmpty(), step);
        }
        if (step.event() instanceof Event.Timer) {
            armed = null;
        }
        int hedges = 0;
        for (Action action : step.actions()) {
            check(Invariant.THE_VERDICT_IS_FINAL, ledger.verdict == null, action);
            if (action instanceof Action.Start start) {
                hedges += started(start, step, hedges);
            } else if (action instanceof Action.Cancel cancel) {
                cancelled(cancel, step);
            } else if (action instanceof Action.WakeAt wake) {
                armed = wake.at();
            } else if (action instanceof Action.Finish finish) {
                ledger.verdict = finish.verdict();
                end.finished(finish.verdict(), step);
            }
        }
        check(Invariant.A_RACE_HEDGES_NEITHER_EARLY_NOR_TWICE, hedges <= Math.max(1, ledger.failuresNow), step);
        timeline(step, liveBefore);
        if (ledger.begun != null && ledger.verdict == null) {
            end.undecided(step);
            clocks(step);
        }
    }

    /** 1 if this start is a hedge: a further slot of a race. */
    private int started(Action.Start start, Recording.Step step, int hedgesSoFar) {
        check(Invariant.NOTHING_STARTS_AFTER_AN_ABORT, !ledger.aborted, start);
        check(Invariant.NOTHING_IS_LEFT_RUNNING_AFTER_THE_END, ledger.verdict == null, start);
        check(Invariant.NOTHING_STARTS_FOR_A_LOST_CAUSE, ledger.reachable(), start);
        List<Entry> past = ledger.bySlot.getOrDefault(start.slot(), List.of());
        int tries = 1 + ledger.plan.retries(start.replica(), ledger.policy);
        long before = past.stream()
                .filter(e -> e.start.replica().equals(start.replica()))
                .count();
        boolean planned = ledger.plan.slots().stream()
                .anyMatch(s -> s.name().equals(start.slot()) && s.replicas().contains(start.replica()));
        check(
                Invariant.NEVER_MORE_STARTS_THAN_ALLOWED,
                planned
                        && before < tries
                        && start.tryNumber() == before + 1
                        && !ledger.entries.containsKey(start.attempt()),
                start);
        check(Invariant.NEVER_TWO_RUNNING_ATTEMPTS_OF_ONE_SLOT, past.stream().noneMatch(Entry::live), start);
        int hedge = 0;
        if (!past.isEmpty()) {
            follows(past.get(past.size() - 1), start);
        } else if (ledger.policy.mode() == Mode.RACE && !(step.event() instanceof Event.Begin)) {
            hedge = 1;
            Instant due = ledger.after(ledger.lastSlotStart, ledger.policy.hedgeDelay());
            boolean allowed = !ledger.doomed() && ledger.filled() < ledger.required;
            check(
                    Invariant.A_RACE_HEDGES_NEITHER_EARLY_NOR_TWICE,
                    allowed && (hedgesSoFar < ledger.failuresNow || !ledger.now.isBefore(due)),
                    start);
        }
        ledger.start(start);
        return hedge;
    }

    private void follows(Entry last, Action.Start start) {
        Slot slot = ledger.plan.slots().stream()
                .filter(s -> s.name().equals(start.slot()))
                .findFirst()
                .orElseThrow();
        int step = slot.replicas().indexOf(start.replica()) - slot.replicas().indexOf(last.start.replica());
        boolean worth = last.failure != null && ledger.policy.worthAnother().contains(last.failure);
        int triesOfLast = last.partial ? 0 : 1 + ledger.plan.retries(last.start.replica(), ledger.policy);
        boolean order = step == 0 || (step == 1 && last.start.tryNumber() >= triesOfLast);
        check(
                Invariant.FALLBACKS_START_IN_ORDER_AND_ONLY_AFTER_A_FAILURE_WORTH_IT,
                worth && order && !(step == 0 && last.partial),
                start);
        if (step == 0 && last.ended != null) {
            check(
                    Invariant.BACKOFF_STAYS_WITHIN_ITS_BOUNDS,
                    !ledger.now.isBefore(last.ended.plus(wait(start.tryNumber(), true))),
                    start);
        }
    }

    /** Bounds of the wait before this try. */
    private Duration wait(int tryNumber, boolean least) {
        Backoff backoff = ledger.policy.backoff();
        double most = Math.min(
                backoff.base().toMillis() * Math.pow(2, tryNumber - 2),
                backoff.max().toMillis());
        return Duration.ofMillis((long) (least ? most * (1 - backoff.jitter()) - 1e-6 : most));
    }

    private void cancelled(Action.Cancel cancel, Recording.Step step) {
        boolean live = ledger.live(cancel.attempt());
        check(Invariant.LATE_NEWS_IS_HARMLESS, live, cancel);
        if (!live) {
            return;
        }
        Entry entry = ledger.entries.get(cancel.attempt());
        Attempt attempt = step.attempts().get(cancel.attempt() - 1);
        entry.ended = ledger.now;
        if (attempt.state() != State.CANCELLED) {
            Instant deadline = ledger.deadline(entry);
            boolean over = deadline != null && !ledger.now.isBefore(deadline);
            check(Invariant.NOBODY_IS_TIMED_OUT_EARLY, over || ledger.outOfTime(), cancel);
            boolean noExecutor = !ledger.outOfTime() && entry.started == null;
            ledger.fail(entry, noExecutor ? FailureKind.INFRASTRUCTURE : FailureKind.TIMEOUT);
        }
    }

    private void timeline(Recording.Step step, Set<Integer> liveBefore) {
        for (int i = 0; i < shown.size(); i++) {
            Attempt was = shown.get(i);
            boolean same =
                    i < step.attempts().size() && was.equals(step.attempts().get(i));
            check(Invariant.AN_ENDED_ATTEMPT_NEVER_CHANGES, was.ended() == null || same, was);
        }
        shown = step.attempts();
        Set<Integer> live = new HashSet<>();
        shown.stream().filter(a -> a.state().isLive()).forEach(a -> live.add(a.number()));
        Set<Integer> known = new HashSet<>();
        ledger.entries.forEach((number, entry) -> {
            if (entry.live()) {
                known.add(number);
            }
        });
        check(Invariant.THE_TIMELINE_IS_COMPLETE, live.equals(known), known);
    }

    /** Between events: every deadline is ahead, and the next one is covered by a wish to be woken. */
    private void clocks(Recording.Step step) {
        Instant next =
                ledger.policy.totalTimeout().isZero() ? null : ledger.after(ledger.begun, ledger.policy.totalTimeout());
        for (Entry entry : ledger.entries.values()) {
            next = earlier(next, entry.live() ? ledger.deadline(entry) : null);
        }
        for (Attempt attempt : step.attempts()) {
            if (attempt.state() == State.WAITING) {
                next = earlier(next, attempt.queued());
                List<Entry> past = ledger.bySlot.get(attempt.slot());
                Instant ended = past.isEmpty() ? ledger.begun : past.get(past.size() - 1).ended;
                check(
                        Invariant.BACKOFF_STAYS_WITHIN_ITS_BOUNDS,
                        ended != null && !attempt.queued().isAfter(ended.plus(wait(attempt.tryNumber(), false))),
                        attempt);
            }
        }
        boolean undecided = ledger.reachable() && !ledger.doomed() && ledger.filled() < ledger.required;
        boolean more = ledger.bySlot.values().stream().anyMatch(List::isEmpty);
        if (ledger.policy.mode() == Mode.RACE && more && undecided) {
            next = earlier(next, ledger.after(ledger.lastSlotStart, ledger.policy.hedgeDelay()));
        }
        if (next != null) {
            check(Invariant.NO_DEADLINE_PASSES_UNHEEDED, next.isAfter(ledger.now), step);
            check(Invariant.THE_NEXT_DEADLINE_IS_ALWAYS_COVERED, armed != null && !armed.isAfter(next), step);
        }
    }

    private static Instant earlier(Instant one, Instant other) {
        return one == null || (other != null && other.isBefore(one)) ? other : one;
    }

    /** The same events once more: what comes out must be the same, restarts or not. */
    static boolean repeats(Recording recording, Subject again) {
        for (Recording.Step step : recording.steps()) {
            if (!Objects.equals(again.on(step.event(), step.now()), step.actions())) {
                return false;
            }
        }
        return true;
    }
}
