package io.jenkins.plugins.redundancy.steps;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.is;

import hudson.FilePath;
import io.jenkins.plugins.redundancy.engine.report.ScanResult;
import io.jenkins.plugins.redundancy.pages.ScanStore;
import org.jenkinsci.plugins.workflow.cps.CpsFlowDefinition;
import org.jenkinsci.plugins.workflow.job.WorkflowJob;
import org.jenkinsci.plugins.workflow.job.WorkflowRun;
import org.jenkinsci.plugins.workflow.test.steps.SemaphoreStep;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.jvnet.hudson.test.junit.jupiter.BuildWatcherExtension;
import org.jvnet.hudson.test.junit.jupiter.JenkinsSessionExtension;

/** The controller goes away in the middle of a scan and comes back. */
class RedundantScanRestartTest {

    @RegisterExtension
    @SuppressWarnings("unused")
    private static final BuildWatcherExtension WATCHER = new BuildWatcherExtension();

    @RegisterExtension
    private final JenkinsSessionExtension sessions = new JenkinsSessionExtension();

    @Test
    void bothScannersGoOnAfterARestart() throws Throwable {
        sessions.then(r -> {
            WorkflowJob job = r.jenkins.createProject(WorkflowJob.class, "scan");
            job.setDefinition(new CpsFlowDefinition(
                    "node { redundantScan(required: 2) {\n" + scanner("alpha") + scanner("beta") + "} }", true));
            WorkflowRun run = job.scheduleBuild2(0).waitForStart();
            r.waitForMessage("alpha is waiting", run);
            r.waitForMessage("beta is waiting", run);
        });
        sessions.then(r -> {
            WorkflowJob job = r.jenkins.getItemByFullName("scan", WorkflowJob.class);
            FilePath workspace = r.jenkins.getWorkspaceFor(job);
            workspace.child("go").write("", "UTF-8");
            WorkflowRun run = r.assertBuildStatusSuccess(r.waitForCompletion(job.getBuildByNumber(1)));
            r.assertLogContains("verdict met: 2 of 2 slots filled", run);
            ScanResult result = ScanStore.of(run, "scan").read();
            assertThat(result.merged().clusters().size(), is(1));
            assertThat(result.confirmed(), is(1L));
        });
    }

    private static String scanner(String name) {
        return "scanner('" + name + "') { sh 'echo " + name
                + " is waiting; while [ ! -e go ]; do sleep 0.1; done'\n"
                + Reports.write("env.REDUNDANCY_REPORT", 10) + " }\n";
    }

    @Test
    void timeoutAndFallbackOutliveARestart() throws Throwable {
        sessions.then(r -> {
            WorkflowJob job = r.jenkins.createProject(WorkflowJob.class, "scan");
            job.setDefinition(new CpsFlowDefinition(
                    "node { redundantScan {\n scanner('slow', timeout: '10s') { semaphore 'slow' }\n"
                            + "scanner('quick', fallbackFor: 'slow') { "
                            + Reports.write("env.REDUNDANCY_REPORT", 10) + " } } }",
                    true));
            WorkflowRun run = job.scheduleBuild2(0).waitForStart();
            SemaphoreStep.waitForStart("slow/1", run);
        });
        sessions.then(r -> {
            WorkflowJob job = r.jenkins.getItemByFullName("scan", WorkflowJob.class);
            WorkflowRun run = r.assertBuildStatusSuccess(r.waitForCompletion(job.getBuildByNumber(1)));
            r.assertLogContains("quick stood in for slow", run);
        });
    }
}
