package io.jenkins.plugins.redundancy.steps;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.containsInAnyOrder;
import static org.hamcrest.Matchers.lessThan;

import hudson.model.Computer;
import hudson.model.Result;
import java.util.ArrayList;
import java.util.List;
import org.jenkinsci.plugins.workflow.actions.ThreadNameAction;
import org.jenkinsci.plugins.workflow.graph.FlowNode;
import org.jenkinsci.plugins.workflow.graphanalysis.DepthFirstScanner;
import org.jenkinsci.plugins.workflow.job.WorkflowRun;
import org.jenkinsci.plugins.workflow.steps.FlowInterruptedException;
import org.jenkinsci.plugins.workflow.test.steps.SemaphoreStep;
import org.junit.jupiter.api.Test;

/** What a Jenkinsfile's author sees of {@code redundant} and {@code replica}. */
class RedundantTest extends SharedJenkins {

    @Test
    void quorumRunsAllReplicasAsBranchesAndReturnsTheirValues() throws Exception {
        WorkflowRun run = r.buildAndAssertSuccess(
                Jobs.create(
                        r,
                        "def o = redundant(required: 2) {\n replica('a') { 'alpha' }\n replica('b') { echo env.REDUNDANCY_REPLICA\n"
                                + "return [1, 2] }\n}\necho \"outcome ${o.verdict} ${o.winners} ${o.values.a} ${o.values['b']}\""));

        r.assertLogContains("verdict met: 2 of 2 slots filled", run);
        r.assertLogContains("outcome met [a, b] alpha [1, 2]", run);
        List<String> branches = new ArrayList<>();
        for (FlowNode node : new DepthFirstScanner().allNodes(run.getExecution())) {
            ThreadNameAction branch = node.getAction(ThreadNameAction.class);
            if (branch != null) {
                branches.add(branch.getThreadName());
            }
        }
        assertThat(branches, containsInAnyOrder("a", "b"));
    }

    @Test
    void anyFailureIsWorthTheFallback() throws Exception {
        WorkflowRun run = r.buildAndAssertSuccess(Jobs.create(
                r,
                "def o = redundant(required: 2) {\n replica('a') { 1 }\n replica('b') { error 'no space here' }\n"
                        + "replica('c', fallbackFor: 'b') { 3 }\n}\necho \"outcome ${o.verdict} ${o.values}\""));

        r.assertLogContains("b failed (job): no space here", run);
        r.assertLogContains("starting c", run);
        r.assertLogContains("c stood in for b", run);
        r.assertLogContains("outcome degraded [a:1, c:3]", run);
    }

    @Test
    void onCanLimitWhatIsWorthAnother() throws Exception {
        WorkflowRun run = r.buildAndAssertStatus(
                Result.FAILURE,
                Jobs.create(
                        r,
                        "redundant(mode: 'failover', on: 'infrastructure') {\n replica('a') { error 'my own fault' }\n"
                                + "replica('b') { echo 'b was asked' }\n}"));

        r.assertLogContains("ERROR: my own fault", run);
        r.assertLogNotContains("b was asked", run);
    }

    @Test
    void failoverAsksInOrderAndReturnsTheWinnersValue() throws Exception {
        WorkflowRun run = r.buildAndAssertSuccess(Jobs.create(
                r,
                "def v = redundant(mode: 'failover') {\n replica('a') { error 'down' }\n replica('b') { 'from b' }\n"
                        + "replica('c') { echo 'c was asked' }\n}\necho \"value ${v}\""));

        r.assertLogContains("b stood in for a", run);
        r.assertLogContains("value from b", run);
        r.assertLogNotContains("c was asked", run);
    }

    @Test
    void retriesComeAfterABackoff() throws Exception {
        WorkflowRun run = r.buildAndAssertSuccess(
                Jobs.create(
                        r,
                        "def v = redundant(mode: 'failover', retries: 1, backoff: '200ms') {\n replica('a') {\n"
                                + "if (env.REDUNDANCY_ATTEMPT == '1') { error 'flaky' }\n 'second try' }\n}\necho \"value ${v}\""));

        r.assertLogContains("starting a (try 2)", run);
        r.assertLogContains("value second try", run);
    }

    @Test
    void timeoutOfAReplicaIsWorthItsFallback() throws Exception {
        WorkflowRun run = r.buildAndAssertSuccess(Jobs.create(
                r,
                "def v = redundant(mode: 'race', required: 1) {\n replica('slow', timeout: '1s') { semaphore 'never' }\n"
                        + "replica('spare', fallbackFor: 'slow') { 'spare' }\n}\necho \"value ${v}\""));

        r.assertLogContains("timed out after 1 s", run);
        r.assertLogContains("value spare", run);
    }

