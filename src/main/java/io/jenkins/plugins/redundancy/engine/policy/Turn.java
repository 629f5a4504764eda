package io.jenkins.plugins.redundancy.engine.policy;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import io.jenkins.plugins.redundancy.engine.policy.Attempt.State;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * One step of the coordinator: the event first, then the deadlines, then what they lead to. Lives for one call.
 *
 * <p>Between an attempt's end and the start of the next one in its slot nothing else is decided, so a slot is always
 * one of: not started (later in a race), open (its latest attempt is not over), filled, failed.
 */
final class Turn {

    /** How often an interrupted attempt begins anew before that counts as a failure. */
    private static final int MOST_ANEW = 3;

    private final Plan plan;
    private final Policy policy;
    private final long seed;
    private final Instant now;
    private final Instant begun;
    private final int required;
    private final Board board;
    private final List<Action> actions = new ArrayList<>();

    private Pauses pauses;

    @CheckForNull
    private final Instant oldWake;

    @CheckForNull
    private Instant wakeAt;

    @CheckForNull
    private Verdict verdict;

    /** Attempts that failed in slots with nothing to run right now: in a race, so many slots need not wait. */
    private int hurries;

    Turn(Coordinator before, Instant now) {
        plan = before.plan();
        policy = before.policy();
        seed = before.seed();
        this.now = now;
        required = policy.required().resolve(plan.slots().size());
        board = new Board(plan, policy, before.attempts(), before.outputs());
        Instant began = before.begun();
        begun = began == null ? now : began; // only the beginning itself comes before it
        pauses = before.pauses();
        oldWake = before.wakeAt().orElse(null);
    }

    void take(Event event) {
        if (event instanceof Event.Begin) {
            begin();
        } else if (event instanceof Event.Aborted aborted) {
            String why = Texts.oneLine(aborted.reason());
            finish(State.CANCELLED, why.isEmpty() ? "aborted" : "aborted: " + why, true);
        } else if (event instanceof Event.Resumed resumed) {
            pauses = pauses.with(resumed.since(), now);
        } else if (event instanceof Event.Started started) {
            started(started.attempt());
        } else if (event instanceof Event.Succeeded succeeded) {
            Output output = succeeded.output();
            if (output != null && board.isLive(succeeded.attempt())) {
                board.put(succeeded.attempt(), output);
            }
            delivered(succeeded.attempt(), State.SUCCEEDED, "");
        } else if (event instanceof Event.Partial partial) {
            delivered(partial.attempt(), State.PARTIAL, or(partial.reason(), "partial result"));
        } else if (event instanceof Event.Crashed crashed && board.isLive(crashed.attempt())) {
            fail(
                    board.attempt(crashed.attempt()),
                    State.PARTIAL,
                    FailureKind.INFRASTRUCTURE,
                    or(crashed.reason(), "crashed"));
        } else if (event instanceof Event.Interrupted interrupted && board.isLive(interrupted.attempt())) {
            beginAnew(board.attempt(interrupted.attempt()), or(interrupted.reason(), "interrupted"));
        } else if (event instanceof Event.Failed failed && board.isLive(failed.attempt())) {
            State state = failed.kind() == FailureKind.TIMEOUT ? State.TIMED_OUT : State.FAILED;
            fail(
                    board.attempt(failed.attempt()),
                    state,
                    failed.kind(),
                    or(failed.reason(), failed.kind().id()));
        }
        conclude();
        if (verdict == null) {
            deadlines();
        }
        if (verdict == null) {
            wake(event instanceof Event.Timer);
        }
    }

    private void begin() {
        int atOnce = plan.slots().size();
        if (policy.mode() == Mode.RACE && !policy.hedgeDelay().isZero()) {
            atOnce = required;
        }
        for (int slot = 0; slot < atOnce; slot++) {
            start(board.plan(slot, 0, 1, now));
        }
    }

    private void started(int number) {
        if (board.isLive(number) && board.attempt(number).state() == State.QUEUED) {
            Attempt attempt = board.attempt(number);
            board.put(Board.with(attempt, State.RUNNING, null, attempt.queued(), now, null, ""));
        }
    }

