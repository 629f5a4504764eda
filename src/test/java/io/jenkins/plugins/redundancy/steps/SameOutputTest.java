package io.jenkins.plugins.redundancy.steps;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.startsWith;

import hudson.model.Result;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jenkinsci.plugins.workflow.flow.StashManager;
import org.jenkinsci.plugins.workflow.job.WorkflowRun;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A quorum of agents that have to deliver the same files. */
class SameOutputTest extends SharedJenkins {

    private static final String STEP =
            "def v = failoverAgent(labels: ['debian', 'alpine', 'rhel'], mode: 'quorum', required: 2, compare: 'dist/**', id: 'dist') {\n";

    @BeforeEach
    void agents() throws Exception {
        for (String name : new String[] {"debian", "alpine", "rhel"}) {
            Nodes.online(r, name);
        }
    }

    @Test
    void majoritysOutputIsStashedAndTheOddOneIsNamed() throws Exception {
        WorkflowRun run = r.buildAndAssertSuccess(
                Jobs.create(
                        r,
                        STEP
                                + "def odd = env.NODE_NAME == 'rhel'\n"
                                + "writeFile file: 'dist/same', text: 'same'\n"
                                + "writeFile file: 'dist/app', text: odd ? 'built on rhel' : 'built'\n"
                                + "writeFile file: 'ignored', text: env.NODE_NAME\n"
                                + "if (odd) { writeFile file: 'dist/extra', text: '' }\n"
                                + "env.NODE_NAME }\n"
                                + "echo \"outcome ${v.verdict} by ${v.winners} with ${v.values}\"\n"
                                + "node('built-in') { unstash 'dist'\n"
                                + " echo \"unstashed: ${readFile 'dist/app'}, extra ${fileExists 'dist/extra'}, other ${fileExists 'ignored'}\" }"));

        r.assertLogContains("[redundancy] rhel delivered 3 files, SHA-256 of all ", run);
        r.assertLogContains(
                "2 of 3 slots filled, 2 required; rhel (differs from debian and alpine in"
                        + " dist/app and dist/extra (only in one of them)) failed",
                run);
        r.assertLogContains("outcome degraded by [debian, alpine] with [debian:debian, alpine:alpine]", run);
        r.assertLogContains("unstashed: built, extra false, other false", run);
        Path manifests = run.getRootDir().toPath().resolve("redundancy/_outputs");
        try (var files = Files.walk(manifests)) {
            Path one = files.filter(f -> f.endsWith("attempt-1.sha256"))
                    .findFirst()
                    .orElseThrow();
            assertThat(
                    "as sha256sum writes it",
                    Files.readString(one).substring(64),
                    startsWith(
                            "  dist/app\n0967115f2813a3541eaef77de9d9d5773f1c0c04314b0bbfe4ff3b3b1c55b5d5  dist/same"));
        }
    }

    @Test
    void noMajorityIsNoOutput() throws Exception {
        WorkflowRun run = r.buildAndAssertStatus(
                Result.FAILURE,
                Jobs.create(
                        r,
                        STEP + "if (env.NODE_NAME != 'rhel') { writeFile file: 'dist/app', text: env.NODE_NAME } }"));

        r.assertLogContains("failoverAgent: lost: 1 of 3 slots filled, 2 required", run);
        r.assertLogContains(" in dist/app) failed", run);
        r.assertLogContains("rhel failed (job): compare: no file matches 'dist/**' in ", run);
        assertThat(StashManager.stashesOf(run).isEmpty(), is(true));
    }

    @Test
    void outputThatIsMissingOrElsewhereFailsItsReplica() throws Exception {
        WorkflowRun run = r.buildAndAssertStatus(
                Result.FAILURE,
                Jobs.create(
                        r,
                        STEP
                                + "if (env.NODE_NAME == 'debian') { sh 'mkdir dist; ln -s /etc/passwd dist/app' }\n"
                                + "else if (env.NODE_NAME == 'alpine') { sh 'mkdir dist; echo 1 > dist/app; ln -s app dist/link; ln -s nowhere dist/dead' }\n"
                                + "else { sh 'mkdir dist; mkfifo dist/pipe' }\n"
                                + "}"));

        r.assertLogContains("debian failed (job): compare: dist/app leads out of the workspace, to /", run);
        r.assertLogContains("rhel failed (job): compare: dist/pipe is no regular file", run);
        r.assertLogContains("alpine delivered 3 files", run);
    }

    @Test
    void senselessArgumentsAreNamed() throws Exception {
        assertFails("failoverAgent(labels: ['a'], compare: 'x') { }", "compare: 'x': only a quorum");
        assertFails(
                "failoverAgent(labels: ['a', 'b'], mode: 'quorum', required: 1, compare: 'x') { }",
                "required: '1': with compare it must be more than half of the 2 labels");
        assertFails("failoverAgent(labels: ['a'], id: '../x') { }", "id: '../x'");
    }

    private static void assertFails(String script, String message) throws Exception {
        WorkflowRun run = r.buildAndAssertStatus(Result.FAILURE, Jobs.create(r, script));
        r.assertLogContains(message, run);
    }
}