    @Test
    void timeoutStepInABlockIsTheReplicasOwnFailure() throws Exception {
        WorkflowRun run = r.buildAndAssertSuccess(Jobs.create(
                r,
                "redundant(mode: 'failover') {\n replica('slow') { timeout(time: 1, unit: 'SECONDS') { semaphore 'never' } }\n"
                        + "replica('spare') { echo 'spare ran' }\n}"));

        r.assertLogContains("slow failed (job): Timeout has been exceeded", run);
        r.assertLogContains("spare ran", run);
    }

    @Test
    void losersOfARaceAreStoppedAndColourNothing() throws Exception {
        WorkflowRun run = Jobs.start(
                r,
                "def v = redundant(mode: 'race') {\n replica('quick') { semaphore 'quick' }\n"
                        + "replica('slow') { node { catchError { sh 'echo slow runs; sleep 987' }\n echo 'I should be gone' } }\n}\n"
                        + "echo \"value ${v}\"");
        SemaphoreStep.waitForStart("quick/1", run);
        r.waitForMessage("slow runs", run);
        long begin = System.nanoTime();
        SemaphoreStep.success("quick/1", "first");
        r.assertBuildStatusSuccess(r.waitForCompletion(run));

        r.assertLogContains("cancelling slow: lost the race", run);
        r.assertLogContains("value first", run);
        r.assertLogNotContains("I should be gone", run);
        assertThat((System.nanoTime() - begin) / 1_000_000_000, lessThan(10L));
    }

    @Test
    void replicasOnOneAgentAreStoppedOneByOne() throws Exception {
        WorkflowRun run = r.buildAndAssertSuccess(Jobs.create(
                r,
                "node { redundant(required: 2) {\n replica('hung', timeout: '2s') { sh 'sleep 987' }\n"
                        + "replica('steady') { sh 'while [ ! -e done ]; do sleep 0.1; done' }\n"
                        + "replica('spare', fallbackFor: 'hung') { writeFile file: 'done', text: '' }\n} }"));

        r.assertLogContains("spare stood in for hung", run);
    }

    @Test
    void hedgeStartsTheNextOneInARace() throws Exception {
        WorkflowRun run = r.buildAndAssertSuccess(
                Jobs.create(
                        r,
                        "def v = redundant(mode: 'race', hedgeAfter: '1s') {\n replica('slow') { semaphore 'never' }\n"
                                + "replica('hedge') { 'hedged' }\n replica('unused') { echo 'unused ran' }\n}\necho \"value ${v}\""));

        r.assertLogContains("starting hedge", run);
        r.assertLogContains("value hedged", run);
        r.assertLogNotContains("unused ran", run);
    }

    @Test
    void abortIsNoFailover() throws Exception {
        WorkflowRun run = Jobs.start(
                r,
                "redundant(mode: 'race', hedgeAfter: '1h') {\n replica('a') { semaphore 'a' }\n replica('b') { echo 'b ran' }\n}\n"
                        + "echo 'went on'");
        SemaphoreStep.waitForStart("a/1", run);
        run.getExecutor().interrupt();
        r.assertBuildStatus(Result.ABORTED, r.waitForCompletion(run));

        r.assertLogNotContains("b ran", run);
        r.assertLogNotContains("went on", run);
    }

    /** Who aborts asks for what is running first: an attempt may leave before it is told. */
    @Test
    void abortThatReachesAnAttemptTooLateIsNotLost() throws Exception {
        WorkflowRun run = Jobs.start(
                r,
                "redundant(required: 2) {\n replica('a') { semaphore 'late-a' }\n replica('b') { semaphore 'late-b' }\n}\n"
                        + "echo 'went on'");
        SemaphoreStep.waitForStart("late-a/1", run);
        SemaphoreStep.waitForStart("late-b/1", run);
        List<ReplicaExecution> attempts = run.getExecution().getCurrentExecutions(false).get().stream()
                .filter(ReplicaExecution.class::isInstance)
                .map(ReplicaExecution.class::cast)
                .toList();
        ReplicaExecution late = attempts.stream()
                .filter(attempt ->
                        attempt.group.attempt(attempt.attempt).replica().equals("a"))
                .findFirst()
                .orElseThrow();
        SemaphoreStep.success("late-a/1", null);
        while (!late.isOver()) {
            Jobs.pause();
        }
        ReplicaExecution other = attempts.get(1 - attempts.indexOf(late));
        ReplicaGroup.onVmThread(
                other.getContext(), () -> late.stop(new FlowInterruptedException(Result.ABORTED, true)));
        r.assertBuildStatus(Result.ABORTED, r.waitForCompletion(run));

        r.assertLogNotContains("went on", run);
    }

    @Test
    void timeoutAroundTheStepIsNoFailover() throws Exception {
        WorkflowRun run = r.buildAndAssertStatus(
                Result.ABORTED,
                Jobs.create(
                        r,
                        "timeout(time: 1, unit: 'SECONDS') { redundant(mode: 'failover') {\n"
                                + "replica('a') { semaphore 'never' }\n replica('b') { echo 'b ran' }\n} }"));

        r.assertLogNotContains("b ran", run);
    }

