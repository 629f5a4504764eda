package io.jenkins.plugins.redundancy.engine.policy;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.redundancy.engine.policy.Attempt.State;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

/** Replicas that begin anew, and those that have not run yet in another order. */
class SecondRoundTest {

    private static final Policy FAILOVER = Policy.of(Mode.FAILOVER);
    private static final Plan TWICE = Plan.failover("agents", List.of("a", "b", "a #2", "b #2"));

    @Test
    void interruptedAttemptBeginsAnewWithoutUsingUpARetry() {
        Script script = new Script(TWICE, FAILOVER.withRetries(1)).started(0, 1);
        script.at(5, new Event.Interrupted(1, "agent 'a' was away"));
        assertThat(script.actions()).containsExactly(new Action.Start(2, "agents", "a", 1));
        script.started(6, 2).succeeded(9, 2);
        assertThat(script.verdict().outcome()).isEqualTo(Outcome.MET);
        assertThat(script.state(1)).isEqualTo(State.FAILED);
    }

    @Test
    void oneThatIsInterruptedForEverFails() {
        Script script = new Script(TWICE, FAILOVER);
        for (int attempt = 1; attempt <= 4; attempt++) {
            assertThat(script.starts()).containsExactly("a");
            script.started(attempt, attempt).at(attempt, new Event.Interrupted(attempt, "away"));
        }
        assertThat(script.starts()).containsExactly("b");
    }

    @Test
    void nothingBeginsAnewWhereNoFailureIsWorthAnother() {
        Script script = new Script(TWICE, FAILOVER.withWorthAnother(FailureKind.parseSet("none"))).started(0, 1);
        script.at(1, new Event.Interrupted(1, "away"));
        assertThat(script.verdict().outcome()).isEqualTo(Outcome.LOST);
    }

    @Test
    void oneThatIsOverCannotBeInterrupted() {
        Script script = new Script(TWICE, FAILOVER).started(0, 1).lost(1, 1);
        script.at(2, new Event.Interrupted(1, "away"));
        assertThat(script.actions()).isEmpty();
    }

    @Test
    void othersStandInInTheOrderWishedFor() {
        Script script = new Script(TWICE, FAILOVER);
        script.at(1, new Event.Reordered("agents", List.of("b", "b #2", "stranger", "a")));
        assertThat(script.actions()).isEmpty();
        assertThat(script.coordinator().plan().slots().get(0).replicas()).containsExactly("a", "b", "b #2", "a #2");
        script.lost(2, 1).lost(3, 2);
        assertThat(script.starts()).containsExactly("b #2");
        script.at(4, new Event.Reordered("other slot", List.of("a")));
        script.lost(5, 3).lost(6, 4);
        assertThat(script.verdict().attempts()).extracting(Attempt::replica).containsExactly("a", "b", "b #2", "a #2");
    }

    /** Whatever is wished for, and whenever: each replica has its turn, once. */
    @Property
    void everyReplicaHasItsTurnInAnyOrder(@ForAll @IntRange(min = 1, max = 8) int n, @ForAll Random random) {
        List<String> names = IntStream.range(0, n).mapToObj(i -> "r" + i).toList();
        Script script = new Script(Plan.failover("s", names), FAILOVER);
        for (int attempt = 1; attempt <= n; attempt++) {
            List<String> wish =
                    random.ints(random.nextInt(5), 0, 10).mapToObj(i -> "r" + i).toList();
            script.at(attempt, new Event.Reordered("s", wish)).lost(attempt, attempt);
        }
        assertThat(script.isOver()).isTrue();
        assertThat(script.verdict().attempts())
                .extracting(Attempt::replica)
                .hasSize(n)
                .containsAll(new HashSet<>(names));
    }
}