    private void delivered(int number, State state, String why) {
        if (!board.isLive(number)) {
            return;
        }
        Attempt attempt = board.attempt(number);
        if (state == State.SUCCEEDED || policy.partialCounts()) {
            end(attempt, state, null, why);
        } else {
            fail(attempt, state, FailureKind.INVALID_RESULT, why);
        }
    }

    /** Ends the attempt and brings on the next one of its slot: another try, else the next replica, else nothing. */
    private void fail(Attempt attempt, State state, FailureKind kind, String why) {
        boolean another = mayStart() && policy.worthAnother().contains(kind);
        end(attempt, state, kind, why);
        if (!another) {
            return;
        }
        int slot = board.slotOf(attempt);
        int retry = attempt.tryNumber();
        // a result that says that it is incomplete would be so the next time
        boolean again = state != State.PARTIAL || kind != FailureKind.INVALID_RESULT;
        if (again && retry <= plan.retries(attempt.replica(), policy)) {
            Duration wait = policy.backoff().delay(retry, seed + attempt.number());
            Attempt next = board.plan(slot, board.replicaOf(attempt), retry + 1, now.plus(wait));
            if (wait.isZero()) {
                start(next);
            } else {
                hurries++;
            }
        } else if (board.replicaOf(attempt) + 1
                < plan.slots().get(slot).replicas().size()) {
            start(board.plan(slot, board.replicaOf(attempt) + 1, 1, now));
        } else {
            hurries++;
        }
    }

    private void beginAnew(Attempt attempt, String why) {
        long runs = board.attempts().stream()
                .filter(a -> a.replica().equals(attempt.replica()) && a.tryNumber() == attempt.tryNumber())
                .count();
        if (mayStart() && policy.worthAnother().contains(FailureKind.INFRASTRUCTURE) && runs <= MOST_ANEW) {
            end(attempt, State.FAILED, FailureKind.INFRASTRUCTURE, why);
            start(board.plan(board.slotOf(attempt), board.replicaOf(attempt), attempt.tryNumber(), now));
        } else {
            fail(attempt, State.FAILED, FailureKind.INFRASTRUCTURE, why);
        }
    }

    private void start(Attempt attempt) {
        board.put(Board.with(attempt, State.QUEUED, null, now, null, null, ""));
        actions.add(new Action.Start(attempt.number(), attempt.slot(), attempt.replica(), attempt.tryNumber()));
    }

    private void end(Attempt attempt, State state, @CheckForNull FailureKind kind, String why) {
        boolean ran = attempt.started() != null || state == State.SUCCEEDED || state == State.PARTIAL;
        // who delivers has run, even where the news of its start got lost
        Instant started = ran && attempt.started() == null ? attempt.queued() : attempt.started();
        Instant queued = attempt.queued().isAfter(now) ? now : attempt.queued();
        board.put(Board.with(attempt, state, kind, queued, started, now, why));
    }

    private void cancel(Attempt attempt, State state, @CheckForNull FailureKind kind, String why) {
        end(attempt, state, kind, why);
        actions.add(new Action.Cancel(attempt.number(), why));
    }

    /** Whether anything new is started: not for a lost cause, not in a decided race, not where the job itself fails. */
    private boolean mayStart() {
        return !board.lost(required) && !(policy.mode() == Mode.RACE && (board.filled() >= required || board.doomed()));
    }

    private void conclude() {
        if (verdict != null) {
            return;
        }
        if (board.filled() >= required && policy.cancelRest()) {
            finish(State.CANCELLED, policy.mode() == Mode.RACE ? "lost the race" : "not needed any more", false);
        } else if (board.lost(required) && policy.cancelWhenLost()) {
            finish(State.CANCELLED, "quorum not reachable any more", false);
        } else {
            boolean open = mayStart();
            if (!open) {
                String why = board.lost(required) ? "quorum not reachable any more" : "not needed any more";
                for (Attempt attempt : board.waiting()) {
                    end(attempt, State.SKIPPED, null, why);
                }
            }
            if (board.open() == 0 && (board.unstarted() == 0 || !open)) {
                finish(State.CANCELLED, "", false);
            }
        }
    }

