package io.jenkins.plugins.redundancy.steps;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.is;

import hudson.model.Result;
import hudson.model.User;
import hudson.slaves.DumbSlave;
import hudson.slaves.OfflineCause;
import java.nio.charset.StandardCharsets;
import org.jenkinsci.plugins.pipeline.modeldefinition.generator.AgentDirective;
import org.jenkinsci.plugins.scriptsecurity.scripts.ScriptApproval;
import org.jenkinsci.plugins.workflow.cps.CpsScmFlowDefinition;
import org.jenkinsci.plugins.workflow.job.WorkflowJob;
import org.jenkinsci.plugins.workflow.job.WorkflowRun;
import org.jenkinsci.plugins.workflow.test.steps.SemaphoreStep;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.jvnet.hudson.test.JenkinsRule;
import org.jvnet.hudson.test.SingleFileSCM;
import org.jvnet.hudson.test.junit.jupiter.BuildWatcherExtension;
import org.jvnet.hudson.test.junit.jupiter.WithJenkins;

/** {@code agent { failover { … } }} of Declarative. */
@WithJenkins
class DeclarativeFailoverTest {

    @RegisterExtension
    @SuppressWarnings("unused")
    private static final BuildWatcherExtension WATCHER = new BuildWatcherExtension();

    /** Killed in the middle of what waits for the semaphore {@code a}. */
    private static WorkflowRun losesAgentA(JenkinsRule r, String jenkinsfile) throws Exception {
        DumbSlave a = r.createSlave("a", "a", null);
        r.waitOnline(a);
        r.waitOnline(r.createSlave("b", "b", null));
        WorkflowJob job = r.jenkins.createProject(WorkflowJob.class, "declared");
        job.setDefinition(new CpsScmFlowDefinition(
                new SingleFileSCM("Jenkinsfile", jenkinsfile.getBytes(StandardCharsets.UTF_8)), "Jenkinsfile"));
        WorkflowRun run = job.scheduleBuild2(0).waitForStart();
        SemaphoreStep.waitForStart("a/1", run);
        a.toComputer().disconnect(new OfflineCause.UserCause(User.getUnknown(), "for the test"));
        SemaphoreStep.waitForStart("b/1", run);
        SemaphoreStep.success("b/1", null);
        r.assertBuildStatusSuccess(r.waitForCompletion(run));
        assertThat(ScriptApproval.get().getPendingScripts().size(), is(0));
        assertThat(ScriptApproval.get().getPendingSignatures().size(), is(0));
        return run;
    }

    @Test
    void stageGoesToTheNextLabelWithItsCheckoutAndItsPostConditions(JenkinsRule r) throws Exception {
        WorkflowRun run = losesAgentA(r, """
                pipeline {
                  agent none
                  stages {
                    stage('Build') {
                      agent { failover { labels 'a, b'; agentGrace '1s' } }
                      environment { WHERE = "${env.NODE_NAME}" }
                      steps {
                        sh 'test -f Jenkinsfile'
                        semaphore env.NODE_NAME
                        echo "built on ${env.NODE_NAME}, environment of $WHERE"
                      }
                      post {
                        always { echo "stage always on ${env.NODE_NAME}" }
                        success { echo 'stage success' }
                        failure { echo 'stage failure' }
                      }
                    }
                    stage('After') { steps { echo 'after it' } }
                  }
                  post {
                    success { echo 'all success' }
                    failure { echo 'all failure' }
                  }
                }
                """);

        r.assertLogContains("b stood in for a (agent 'a' has been offline for 1 s", run);
        r.assertLogContains("built on b, environment of b", run);
        r.assertLogContains("stage always on b", run);
        r.assertLogContains("stage success", run);
        r.assertLogContains("after it", run);
        r.assertLogContains("all success", run);
        r.assertLogNotContains("stage always on a", run);
        r.assertLogNotContains("stage failure", run);
        r.assertLogNotContains("all failure", run);
        Jobs.assertNothingLeft(r);
    }

    @Test
    void pipelineStartsAgainOnTheNextLabel(JenkinsRule r) throws Exception {
        WorkflowRun run = losesAgentA(r, """
                pipeline {
                  agent { failover { labels(['a', 'b']); agentGrace '1s' } }
                  stages {
                    stage('First') { steps { echo "first on ${env.NODE_NAME}" } }
                    stage('Second') {
                      steps { sh 'test -f Jenkinsfile'; semaphore env.NODE_NAME; echo "second on ${env.NODE_NAME}" }
                      post { failure { echo 'stage failure' } }
                    }
                    stage('Third') { steps { echo "third on ${env.NODE_NAME}" } }
                  }
                  post {
                    always { echo "always on ${env.NODE_NAME}" }
                    success { echo 'all success' }
                    failure { echo 'all failure' }
                  }
                }
                """);

        r.assertLogContains("first on a", run);
        r.assertLogContains("first on b", run);
        r.assertLogContains("second on b", run);
        r.assertLogContains("third on b", run);
        r.assertLogContains("always on b", run);
        r.assertLogContains("all success", run);
        r.assertLogNotContains("third on a", run);
        r.assertLogNotContains("always on a", run);
        r.assertLogNotContains("stage failure", run);
        r.assertLogNotContains("all failure", run);
        Jobs.assertNothingLeft(r);
    }

    private static void refused(JenkinsRule r, String agent, String message) throws Exception {
        WorkflowRun run = r.buildAndAssertStatus(
                Result.FAILURE,
                Jobs.create(
                        r,
                        "pipeline {\n  agent none\n  stages {\n    stage('s') {\n      agent { " + agent
                                + " }\n      steps { echo 'never' }\n    }\n  }\n}"));
        r.assertLogContains("WorkflowScript: 5: ", run);
        r.assertLogContains(message, run);
        r.assertLogNotContains("Start of Pipeline", run);
        r.assertLogNotContains("never", run);
    }

    @Test
    void wrongArgumentsAreFoundBeforeAnythingRuns(JenkinsRule r) throws Exception {
        refused(r, "failover { labels '' }", "labels: one of them is empty");
        refused(r, "failover { labels 'a, &&b' }", "labels: '&&b' is no expression of labels");
        refused(
                r,
                "failover { labels 'a'; queueTimeout 'soon' }",
                "failover: queueTimeout: 'soon': 'soon' is no duration");
        refused(r, "failover { labels 'a'; agentGrace '30' }", "'30' is no duration, add a unit: 30s");
        refused(r, "failover { labels 'a'; maxAttempts 0 }", "maxAttempts: '0': give a number between 1 and 100");
        refused(r, "failover { labels 'a'; on 'sunday' }", "on: ");
        refused(r, "failover { lables 'a' }", "lables");
        refused(r, "failover { labels 'a'; mode 'race' }", "mode");
        refused(r, "failover ''", "labels: one of them is empty");
    }

    @Test
    void directiveGeneratorWritesIt(JenkinsRule r) {
        DeclarativeFailover agent = new DeclarativeFailover("a, b");
        agent.setAgentGrace("30s");
        agent.setMaxAttempts(3);
        String groovy = r.jenkins
                .getDescriptorByType(AgentDirective.DescriptorImpl.class)
                .toGroovy(new AgentDirective(agent));
        assertThat(
                groovy.replaceAll("\\s+", " ").trim(),
                is("agent { failover { agentGrace '30s' labels 'a, b' maxAttempts 3 } }"));
    }
}
