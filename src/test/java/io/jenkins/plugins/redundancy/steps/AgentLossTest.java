package io.jenkins.plugins.redundancy.steps;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.lessThan;

import hudson.model.Computer;
import hudson.model.Queue;
import hudson.model.Result;
import hudson.remoting.Channel;
import hudson.slaves.ChannelPinger;
import hudson.slaves.SlaveComputer;
import java.io.IOException;
import org.jenkinsci.plugins.workflow.job.WorkflowRun;
import org.jenkinsci.plugins.workflow.test.steps.SemaphoreStep;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.jvnet.hudson.test.junit.jupiter.InboundAgentExtension;

/** What makes a {@code failoverAgent} go on elsewhere, each with the line of the log that tells it; and what does not. */
class AgentLossTest extends SharedJenkins {

    @RegisterExtension
    private final InboundAgentExtension inbound = new InboundAgentExtension();

    @BeforeEach
    void agents() throws Exception {
        Nodes.online(r, "a");
        Nodes.online(r, "b");
    }

    /** Runs on the first label until it is stopped, on the second one at once to the end. */
    private static String works(String agent, String arguments) {
        return Jobs.onAgents(
                "'" + agent + "', 'b'",
                arguments,
                "if (env.NODE_NAME == '" + agent + "') { sh 'echo busy now; exec " + Jobs.SLEEP
                        + "' }\n env.NODE_NAME");
    }

    private static WorkflowRun busy(String agent, String arguments) throws Exception {
        WorkflowRun run = Jobs.start(r, works(agent, arguments));
        r.waitForMessage("busy now", run);
        return run;
    }

    private static void assertOnB(WorkflowRun run, String line) throws Exception {
        r.assertBuildStatusSuccess(r.waitForCompletion(run));
        r.assertLogContains(line, run);
        r.assertLogContains("starting b", run);
        r.assertLogContains("value b", run);
    }

    /** An agent in a process of its own that connects by itself, and again after its connection broke. */
    private void inbound(String name) throws Exception {
        inbound.createAgent(
                r,
                InboundAgentExtension.Options.newBuilder()
                        .name(name)
                        .label(name)
                        .webSocket()
                        .build());
    }

    private static SlaveComputer computer(String name) {
        return (SlaveComputer) r.jenkins.getComputer(name);
    }

    @Test
    void noExecutorInTime() throws Exception {
        WorkflowRun holder = Jobs.start(r, "node('a') { semaphore 'hold' }");
        SemaphoreStep.waitForStart("hold/1", holder);
        WorkflowRun run = Jobs.start(r, Jobs.onAgents(", queueTimeout: '1s'", "env.NODE_NAME"));

        assertOnB(run, "b stood in for a (not started within 1 s)");
        r.assertLogContains("a was still in the queue: ", run);
        assertThat(Queue.getInstance().getItems().length, is(0));
        assertThat(computer("a").countBusy(), is(1));
        SemaphoreStep.success("hold/1", null);
        r.waitForCompletion(holder);
    }

    @Test
    void labelThatNobodyHas() throws Exception {
        WorkflowRun run = Jobs.start(r, Jobs.onAgents("'nobody', 'b'", "", "env.NODE_NAME"));

        assertOnB(run, "no agent has the label nobody, and no cloud can provide one");
    }

    @Test
    void itemTakenOutOfTheQueue() throws Exception {
        Nodes.closed(r, "a");
        WorkflowRun run = Jobs.start(r, Jobs.onAgents("", "env.NODE_NAME"));
        assertThat(Queue.getInstance().cancel(Jobs.waitForItem(r, run)), is(true));

        assertOnB(run, "a failed (infrastructure): Queue task was cancelled");
    }

    @Test
    void disconnectedInTheUserInterface() throws Exception {
        WorkflowRun run = busy("a", ", agentGrace: '1s'");
        long begin = System.nanoTime();
        Nodes.disconnect(r, "a");

        assertOnB(run, "agent 'a' has been offline for 1 s: Disconnected by ");
        assertThat("seconds", (System.nanoTime() - begin) / 1_000_000_000, lessThan(12L));
    }

    @Test
    void disconnectedBehindCatchError() throws Exception {
        WorkflowRun run = Jobs.start(
                r,
                Jobs.onAgents(
                        ", agentGrace: '0'",
                        "if (env.NODE_NAME == 'a') { catchError { sh 'echo busy now; exec " + Jobs.SLEEP
                                + "' }\n echo 'I should be gone' }\n env.NODE_NAME"));
        r.waitForMessage("busy now", run);
        Nodes.disconnect(r, "a");

        assertOnB(run, "agent 'a' has been offline");
        r.assertLogNotContains("I should be gone", run);
    }

    @Test
    void processKilled() throws Exception {
        inbound("killed");
        WorkflowRun run = busy("killed", ", agentGrace: '1s'");
        inbound.stop("killed");

        assertOnB(run, "agent 'killed' has been offline for 1 s");
    }

    @Test
    void connectionCut() throws Exception {
        inbound("cut");
        WorkflowRun run = busy("cut", ", agentGrace: '0'");
        Channel channel = computer("cut").getChannel();
        channel.terminate(new IOException("the cable was pulled"));

        assertOnB(run, "agent 'cut' has been offline");
    }

