package io.jenkins.plugins.redundancy.steps;

import hudson.model.Result;
import org.jenkinsci.plugins.workflow.job.WorkflowJob;
import org.jenkinsci.plugins.workflow.job.WorkflowRun;
import org.jenkinsci.plugins.workflow.test.steps.SemaphoreStep;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.jvnet.hudson.test.JenkinsRule;
import org.jvnet.hudson.test.junit.jupiter.BuildWatcherExtension;
import org.jvnet.hudson.test.junit.jupiter.JenkinsSessionExtension;

/** The controller goes away in the middle of a {@code redundant} and comes back. */
class RedundantRestartTest {

    @RegisterExtension
    @SuppressWarnings("unused")
    private static final BuildWatcherExtension WATCHER = new BuildWatcherExtension();

    @RegisterExtension
    private final JenkinsSessionExtension sessions = new JenkinsSessionExtension();

    private static WorkflowRun resumed(JenkinsRule r) {
        return r.jenkins.getItemByFullName("job0", WorkflowJob.class).getBuildByNumber(1);
    }

    @Test
    void quorumWithOneDone() throws Throwable {
        sessions.then(r -> {
            WorkflowRun run = Jobs.start(
                    r,
                    "def o = redundant(required: 2) {\n replica('a') { echo 'a is done'\n 'kept' }\n replica('b') { semaphore 'b' } }\n"
                            + "echo \"outcome ${o.verdict} ${o.values}\"");
            r.waitForMessage("a is done", run);
            SemaphoreStep.waitForStart("b/1", run);
        });
        sessions.then(r -> {
            SemaphoreStep.success("b/1", "late");
            WorkflowRun run = r.assertBuildStatusSuccess(r.waitForCompletion(resumed(r)));
            r.assertLogContains("outcome met [a:kept, b:late]", run);
        });
    }

    @Test
    void failoverRunningTheSecond() throws Throwable {
        sessions.then(r -> {
            WorkflowRun run = Jobs.start(
                    r,
                    "def v = redundant(mode: 'failover') {\n replica('a') { error 'down' }\n replica('b') { semaphore 'b' }\n"
                            + "replica('c') { 'third' } }\necho \"value ${v}\"");
            SemaphoreStep.waitForStart("b/1", run);
        });
        sessions.then(r -> {
            SemaphoreStep.failure("b/1", new hudson.AbortException("down as well"));
            WorkflowRun run = r.assertBuildStatusSuccess(r.waitForCompletion(resumed(r)));
            r.assertLogContains("c stood in for a", run);
            r.assertLogContains("value third", run);
        });
    }

    @Test
    void raceWithBothRunning() throws Throwable {
        sessions.then(r -> {
            WorkflowRun run = Jobs.start(
                    r,
                    "def v = redundant(mode: 'race') {\n replica('a') { semaphore 'a' }\n"
                            + "replica('b') { catchError { semaphore 'b' }\n echo 'I should be gone' } }\necho \"value ${v}\"");
            SemaphoreStep.waitForStart("a/1", run);
            SemaphoreStep.waitForStart("b/1", run);
        });
        sessions.then(r -> {
            SemaphoreStep.success("a/1", "won");
            WorkflowRun run = r.assertBuildStatusSuccess(r.waitForCompletion(resumed(r)));
            r.assertLogContains("value won", run);
            r.assertLogNotContains("I should be gone", run);
        });
    }

    @Test
    void hedgeAndTimeoutOutliveIt() throws Throwable {
        sessions.then(r -> {
            WorkflowRun run = Jobs.start(
                    r,
                    "def v = redundant(mode: 'race', hedgeAfter: '8s') {\n replica('a') { semaphore 'a' }\n"
                            + "replica('b') { 'hedged' } }\necho \"value ${v}\"");
            SemaphoreStep.waitForStart("a/1", run);
        });
        sessions.then(r -> {
            WorkflowRun run = r.assertBuildStatusSuccess(r.waitForCompletion(resumed(r)));
            r.assertLogContains("value hedged", run);
        });
    }

    @Test
    void abortAfterIt() throws Throwable {
        sessions.then(r -> {
            WorkflowRun run = Jobs.start(
                    r,
                    "redundant(mode: 'failover') {\n replica('a') { semaphore 'a' }\n replica('b') { echo 'b ran' } }");
            SemaphoreStep.waitForStart("a/1", run);
        });
        sessions.then(r -> {
            WorkflowRun run = resumed(r);
            r.waitForMessage("Ready to run", run);
            run.doStop();
            r.assertBuildStatus(Result.ABORTED, r.waitForCompletion(run));
            r.assertLogNotContains("b ran", run);
        });
    }
}
