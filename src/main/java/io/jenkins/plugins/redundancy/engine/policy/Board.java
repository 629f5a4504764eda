package io.jenkins.plugins.redundancy.engine.policy;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import io.jenkins.plugins.redundancy.engine.policy.Attempt.State;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** How the slots stand, counted from their attempts; changes while a {@link Turn} is taken. */
final class Board {

    private final Plan plan;
    private final Policy policy;
    private final List<Attempt> attempts;
    private final Map<Integer, Output> outputs;
    private final Map<String, Integer> slotNumbers = new HashMap<>();

    /** Index of a slot's latest attempt, -1 for none. */
    private final int[] latest;

    private Instant lastSlotStart = Instant.MIN;

    Board(Plan plan, Policy policy, List<Attempt> before, Map<Integer, Output> outputs) {
        this.plan = plan;
        this.policy = policy;
        attempts = new ArrayList<>(before);
        this.outputs = new HashMap<>(outputs);
        latest = new int[plan.slots().size()];
        Arrays.fill(latest, -1);
        for (Slot slot : plan.slots()) {
            slotNumbers.put(slot.name(), slotNumbers.size());
        }
        for (Attempt attempt : before) {
            note(attempt);
        }
    }

    private void note(Attempt attempt) {
        int slot = slotOf(attempt);
        if (latest[slot] < 0 && attempt.queued().isAfter(lastSlotStart)) {
            lastSlotStart = attempt.queued();
        }
        latest[slot] = attempt.number() - 1;
    }

    /** A new attempt of the slot, waiting for its time. */
    Attempt plan(int slot, int replica, int tryNumber, Instant due) {
        Slot place = plan.slots().get(slot);
        Attempt attempt = new Attempt(
                attempts.size() + 1,
                place.name(),
                place.replicas().get(replica),
                tryNumber,
                State.WAITING,
                null,
                due,
                null,
                null,
                "");
        attempts.add(attempt);
        note(attempt);
        return attempt;
    }

    static Attempt with(
            Attempt attempt,
            State state,
            @CheckForNull FailureKind kind,
            Instant queued,
            @CheckForNull Instant started,
            @CheckForNull Instant ended,
            String why) {
        return new Attempt(
                attempt.number(),
                attempt.slot(),
                attempt.replica(),
                attempt.tryNumber(),
                state,
                kind,
                queued,
                started,
                ended,
                why);
    }

    void put(Attempt attempt) {
        attempts.set(attempt.number() - 1, attempt);
    }

    void put(int number, Output output) {
        outputs.put(number, output);
    }

    Map<Integer, Output> outputs() {
        return outputs;
    }

    boolean isLive(int number) {
        return number >= 1
                && number <= attempts.size()
                && attempt(number).state().isLive();
    }

    Attempt attempt(int number) {
        return attempts.get(number - 1);
    }

    List<Attempt> attempts() {
        return attempts;
    }

    List<Attempt> live() {
        return attempts.stream().filter(a -> a.state().isLive()).toList();
    }

    List<Attempt> waiting() {
        return attempts.stream().filter(a -> a.state() == State.WAITING).toList();
    }

    int slotOf(Attempt attempt) {
        return slotNumbers.get(attempt.slot());
    }

    int replicaOf(Attempt attempt) {
        return plan.slots().get(slotOf(attempt)).replicas().indexOf(attempt.replica());
    }

    /** The attempt that fills the slot; null while none does. */
    @CheckForNull
    Attempt filler(int slot) {
        Attempt attempt = latest[slot] < 0 ? null : attempts.get(latest[slot]);
        return attempt != null && attempt.hasResult() && !attempt.hasFailed() ? attempt : null;
    }

    /** Slots that are filled; where outputs are compared, those that the largest agreement fills. */
    int filled() {
        return EqualOutputs.largest(fillers(), outputs).size();
    }

    private List<Attempt> fillers() {
        List<Attempt> fillers = new ArrayList<>();
        for (int slot = 0; slot < latest.length; slot++) {
            Attempt filler = filler(slot);
            if (filler != null) {
                fillers.add(filler);
            }
        }
        return fillers;
    }

    /** At the end: who delivered something else than the largest agreement has failed. */
    void settle() {
        List<Attempt> fillers = fillers();
        List<Attempt> agreed = EqualOutputs.largest(fillers, outputs);
        for (Attempt attempt : fillers) {
            if (!agreed.contains(attempt)) {
                put(with(
                        attempt,
                        State.FAILED,
                        FailureKind.INVALID_RESULT,
                        attempt.queued(),
                        attempt.started(),
                        attempt.ended(),
                        EqualOutputs.difference(attempt, agreed, outputs)));
            }
        }
    }

    int open() {
        int count = 0;
        for (int index : latest) {
            count += index >= 0 && attempts.get(index).ended() == null ? 1 : 0;
        }
        return count;
    }

    int unstarted() {
        int count = 0;
        for (int index : latest) {
            count += index < 0 ? 1 : 0;
        }
        return count;
    }

    int firstUnstarted() {
        int slot = 0;
        while (latest[slot] >= 0) {
            slot++;
        }
        return slot;
    }

    /** When a slot last got its first attempt. */
    Instant lastSlotStart() {
        return lastSlotStart;
    }

    /** In a race all slots do the same job: one failure that is not worth another replica speaks for all. */
    boolean doomed() {
        return attempts.stream()
                .anyMatch(a -> a.hasFailed() && !policy.worthAnother().contains(a.kind()));
    }

    /** Whether so many slots cannot be filled any more. */
    boolean lost(int required) {
        boolean more = policy.mode() != Mode.RACE || !doomed();
        return filled() + open() + (more ? unstarted() : 0) < required;
    }
}
