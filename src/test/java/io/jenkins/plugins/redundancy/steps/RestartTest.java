package io.jenkins.plugins.redundancy.steps;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.is;

import hudson.model.Result;
import io.jenkins.plugins.redundancy.agent.AgentWatch;
import java.util.ArrayList;
import java.util.List;
import org.jenkinsci.plugins.workflow.job.WorkflowRun;
import org.jenkinsci.plugins.workflow.support.steps.ExecutorStepExecution;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.jvnet.hudson.test.JenkinsRule;
import org.jvnet.hudson.test.junit.jupiter.BuildWatcherExtension;
import org.jvnet.hudson.test.junit.jupiter.JenkinsSessionExtension;

/** The controller goes away in the middle of a redundant step, whatever its state, and comes back. */
class RestartTest {

    @RegisterExtension
    @SuppressWarnings("unused")
    private static final BuildWatcherExtension WATCHER = new BuildWatcherExtension();

    @RegisterExtension
    private final JenkinsSessionExtension sessions = new JenkinsSessionExtension();

    /** How long Pipeline waits for an agent after a restart: minutes, but seconds in tests. */
    private static final long PATIENCE = ExecutorStepExecution.TIMEOUT_WAITING_FOR_NODE_MILLIS;

    @BeforeEach
    void haveThePatienceOfReality() {
        ExecutorStepExecution.TIMEOUT_WAITING_FOR_NODE_MILLIS = 120_000;
    }

    @AfterEach
    void haveThatOfTests() {
        ExecutorStepExecution.TIMEOUT_WAITING_FOR_NODE_MILLIS = PATIENCE;
    }

    @Test
    void everyStateOutlivesIt() throws Throwable {
        List<Scene> scenes = Scene.all("25s");
        List<String> jobs = new ArrayList<>();
        List<String> lost = new ArrayList<>();
        sessions.then(r -> {
            Nodes.online(r, "a", 20);
            Nodes.online(r, "b", 20);
            Nodes.closed(r, "closed");
            Nodes.closed(r, "never");
            for (WorkflowRun run : Scene.reach(r, scenes)) {
                jobs.add(run.getParent().getName());
            }
            Nodes.online(r, "gone", 2);
            lost.add(busyOnGone(r, ", agentGrace: '1s'"));
            lost.add(busyOnGone(r, ", agentGrace: '1h'"));
        });
        assertThat("watched by nobody", AgentWatch.guests(), is(0));
        sessions.then(r -> {
            Nodes.online(r, "closed");
            Scene.finish(
                    r, scenes, jobs.stream().map(job -> Scene.build(r, job)).toList());
            WorkflowRun aborted = Scene.build(r, lost.get(1));
            r.waitForMessage("Ready to run", aborted);
            aborted.doStop();
            r.assertBuildStatus(Result.ABORTED, r.waitForCompletion(aborted));
            r.assertLogNotContains("starting b", aborted);
            Nodes.disconnect(r, "gone");
            WorkflowRun elsewhere = Scene.build(r, lost.get(0));
            r.assertBuildStatusSuccess(r.waitForCompletion(elsewhere));
            r.assertLogContains("agent 'gone' has been offline for 1 s", elsewhere);
            r.assertLogContains("value b", elsewhere);
            Jobs.assertNothingLeft(r);
        });
    }

    /** The command outlives its agent, so it ends by itself. */
    private static String busyOnGone(JenkinsRule r, String arguments) throws Exception {
        WorkflowRun run = Jobs.start(
                r,
                Jobs.onAgents(
                        "'gone', 'b'",
                        arguments,
                        "if (env.NODE_NAME == 'gone') { sh 'echo busy now; sleep 120' }\n env.NODE_NAME"));
        r.waitForMessage("busy now", run);
        return run.getParent().getName();
    }
}
