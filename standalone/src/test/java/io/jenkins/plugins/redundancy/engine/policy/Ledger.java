package io.jenkins.plugins.redundancy.engine.policy;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What must be true by what was said and done alone: kept apart from the coordinator's own books. */
final class Ledger {

    /** What is known of an attempt. */
    static final class Entry {
        final Action.Start start;
        final Instant ordered;
        Instant started;
        Instant ended;
        FailureKind failure;
        boolean partial;
        boolean crashed;
        boolean fills;

        Entry(Action.Start start, Instant ordered) {
            this.start = start;
            this.ordered = ordered;
        }

        boolean live() {
            return ended == null;
        }
    }

    final Plan plan;
    final Policy policy;
    final int required;
    final Map<Integer, Entry> entries = new LinkedHashMap<>();
    final Map<String, List<Entry>> bySlot = new HashMap<>();
    /** Beginnings and ends of what did not count. */
    final List<Instant[]> pauses = new ArrayList<>();

    Instant begun;
    Instant now = Instant.MIN;
    Instant lastSlotStart;
    Verdict verdict;
    boolean aborted;
    int failuresNow;

    Ledger(Schedule schedule) {
        plan = schedule.plan();
        policy = schedule.policy();
        required = policy.required().resolve(plan.slots().size());
        plan.slots().forEach(slot -> bySlot.put(slot.name(), new ArrayList<>()));
    }

    /** Books the event; true if it is news to anybody. */
    boolean hear(Event event, Instant shown) {
        failuresNow = 0;
        if (verdict != null || (begun == null) != event instanceof Event.Begin) {
            return false;
        }
        now = shown.isBefore(now) ? now : shown;
        if (event instanceof Event.Begin) {
            begun = now;
        } else if (event instanceof Event.Resumed resumed) {
            pauses.add(new Instant[] {resumed.since().isBefore(now) ? resumed.since() : now, now});
        } else if (event instanceof Event.Aborted) {
            aborted = true;
        } else if (event instanceof Event.Started started && live(started.attempt())) {
            Entry entry = entries.get(started.attempt());
            entry.started = entry.started == null ? now : entry.started;
        } else if (event instanceof Event.Succeeded succeeded && live(succeeded.attempt())) {
            deliver(entries.get(succeeded.attempt()), true);
        } else if (event instanceof Event.Partial partial && live(partial.attempt())) {
            Entry entry = entries.get(partial.attempt());
            entry.partial = true;
            deliver(entry, policy.partialCounts());
        } else if (event instanceof Event.Crashed crashed && live(crashed.attempt())) {
            Entry entry = entries.get(crashed.attempt());
            entry.crashed = true;
            entry.started = entry.started == null ? entry.ordered : entry.started;
            fail(entry, FailureKind.INFRASTRUCTURE);
        } else if (event instanceof Event.Failed failed && live(failed.attempt())) {
            fail(entries.get(failed.attempt()), failed.kind());
        }
        return true;
    }

    private void deliver(Entry entry, boolean fills) {
        entry.ended = now;
        entry.started = entry.started == null ? entry.ordered : entry.started;
        entry.fills = fills;
        if (!fills) {
            fail(entry, FailureKind.INVALID_RESULT);
        }
    }

    void fail(Entry entry, FailureKind kind) {
        entry.ended = now;
        entry.failure = kind;
        failuresNow++;
    }

    void start(Action.Start start) {
        Entry entry = new Entry(start, now);
        entries.put(start.attempt(), entry);
        List<Entry> slot = bySlot.computeIfAbsent(start.slot(), name -> new ArrayList<>());
        if (slot.isEmpty()) {
            lastSlotStart = now;
        }
        slot.add(entry);
    }

    boolean live(int number) {
        Entry entry = entries.get(number);
        return entry != null && entry.live();
    }

    long filled() {
        return entries.values().stream().filter(entry -> entry.fills).count();
    }

    boolean outOfTime() {
        return !policy.totalTimeout().isZero() && !now.isBefore(after(begun, policy.totalTimeout()));
    }

    /** So much later, counted by milliseconds that lie in no pause. */
    Instant after(Instant from, Duration time) {
        Instant at = from;
        long left = time.toMillis();
        for (Instant[] pause : pauses) {
            if (at.isBefore(pause[0])) {
                long running = Math.min(left, Duration.between(at, pause[0]).toMillis());
                at = at.plusMillis(running);
                left -= running;
            }
            at = left > 0 && !at.isBefore(pause[0]) && at.isBefore(pause[1]) ? pause[1] : at;
        }
        return at.plusMillis(left);
    }

    /** When the attempt will have been queued or running for too long; null for never. */
    Instant deadline(Entry entry) {
        boolean queued = entry.started == null;
        Duration limit = queued ? policy.queueTimeout() : plan.timeout(entry.start.replica(), policy);
        if (limit.isZero()) {
            return null;
        }
        Instant deadline = after(queued ? entry.ordered : entry.started, limit);
        if (queued && !pauses.isEmpty()) {
            long least = Math.min(60_000, limit.toMillis());
            Instant earliest = pauses.get(pauses.size() - 1)[1].plusMillis(least);
            return deadline.isBefore(earliest) ? earliest : deadline;
        }
        return deadline;
    }

    /** In a race: whether the job itself is known to fail. */
    boolean doomed() {
        return policy.mode() == Mode.RACE
                && entries.values().stream()
                        .anyMatch(
                                e -> e.failure != null && !policy.worthAnother().contains(e.failure));
    }

    /** Whether enough slots are filled or may still be. */
    boolean reachable() {
        int open = 0;
        for (Slot slot : plan.slots()) {
            open += exhausted(slot) ? 0 : 1;
        }
        return open >= required;
    }

    /** Whether nothing can fill the slot any more, by its failures and what is left to start. */
    boolean exhausted(Slot slot) {
        List<Entry> past = bySlot.get(slot.name());
        if (past.isEmpty()) {
            return doomed();
        }
        Entry last = past.get(past.size() - 1);
        if (last.live() || last.fills || last.failure == null) {
            return false;
        }
        if (!policy.worthAnother().contains(last.failure) || doomed()) {
            return true;
        }
        boolean triesLeft = !last.partial && last.start.tryNumber() <= plan.retries(last.start.replica(), policy);
        boolean lastReplica =
                slot.replicas().indexOf(last.start.replica()) == slot.replicas().size() - 1;
        return lastReplica && !triesLeft;
    }
}
