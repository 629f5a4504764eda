package io.jenkins.plugins.redundancy.steps;

import hudson.model.Computer;
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
import org.jvnet.hudson.test.junit.jupiter.WithJenkins;

/** Agents that go and come back, or do not, and whose they are. */
@WithJenkins
class AgentReturnTest {

    @RegisterExtension
    @SuppressWarnings("unused")
    private static final BuildWatcherExtension WATCHER = new BuildWatcherExtension();

    private static Computer online(JenkinsRule r, String name) throws Exception {
        DumbSlave agent = r.createSlave(name, name, null);
        r.waitOnline(agent);
        return agent.toComputer();
    }

    private static void disconnect(Computer computer) throws Exception {
        computer.disconnect(new OfflineCause.UserCause(User.getUnknown(), "for the test"))
                .get();
    }

    private static String agents(String arguments, String block) {
        return "def v = failoverAgent(labels: ['a', 'b']" + arguments + ") {\n" + block + "\n}\necho \"value ${v}\"\n";
    }

    @Test
    void graceIsForAStepThatStartsWhileTheAgentIsAwayToo(JenkinsRule r) throws Exception {
        Computer a = online(r, "a");
        online(r, "b");
        WorkflowRun run =
                Jobs.start(r, agents(", agentGrace: '1h'", "semaphore 'blip'\n sh 'echo works again'\n env.NODE_NAME"));
        SemaphoreStep.waitForStart("blip/1", run);
        disconnect(a);
        SemaphoreStep.success("blip/1", null);
        r.waitForMessage("a waits for agent 'a' to come back", run);
        a.connect(true).get();
        SemaphoreStep.waitForStart("blip/2", run);
        SemaphoreStep.success("blip/2", null);
        r.assertBuildStatusSuccess(r.waitForCompletion(run));
        r.assertLogContains("a has to begin anew: agent 'a' was away", run);
        r.assertLogContains("value a", run);
        r.assertLogNotContains("starting b", run);
        r.assertLogContains("verdict met", run);

        run = Jobs.start(
                r,
                agents(
                        ", agentGrace: '1s'",
                        "if (env.NODE_NAME == 'a') { semaphore 'gone'\n sh 'echo too late' }\n env.NODE_NAME"));
        SemaphoreStep.waitForStart("gone/1", run);
        disconnect(a);
        SemaphoreStep.success("gone/1", null);
        r.assertBuildStatusSuccess(r.waitForCompletion(run));
        r.assertLogContains("a failed (infrastructure): agent 'a' has been offline for 1 s", run);
        r.assertLogContains("value b", run);

        // a list that is through starts again with an agent that is there
        run = r.buildAndAssertSuccess(Jobs.create(
                r,
                agents(
                        ", maxAttempts: 4, queueTimeout: '1s'",
                        "preflight { env.REDUNDANCY_ATTEMPT == '3' }\n env.NODE_NAME")));
        r.assertLogContains("b is not fit: its preflight returned false", run);
        r.assertLogContains("starting b #2", run);
        r.assertLogNotContains("starting a #2", run);
        r.assertLogContains("value b", run);
        Jobs.assertNothingLeft(r);
    }

    @Test
    void processThatIsGoneAfterARebootIsTheAgentsFailure(JenkinsRule r) throws Exception {
        Computer a = online(r, "a");
        online(r, "b");
        String block =
                "if (env.NODE_NAME == 'a') { semaphore 'boot'\n error 'script returned exit code -1' }\n env.NODE_NAME";
        WorkflowRun run = Jobs.start(r, agents(", agentGrace: '1h'", block));
        SemaphoreStep.waitForStart("boot/1", run);
        disconnect(a);
        a.connect(true).get();
        SemaphoreStep.success("boot/1", null);
        r.assertBuildStatusSuccess(r.waitForCompletion(run));
        r.assertLogContains("a failed (infrastructure): exit code -1", run);
        r.assertLogContains("value b", run);

        run = Jobs.start(r, agents("", block));
        SemaphoreStep.waitForStart("boot/2", run);
        SemaphoreStep.success("boot/2", null);
        r.assertBuildStatus(Result.FAILURE, r.waitForCompletion(run));
        r.assertLogContains("a failed (job): exit code -1", run);
    }

    @Test
    void lostAgentAroundTheStepIsNotItsOwn(JenkinsRule r) throws Exception {
        Computer outer = online(r, "outer");
        online(r, "a");
        online(r, "b");
        WorkflowRun run = Jobs.start(r, "node('outer') { " + agents("", "semaphore 'inside'") + " }");
        SemaphoreStep.waitForStart("inside/1", run);
        r.jenkins.removeNode(outer.getNode());
        r.waitForCompletion(run);
        r.assertLogNotContains("a failed", run);
        r.assertLogNotContains("starting b", run);
        Jobs.assertNothingLeft(r);
    }
}
