package io.jenkins.plugins.redundancy.steps;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.is;

import hudson.model.Computer;
import org.jenkinsci.plugins.workflow.cps.CpsFlowDefinition;
import org.jenkinsci.plugins.workflow.job.WorkflowJob;
import org.jenkinsci.plugins.workflow.job.WorkflowRun;
import org.jvnet.hudson.test.JenkinsRule;

/** Sandboxed Pipeline jobs for tests. */
final class Jobs {

    private Jobs() {}

    static WorkflowJob create(JenkinsRule r, String script) throws Exception {
        WorkflowJob job = r.jenkins.createProject(
                WorkflowJob.class, "job" + r.jenkins.getItems().size());
        job.setDefinition(new CpsFlowDefinition(script, true));
        return job;
    }

    static WorkflowRun start(JenkinsRule r, String script) throws Exception {
        return create(r, script).scheduleBuild2(0).waitForStart();
    }

    /** Whether a build left nothing behind: no queue item, no executor. */
    static void assertNothingLeft(JenkinsRule r) throws Exception {
        r.waitUntilNoActivityUpTo(10_000);
        assertThat(r.jenkins.getQueue().getItems().length, is(0));
        for (Computer computer : r.jenkins.getComputers()) {
            assertThat(computer.getName(), computer.countBusy(), is(0));
        }
    }
}
