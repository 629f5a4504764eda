package io.jenkins.plugins.redundancy.steps;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.is;

import hudson.model.Result;
import java.nio.charset.StandardCharsets;
import org.jenkinsci.plugins.pipeline.modeldefinition.generator.AgentDirective;
import org.jenkinsci.plugins.scriptsecurity.scripts.ScriptApproval;
import org.jenkinsci.plugins.workflow.cps.CpsScmFlowDefinition;
import org.jenkinsci.plugins.workflow.job.WorkflowJob;
import org.jenkinsci.plugins.workflow.job.WorkflowRun;
import org.jenkinsci.plugins.workflow.test.steps.SemaphoreStep;
import org.junit.jupiter.api.Test;
import org.jvnet.hudson.test.SingleFileSCM;

/** {@code agent { failover { … } }} of Declarative, and what it finds of the steps before anything runs. */
class DeclarativeFailoverTest extends SharedJenkins {

    /** In the middle of what waits for a semaphore named by the job and the agent. */
    private static WorkflowRun losesAgentA(String name, String jenkinsfile) throws Exception {
        Nodes.online(r, "a");
        Nodes.online(r, "b");
        WorkflowJob job = r.jenkins.createProject(WorkflowJob.class, name);
        job.setDefinition(new CpsScmFlowDefinition(
                new SingleFileSCM("Jenkinsfile", jenkinsfile.getBytes(StandardCharsets.UTF_8)), "Jenkinsfile"));
        WorkflowRun run = job.scheduleBuild2(0).waitForStart();
        SemaphoreStep.waitForStart(name + "-a/1", run);
        Nodes.disconnect(r, "a");
        SemaphoreStep.waitForStart(name + "-b/1", run);
        SemaphoreStep.success(name + "-b/1", null);
        r.assertBuildStatusSuccess(r.waitForCompletion(run));
        assertThat(ScriptApproval.get().getPendingScripts().size(), is(0));
        assertThat(ScriptApproval.get().getPendingSignatures().size(), is(0));
        return run;
    }

    @Test
    void stageGoesToTheNextLabelWithItsCheckoutAndItsPostConditions() throws Exception {
        WorkflowRun run = losesAgentA("stage", """
                pipeline {
                  agent none
                  stages {
                    stage('Build') {
                      agent { failover { labels 'a, b'; agentGrace '1s' } }
                      environment { WHERE = "${env.NODE_NAME}" }
                      steps {
                        sh 'test -f Jenkinsfile'
                        semaphore "stage-${env.NODE_NAME}"
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
    }

    @Test
    void pipelineStartsAgainOnTheNextLabel() throws Exception {
        WorkflowRun run = losesAgentA("whole", """
                pipeline {
                  agent { failover { labels(['a', 'b']); agentGrace '1s' } }
                  stages {
                    stage('First') { steps { echo "first on ${env.NODE_NAME}" } }
                    stage('Second') {
                      steps { sh 'test -f Jenkinsfile'; semaphore "whole-${env.NODE_NAME}"; echo "second on ${env.NODE_NAME}" }
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
    }

    private static void refused(String agent, String message) throws Exception {
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
    void wrongArgumentsAreFoundBeforeAnythingRuns() throws Exception {
        refused("failover { labels '' }", "labels: one of them is empty");
        refused("failover { labels 'a, &&b' }", "labels: '&&b' is no expression of labels");
        refused(
                "failover { labels 'a'; queueTimeout 'soon' }",
                "failover: queueTimeout: 'soon': 'soon' is no duration");
        refused("failover { labels 'a'; agentGrace '30' }", "'30' is no duration, add a unit: 30s");
        refused("failover { labels 'a'; maxAttempts 0 }", "maxAttempts: '0': give a number between 1 and 100");
        refused("failover { labels 'a'; on 'sunday' }", "on: ");
        refused("failover { lables 'a' }", "lables");
        refused("failover { labels 'a'; mode 'race' }", "mode");
        refused("failover ''", "labels: one of them is empty");
    }

    private static String pipeline(String step) {
        return "pipeline {\n  agent none\n  stages {\n    stage('s') {\n      steps {\n        " + step
                + "\n      }\n    }\n  }\n}";
    }

    private static void refusedStep(String step, String message) throws Exception {
        WorkflowRun run = r.buildAndAssertStatus(Result.FAILURE, Jobs.create(r, pipeline(step)));
        r.assertLogContains("WorkflowScript: 6: ", run);
        r.assertLogContains(message, run);
        r.assertLogNotContains("Start of Pipeline", run);
    }

    @Test
    void wrongArgumentsOfStepsAreFoundBeforeAnythingRuns() throws Exception {
        refusedStep("failoverAgent(labels: []) { echo 'never' }", "failoverAgent: labels: there is none");
        refusedStep("failoverAgent(['a', '']) { echo 'never' }", "failoverAgent: labels: one of them is empty");
        refusedStep(
                "failoverAgent(labels: ['a', 'b'], mode: 'quorum', required: 3) { echo 'never' }",
                "failoverAgent: required: '3': there are only 2 slots");
        refusedStep("failoverAgent(labels: ['a'], queueTimeout: '-1m') { echo 'never' }", "queueTimeout: '-1m'");
        refusedStep("failoverAgent(labels: ['a'], agentGrace: 'soon') { echo 'never' }", "agentGrace: 'soon'");
        refusedStep("failoverAgent(labels: ['a'], mode: 'best') { echo 'never' }", "mode: 'best'");
        refusedStep(
                "failoverAgent(lables: ['a']) { echo 'never' }",
                "Invalid parameter \"lables\", did you mean \"labels\"?");
        refusedStep(
                "redundant(mode: 'quorum', hedgeAfter: '1m') { replica(name: 'x') { echo 'never' } }",
                "redundant: hedgeAfter: ");
        refusedStep("redundant(retries: -1) { replica(name: 'x') { echo 'never' } }", "redundant: retries: '-1'");
    }

    @Test
    void argumentsThatAreKnownLaterAreCheckedThen() throws Exception {
        Nodes.online(r, "a");
        WorkflowRun run = r.buildAndAssertSuccess(Jobs.create(
                r,
                pipeline("failoverAgent(labels: ['no', 'a'] - 'no', mode: \"${'ra'}ce\", hedgeAfter: '1m')"
                        + " { echo \"by ${env.NODE_NAME}\" }")));

        r.assertLogContains("by a", run);
    }

    @Test
    void directiveGeneratorWritesIt() {
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
