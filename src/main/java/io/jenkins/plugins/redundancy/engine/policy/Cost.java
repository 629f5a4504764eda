package io.jenkins.plugins.redundancy.engine.policy;

import java.io.Serializable;
import java.time.Duration;
import java.util.List;

/**
 * Time that replicas ran, by what came of it.
 *
 * @param winners filled a slot
 * @param losers were cancelled
 * @param failures failed, timed out, or delivered a partial result that does not count
 */
public record Cost(Duration winners, Duration losers, Duration failures) implements Serializable {

    private static final long serialVersionUID = 1L;

    static Cost of(List<Attempt> attempts) {
        Duration winners = Duration.ZERO;
        Duration losers = Duration.ZERO;
        Duration failures = Duration.ZERO;
        for (Attempt attempt : attempts) {
            if (attempt.hasFailed()) {
                failures = failures.plus(attempt.spent());
            } else if (attempt.hasResult()) {
                winners = winners.plus(attempt.spent());
            } else {
                losers = losers.plus(attempt.spent());
            }
        }
        return new Cost(winners, losers, failures);
    }

    public Duration total() {
        return winners.plus(losers).plus(failures);
    }

    /** What redundancy cost: everything that filled no slot. */
    public Duration lost() {
        return losers.plus(failures);
    }
}
