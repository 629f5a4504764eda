package io.jenkins.plugins.redundancy.steps;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.lessThan;

import hudson.model.Computer;
import hudson.model.Node;
import hudson.model.Queue;
import hudson.model.Result;
import hudson.model.User;
import hudson.slaves.DumbSlave;
import hudson.slaves.OfflineCause;
import org.jenkinsci.plugins.workflow.job.WorkflowRun;
import org.jenkinsci.plugins.workflow.test.steps.SemaphoreStep;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.jvnet.hudson.test.JenkinsRule;
import org.jvnet.hudson.test.junit.jupiter.BuildWatcherExtension;
import org.jvnet.hudson.test.junit.jupiter.InboundAgentExtension;
import org.jvnet.hudson.test.junit.jupiter.WithJenkins;

/** What a Jenkinsfile's author sees of {@code failoverAgent}: why it fails over, and why not. */
@WithJenkins
class FailoverAgentTest {

    @RegisterExtension
    @SuppressWarnings("unused")
    private static final BuildWatcherExtension WATCHER = new BuildWatcherExtension();

    @RegisterExtension
    private final InboundAgentExtension inbound = new InboundAgentExtension();

    private static DumbSlave online(JenkinsRule r, String name) throws Exception {
        DumbSlave agent = r.createSlave(name, name, null);
        r.waitOnline(agent);
        return agent;
    }

    private static String agents(String arguments, String block) {
        return "def v = failoverAgent(labels: ['a', 'b']" + arguments + ") {\n" + block + "\n}\necho \"value ${v}\"";
    }

    @Test
    void runsOnTheFirstLabelAndReturnsTheValue(JenkinsRule r) throws Exception {
        online(r, "a");
        online(r, "b");
        WorkflowRun run = r.buildAndAssertSuccess(
                Jobs.create(
                        r,
                        agents(
                                "",
                                "sh 'echo in $REDUNDANCY_LABEL $REDUNDANCY_REPLICA $REDUNDANCY_ATTEMPT'\n\"by ${env.NODE_NAME}\"")));

        r.assertLogContains("in a a 1", run);
        r.assertLogContains("value by a", run);
        r.assertLogContains("verdict met", run);
        Jobs.assertNothingLeft(r);
    }

    @Test
    void failsOverWhenNoExecutorComesInTime(JenkinsRule r) throws Exception {
        DumbSlave a = online(r, "a");
        online(r, "b");
        WorkflowRun holder = Jobs.start(r, "node('a') { semaphore 'hold' }");
        SemaphoreStep.waitForStart("hold/1", holder);
        WorkflowRun run = r.buildAndAssertSuccess(Jobs.create(r, agents(", queueTimeout: '1s'", "env.NODE_NAME")));

        r.assertLogContains("a was still in the queue: ", run);
        r.assertLogContains("b stood in for a (not started within 1 s)", run);
        r.assertLogContains("value b", run);
        assertThat(Queue.getInstance().getItems().length, is(0));
        assertThat(a.toComputer().countBusy(), is(1));
        SemaphoreStep.success("hold/1", null);
        r.waitForCompletion(holder);
    }

    @Test
    void labelThatNobodyHasFailsOverAtOnce(JenkinsRule r) throws Exception {
        online(r, "b");
        WorkflowRun run = r.buildAndAssertSuccess(Jobs.create(r, agents("", "env.NODE_NAME")));

        r.assertLogContains("no agent has the label a, and no cloud can provide one", run);
        r.assertLogContains("value b", run);
    }

    @Test
    void itemTakenOutOfTheQueueFailsOver(JenkinsRule r) throws Exception {
        DumbSlave a = r.createSlave("a", "a", null);
        r.waitOnline(a);
        a.toComputer().setTemporarilyOffline(true, new OfflineCause.UserCause(User.getUnknown(), "for the test"));
        online(r, "b");
        WorkflowRun run = Jobs.start(r, agents("", "env.NODE_NAME"));
        Queue.Item item = waitForItem(r);
        assertThat(Queue.getInstance().cancel(item), is(true));
        r.assertBuildStatusSuccess(r.waitForCompletion(run));

        r.assertLogContains("value b", run);
    }