    /** Half-open: nothing comes, nothing fails, until Jenkins' own pings notice; here after seconds and not minutes. */
    @Test
    void connectionFrozen() throws Exception {
        inbound("frozen");
        long pid = agentProcess("frozen");
        WorkflowRun run = busy("frozen", ", agentGrace: '0'");
        signal("STOP", pid);
        try {
            Channel channel = computer("frozen").getChannel();
            ChannelPinger.setUpPingForChannel(channel, computer("frozen"), 1, 1, false);

            assertOnB(run, "agent 'frozen' has been offline");
        } finally {
            signal("CONT", pid);
        }
    }

    private static long agentProcess(String name) {
        return ProcessHandle.current()
                .descendants()
                .filter(p -> p.info().commandLine().orElse("").contains("-name " + name))
                .findFirst()
                .orElseThrow()
                .pid();
    }

    private static void signal(String signal, long pid) throws Exception {
        assertThat(
                new ProcessBuilder("kill", "-" + signal, Long.toString(pid))
                        .start()
                        .waitFor(),
                is(0));
    }

    @Test
    void deleted() throws Exception {
        Nodes.online(r, "gone");
        WorkflowRun run = busy("gone", ", agentGrace: '1s'");
        Nodes.remove(r, "gone");

        assertOnB(run, "agent 'gone' has been removed for 1 s");
    }

    @Test
    void awayWhenTheNextStepOfTheBlockStarts() throws Exception {
        WorkflowRun run = Jobs.start(
                r,
                Jobs.onAgents(
                        ", agentGrace: '1s'",
                        "if (env.NODE_NAME == 'a') { semaphore 'next'\n sh 'echo too late' }\n env.NODE_NAME"));
        SemaphoreStep.waitForStart("next/1", run);
        computer("a").disconnect(Nodes.cause()).get();
        SemaphoreStep.success("next/1", null);

        assertOnB(run, "a failed (infrastructure): agent 'a' has been offline for 1 s");
    }

    @Test
    void agentThatComesBackWithinTheGraceGoesOn() throws Exception {
        WorkflowRun run =
                Jobs.start(r, Jobs.onAgents(", agentGrace: '1h'", "semaphore 'away'\n sh 'echo back'\n env.NODE_NAME"));
        SemaphoreStep.waitForStart("away/1", run);
        Computer computer = computer("a");
        computer.disconnect(Nodes.cause()).get();
        computer.connect(true).get();
        SemaphoreStep.success("away/1", null);
        r.assertBuildStatusSuccess(r.waitForCompletion(run));

        r.assertLogContains("value a", run);
        r.assertLogNotContains("starting b", run);
    }

    @Test
    void agentThatIsMarkedTemporarilyOfflineGoesOn() throws Exception {
        WorkflowRun run = Jobs.start(
                r, Jobs.onAgents(", agentGrace: '0'", "semaphore 'marked'\n sh 'echo still here'\n env.NODE_NAME"));
        SemaphoreStep.waitForStart("marked/1", run);
        Nodes.closed(r, "a");
        SemaphoreStep.success("marked/1", null);
        r.assertBuildStatusSuccess(r.waitForCompletion(run));

        r.assertLogContains("still here", run);
        r.assertLogContains("value a", run);
        r.assertLogNotContains("starting b", run);
    }

    /** Nobody gets an executor then, and a controller that goes down disconnects its agents. */
    @Test
    void nobodyIsBlamedWhileJenkinsPreparesToShutDown() throws Exception {
        Nodes.closed(r, "closed");
        WorkflowRun works = Jobs.start(
                r, Jobs.onAgents(", agentGrace: '0'", "semaphore 'quiet'\n sh 'echo went on'\n env.NODE_NAME"));
        SemaphoreStep.waitForStart("quiet/1", works);
        WorkflowRun waits = Jobs.start(r, Jobs.onAgents("'closed', 'b'", ", queueTimeout: '7s'", "env.NODE_NAME"));
        Jobs.waitForItem(r, waits);
        r.jenkins.doQuietDown();
        try {
            computer("a").disconnect(Nodes.cause()).get();
            long begin = System.nanoTime();
            while (System.nanoTime() - begin < 8_000_000_000L) {
                Jobs.pause();
            }
            Nodes.online(r, "a");
        } finally {
            r.jenkins.doCancelQuietDown();
        }
        Nodes.online(r, "closed");
        SemaphoreStep.success("quiet/1", null);
        r.assertBuildStatusSuccess(r.waitForCompletion(waits));
        r.assertBuildStatusSuccess(r.waitForCompletion(works));

        r.assertLogContains("value closed", waits);
        r.assertLogContains("no clock ran for ", waits);
        r.assertLogNotContains("starting b", waits);
        r.assertLogContains("value a", works);
        r.assertLogNotContains("starting b", works);
    }

    @Test
    void lostAgentOfAnInnerNodeIsNotOurs() throws Exception {
        Nodes.online(r, "other");
        WorkflowRun run = Jobs.start(
                r, Jobs.onAgents(", agentGrace: '0'", "node('other') { semaphore 'inner'\n sh 'echo too late' }"));
        SemaphoreStep.waitForStart("inner/1", run);
        computer("other").disconnect(Nodes.cause()).get();
        SemaphoreStep.success("inner/1", null);
        r.assertBuildStatus(Result.FAILURE, r.waitForCompletion(run));

        r.assertLogContains("a failed (job)", run);
        r.assertLogNotContains("starting b", run);
    }
}
