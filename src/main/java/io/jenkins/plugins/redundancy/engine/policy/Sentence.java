package io.jenkins.plugins.redundancy.engine.policy;

import io.jenkins.plugins.redundancy.engine.policy.Attempt.State;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The verdict and its sentence: how many slots are filled, and who failed, why, and who stood in. */
final class Sentence {

    private static final int NAMED = 5;
    private static final int LONGEST_REASON = 120;

    private final Board board;
    private final List<List<Attempt>> bySlot = new ArrayList<>();
    private final List<String> winners = new ArrayList<>();
    private final List<String> troubles = new ArrayList<>();
    private final List<String> remarks = new ArrayList<>();

    private Sentence(Plan plan, Board board) {
        this.board = board;
        plan.slots().forEach(slot -> bySlot.add(new ArrayList<>()));
        for (Attempt attempt : board.attempts()) {
            bySlot.get(board.slotOf(attempt)).add(attempt);
        }
        for (int slot = 0; slot < bySlot.size(); slot++) {
            Attempt filler = board.filler(slot);
            if (filler == null) {
                unfilled(plan.slots().get(slot), bySlot.get(slot));
            } else {
                winners.add(filler.replica());
                filled(plan.slots().get(slot), bySlot.get(slot), filler);
            }
        }
    }

    /** @param cut what ended it from outside (total timeout, abort), else empty */
    static Verdict verdict(
            Plan plan, Policy policy, Board board, Instant began, Instant ended, String cut, boolean aborted) {
        Sentence sentence = new Sentence(plan, board);
        int slots = plan.slots().size();
        int required = policy.required().resolve(slots);
        int filled = sentence.winners.size();
        Outcome outcome = aborted
                ? Outcome.ABORTED
                : filled < required ? Outcome.LOST : sentence.troubles.isEmpty() ? Outcome.MET : Outcome.DEGRADED;
        String unused = filled >= required ? "not needed" : cut.isEmpty() ? "not started any more" : cut;
        List<Attempt> attempts = sentence.withUnused(plan, ended, unused);
        return new Verdict(
                outcome,
                sentence.text(policy.mode(), outcome, filled, required, slots, cut),
                filled,
                required,
                slots,
                consequence(outcome, policy),
                began,
                ended,
                attempts,
                Cost.of(attempts));
    }

    private static Consequence consequence(Outcome outcome, Policy policy) {
        return switch (outcome) {
            case MET -> Consequence.SUCCESS;
            case DEGRADED -> policy.onDegraded() == OnDegraded.UNSTABLE ? Consequence.UNSTABLE : Consequence.SUCCESS;
            case LOST -> policy.onLost() == OnLost.UNSTABLE ? Consequence.UNSTABLE : Consequence.FAILURE;
            case ABORTED -> Consequence.ABORTED;
        };
    }

    private String text(Mode mode, Outcome outcome, int filled, int required, int slots, String cut) {
        List<String> clauses = new ArrayList<>();
        if (!cut.isEmpty()) {
            clauses.add(cut);
        }
        boolean won = outcome == Outcome.MET || outcome == Outcome.DEGRADED;
        String needed = required < slots ? ", " + required + " required" : "";
        clauses.add(
                mode == Mode.RACE && won
                        ? Texts.and(Texts.first(winners, NAMED)) + " won"
                        : filled + " of " + slots + " slots filled" + needed);
        clauses.addAll(Texts.first(troubles, NAMED));
        clauses.addAll(Texts.first(remarks, NAMED));
        return String.join("; ", clauses);
    }

    private void filled(Slot slot, List<Attempt> attempts, Attempt filler) {
        String primary = slot.replicas().get(0);
        if (!filler.replica().equals(primary)) {
            troubles.add(filler.replica() + " stood in for " + Texts.and(failures(attempts)));
        }
        if (filler.state() == State.PARTIAL) {
            troubles.add(filler.replica() + " delivered a partial result (" + filler.why() + ")");
        }
        if (filler.tryNumber() > 1) {
            remarks.add(filler.replica() + " needed " + filler.tryNumber() + " tries");
        }
    }

    private void unfilled(Slot slot, List<Attempt> attempts) {
        List<String> failures = failures(attempts);
        if (!failures.isEmpty()) {
            boolean named = slot.replicas().size() == 1
                    || slot.name().equals(slot.replicas().get(0));
            troubles.add((named ? "" : slot.name() + ": ") + Texts.and(failures) + " failed");
        }
    }

    /** One entry for each replica that failed, with how its last try ended. */
    private List<String> failures(List<Attempt> attempts) {
        Map<String, Attempt> last = new LinkedHashMap<>();
        for (Attempt attempt : attempts) {
            if (attempt.hasFailed()) {
                last.put(attempt.replica(), attempt);
            }
        }
        List<String> entries = last.values().stream()
                .map(a -> a.replica() + " (" + ending(a) + ")")
                .toList();
        return Texts.first(entries, NAMED);
    }

    private String ending(Attempt attempt) {
        Duration spent = attempt.spent();
        // what differs had delivered, so its time says nothing
        boolean saysTime = attempt.state() == State.TIMED_OUT
                || attempt.started() == null
                || board.outputs().containsKey(attempt.number());
        return Texts.oneLine(attempt.why(), LONGEST_REASON)
                + (saysTime ? "" : " after " + Durations.format(spent))
                + (attempt.tryNumber() > 1 ? ", try " + attempt.tryNumber() : "");
    }

    /** Replicas that never had to run, so that the timeline shows the whole plan. */
    private List<Attempt> withUnused(Plan plan, Instant now, String why) {
        List<Attempt> all = new ArrayList<>(board.attempts());
        for (int i = 0; i < bySlot.size(); i++) {
            Slot slot = plan.slots().get(i);
            List<Attempt> ran = bySlot.get(i);
            int next = ran.isEmpty() ? 0 : board.replicaOf(ran.get(ran.size() - 1)) + 1;
            for (String replica : slot.replicas().subList(next, slot.replicas().size())) {
                all.add(new Attempt(all.size() + 1, slot.name(), replica, 1, State.SKIPPED, null, now, null, now, why));
            }
        }
        return all;
    }
}
