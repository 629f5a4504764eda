package io.jenkins.plugins.redundancy.steps;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.containsInAnyOrder;
import static org.hamcrest.Matchers.instanceOf;
import static org.hamcrest.Matchers.is;

import hudson.model.Result;
import java.util.ArrayList;
import java.util.List;
import net.sf.json.JSONObject;
import org.jenkinsci.plugins.workflow.actions.ThreadNameAction;
import org.jenkinsci.plugins.workflow.graph.FlowNode;
import org.jenkinsci.plugins.workflow.graphanalysis.ForkScanner;
import org.jenkinsci.plugins.workflow.graphanalysis.LabelledChunkFinder;
import org.jenkinsci.plugins.workflow.graphanalysis.StandardChunkVisitor;
import org.jenkinsci.plugins.workflow.job.WorkflowRun;
import org.jenkinsci.plugins.workflow.steps.FlowInterruptedException;
import org.jenkinsci.plugins.workflow.support.steps.ExecutorStepExecution;
import org.junit.jupiter.api.Test;

/** What we rely on in Jenkins itself, so that a change there shows here, and not in somebody's build. */
class UpstreamAssumptionsTest extends SharedJenkins {

    private static WorkflowRun run(Result expected, String script) throws Exception {
        return r.buildAndAssertStatus(expected, Jobs.create(r, script));
    }

    @Test
    void stoppingOneShStopsAnotherInTheSameDirectory() throws Exception {
        WorkflowRun run = run(
                Result.SUCCESS,
                "node { parallel(\n"
                        + "a: { try { timeout(time: 2, unit: 'SECONDS') { sh 'sleep 987' } } catch (stopped) { echo 'stopped' } },\n"
                        + "b: { def code = sh(returnStatus: true, script: 'sleep 986'); echo \"other ended with ${code}\" })\n }");

        r.assertLogContains("other ended with 143", run);
    }

    @Test
    void linkToTheDirectoryIsAnotherDirectory() throws Exception {
        WorkflowRun run = run(
                Result.SUCCESS,
                "node { sh 'ln -s . link'\n parallel(\n"
                        + "a: { try { timeout(time: 2, unit: 'SECONDS') { sh 'sleep 987' } } catch (stopped) { echo 'stopped' }\n"
                        + "     sh 'touch over' },\n"
                        + "b: { dir('link') { def code = sh(returnStatus: true, script: 'while [ ! -e over ]; do sleep 0.1; done')\n"
                        + "     echo \"other ended with ${code}\" } })\n }");

        r.assertLogContains("other ended with 0", run);
    }

    @Test
    void implicitBodyIsFoundAlsoInNestedBlocksAndLoops() throws Exception {
        WorkflowRun run = run(
                Result.SUCCESS,
                "node { withEnv(['X=1']) { parallel(one: { echo 'one' }, two: {\n"
                        + "redundantScan(required: 'all') {\n for (name in ['a', 'b', 'c']) { def n = name\n"
                        + " scanner(name: n) { echo \"I am ${n}\"\n " + Reports.write("env.REDUNDANCY_REPORT", 1)
                        + " } } } }) } }");

        for (String name : new String[] {"a", "b", "c"}) {
            r.assertLogContains("I am " + name, run);
        }
        assertThat(run.getResult(), is(Result.SUCCESS));
    }

    @Test
    void branchesAreThoseOfARealParallelForAllWhoDrawThem() throws Exception {
        WorkflowRun run = run(
                Result.SUCCESS,
                "stage('Both') { redundant(required: 2) { replica('x') { echo '1' }\n replica('y') { echo '2' } } }");

        List<String> branches = new ArrayList<>();
        ForkScanner.visitSimpleChunks(
                run.getExecution().getCurrentHeads(),
                new StandardChunkVisitor() {
                    @Override
                    public void parallelBranchStart(FlowNode parallel, FlowNode branch, ForkScanner scanner) {
                        branches.add(branch.getAction(ThreadNameAction.class).getThreadName());
                    }
                },
                new LabelledChunkFinder());
        assertThat(branches, containsInAnyOrder("x", "y"));
        JSONObject stage = JSONObject.fromObject(r.createWebClient()
                        .goTo(run.getUrl() + "stages/tree", "application/json")
                        .getWebResponse()
                        .getContentAsString())
                .getJSONObject("data")
                .getJSONArray("stages")
                .getJSONObject(0);
        assertThat(stage.getString("name"), is("Both"));
        List<String> drawn = new ArrayList<>();
        for (Object child : stage.getJSONArray("children")) {
            drawn.add(((JSONObject) child).getString("name") + " " + ((JSONObject) child).getString("type"));
        }
        assertThat(drawn, containsInAnyOrder("x PARALLEL", "y PARALLEL"));
    }

    /** It looks like an abort, and comes late: 2 s here, 5 minutes in reality. So the cause is asked first, and by us. */
    @Test
    void lostAgentLooksLikeAnAbortWithACauseOfItsOwn() throws Exception {
        long patience = ExecutorStepExecution.TIMEOUT_WAITING_FOR_NODE_MILLIS;
        ExecutorStepExecution.TIMEOUT_WAITING_FOR_NODE_MILLIS = 2000;
        try {
            loseAgent();
        } finally {
            ExecutorStepExecution.TIMEOUT_WAITING_FOR_NODE_MILLIS = patience;
        }
    }

    private static void loseAgent() throws Exception {
        Nodes.online(r, "lost");
        WorkflowRun run = Jobs.start(r, "node('lost') { sh 'echo busy now; sleep 60' }");
        r.waitForMessage("busy now", run);
        Nodes.disconnect(r, "lost");
        r.waitForCompletion(run);

        FlowInterruptedException lost =
                (FlowInterruptedException) run.getExecution().getCauseOfFailure();
        assertThat(lost.getResult(), is(Result.ABORTED));
        assertThat(lost.getCauses().get(0), instanceOf(ExecutorStepExecution.RemovedNodeTimeoutCause.class));
    }
}