    /** One that only waits for an agent: earlier, the queue replaces items, and a replaced one cannot be cancelled. */
    private static Queue.Item waitForItem(JenkinsRule r) {
        while (true) {
            for (Queue.Item item : r.jenkins.getQueue().getItems()) {
                if (item instanceof Queue.BuildableItem) {
                    return item;
                }
            }
            Thread.onSpinWait();
        }
    }

    @Test
    void disconnectedAgentFailsOverAfterTheGrace(JenkinsRule r) throws Exception {
        DumbSlave a = online(r, "a");
        online(r, "b");
        WorkflowRun run = Jobs.start(
                r, agents(", agentGrace: '1s'", "if (env.NODE_NAME == 'a') { semaphore 'a' }\n env.NODE_NAME"));
        SemaphoreStep.waitForStart("a/1", run);
        long begin = System.nanoTime();
        a.toComputer().disconnect(new OfflineCause.UserCause(User.getUnknown(), "for the test"));
        r.assertBuildStatusSuccess(r.waitForCompletion(run));

        r.assertLogContains("agent 'a' has been offline for 1 s", run);
        r.assertLogContains("b stood in for a", run);
        r.assertLogContains("value b", run);
        assertThat("seconds", (System.nanoTime() - begin) / 1_000_000_000, lessThan(12L));
    }

    @Test
    void blockBehindCatchErrorFailsOverToo(JenkinsRule r) throws Exception {
        DumbSlave a = online(r, "a");
        online(r, "b");
        WorkflowRun run = Jobs.start(
                r,
                agents(
                        ", agentGrace: '0'",
                        "if (env.NODE_NAME == 'a') { catchError { sh 'echo busy now; sleep 987' }\n echo 'I should be gone' }\n env.NODE_NAME"));
        r.waitForMessage("busy now", run);
        a.toComputer().disconnect(new OfflineCause.UserCause(User.getUnknown(), "for the test"));
        r.assertBuildStatusSuccess(r.waitForCompletion(run));

        r.assertLogContains("value b", run);
        r.assertLogNotContains("I should be gone", run);
    }

    @Test
    void killedAgentFailsOver(JenkinsRule r) throws Exception {
        inbound.createAgent(
                r,
                InboundAgentExtension.Options.newBuilder()
                        .name("a")
                        .label("a")
                        .webSocket()
                        .build());
        online(r, "b");
        WorkflowRun run = Jobs.start(
                r,
                agents(
                        ", agentGrace: '1s'",
                        "if (env.NODE_NAME == 'a') { sh 'echo busy now; sleep 987' }\n env.NODE_NAME"));
        r.waitForMessage("busy now", run);
        inbound.stop("a");
        r.assertBuildStatusSuccess(r.waitForCompletion(run));

        r.assertLogContains("b stood in for a", run);
        r.assertLogContains("value b", run);
    }

    @Test
    void deletedNodeFailsOver(JenkinsRule r) throws Exception {
        Node a = online(r, "a");
        online(r, "b");
        WorkflowRun run = Jobs.start(
                r,
                agents(
                        ", agentGrace: '1s'",
                        "if (env.NODE_NAME == 'a') { sh 'echo busy now; sleep 987' }\n env.NODE_NAME"));
        r.waitForMessage("busy now", run);
        r.jenkins.removeNode(a);
        r.assertBuildStatusSuccess(r.waitForCompletion(run));

        r.assertLogContains("b stood in for a", run);
        r.assertLogContains("value b", run);
    }

    @Test
    void agentThatComesBackWithinTheGraceGoesOn(JenkinsRule r) throws Exception {
        DumbSlave a = online(r, "a");
        online(r, "b");
        WorkflowRun run =
                Jobs.start(r, agents(", agentGrace: '1h'", "semaphore 'away'\n sh 'echo back'\n env.NODE_NAME"));
        SemaphoreStep.waitForStart("away/1", run);
        Computer computer = a.toComputer();
        computer.disconnect(new OfflineCause.UserCause(User.getUnknown(), "for the test"))
                .get();
        computer.connect(true).get();
        SemaphoreStep.success("away/1", null);
        r.assertBuildStatusSuccess(r.waitForCompletion(run));

        r.assertLogContains("value a", run);
        r.assertLogNotContains("starting b", run);
    }

