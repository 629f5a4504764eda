package io.jenkins.plugins.redundancy.steps;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.lessThan;

import hudson.model.Executor;
import hudson.model.Result;
import io.jenkins.plugins.redundancy.agent.AgentWatch;
import java.util.ArrayList;
import java.util.List;
import java.util.logging.Logger;
import org.jenkinsci.plugins.workflow.job.WorkflowJob;
import org.jenkinsci.plugins.workflow.job.WorkflowRun;
import org.jenkinsci.plugins.workflow.test.steps.SemaphoreStep;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** An abort, a timeout around the step, a superseded milestone: all ends, nothing fails over, nothing stays. */
class AbortTest extends SharedJenkins {

    private static final Logger LOGGER = Logger.getLogger(AbortTest.class.getName());

    @BeforeEach
    void agents() throws Exception {
        Nodes.online(r, "a", 20);
        Nodes.online(r, "b", 20);
        Nodes.closed(r, "closed");
        Nodes.closed(r, "never");
    }

    @Test
    void endsEverythingWithinSecondsInEveryState() throws Exception {
        List<WorkflowRun> runs = Scene.reach(r, Scene.all("1h"));
        List<Long> millis = new ArrayList<>();
        for (WorkflowRun run : runs) {
            long begin = System.nanoTime();
            run.doStop();
            r.assertBuildStatus(Result.ABORTED, r.waitForCompletion(run));
            millis.add((System.nanoTime() - begin) / 1_000_000);
        }
        LOGGER.info("aborted builds ended after " + millis + " ms");
        // each of them where the machine is not busy
        assertThat("median of " + millis, millis.stream().sorted().toList().get(millis.size() / 2), lessThan(10_000L));
        Jobs.assertNothingLeft(r);
        Jobs.assertNoProcessLeft(r);
        assertThat("agents that are still watched", AgentWatch.guests(), is(0));
        for (WorkflowRun run : runs) {
            r.assertLogNotContains("value ", run);
        }
    }

    @Test
    void timeoutAroundTheStepIsNoFailover() throws Exception {
        WorkflowRun run = r.buildAndAssertStatus(
                Result.ABORTED,
                Jobs.create(
                        r, "timeout(time: 2, unit: 'SECONDS') { " + Jobs.onAgents("", "semaphore 'timeout'") + " }"));

        r.assertLogNotContains("starting b", run);
    }

    @Test
    void supersededMilestoneIsNoFailover() throws Exception {
        WorkflowJob job = Jobs.create(
                r,
                "milestone 1\n" + Jobs.onAgents("", "if (currentBuild.number == 1) { semaphore 'old' }")
                        + "\nmilestone 2");
        WorkflowRun old = job.scheduleBuild2(0).waitForStart();
        SemaphoreStep.waitForStart("old/1", old);
        r.assertBuildStatusSuccess(job.scheduleBuild2(0));

        r.assertBuildStatus(Result.NOT_BUILT, r.waitForCompletion(old));
        r.assertLogContains("Superseded by", old);
        r.assertLogNotContains("starting b", old);
    }

    @Test
    void killedBuildLeavesNobodyToBeWatched() throws Exception {
        WorkflowRun run = Jobs.start(r, Jobs.onAgents("", "semaphore 'killed'"));
        SemaphoreStep.waitForStart("killed/1", run);
        assertThat(AgentWatch.guests(), is(1));
        run.doKill();
        r.waitForCompletion(run);

        assertThat(AgentWatch.guests(), is(0));
        // Pipeline itself frees the executor of a killed build some minutes later
        r.jenkins.getComputer("a").getExecutors().forEach(Executor::interrupt);
    }
}