    private void deadlines() {
        if (!policy.totalTimeout().isZero() && !now.isBefore(pauses.end(begun, policy.totalTimeout()))) {
            finish(State.TIMED_OUT, "total timeout of " + Durations.format(policy.totalTimeout()), false);
            return;
        }
        for (Attempt attempt : board.live()) {
            Instant deadline = deadline(attempt);
            if (verdict != null || deadline == null || now.isBefore(deadline) || !board.isLive(attempt.number())) {
                continue;
            }
            boolean queued = attempt.state() == State.QUEUED;
            Duration limit = queued ? policy.queueTimeout() : plan.timeout(attempt.replica(), policy);
            String why = (queued ? "not started within " : "timed out after ") + Durations.format(limit);
            actions.add(new Action.Cancel(attempt.number(), why));
            fail(
                    attempt,
                    queued ? State.FAILED : State.TIMED_OUT,
                    queued ? FailureKind.INFRASTRUCTURE : FailureKind.TIMEOUT,
                    why);
            conclude();
        }
        if (verdict == null) {
            startDue();
        }
    }

    private void startDue() {
        for (Attempt attempt : board.waiting()) {
            if (!attempt.queued().isAfter(now)) {
                start(attempt);
            }
        }
        for (Instant hedge = hedge(); hedge != null && (hurries > 0 || !hedge.isAfter(now)); hedge = hedge()) {
            start(board.plan(board.firstUnstarted(), 0, 1, now));
            hurries--;
        }
    }

    /** When the next slot of a race is due; null when none is to come. */
    @CheckForNull
    private Instant hedge() {
        return board.unstarted() == 0 || !mayStart() ? null : pauses.end(board.lastSlotStart(), policy.hedgeDelay());
    }

    @CheckForNull
    private Instant deadline(Attempt attempt) {
        if (attempt.state() == State.WAITING) {
            return attempt.queued();
        }
        boolean queued = attempt.state() == State.QUEUED;
        Duration limit = queued ? policy.queueTimeout() : plan.timeout(attempt.replica(), policy);
        Instant from = queued ? attempt.queued() : attempt.started();
        if (limit.isZero() || from == null) {
            return null;
        }
        return queued ? pauses.endOfWait(from, limit) : pauses.end(from, limit);
    }

    private void wake(boolean timerUsed) {
        wakeAt = policy.totalTimeout().isZero() ? null : pauses.end(begun, policy.totalTimeout());
        wakeAt = earlier(wakeAt, hedge());
        for (Attempt attempt : board.live()) {
            wakeAt = earlier(wakeAt, deadline(attempt));
        }
        for (Attempt attempt : board.waiting()) {
            wakeAt = earlier(wakeAt, deadline(attempt));
        }
        if (wakeAt != null && (timerUsed || !wakeAt.equals(oldWake))) {
            actions.add(new Action.WakeAt(wakeAt));
        }
    }

    @CheckForNull
    private static Instant earlier(@CheckForNull Instant one, @CheckForNull Instant other) {
        return one == null || (other != null && other.isBefore(one)) ? other : one;
    }

    private void finish(State stopped, String why, boolean aborted) {
        for (Attempt attempt : board.live()) {
            cancel(attempt, stopped, stopped == State.TIMED_OUT ? FailureKind.TIMEOUT : null, why);
        }
        for (Attempt attempt : board.waiting()) {
            end(attempt, State.SKIPPED, null, why);
        }
        board.settle();
        boolean timedOut = stopped == State.TIMED_OUT;
        verdict = Sentence.verdict(plan, policy, board, begun, now, aborted || timedOut ? why : "", aborted);
        actions.add(new Action.Finish(verdict));
    }

    private static String or(String reason, String otherwise) {
        return reason.isBlank() ? otherwise : reason;
    }

    List<Attempt> attempts() {
        return verdict == null ? board.attempts() : verdict.attempts();
    }

    Map<Integer, Output> outputs() {
        return board.outputs();
    }

    List<Action> actions() {
        return actions;
    }

    Instant now() {
        return now;
    }

    Instant begun() {
        return begun;
    }

    Pauses pauses() {
        return pauses;
    }

    @CheckForNull
    Instant wakeAt() {
        return wakeAt;
    }

    @CheckForNull
    Verdict verdict() {
        return verdict;
    }
}