    @Test
    void failingCommandEndsTheStep(JenkinsRule r) throws Exception {
        online(r, "a");
        online(r, "b");
        WorkflowRun run =
                r.buildAndAssertStatus(Result.FAILURE, Jobs.create(r, agents("", "echo env.NODE_NAME\n sh 'exit 3'")));

        r.assertLogContains("a failed (job): exit code 3", run);
        r.assertLogContains("ERROR: script returned exit code 3", run);
        r.assertLogNotContains("starting b", run);
        Jobs.assertNothingLeft(r);
    }

    @Test
    void failingCommandIsTriedElsewhereOnRequest(JenkinsRule r) throws Exception {
        online(r, "a");
        online(r, "b");
        WorkflowRun run = r.buildAndAssertSuccess(
                Jobs.create(r, agents(", on: 'any'", "if (env.NODE_NAME == 'a') { sh 'exit 3' }\n env.NODE_NAME")));

        r.assertLogContains("b stood in for a (exit code 3", run);
        r.assertLogContains("value b", run);
    }

    @Test
    void lostAgentOfAnInnerNodeIsNotOurs(JenkinsRule r) throws Exception {
        online(r, "a");
        online(r, "b");
        DumbSlave other = online(r, "other");
        WorkflowRun run =
                Jobs.start(r, agents(", agentGrace: '0'", "node('other') { semaphore 'inner'\n sh 'echo too late' }"));
        SemaphoreStep.waitForStart("inner/1", run);
        other.toComputer()
                .disconnect(new OfflineCause.UserCause(User.getUnknown(), "for the test"))
                .get();
        SemaphoreStep.success("inner/1", null);
        r.assertBuildStatus(Result.FAILURE, r.waitForCompletion(run));

        r.assertLogContains("a failed (job)", run);
        r.assertLogNotContains("starting b", run);
    }

    @Test
    void listStartsAgainUpToMaxAttempts(JenkinsRule r) throws Exception {
        WorkflowRun run = r.buildAndAssertStatus(Result.FAILURE, Jobs.create(r, agents(", maxAttempts: 3", "1")));

        r.assertLogContains("starting a #2", run);
        r.assertLogContains("failoverAgent: lost: 0 of 1 slots filled", run);
        r.assertLogNotContains("starting b #2", run);
    }

    @Test
    void endWithoutAnAgentIsAnAgentErrorForARetryAround(JenkinsRule r) throws Exception {
        WorkflowRun run = r.buildAndAssertStatus(
                Result.FAILURE,
                Jobs.create(
                        r,
                        "retry(count: 2, conditions: [agent()]) { echo 'a round'\n failoverAgent(labels: ['a']) { } }"));

        r.assertLogContains("Retrying", run);
    }

    @Test
    void loserOfARaceFreesItsExecutor(JenkinsRule r) throws Exception {
        online(r, "a");
        online(r, "b");
        WorkflowRun run = Jobs.start(
                r,
                agents(
                        ", mode: 'race'",
                        "if (env.NODE_NAME == 'a') { catchError { sh 'echo slow runs; sleep 987' }\n echo 'I should be gone' }\n"
                                + "else { semaphore 'b' }\n env.NODE_NAME"));
        r.waitForMessage("slow runs", run);
        SemaphoreStep.success("b/1", null);
        r.assertBuildStatusSuccess(r.waitForCompletion(run));

        r.assertLogContains("cancelling a: lost the race", run);
        r.assertLogContains("value b", run);
        r.assertLogNotContains("I should be gone", run);
        Jobs.assertNothingLeft(r);
    }

    @Test
    void loserThatWaitsForItsExecutorLeavesTheQueue(JenkinsRule r) throws Exception {
        DumbSlave a = online(r, "a");
        a.toComputer().setTemporarilyOffline(true, new OfflineCause.UserCause(User.getUnknown(), "for the test"));
        online(r, "b");
        WorkflowRun run = r.buildAndAssertSuccess(Jobs.create(r, agents(", mode: 'race'", "env.NODE_NAME")));

        r.assertLogContains("value b", run);
        Jobs.assertNothingLeft(r);
    }