    @Test
    void lostAgentInABlockIsTheReplicasFailure() throws Exception {
        Computer agent = Nodes.online(r, "a").toComputer();
        WorkflowRun run = Jobs.start(
                r,
                "def v = redundant(mode: 'failover') {\n replica('x') { node('a') { semaphore 'inner'\n sh 'echo too late' } }\n"
                        + "replica('y') { 'y' }\n}\necho \"value ${v}\"");
        SemaphoreStep.waitForStart("inner/1", run);
        agent.disconnect(Nodes.cause()).get();
        SemaphoreStep.success("inner/1", null);
        r.assertBuildStatusSuccess(r.waitForCompletion(run));

        r.assertLogContains("x failed (infrastructure)", run);
        r.assertLogContains("value y", run);
    }

    @Test
    void lostAgentAroundTheStepIsLostForAll() throws Exception {
        Computer agent = Nodes.online(r, "a").toComputer();
        WorkflowRun run = Jobs.start(
                r,
                "node('a') { redundant(mode: 'race', hedgeAfter: '1h') {\n replica('x') { semaphore 'outer'\n sh 'echo too late' }\n"
                        + "replica('y') { echo 'y ran' }\n} }");
        SemaphoreStep.waitForStart("outer/1", run);
        agent.disconnect(Nodes.cause()).get();
        SemaphoreStep.success("outer/1", null);
        r.assertBuildStatus(Result.FAILURE, r.waitForCompletion(run));

        r.assertLogNotContains("y ran", run);
    }

    @Test
    void lostQuorumFailsOrMarksTheBuild() throws Exception {
        String body =
                "{\n replica('a') { 1 }\n replica('b') { error 'down' }\n}\necho \"outcome ${o.verdict} ${o.winners}\"";
        WorkflowRun failed =
                r.buildAndAssertStatus(Result.FAILURE, Jobs.create(r, "def o = redundant(required: 'all') " + body));
        r.assertLogContains("redundant: lost: 1 of 2 slots filled", failed);
        WorkflowRun unstable = r.buildAndAssertStatus(
                Result.UNSTABLE, Jobs.create(r, "def o = redundant(required: 'all', onLost: 'unstable') " + body));
        r.assertLogContains("outcome lost [a]", unstable);
    }

    @Test
    void nestsInItself() throws Exception {
        WorkflowRun run = Jobs.start(
                r,
                "def v = redundant(mode: 'race') {\n replica('slow') { redundant(required: 2) {\n"
                        + "replica('x') { catchError { semaphore 'nested' }\n echo 'I should be gone' }\n replica('y') { 1 }\n} }\n"
                        + "replica('quick') { semaphore 'go'\n 'quick' }\n}\necho \"value ${v}\"");
        SemaphoreStep.waitForStart("nested/1", run);
        SemaphoreStep.success("go/1", null);
        r.assertBuildStatusSuccess(r.waitForCompletion(run));

        r.assertLogContains("value quick", run);
        r.assertLogNotContains("I should be gone", run);
    }

    @Test
    void worksInDeclarative() throws Exception {
        WorkflowRun run = r.buildAndAssertSuccess(
                Jobs.create(
                        r,
                        "pipeline { agent none\n stages { stage('s') { steps { redundant(required: 1) {\n"
                                + "replica(name: 'a') { echo 'a ran' }\n replica(name: 'b', fallbackFor: 'a') { echo 'b ran' }\n} } } } }"));

        r.assertLogContains("a ran", run);
        r.assertLogNotContains("b ran", run);
    }

    @Test
    void badArgumentsFailAtOnceAndAreNamed() throws Exception {
        String two = " { replica('a') { echo 'ran' }\n replica('b') { echo 'ran' } }";
        assertFails("redundant(mode: 'fastest')" + two, "mode: 'fastest'");
        assertFails("redundant(required: 3)" + two, "required: '3': there are only 2 slots");
        assertFails("redundant(timeout: 'soon')" + two, "timeout: ");
        assertFails("redundant(hedgeAfter: '1m')" + two, "only a race hedges");
        assertFails("redundant(retries: -1)" + two, "retries: '-1'");
        assertFails("redundant(on: 'rain')" + two, "'rain'");
        assertFails("redundant {  }", "names no replica");
        assertFails("redundant { replica('a', fallbackFor: 'x') { } }", "there is no replica 'x'");
        assertFails("redundant { replica('a') { replica('b') { } } }", "stands inside of another replica");
        assertFails(
                "redundant(mode: 'failover') { replica('a') { }\n replica('b', fallbackFor: 'a') { } }",
                "in mode failover every replica stands in for those before it");
    }

    private static void assertFails(String script, String message) throws Exception {
        WorkflowRun run = r.buildAndAssertStatus(Result.FAILURE, Jobs.create(r, script));
        r.assertLogContains(message, run);
        r.assertLogNotContains("\nran", run);
    }
}
