package io.jenkins.plugins.redundancy.steps;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.is;

import hudson.model.Result;
import org.jenkinsci.plugins.workflow.cps.CpsFlowDefinition;
import org.jenkinsci.plugins.workflow.job.WorkflowJob;
import org.jenkinsci.plugins.workflow.job.WorkflowRun;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.jvnet.hudson.test.JenkinsRule;
import org.jvnet.hudson.test.junit.jupiter.BuildWatcherExtension;
import org.jvnet.hudson.test.junit.jupiter.WithJenkins;

/** What we rely on in Jenkins itself, so that a change there shows here, and not in somebody's build. */
@WithJenkins
class UpstreamAssumptionsTest {

    @RegisterExtension
    @SuppressWarnings("unused")
    private static final BuildWatcherExtension WATCHER = new BuildWatcherExtension();

    private static WorkflowRun run(JenkinsRule r, Result expected, String script) throws Exception {
        WorkflowJob job = r.jenkins.createProject(
                WorkflowJob.class, "job" + r.jenkins.getItems().size());
        job.setDefinition(new CpsFlowDefinition(script, true));
        return r.buildAndAssertStatus(expected, job);
    }

    @Test
    void stoppingOneShStopsAnotherInTheSameDirectory(JenkinsRule r) throws Exception {
        WorkflowRun run = run(
                r,
                Result.SUCCESS,
                "node { parallel(\n"
                        + "a: { try { timeout(time: 2, unit: 'SECONDS') { sh 'sleep 987' } } catch (stopped) { echo 'stopped' } },\n"
                        + "b: { def code = sh(returnStatus: true, script: 'sleep 986'); echo \"other ended with ${code}\" })\n }");

        r.assertLogContains("other ended with 143", run);
    }

    @Test
    void linkToTheDirectoryIsAnotherDirectory(JenkinsRule r) throws Exception {
        WorkflowRun run = run(
                r,
                Result.SUCCESS,
                "node { sh 'ln -s . link'\n parallel(\n"
                        + "a: { try { timeout(time: 2, unit: 'SECONDS') { sh 'sleep 987' } } catch (stopped) { echo 'stopped' }\n"
                        + "     sh 'touch over' },\n"
                        + "b: { dir('link') { def code = sh(returnStatus: true, script: 'while [ ! -e over ]; do sleep 0.1; done')\n"
                        + "     echo \"other ended with ${code}\" } })\n }");

        r.assertLogContains("other ended with 0", run);
    }

    @Test
    void implicitBodyIsFoundAlsoInNestedBlocksAndLoops(JenkinsRule r) throws Exception {
        WorkflowRun run = run(
                r,
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
}
