package io.jenkins.plugins.redundancy.engine.policy;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class PolicyCheckTest {

    private static final Plan PLAN = Plan.slotEach(List.of("a", "b"));

    @Test
    void theDefaultsOfEveryModeAreSound() {
        for (Mode mode : Mode.values()) {
            assertThat(PolicyCheck.check(Policy.of(mode), PLAN)).as("%s", mode).isEmpty();
        }
    }

    @Test
    void tellsAllProblemsOfAPolicyAtOnce() {
        Duration negative = Duration.ofSeconds(-1);
        Policy policy = Policy.of(Mode.QUORUM)
                .withRequired(0)
                .withReplicaTimeout(negative)
                .withQueueTimeout(negative)
                .withTotalTimeout(Duration.ofSeconds(Long.MAX_VALUE))
                .withHedgeDelay(Duration.ofSeconds(1))
                .withRetries(-1)
                .withBackoff(new Backoff(Duration.ofSeconds(9), Duration.ofSeconds(1), Double.NaN));
        assertThat(PolicyCheck.check(policy))
                .extracting(Problem::field)
                .containsExactlyInAnyOrder(
                        "required",
                        "replicaTimeout",
                        "queueTimeout",
                        "totalTimeout",
                        "hedgeAfter",
                        "retries",
                        "backoff.max",
                        "backoff.jitter");
    }

    @Test
    void tellsAllProblemsOfAPlanAtOnce() {
        Plan plan = new Plan(
                List.of(
                        Slot.of("a"),
                        new Slot("a", List.of("b", "b")),
                        new Slot("empty", List.of()),
                        new Slot(" ", List.of("c\nd"))),
                Map.of("ghost", new ReplicaLimits(Duration.ofSeconds(-1), 101)));
        assertThat(PolicyCheck.check(Policy.of(Mode.QUORUM), plan))
                .extracting(Problem::field)
                .containsExactlyInAnyOrder(
                        "slots[1].name",
                        "slots[1].replicas",
                        "slots[2].replicas",
                        "slots[3].name",
                        "slots[3].replicas",
                        "limits.ghost",
                        "limits.ghost.timeout",
                        "limits.ghost.retries");
    }

    @Test
    void aReplicaFillsOneSlotOnly() {
        Plan plan = new Plan(List.of(Slot.of("a", "spare"), Slot.of("b", "spare")));
        assertThat(PolicyCheck.check(Policy.of(Mode.QUORUM), plan))
                .containsExactly(new Problem("slots[1].replicas", "spare", "is in slot 'a' already, name it once"));
    }

    @Test
    void anEmptyPlanIsOneProblem() {
        assertThat(PolicyCheck.check(Policy.of(Mode.RACE), new Plan(List.of())))
                .containsExactly(new Problem("slots", "", "give at least one slot"));
    }

    @Test
    void moreThanThereIsCannotBeRequired() {
        assertThat(PolicyCheck.check(Policy.of(Mode.QUORUM).withRequired(3), PLAN))
                .containsExactly(
                        new Problem("required", "3", "there are only 2 slots, require at most as many or add slots"));
    }
}