    @Test
    void hedgeAsksForTheSecondLabelLater(JenkinsRule r) throws Exception {
        online(r, "a");
        online(r, "b");
        WorkflowRun run = r.buildAndAssertSuccess(Jobs.create(
                r,
                agents(
                        ", mode: 'race', hedgeAfter: '1s'",
                        "if (env.NODE_NAME == 'a') { semaphore 'never' }\n env.NODE_NAME")));

        r.assertLogContains("starting b", run);
        r.assertLogContains("value b", run);
    }

    @Test
    void quorumReturnsAllValues(JenkinsRule r) throws Exception {
        online(r, "a");
        online(r, "b");
        WorkflowRun run = r.buildAndAssertSuccess(Jobs.create(
                r,
                agents(", mode: 'quorum', required: 2", "\"on ${env.NODE_NAME}\"")
                        + "\necho \"outcome ${v.verdict} ${v.values}\""));

        r.assertLogContains("outcome met [a:on a, b:on b]", run);
    }

    @Test
    void abortWhileWaitingInTheQueue(JenkinsRule r) throws Exception {
        DumbSlave a = online(r, "a");
        a.toComputer().setTemporarilyOffline(true, new OfflineCause.UserCause(User.getUnknown(), "for the test"));
        online(r, "b");
        WorkflowRun run = Jobs.start(r, agents("", "echo 'it ran'"));
        waitForItem(r);
        run.doStop();
        r.assertBuildStatus(Result.ABORTED, r.waitForCompletion(run));

        r.assertLogNotContains("it ran", run);
        r.assertLogNotContains("starting b", run);
        Jobs.assertNothingLeft(r);
    }

    @Test
    void abortWhileRunning(JenkinsRule r) throws Exception {
        online(r, "a");
        online(r, "b");
        WorkflowRun run = Jobs.start(r, agents(", mode: 'race'", "sh 'echo $REDUNDANCY_LABEL works; sleep 987'"));
        r.waitForMessage("a works", run);
        r.waitForMessage("b works", run);
        run.doStop();
        r.assertBuildStatus(Result.ABORTED, r.waitForCompletion(run));

        Jobs.assertNothingLeft(r);
    }

    @Test
    void timeoutAroundTheStepIsNoFailover(JenkinsRule r) throws Exception {
        online(r, "a");
        online(r, "b");
        WorkflowRun run = r.buildAndAssertStatus(
                Result.ABORTED,
                Jobs.create(r, "timeout(time: 2, unit: 'SECONDS') { " + agents("", "semaphore 'never'") + " }"));

        r.assertLogNotContains("starting b", run);
    }

    @Test
    void worksInDeclarative(JenkinsRule r) throws Exception {
        online(r, "a");
        WorkflowRun run = r.buildAndAssertSuccess(Jobs.create(
                r,
                "pipeline { agent none\n stages { stage('s') { steps { failoverAgent(labels: ['a', 'b'], queueTimeout: '1m') {\n"
                        + "sh 'echo ran on $NODE_NAME'\n} } } } }"));

        r.assertLogContains("ran on a", run);
    }

    @Test
    void badArgumentsFailAtOnceAndAreNamed(JenkinsRule r) throws Exception {
        assertFails(r, "failoverAgent(labels: []) { }", "labels: there is none");
        assertFails(r, "failoverAgent(labels: ['a', ' ']) { }", "labels: one of them is empty");
        assertFails(r, "failoverAgent(labels: ['a &&']) { }", "labels: 'a &&' is no expression of labels");
        assertFails(r, "failoverAgent(labels: ['a'], mode: 'best') { }", "mode: 'best'");
        assertFails(r, "failoverAgent(labels: ['a'], queueTimeout: '-1m') { }", "queueTimeout: '-1m'");
        assertFails(r, "failoverAgent(labels: ['a'], agentGrace: 'soon') { }", "agentGrace: 'soon'");
        assertFails(r, "failoverAgent(labels: ['a'], mode: 'quorum', required: 2) { }", "there is only 1 slot");
        assertFails(r, "failoverAgent(labels: ['a'], mode: 'race', maxAttempts: 2) { }", "maxAttempts: '2'");
        assertFails(r, "failoverAgent(labels: ['a'], lables: ['a']) { }", "lables");
    }

    private static void assertFails(JenkinsRule r, String script, String message) throws Exception {
        WorkflowRun run = r.buildAndAssertStatus(Result.FAILURE, Jobs.create(r, script));
        r.assertLogContains(message, run);
    }
}
