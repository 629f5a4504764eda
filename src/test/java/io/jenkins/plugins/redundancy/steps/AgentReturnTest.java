package io.jenkins.plugins.redundancy.steps;

import hudson.FilePath;
import hudson.model.Computer;
import hudson.model.Result;
import java.io.File;
import org.jenkinsci.plugins.workflow.job.WorkflowRun;
import org.jenkinsci.plugins.workflow.test.steps.SemaphoreStep;
import org.junit.jupiter.api.Test;

/** Agents that go and come back, or do not, and whose they are. */
class AgentReturnTest extends SharedJenkins {

    private static Computer online(String name) throws Exception {
        return Nodes.online(r, name).toComputer();
    }

    private static void disconnect(Computer computer) throws Exception {
        computer.disconnect(Nodes.cause()).get();
    }

    @Test
    void graceIsForAStepThatStartsWhileTheAgentIsAwayToo() throws Exception {
        Computer a = online("a");
        online("b");
        WorkflowRun run = Jobs.start(
                r, Jobs.onAgents(", agentGrace: '1h'", "semaphore 'blip'\n sh 'echo works again'\n env.NODE_NAME"));
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
                Jobs.onAgents(
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
                Jobs.onAgents(
                        ", maxAttempts: 4, queueTimeout: '1s'",
                        "preflight { env.REDUNDANCY_ATTEMPT == '3' }\n env.NODE_NAME")));
        r.assertLogContains("b is not fit: its preflight returned false", run);
        r.assertLogContains("starting b #2", run);
        r.assertLogNotContains("starting a #2", run);
        r.assertLogContains("value b", run);
    }

    @Test
    void processThatIsGoneAfterARebootIsTheAgentsFailure() throws Exception {
        Computer a = online("a");
        online("b");
        String block =
                "if (env.NODE_NAME == 'a') { semaphore 'boot'\n error 'script returned exit code -1' }\n env.NODE_NAME";
        WorkflowRun run = Jobs.start(r, Jobs.onAgents(", agentGrace: '1h'", block));
        SemaphoreStep.waitForStart("boot/1", run);
        disconnect(a);
        a.connect(true).get();
        SemaphoreStep.success("boot/1", null);
        r.assertBuildStatusSuccess(r.waitForCompletion(run));
        r.assertLogContains("a failed (infrastructure): exit code -1", run);
        r.assertLogContains("value b", run);

        run = Jobs.start(r, Jobs.onAgents("", block));
        SemaphoreStep.waitForStart("boot/2", run);
        SemaphoreStep.success("boot/2", null);
        r.assertBuildStatus(Result.FAILURE, r.waitForCompletion(run));
        r.assertLogContains("a failed (job): exit code -1", run);
    }

    @Test
    void lostAgentAroundTheStepIsNotItsOwn() throws Exception {
        Computer outer = online("outer");
        online("a");
        online("b");
        WorkflowRun run = Jobs.start(r, "node('outer') { " + Jobs.onAgents("", "semaphore 'inside'") + " }");
        SemaphoreStep.waitForStart("inside/1", run);
        r.jenkins.removeNode(outer.getNode());
        r.waitForCompletion(run);
        r.assertLogNotContains("a failed", run);
        r.assertLogNotContains("starting b", run);
    }

    @Test
    void agentThatComesBackWithoutItsWorkspaceIsLost() throws Exception {
        Computer a = online("a");
        online("b");
        WorkflowRun run = Jobs.start(
                r,
                Jobs.onAgents(
                        ", agentGrace: '1h'",
                        "if (env.NODE_NAME == 'a') { sh 'echo busy now; exec " + Jobs.SLEEP + "' }\n env.NODE_NAME"));
        r.waitForMessage("busy now", run);
        FilePath workspace = Nodes.get(r, "a").getWorkspaceFor(run.getParent());
        disconnect(a);
        new FilePath(new File(workspace.getRemote())).deleteRecursive();
        a.connect(true).get();
        r.assertBuildStatusSuccess(r.waitForCompletion(run));

        r.assertLogContains("a failed (infrastructure): missing workspace " + workspace.getRemote(), run);
        r.assertLogContains("value b", run);
    }
}
