package io.jenkins.plugins.redundancy.steps;

import hudson.model.Result;
import org.jenkinsci.plugins.workflow.job.WorkflowRun;
import org.jenkinsci.plugins.workflow.test.steps.SemaphoreStep;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What a Jenkinsfile's author sees of {@code failoverAgent}; {@link AgentLossTest} has what makes it fail over. */
class FailoverAgentTest extends SharedJenkins {

    @BeforeEach
    void agents() throws Exception {
        Nodes.online(r, "a");
        Nodes.online(r, "b");
    }

    @Test
    void runsOnTheFirstLabelAndReturnsTheValue() throws Exception {
        WorkflowRun run = r.buildAndAssertSuccess(
                Jobs.create(
                        r,
                        Jobs.onAgents(
                                "",
                                "sh 'echo in $REDUNDANCY_LABEL $REDUNDANCY_REPLICA $REDUNDANCY_ATTEMPT'\n\"by ${env.NODE_NAME}\"")));

        r.assertLogContains("in a a 1", run);
        r.assertLogContains("value by a", run);
        r.assertLogContains("verdict met", run);
    }

    @Test
    void failingCommandEndsTheStep() throws Exception {
        WorkflowRun run = r.buildAndAssertStatus(
                Result.FAILURE, Jobs.create(r, Jobs.onAgents("", "echo env.NODE_NAME\n sh 'exit 3'")));

        r.assertLogContains("a failed (job): exit code 3", run);
        r.assertLogContains("ERROR: script returned exit code 3", run);
        r.assertLogNotContains("starting b", run);
    }

    @Test
    void failingCommandIsTriedElsewhereOnRequest() throws Exception {
        WorkflowRun run = r.buildAndAssertSuccess(Jobs.create(
                r, Jobs.onAgents(", on: 'any'", "if (env.NODE_NAME == 'a') { sh 'exit 3' }\n env.NODE_NAME")));

        r.assertLogContains("b stood in for a (exit code 3", run);
        r.assertLogContains("value b", run);
    }

    @Test
    void listStartsAgainUpToMaxAttempts() throws Exception {
        WorkflowRun run = r.buildAndAssertStatus(
                Result.FAILURE, Jobs.create(r, Jobs.onAgents("'nobody', 'noone'", ", maxAttempts: 3", "1")));

        r.assertLogContains("starting nobody #2", run);
        r.assertLogContains("failoverAgent: lost: 0 of 1 slots filled", run);
        r.assertLogNotContains("starting noone #2", run);
    }

    @Test
    void endWithoutAnAgentIsAnAgentErrorForARetryAround() throws Exception {
        WorkflowRun run = r.buildAndAssertStatus(
                Result.FAILURE,
                Jobs.create(
                        r,
                        "retry(count: 2, conditions: [agent()]) { echo 'a round'\n failoverAgent(labels: ['nobody']) { } }"));

        r.assertLogContains("Retrying", run);
    }

    @Test
    void loserOfARaceFreesItsExecutor() throws Exception {
        WorkflowRun run = Jobs.start(
                r,
                Jobs.onAgents(
                        ", mode: 'race'",
                        "if (env.NODE_NAME == 'a') { catchError { sh 'echo slow runs; " + Jobs.SLEEP
                                + "' }\n echo 'I should be gone' }\nelse { semaphore 'race' }\n env.NODE_NAME"));
        r.waitForMessage("slow runs", run);
        SemaphoreStep.success("race/1", null);
        r.assertBuildStatusSuccess(r.waitForCompletion(run));

        r.assertLogContains("cancelling a: lost the race", run);
        r.assertLogContains("value b", run);
        r.assertLogNotContains("I should be gone", run);
        Jobs.assertNoProcessLeft(r);
    }

    @Test
    void loserThatWaitsForItsExecutorLeavesTheQueue() throws Exception {
        Nodes.closed(r, "a");
        WorkflowRun run = r.buildAndAssertSuccess(Jobs.create(r, Jobs.onAgents(", mode: 'race'", "env.NODE_NAME")));

        r.assertLogContains("value b", run);
    }

    @Test
    void hedgeAsksForTheSecondLabelLater() throws Exception {
        WorkflowRun run = r.buildAndAssertSuccess(Jobs.create(
                r,
                Jobs.onAgents(
                        ", mode: 'race', hedgeAfter: '1s'",
                        "if (env.NODE_NAME == 'a') { semaphore 'hedge' }\n env.NODE_NAME")));

        r.assertLogContains("starting b", run);
        r.assertLogContains("value b", run);
    }

    @Test
    void quorumReturnsAllValues() throws Exception {
        WorkflowRun run = r.buildAndAssertSuccess(Jobs.create(
                r,
                Jobs.onAgents(", mode: 'quorum', required: 2", "\"on ${env.NODE_NAME}\"")
                        + "\necho \"outcome ${v.verdict} ${v.values}\""));

        r.assertLogContains("outcome met [a:on a, b:on b]", run);
    }

    @Test
    void worksInDeclarative() throws Exception {
        WorkflowRun run = r.buildAndAssertSuccess(Jobs.create(
                r,
                "pipeline { agent none\n stages { stage('s') { steps { failoverAgent(labels: ['a', 'b'], queueTimeout: '1m') {\n"
                        + "sh 'echo ran on $NODE_NAME'\n} } } } }"));

        r.assertLogContains("ran on a", run);
    }

    @Test
    void badArgumentsFailAtOnceAndAreNamed() throws Exception {
        assertFails("failoverAgent(labels: []) { }", "labels: there is none");
        assertFails("failoverAgent(labels: ['a', ' ']) { }", "labels: one of them is empty");
        assertFails("failoverAgent(labels: ['a &&']) { }", "labels: 'a &&' is no expression of labels");
        assertFails("failoverAgent(labels: ['a'], mode: 'best') { }", "mode: 'best'");
        assertFails("failoverAgent(labels: ['a'], queueTimeout: '-1m') { }", "queueTimeout: '-1m'");
        assertFails("failoverAgent(labels: ['a'], agentGrace: 'soon') { }", "agentGrace: 'soon'");
        assertFails("failoverAgent(labels: ['a'], mode: 'quorum', required: 2) { }", "there is only 1 slot");
        assertFails("failoverAgent(labels: ['a'], mode: 'race', maxAttempts: 2) { }", "maxAttempts: '2'");
        assertFails("failoverAgent(labels: ['a'], lables: ['a']) { }", "lables");
    }

    @Test
    void misspeltArgumentFailsWhereDeclarativeIsRead() throws Exception {
        WorkflowRun run = r.buildAndAssertStatus(
                Result.FAILURE,
                Jobs.create(
                        r,
                        "pipeline { agent any\n stages { stage('s') { steps { failoverAgent(lables: ['a']) { echo 'x' } } } } }"));

        r.assertLogContains("Invalid parameter \"lables\", did you mean \"labels\"?", run);
        r.assertLogNotContains("Running on", run);
    }

    private static void assertFails(String script, String message) throws Exception {
        WorkflowRun run = r.buildAndAssertStatus(Result.FAILURE, Jobs.create(r, script));
        r.assertLogNotContains("Running on", run);
        r.assertLogContains(message, run);
    }
}
