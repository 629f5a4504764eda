package io.jenkins.plugins.redundancy.engine.policy;

import java.io.Serializable;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/**
 * What a plan under a policy came to; final.
 *
 * @param outcome in one word
 * @param reason in one sentence: who failed, why, who stood in
 * @param filled slots
 * @param required slots
 * @param slots of the plan
 * @param consequence for the build, as the policy says
 * @param began when the coordinator was told to begin
 * @param ended when the verdict fell
 * @param attempts the full timeline, by number: every replica of the plan is in it, skipped ones at the end
 * @param cost of it
 */
public record Verdict(
        Outcome outcome,
        String reason,
        int filled,
        int required,
        int slots,
        Consequence consequence,
        Instant began,
        Instant ended,
        List<Attempt> attempts,
        Cost cost)
        implements Serializable {

    private static final long serialVersionUID = 1L;

    public Verdict {
        attempts = List.copyOf(attempts);
    }

    /** Attempts whose results are to be merged: the winners, and partial results whether or not they count. */
    public List<Attempt> results() {
        return attempts.stream().filter(Attempt::hasResult).toList();
    }

    /** From the beginning to the verdict, by the clock. */
    public Duration took() {
        return Duration.between(began, ended);
    }
}
