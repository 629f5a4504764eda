package io.jenkins.plugins.redundancy.engine.policy;

import io.jenkins.plugins.redundancy.engine.policy.Attempt.State;
import io.jenkins.plugins.redundancy.engine.policy.Ledger.Entry;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** The part of the judge that knows when it must be over, and what the verdict must then say. */
final class EndJudge {

    /** Takes note of a broken invariant. */
    interface Check {
        void that(Invariant invariant, boolean holds, Object detail);
    }

    private final Ledger ledger;
    private final Check check;

    EndJudge(Ledger ledger, Check check) {
        this.ledger = ledger;
        this.check = check;
    }

    /** No verdict yet: there must be a reason to go on. */
    void undecided(Recording.Step step) {
        boolean won = ledger.filled() >= ledger.required;
        check.that(Invariant.K_FILLED_SLOTS_ALWAYS_WIN, !(won && ledger.policy.cancelRest()), step);
        boolean something = step.attempts().stream().anyMatch(a -> a.ended() == null);
        check.that(Invariant.IT_ALWAYS_ENDS, something, step);
        check.that(Invariant.IT_ALWAYS_ENDS, !ledger.aborted && !ledger.outOfTime(), step);
    }

    void finished(Verdict verdict, Recording.Step step) {
        check.that(
                Invariant.NOTHING_IS_LEFT_RUNNING_AFTER_THE_END,
                ledger.entries.values().stream().noneMatch(Entry::live)
                        && verdict.attempts().stream().allMatch(a -> a.ended() != null),
                step);
        check.that(
                Invariant.THE_VERDICT_IS_FINAL,
                step.actions().indexOf(new Action.Finish(verdict))
                        == step.actions().size() - 1,
                step);
        long filled = ledger.filled();
        boolean won = verdict.outcome() == Outcome.MET || verdict.outcome() == Outcome.DEGRADED;
        check.that(
                Invariant.K_FILLED_SLOTS_ALWAYS_WIN,
                verdict.filled() == filled && (ledger.aborted || won == (filled >= ledger.required)),
                verdict);
        check.that(
                Invariant.NOTHING_STARTS_AFTER_AN_ABORT,
                ledger.aborted == (verdict.outcome() == Outcome.ABORTED),
                verdict);
        if (verdict.outcome() == Outcome.LOST) {
            check.that(
                    Invariant.LOST_ONLY_IF_UNREACHABLE_OR_OUT_OF_TIME,
                    ledger.outOfTime() || !ledger.reachable(),
                    verdict);
        }
        cost(verdict);
        degraded(verdict);
        complete(verdict);
    }

    private void cost(Verdict verdict) {
        Duration all = Duration.ZERO;
        Duration winners = Duration.ZERO;
        for (Entry entry : ledger.entries.values()) {
            if (entry.started != null && entry.ended != null) {
                Duration spent = Duration.between(entry.started, entry.ended);
                all = all.plus(spent);
                winners = entry.fills ? winners.plus(spent) : winners;
            }
        }
        Cost cost = verdict.cost();
        check.that(
                Invariant.COST_ADDS_UP,
                cost.total().equals(all)
                        && cost.winners().equals(winners)
                        && cost.lost().equals(all.minus(winners))
                        && !cost.losers().isNegative()
                        && !cost.failures().isNegative(),
                verdict);
    }

    private void degraded(Verdict verdict) {
        boolean trouble = false;
        for (Slot slot : ledger.plan.slots()) {
            List<Entry> past = ledger.bySlot.get(slot.name());
            Entry filler = past.stream().filter(e -> e.fills).findFirst().orElse(null);
            trouble |= filler == null
                    ? past.stream().anyMatch(e -> e.failure != null)
                    : filler.partial
                            || !filler.start.replica().equals(slot.replicas().get(0));
        }
        check.that(
                Invariant.DEGRADED_MEANS_SOMEBODY_FAILED,
                (verdict.outcome() != Outcome.DEGRADED || trouble) && (verdict.outcome() != Outcome.MET || !trouble),
                verdict);
    }

    private void complete(Verdict verdict) {
        Set<String> planned = new HashSet<>();
        ledger.plan.slots().forEach(slot -> planned.addAll(slot.replicas()));
        Set<String> listed = new HashSet<>();
        boolean numbered = true;
        for (int i = 0; i < verdict.attempts().size(); i++) {
            Attempt attempt = verdict.attempts().get(i);
            listed.add(attempt.replica());
            Entry entry = ledger.entries.get(attempt.number());
            numbered &= attempt.number() == i + 1;
            numbered &= entry == null
                    ? attempt.state() == State.SKIPPED
                    : attempt.kind() == entry.failure
                            && attempt.ended().equals(entry.ended)
                            && attempt.hasResult() == (entry.fills || entry.partial || entry.crashed)
                            && attempt.hasCrashed() == entry.crashed;
        }
        check.that(Invariant.THE_TIMELINE_IS_COMPLETE, numbered && listed.equals(planned), verdict.attempts());
        check.that(
                Invariant.THE_TIMELINE_IS_COMPLETE,
                !verdict.reason().isBlank() && !verdict.reason().contains("\n"),
                verdict.reason());
    }
}
