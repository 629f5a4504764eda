package io.jenkins.plugins.redundancy.steps;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.startsWith;

import com.cloudbees.hudson.plugins.folder.Folder;
import hudson.FilePath;
import hudson.model.Result;
import hudson.model.Run;
import hudson.model.TaskListener;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jenkinsci.plugins.scriptsecurity.scripts.ScriptApproval;
import org.jenkinsci.plugins.workflow.actions.ArgumentsAction;
import org.jenkinsci.plugins.workflow.actions.ThreadNameAction;
import org.jenkinsci.plugins.workflow.cps.CpsFlowDefinition;
import org.jenkinsci.plugins.workflow.graph.FlowNode;
import org.jenkinsci.plugins.workflow.graphanalysis.DepthFirstScanner;
import org.jenkinsci.plugins.workflow.job.WorkflowJob;
import org.jenkinsci.plugins.workflow.job.WorkflowRun;
import org.jenkinsci.plugins.workflow.libs.FolderLibraries;
import org.jenkinsci.plugins.workflow.libs.LibraryConfiguration;
import org.jenkinsci.plugins.workflow.libs.LibraryRetriever;
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
    void eachLabelIsRetriedAfterABackoff() throws Exception {
        WorkflowRun run = r.buildAndAssertSuccess(Jobs.create(
                r,
                Jobs.onAgents(
                        ", on: 'any', retries: 1, backoff: '100ms'",
                        "echo \"try ${env.REDUNDANCY_ATTEMPT} on ${env.NODE_NAME}\"\n"
                                + "if (env.REDUNDANCY_ATTEMPT != '4') { error 'flaky' }\n env.NODE_NAME")));

        r.assertLogContains("starting a (try 2)", run);
        r.assertLogContains("try 2 on a", run);
        r.assertLogContains("try 3 on b", run);
        r.assertLogContains("starting b (try 2)", run);
        r.assertLogContains("value b", run);
    }

    @Test
    void buildGoesOnUnstableWithoutAValueOnRequest() throws Exception {
        WorkflowRun run = r.buildAndAssertStatus(
                Result.UNSTABLE,
                Jobs.create(
                        r,
                        Jobs.onAgents("'nobody'", ", onLost: 'unstable'", "1")
                                + "\necho \"result ${currentBuild.currentResult}\""));

        r.assertLogContains("failoverAgent is lost: 0 of 1 slots filled", run);
        r.assertLogContains("value null", run);
        r.assertLogContains("result UNSTABLE", run);
    }

    @Test
    void worksInALibraryThatNobodyTrusts() throws Exception {
        LibraryConfiguration library = new LibraryConfiguration("stages", new Stages());
        library.setDefaultVersion("1");
        Folder team = r.jenkins.createProject(Folder.class, "team");
        team.addProperty(new FolderLibraries(List.of(library)));
        WorkflowJob job = team.createProject(WorkflowJob.class, "job");
        job.setDefinition(new CpsFlowDefinition(
                "@Library('stages') import example.Uploads\n"
                        + "onAnyAgent { sh 'echo by $NODE_NAME' }\n new Uploads(this).all()",
                true));
        WorkflowRun run = r.buildAndAssertSuccess(job);

        r.assertLogContains("by a", run);
        r.assertLogContains("library knows: two stood in for one", run);
        assertThat(ScriptApproval.get().getPendingScripts().size(), is(0));
        assertThat(ScriptApproval.get().getPendingSignatures().size(), is(0));
    }

    /** Of a folder, so it runs in the sandbox. */
    public static final class Stages extends LibraryRetriever {

        @Override
        public void retrieve(
                String name, String version, boolean changelog, FilePath target, Run<?, ?> run, TaskListener listener)
                throws Exception {
            target.child("vars/onAnyAgent.groovy")
                    .write("def call(Closure work) { failoverAgent(labels: ['nobody', 'a']) { work() } }", "UTF-8");
            target.child("src/example/Uploads.groovy")
                    .write(
                            "package example\n class Uploads implements Serializable {\n def steps\n"
                                    + "Uploads(steps) { this.steps = steps }\n"
                                    + "def all() { def who = steps.redundant(mode: 'failover') {\n"
                                    + "steps.replica(name: 'one') { steps.error 'down' }\n"
                                    + "steps.replica(name: 'two') { 'two stood in for one' } }\n"
                                    + "steps.echo \"library knows: ${who}\" } }",
                            "UTF-8");
        }

        @Override
        public void retrieve(String name, String version, FilePath target, Run<?, ?> run, TaskListener listener)
                throws Exception {
            retrieve(name, version, false, target, run, listener);
        }
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
        WorkflowRun run = Jobs.start(r, Jobs.onAgents(", mode: 'race'", "semaphore 'queued'\n env.NODE_NAME"));
        SemaphoreStep.waitForStart("queued/1", run);
        Jobs.waitForItem(r, run);
        SemaphoreStep.success("queued/1", null);
        r.assertBuildStatusSuccess(r.waitForCompletion(run));

        r.assertLogContains("value b", run);
        assertThat(
                notes(run), contains(startsWith("in a: a was cancelled: lost the race; it was still in the queue: ")));
    }

    @Test
    void branchThatNeverStartedSaysSo() throws Exception {
        WorkflowRun run = r.buildAndAssertSuccess(
                Jobs.create(r, Jobs.onAgents(", mode: 'race', hedgeAfter: '1h'", "env.NODE_NAME")));

        r.assertLogContains("value a", run);
        assertThat(notes(run), contains(startsWith("in b: b was skipped: not needed")));
    }

    /** What branches say of themselves, as the stage views show it. */
    private static List<String> notes(WorkflowRun run) {
        List<String> notes = new ArrayList<>();
        for (FlowNode node : new DepthFirstScanner().allNodes(run.getExecution())) {
            if ("redundancyNote".equals(node.getDisplayFunctionName())) {
                String branch = node.getEnclosingBlocks().stream()
                        .map(block -> block.getAction(ThreadNameAction.class))
                        .filter(Objects::nonNull)
                        .map(ThreadNameAction::getThreadName)
                        .findFirst()
                        .orElse("no branch");
                notes.add("in " + branch + ": " + ArgumentsAction.getStepArgumentsAsString(node));
            }
        }
        return notes;
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

    private static void assertFails(String script, String message) throws Exception {
        WorkflowRun run = r.buildAndAssertStatus(Result.FAILURE, Jobs.create(r, script));
        r.assertLogNotContains("Running on", run);
        r.assertLogContains(message, run);
    }
}
