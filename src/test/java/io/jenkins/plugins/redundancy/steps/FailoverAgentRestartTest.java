package io.jenkins.plugins.redundancy.steps;

import hudson.FilePath;
import hudson.model.Computer;
import hudson.model.User;
import hudson.slaves.DumbSlave;
import hudson.slaves.OfflineCause;
import org.jenkinsci.plugins.workflow.job.WorkflowJob;
import org.jenkinsci.plugins.workflow.job.WorkflowRun;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.jvnet.hudson.test.JenkinsRule;
import org.jvnet.hudson.test.junit.jupiter.BuildWatcherExtension;
import org.jvnet.hudson.test.junit.jupiter.JenkinsSessionExtension;

/** The controller goes away in the middle of a {@code failoverAgent} and comes back. */
class FailoverAgentRestartTest {

    @RegisterExtension
    @SuppressWarnings("unused")
    private static final BuildWatcherExtension WATCHER = new BuildWatcherExtension();

    @RegisterExtension
    private final JenkinsSessionExtension sessions = new JenkinsSessionExtension();

    private static final String WAIT =
            "sh 'echo works on $REDUNDANCY_LABEL; while [ ! -e go ]; do sleep 0.1; done'\n env.NODE_NAME";

    private static DumbSlave online(JenkinsRule r, String name) throws Exception {
        DumbSlave agent = r.createSlave(name, name, null);
        r.waitOnline(agent);
        return agent;
    }

    private static String agents(String arguments, String block) {
        return "def v = failoverAgent(labels: ['a', 'b'], agentGrace: '1m'" + arguments + ") {\n" + block
                + "\n}\necho \"value ${v}\"";
    }

    private static WorkflowRun resumed(JenkinsRule r) {
        return r.jenkins.getItemByFullName("job0", WorkflowJob.class).getBuildByNumber(1);
    }

    /** Lets the command on an agent end. */
    private static void go(JenkinsRule r, String agent) throws Exception {
        DumbSlave node = (DumbSlave) r.jenkins.getNode(agent);
        r.waitOnline(node);
        FilePath workspace = node.getWorkspaceFor(resumed(r).getParent());
        workspace.child("go").write("", "UTF-8");
    }

    @Test
    void runningOnTheFirst() throws Throwable {
        sessions.then(r -> {
            online(r, "a");
            online(r, "b");
            r.waitForMessage("works on a", Jobs.start(r, agents("", WAIT)));
        });
        sessions.then(r -> {
            go(r, "a");
            WorkflowRun run = r.assertBuildStatusSuccess(r.waitForCompletion(resumed(r)));
            r.assertLogContains("value a", run);
            r.assertLogNotContains("starting b", run);
            Jobs.assertNothingLeft(r);
        });
    }

    @Test
    void waitingInTheQueueThenOverItsTimeout() throws Throwable {
        sessions.then(r -> {
            DumbSlave a = online(r, "a");
            a.toComputer().setTemporarilyOffline(true, new OfflineCause.UserCause(User.getUnknown(), "for the test"));
            online(r, "b");
            Jobs.start(r, agents(", queueTimeout: '8s'", "env.NODE_NAME"));
            while (r.jenkins.getQueue().getItems().length == 0) {
                Thread.onSpinWait();
            }
        });
        sessions.then(r -> {
            WorkflowRun run = r.assertBuildStatusSuccess(r.waitForCompletion(resumed(r)));
            r.assertLogContains("b stood in for a (not started within 8 s)", run);
            r.assertLogContains("value b", run);
            Jobs.assertNothingLeft(r);
        });
    }

    @Test
    void runningOnTheSecond() throws Throwable {
        sessions.then(r -> {
            online(r, "b");
            r.waitForMessage("works on b", Jobs.start(r, agents("", WAIT)));
        });
        sessions.then(r -> {
            go(r, "b");
            WorkflowRun run = r.assertBuildStatusSuccess(r.waitForCompletion(resumed(r)));
            r.assertLogContains("value b", run);
        });
    }

    @Test
    void lostAfterIt() throws Throwable {
        sessions.then(r -> {
            online(r, "a");
            online(r, "b");
            r.waitForMessage(
                    "works on a",
                    Jobs.start(
                            r,
                            agents("", "if (env.NODE_NAME == 'a') { sh 'echo works on a; sleep 60' }\n env.NODE_NAME")
                                    .replace("'1m'", "'1s'")));
        });
        sessions.then(r -> {
            DumbSlave a = (DumbSlave) r.jenkins.getNode("a");
            r.waitOnline(a);
            // the command outlives its lost agent, so it ends by itself
            r.waitForMessage("Ready to run", resumed(r));
            Computer computer = a.toComputer();
            computer.disconnect(new OfflineCause.UserCause(User.getUnknown(), "for the test"));
            WorkflowRun run = r.assertBuildStatusSuccess(r.waitForCompletion(resumed(r)));
            r.assertLogContains("b stood in for a", run);
            r.assertLogContains("value b", run);
        });
    }

    @Test
    void raceWithBothRunning() throws Throwable {
        sessions.then(r -> {
            online(r, "a");
            online(r, "b");
            WorkflowRun run = Jobs.start(r, agents(", mode: 'race'", WAIT));
            r.waitForMessage("works on a", run);
            r.waitForMessage("works on b", run);
        });
        sessions.then(r -> {
            go(r, "b");
            WorkflowRun run = r.assertBuildStatusSuccess(r.waitForCompletion(resumed(r)));
            r.assertLogContains("value b", run);
            Jobs.assertNothingLeft(r);
        });
    }

    @Test
    void quorumWithOneDone() throws Throwable {
        sessions.then(r -> {
            online(r, "a");
            online(r, "b");
            WorkflowRun run = Jobs.start(
                    r,
                    agents(
                            ", mode: 'quorum', required: 2",
                            "if (env.NODE_NAME == 'b') { " + WAIT + " }\n else { echo 'a is done' }\n env.NODE_NAME"));
            r.waitForMessage("a is done", run);
            r.waitForMessage("works on b", run);
        });
        sessions.then(r -> {
            go(r, "b");
            WorkflowRun run = r.assertBuildStatusSuccess(r.waitForCompletion(resumed(r)));
            r.assertLogContains("verdict met: 2 of 2 slots filled", run);
        });
    }
}
