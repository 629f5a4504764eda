package io.jenkins.plugins.redundancy.steps;

import hudson.model.Result;
import org.jenkinsci.plugins.workflow.job.WorkflowRun;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.jvnet.hudson.test.JenkinsRule;
import org.jvnet.hudson.test.junit.jupiter.BuildWatcherExtension;
import org.jvnet.hudson.test.junit.jupiter.WithJenkins;

/** Steps whose effect must happen once, in blocks that run several times at once. */
@WithJenkins
class OnceOnlyTest {

    @RegisterExtension
    @SuppressWarnings("unused")
    private static final BuildWatcherExtension WATCHER = new BuildWatcherExtension();

    private static String agents(String arguments, String block) {
        return "failoverAgent(labels: ['a', 'b'], " + arguments + ") { writeFile file: 'x', text: ''\n" + block
                + " }\n";
    }

    @Test
    void stepsThatMustHappenOnceAreRefusedUnlessAskedForByName(JenkinsRule r) throws Exception {
        r.createSlave("a", "a", null);
        r.createSlave("b", "b", null);

        assertRefused(r, agents("mode: 'race'", "archiveArtifacts 'x'"), "archiveArtifacts");
        assertRefused(
                r, agents("mode: 'quorum'", "step([$class: 'ArtifactArchiver', artifacts: 'x'])"), "archiveArtifacts");
        assertRefused(r, agents("mode: 'quorum'", "input 'now?'"), "input");
        assertRefused(r, agents("mode: 'quorum'", "stash 'all'"), "stash");
        assertRefused(r, "redundant(mode: 'race') { replica('x') { input 'now?' } }", "input");
        assertRefused(
                r,
                "redundant(mode: 'race') { replica('x') { " + agents("mode: 'quorum', allow: ['input']", "input 'now?'")
                        + " } }",
                "input");

        WorkflowRun run = r.buildAndAssertSuccess(
                Jobs.create(
                        r,
                        agents("mode: 'quorum', required: 'all'", "stash \"out of ${env.REDUNDANCY_REPLICA}\"")
                                + agents(
                                        "mode: 'quorum', allow: ['stash', 'archiveArtifacts']",
                                        "stash 'all'\n archiveArtifacts 'x'")
                                + agents("mode: 'failover'", "stash 'one'")
                                + "redundant { replica('up') { node('a') { writeFile file: 'x', text: ''\n archiveArtifacts 'x' } } }\n"
                                + "node('a') { unstash 'out of a'\n unstash 'out of b'\n unstash 'all'\n unstash 'one'\n echo 'all there' }"));
        r.assertLogContains("all there", run);

        assertFails(r, agents("mode: 'race', allow: ['echo']", ""), "allow: 'echo': this step is not refused");
        assertFails(r, agents("allow: ['build']", ""), "allow: [build]: in mode failover no step is refused");
    }

    private static void assertRefused(JenkinsRule r, String script, String step) throws Exception {
        assertFails(
                r,
                script,
                step + " is refused: its effect must happen once, and this block runs several times at once");
    }

    private static void assertFails(JenkinsRule r, String script, String message) throws Exception {
        WorkflowRun run = r.buildAndAssertStatus(Result.FAILURE, Jobs.create(r, script));
        r.assertLogContains(message, run);
    }
}
