package io.jenkins.plugins.redundancy.engine.policy;

import static io.jenkins.plugins.redundancy.engine.policy.Script.second;
import static io.jenkins.plugins.redundancy.engine.policy.Script.seconds;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import io.jenkins.plugins.redundancy.engine.policy.Attempt.State;
import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class CoordinatorTest {

    private static final Plan ONE_SLOT = Plan.failover("linux", List.of("linux-a", "linux-b", "cloud"));
    private static final Plan THREE = Plan.slotEach(List.of("a", "b", "c"));
    private static final Policy FAILOVER = Policy.of(Mode.FAILOVER);
    private static final Policy RACE = Policy.of(Mode.RACE);
    private static final Policy QUORUM = Policy.of(Mode.QUORUM).withRequired(2);

    @Test
    void failoverStartsTheNextReplicaOnlyAfterTheOneBeforeItFailed() {
        Script script = new Script(ONE_SLOT, FAILOVER);
        assertThat(script.starts()).containsExactly("linux-a");

        script.started(1, 1).lost(10, 1);
        assertThat(script.starts()).containsExactly("linux-b");

        script.started(12, 2).succeeded(20, 2);
        assertThat(script.verdict().outcome()).isEqualTo(Outcome.DEGRADED);
        assertThat(script.verdict().reason())
                .isEqualTo("1 of 1 slots filled; linux-b stood in for linux-a (agent lost after 9 s)");
        assertThat(script.verdict().cost()).isEqualTo(new Cost(seconds(8), seconds(0), seconds(9)));
        assertThat(script.verdict().took()).isEqualTo(seconds(20));
        assertThat(script.verdict().attempts())
                .extracting(Attempt::replica, Attempt::state)
                .containsExactly(
                        tuple("linux-a", State.FAILED),
                        tuple("linux-b", State.SUCCEEDED),
                        tuple("cloud", State.SKIPPED));
    }

    @Test
    void theUsersOwnFailureIsNotWorthAnotherReplicaUnlessThePolicySaysAny() {
        Script script = new Script(ONE_SLOT, FAILOVER).started(0, 1).failed(5, 1, FailureKind.JOB, "exit code 1");
        assertThat(script.verdict().outcome()).isEqualTo(Outcome.LOST);
        assertThat(script.verdict().consequence()).isEqualTo(Consequence.FAILURE);
        assertThat(script.verdict().reason())
                .isEqualTo("0 of 1 slots filled; linux: linux-a (exit code 1 after 5 s) failed");

        Policy any = FAILOVER.withWorthAnother(FailureKind.parseSet("any"));
        script = new Script(ONE_SLOT, any).started(0, 1).failed(5, 1, FailureKind.JOB, "exit code 1");
        assertThat(script.starts()).containsExactly("linux-b");
    }

    @Test
    void noClockRunsWhileTheControllerIsAway() {
        Policy policy = FAILOVER.withQueueTimeout(seconds(120))
                .withReplicaTimeout(seconds(300))
                .withTotalTimeout(seconds(900));
        Script script = new Script(ONE_SLOT, policy);
        script.at(1000, new Event.Resumed(second(20)));
        assertThat(script.isOver()).isFalse();
        assertThat(script.coordinator().wakeAt()).contains(second(1100));

        script.started(1050, 1).timer(1349);
        assertThat(script.state(1)).isEqualTo(State.RUNNING);
        script.at(1500, new Event.Resumed(second(1349)));
        assertThat(script.coordinator().wakeAt()).contains(second(1501));
        script.timer(1501);
        assertThat(script.starts()).containsExactly("linux-b");
    }

    @Test
    void anAttemptInTheQueueIsLeftAMinuteAfterAnAbsence() {
        Script script = new Script(ONE_SLOT, FAILOVER.withQueueTimeout(seconds(120)));
        script.at(300, new Event.Resumed(second(119)));
        assertThat(script.coordinator().wakeAt()).contains(second(360));

        script = new Script(ONE_SLOT, FAILOVER.withQueueTimeout(seconds(5)));
        script.at(300, new Event.Resumed(second(4)));
        script.timer(304);
        assertThat(script.starts()).isEmpty();
        script.timer(305);
        assertThat(script.starts()).containsExactly("linux-b");
    }

    @Test
    void everySlotFailsOverOnItsOwn() {
        Plan plan = new Plan(List.of(Slot.of("codeql", "semgrep"), Slot.of("pmd")));
        Script script = new Script(plan, FAILOVER).started(0, 1).started(0, 2);
        script.failed(41, 1, FailureKind.INFRASTRUCTURE, "exit code 137").started(41, 3);
        script.succeeded(50, 2);
        assertThat(script.isOver()).isFalse();
        script.succeeded(60, 3);
        assertThat(script.verdict().reason())
                .isEqualTo("2 of 2 slots filled; semgrep stood in for codeql (exit code 137 after 41 s)");
    }

    @Test
    void aReplicaIsTriedAgainAfterABackoffBeforeItsFallbackStarts() {
        Policy policy = FAILOVER.withRetries(2).withBackoff(new Backoff(seconds(4), seconds(5), 0));
        Script script = new Script(ONE_SLOT, policy).started(0, 1).lost(10, 1);
        assertThat(script.actions()).containsExactly(new Action.WakeAt(second(14)));
        assertThat(script.timer(13.9).starts()).isEmpty();
        assertThat(script.timer(14).actions()).containsExactly(new Action.Start(2, "linux", "linux-a", 2));
        script.lost(20, 2);
        assertThat(script.coordinator().wakeAt()).contains(second(25));
        script.timer(25).started(25, 3).succeeded(30, 3);
        assertThat(script.verdict().outcome()).as("a retry is not a stand-in").isEqualTo(Outcome.MET);
        assertThat(script.verdict().reason()).isEqualTo("1 of 1 slots filled; linux-a needed 3 tries");
    }

    @Test
    void theLimitsOfAReplicaAreKeptInsteadOfThePolicys() {
        Plan plan = new Plan(
                List.of(Slot.of("slow"), Slot.of("quick", "other")),
                Map.of("slow", new ReplicaLimits(seconds(100), null), "quick", new ReplicaLimits(null, 1)));
        Policy policy = FAILOVER.withReplicaTimeout(seconds(10)).withBackoff(new Backoff(seconds(0), seconds(0), 0));
        Script script = new Script(plan, policy).started(0, 1).started(0, 2).timer(10);
        assertThat(script.cancels()).containsExactly(2);
        assertThat(script.starts()).containsExactly("quick");
        script.started(10, 3).timer(20);
        assertThat(script.starts()).containsExactly("other");
        assertThat(script.state(1)).isEqualTo(State.RUNNING);
    }

    @Test
    void aTimedOutAttemptIsCancelledAndItsLateSuccessIsIgnored() {
        Script script = new Script(ONE_SLOT, FAILOVER.withReplicaTimeout(seconds(30)));
        script.started(5, 1);
        assertThat(script.actions()).containsExactly(new Action.WakeAt(second(35)));
        script.timer(35);
        assertThat(script.actions())
                .containsExactly(
                        new Action.Cancel(1, "timed out after 30 s"), new Action.Start(2, "linux", "linux-b", 1));
        script.succeeded(36, 1);
        assertThat(script.isOver()).isFalse();
        script.started(37, 2).succeeded(40, 2);
        assertThat(script.verdict().reason())
                .isEqualTo("1 of 1 slots filled; linux-b stood in for linux-a (timed out after 30 s)");
    }

    @Test
    void aSuccessThatComesBeforeItsOverdueTimerIsBelieved() {
        Script script =
                new Script(ONE_SLOT, FAILOVER.withReplicaTimeout(seconds(30)).withTotalTimeout(seconds(60)));
        script.started(0, 1).succeeded(3_600, 1);
        assertThat(script.verdict().outcome()).isEqualTo(Outcome.MET);
    }

    @Test
    void whoGetsNoExecutorInTimeIsFailedByInfrastructure() {
        Script script = new Script(ONE_SLOT, FAILOVER.withQueueTimeout(Duration.ofMinutes(2))).timer(120);
        assertThat(script.cancels()).containsExactly(1);
        assertThat(script.starts()).containsExactly("linux-b");
        Attempt attempt = script.coordinator().attempts().get(0);
        assertThat(attempt.kind()).isEqualTo(FailureKind.INFRASTRUCTURE);
        assertThat(attempt.why()).isEqualTo("not started within 2 min");
        assertThat(attempt.spent()).isZero();
    }

    @Test
    void theTotalTimeoutEndsEverything() {
        Script script = new Script(THREE, QUORUM.withTotalTimeout(seconds(60)).withRequired(3));
        script.started(0, 1).started(0, 2).succeeded(10, 1).timer(60);
        assertThat(script.cancels()).containsExactly(2, 3);
        assertThat(script.verdict().outcome()).isEqualTo(Outcome.LOST);
        assertThat(script.verdict().reason())
                .startsWith("total timeout of 1 min; 1 of 3 slots filled; b (total timeout");
    }

    @Test
    void aRaceHedgesAfterItsDelayAndTheFirstOneWins() {
        Script script = new Script(THREE, RACE.withHedgeDelay(seconds(90))).started(0, 1);
        assertThat(script.timer(89).starts()).isEmpty();
        assertThat(script.timer(90).starts()).containsExactly("b");
        script.started(91, 2).succeeded(100, 2);
        assertThat(script.cancels()).containsExactly(1);
        assertThat(script.verdict().outcome()).isEqualTo(Outcome.MET);
        assertThat(script.verdict().reason()).isEqualTo("b won");
        assertThat(script.verdict().attempts())
                .extracting(Attempt::state)
                .containsExactly(State.CANCELLED, State.SUCCEEDED, State.SKIPPED);
        assertThat(script.verdict().cost()).isEqualTo(new Cost(seconds(9), seconds(100), seconds(0)));
    }

    @Test
    void aRaceNeedNotWaitForItsHedgeWhenARunnerFailed() {
        Script script = new Script(THREE, RACE.withHedgeDelay(seconds(90)))
                .started(0, 1)
                .lost(5, 1);
        assertThat(script.starts()).containsExactly("b");
        assertThat(script.coordinator().wakeAt()).contains(second(95));
        script.started(5, 2).succeeded(9, 2);
        assertThat(script.verdict().outcome()).isEqualTo(Outcome.DEGRADED);
        assertThat(script.verdict().reason()).isEqualTo("b won; a (agent lost after 5 s) failed");
    }

    @Test
    void aRaceReplacesAllWhoFailAtOnce() {
        Plan plan = Plan.slotEach(List.of("a", "b", "c", "d"));
        Policy policy = RACE.withRequired(2).withHedgeDelay(seconds(90)).withQueueTimeout(seconds(60));
        Script script = new Script(plan, policy);
        assertThat(script.starts()).containsExactly("a", "b");
        assertThat(script.timer(60).starts()).containsExactly("c", "d");
    }

    @Test
    void aRaceWithoutHedgeDelayStartsAllAtOnce() {
        assertThat(new Script(THREE, RACE).starts()).containsExactly("a", "b", "c");
    }

    @Test
    void aRaceStartsNobodyElseOnceTheJobItselfFailed() {
        Script script = new Script(THREE, RACE.withHedgeDelay(seconds(90))).started(0, 1);
        script.failed(5, 1, FailureKind.JOB, "exit code 1");
        assertThat(script.starts()).isEmpty();
        assertThat(script.verdict().outcome()).isEqualTo(Outcome.LOST);
    }

    @Test
    void aQuorumWaitsForAllResultsEvenWhenItIsMet() {
        Script script = new Script(THREE, QUORUM);
        assertThat(script.starts()).containsExactly("a", "b", "c");
        script.succeeded(10, 1).succeeded(11, 2);
        assertThat(script.isOver()).isFalse();
        script.succeeded(12, 3);
        assertThat(script.verdict().reason()).isEqualTo("3 of 3 slots filled, 2 required");
        assertThat(script.verdict().results()).hasSize(3);
    }

    @Test
    void aQuorumCancelsTheRestIfThePolicySaysSo() {
        Script script =
                new Script(THREE, QUORUM.withCancelRest(true)).succeeded(10, 1).succeeded(11, 2);
        assertThat(script.cancels()).containsExactly(3);
        assertThat(script.verdict().outcome()).isEqualTo(Outcome.MET);
    }

    @Test
    void aQuorumThatCannotBeReachedLetsTheOthersFinishSoThatNothingFoundIsLost() {
        Script script = new Script(THREE, QUORUM).lost(1, 1).lost(2, 2);
        assertThat(script.isOver()).isFalse();
        script.succeeded(9, 3);
        assertThat(script.verdict().outcome()).isEqualTo(Outcome.LOST);
        assertThat(script.verdict().results()).extracting(Attempt::replica).containsExactly("c");
        assertThat(script.verdict().reason())
                .isEqualTo("1 of 3 slots filled, 2 required; a (agent lost) failed; b (agent lost) failed");

        script = new Script(THREE, QUORUM.withCancelWhenLost(true)).lost(1, 1).lost(2, 2);
        assertThat(script.cancels()).containsExactly(3);
        assertThat(script.verdict().outcome()).isEqualTo(Outcome.LOST);
    }

    @Test
    void aPartialResultStartsTheFallbackAndBothAreKept() {
        Plan plan = new Plan(List.of(Slot.of("spotbugs", "pmd")));
        Script script = new Script(plan, FAILOVER.withRetries(3)).started(0, 1);
        script.at(7, new Event.Partial(1, "12 classes missing"));
        assertThat(script.starts()).as("no retry: it would be as partial again").containsExactly("pmd");
        script.started(7, 2).succeeded(9, 2);
        assertThat(script.verdict().results()).extracting(Attempt::replica).containsExactly("spotbugs", "pmd");
        assertThat(script.verdict().reason())
                .isEqualTo("1 of 1 slots filled; pmd stood in for spotbugs (12 classes missing after 7 s)");
    }

    @Test
    void aPartialResultFillsItsSlotIfThePolicySaysSo() {
        Plan plan = new Plan(List.of(Slot.of("spotbugs", "pmd")));
        Script script = new Script(plan, FAILOVER.withPartialCounts(true));
        script.at(7, new Event.Partial(1, "12 classes missing"));
        assertThat(script.verdict().outcome()).isEqualTo(Outcome.DEGRADED);
        assertThat(script.verdict().reason())
                .isEqualTo("1 of 1 slots filled; spotbugs delivered a partial result (12 classes missing)");
    }

    @Test
    void aCrashNeverFillsItsSlotAndIsWorthARetry() {
        Plan plan = new Plan(List.of(Slot.of("spotbugs", "pmd")));
        Policy policy =
                FAILOVER.withPartialCounts(true).withRetries(1).withBackoff(new Backoff(seconds(0), seconds(0), 0));
        Script script = new Script(plan, policy).at(7, new Event.Crashed(1, "exit code 137"));
        assertThat(script.starts()).containsExactly("spotbugs");
        script.at(9, new Event.Crashed(2, "exit code 137"));
        assertThat(script.starts()).containsExactly("pmd");
        script.succeeded(12, 3);
        assertThat(script.verdict().reason())
                .isEqualTo("1 of 1 slots filled; pmd stood in for spotbugs (exit code 137 after 2 s, try 2)");
        assertThat(script.verdict().results())
                .as("what it found is kept")
                .extracting(Attempt::replica)
                .containsExactly("spotbugs", "spotbugs", "pmd");
        assertThat(script.verdict().attempts().get(0).kind()).isEqualTo(FailureKind.INFRASTRUCTURE);

        script = new Script(new Plan(List.of(Slot.of("spotbugs"))), FAILOVER.withPartialCounts(true));
        assertThat(script.at(7, new Event.Crashed(1, "exit code 137")).verdict().outcome())
                .isEqualTo(Outcome.LOST);
    }

    @Test
    void anAbortCancelsEverythingAndNothingFailsOver() {
        Script script = new Script(THREE, QUORUM).succeeded(3, 1).at(4, new Event.Aborted("by alice"));
        assertThat(script.cancels()).containsExactly(2, 3);
        assertThat(script.starts()).isEmpty();
        assertThat(script.verdict().outcome()).isEqualTo(Outcome.ABORTED);
        assertThat(script.verdict().consequence()).isEqualTo(Consequence.ABORTED);
        assertThat(script.verdict().reason()).isEqualTo("aborted: by alice; 1 of 3 slots filled, 2 required");
    }

    @Test
    void whatAVerdictDoesToTheBuildIsThePolicys() {
        Policy open = QUORUM.withOnLost(OnLost.UNSTABLE).withOnDegraded(OnDegraded.UNSTABLE);
        assertThat(new Script(THREE, open)
                        .lost(1, 1)
                        .lost(1, 2)
                        .lost(1, 3)
                        .verdict()
                        .consequence())
                .isEqualTo(Consequence.UNSTABLE);
        assertThat(new Script(THREE, open)
                        .lost(1, 1)
                        .succeeded(1, 2)
                        .succeeded(1, 3)
                        .verdict()
                        .consequence())
                .isEqualTo(Consequence.UNSTABLE);
        assertThat(new Script(THREE, QUORUM)
                        .lost(1, 1)
                        .succeeded(1, 2)
                        .succeeded(1, 3)
                        .verdict()
                        .consequence())
                .isEqualTo(Consequence.SUCCESS);
        assertThat(new Script(THREE, open)
                        .succeeded(1, 1)
                        .succeeded(1, 2)
                        .succeeded(1, 3)
                        .verdict()
                        .consequence())
                .isEqualTo(Consequence.SUCCESS);
    }

    @Test
    void aClockThatIsSetBackDoesNotRunBackwards() {
        Script script = new Script(ONE_SLOT, FAILOVER).started(100, 1).succeeded(50, 1);
        assertThat(script.verdict().attempts().get(0).spent()).isZero();
        assertThat(script.verdict().ended()).isEqualTo(second(100));
    }

    @Test
    void hostileReasonsBecomeOneHarmlessLine() {
        Script script = new Script(ONE_SLOT, FAILOVER);
        script.failed(1, 1, FailureKind.JOB, "\u001b[31mred\u001b[0m\r\nnext\u0000 \u202Eline" + "x".repeat(1_000_000));
        assertThat(script.verdict().reason())
                .contains("red next line")
                .hasSizeLessThan(200)
                .doesNotContain("\u001b", "\n", "\u202E", "\u0000");
    }

    @Test
    void threeHundredReplicasAreCheapAndTheSentenceStaysShort() {
        Plan plan = Plan.slotEach(
                IntStream.range(0, 300).mapToObj(i -> "agent-" + i).toList());
        Script script = new Script(plan, QUORUM.withWorthAnother(EnumSet.noneOf(FailureKind.class)));
        for (int attempt = 1; attempt <= 300; attempt++) {
            script.started(attempt, attempt).lost(attempt, attempt);
        }
        assertThat(script.verdict().attempts()).hasSize(300);
        assertThat(script.verdict().reason()).endsWith("295 more").hasSizeLessThan(400);
    }

    @Test
    void aRestartChangesNothing() {
        Script script = new Script(ONE_SLOT, FAILOVER.withRetries(1).withTotalTimeout(seconds(60))).lost(3, 1);
        Coordinator copy = Genuine.copy(script.coordinator());
        assertThat(copy.attempts()).isEqualTo(script.coordinator().attempts());
        assertThat(copy.wakeAt()).isEqualTo(script.coordinator().wakeAt());
        assertThat(copy.on(new Event.Timer(), second(60)).actions())
                .isEqualTo(
                        script.coordinator().on(new Event.Timer(), second(60)).actions());
    }

    @Test
    void aSenselessPolicyIsRefusedWithAllItsProblems() {
        assertThatThrownBy(() -> Coordinator.of(THREE, QUORUM.withRequired(4).withRetries(-1), 1))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("required: '4': there are only 3 slots")
                .hasMessageContaining("retries: '-1'");
    }
}
