package io.jenkins.plugins.redundancy.steps;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.allOf;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.not;

import com.cloudbees.plugins.credentials.CredentialsProvider;
import com.cloudbees.plugins.credentials.CredentialsScope;
import com.cloudbees.plugins.credentials.domains.Domain;
import hudson.FilePath;
import hudson.util.Secret;
import io.jenkins.plugins.redundancy.config.SecretTextConfig;
import io.jenkins.plugins.redundancy.config.SlotConfig;
import io.jenkins.plugins.redundancy.engine.report.ScanResult;
import io.jenkins.plugins.redundancy.health.CircuitBreakers;
import io.jenkins.plugins.redundancy.pages.ScanAction;
import io.jenkins.plugins.redundancy.pages.ScanStore;
import java.time.Instant;
import java.util.List;
import org.jenkinsci.plugins.plaincredentials.impl.StringCredentialsImpl;
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

    @Test
    void toolThatKeepsFailingIsSkippedForItsFallbackAlsoAfterARestart() throws Throwable {
        String[] key = new String[1];
        sessions.then(r -> {
            ToolSetTools.configure(
                    "java-sast", ToolSetTools.slot("alpha", "exit 3", ToolSetTools.tool("beta", ToolSetTools.REPORT)));
            WorkflowJob job = r.jenkins.createProject(WorkflowJob.class, "scan");
            job.setDefinition(new CpsFlowDefinition("node { redundantScan 'java-sast' }", true));
            for (int failures = 1; failures <= 3; failures++) {
                WorkflowRun run = r.buildAndAssertSuccess(job);
                r.assertLogContains("beta stood in for alpha (exit code 3", run);
            }
            WorkflowRun run = r.buildAndAssertSuccess(job);
            r.assertLogContains("alpha is skipped, because it failed 3 times in a row, last: exit code 3", run);
            r.assertLogContains("it is tried again in ", run);
            r.assertLogContains("beta stood in for alpha (skipped, because it failed 3 times", run);
            assertThat(ScanAction.of(run, "scan").getOutcome(), is("degraded"));
        });
        sessions.then(r -> {
            WorkflowJob job = r.jenkins.getItemByFullName("scan", WorkflowJob.class);
            r.assertLogContains("beta stood in for alpha (skipped, because", r.buildAndAssertSuccess(job));
            key[0] = CircuitBreakers.get().tools(Instant.now()).get(0).key();
            assertThat(key[0], is("alpha (java-sast of Jenkins) on the built-in node"));
            CircuitBreakers.get().reset(key[0]);
            r.assertLogContains("beta stood in for alpha (exit code 3", r.buildAndAssertSuccess(job));
        });
        sessions.then(r -> {
            assertThat(
                    CircuitBreakers.get().tools(Instant.now()).get(0).circuit().failures(), is(1));
            ToolSetTools.configure("java-sast", ToolSetTools.slot("alpha", ToolSetTools.REPORT));
            r.buildAndAssertSuccess(r.jenkins.getItemByFullName("scan", WorkflowJob.class));
            assertThat(CircuitBreakers.get().tools(Instant.now()).isEmpty(), is(true));
        });
    }

    @Test
    void toolOnALabelGoesOnAfterARestartAndItsSecretsStayHidden() throws Throwable {
        sessions.then(r -> {
            StringCredentialsImpl token =
                    new StringCredentialsImpl(CredentialsScope.GLOBAL, "token", "", Secret.fromString("s3cr3t"));
            CredentialsProvider.lookupStores(r.jenkins).iterator().next().addCredentials(Domain.global(), token);
            r.waitOnline(r.createSlave("elsewhere", "other", null));
            SlotConfig alpha = ToolSetTools.slot(
                    "alpha",
                    "echo alpha is waiting; while [ ! -e \"$GO\" ]; do sleep 0.1; done\n"
                            + "printf '%s' \"$SARIF\" | sed \"s#concat#$TOKEN#\" > \"$REDUNDANCY_REPORT\"");
            alpha.setLabel("other");
            alpha.setCredentials(List.of(new SecretTextConfig("token", "TOKEN")));
            ToolSetTools.configure("java-sast", alpha);
            WorkflowJob job = r.jenkins.createProject(WorkflowJob.class, "scan");
            job.setDefinition(new CpsFlowDefinition(
                    "node('built-in') { withEnv([\"GO=${pwd()}/go\"]) { redundantScan 'java-sast' } }", true));
            r.waitForMessage("alpha is waiting", job.scheduleBuild2(0).waitForStart());
        });
        sessions.then(r -> {
            WorkflowJob job = r.jenkins.getItemByFullName("scan", WorkflowJob.class);
            r.jenkins.getWorkspaceFor(job).child("go").write("", "UTF-8");
            WorkflowRun run = r.assertBuildStatusSuccess(r.waitForCompletion(job.getBuildByNumber(1)));
            String result = ScanStore.of(run, "scan").read().merged().clusters().toString();
            assertThat(result, allOf(containsString("****enated"), not(containsString("s3cr3t"))));
            r.assertLogNotContains("s3cr3t", run);
        });
    }
}
