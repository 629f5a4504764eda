package io.jenkins.plugins.redundancy.steps;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.greaterThanOrEqualTo;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.is;

import hudson.model.Result;
import io.jenkins.plugins.redundancy.agent.PastRunsFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.jenkinsci.plugins.workflow.job.WorkflowJob;
import org.jenkinsci.plugins.workflow.job.WorkflowRun;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.jvnet.hudson.test.JenkinsRule;
import org.jvnet.hudson.test.junit.jupiter.BuildWatcherExtension;
import org.jvnet.hudson.test.junit.jupiter.WithJenkins;

/** A hedge that learns from past builds. */
@WithJenkins
class HedgeTest {

    @RegisterExtension
    @SuppressWarnings("unused")
    private static final BuildWatcherExtension WATCHER = new BuildWatcherExtension();

    @Test
    void pastRunsDecideWhenTheSecondLabelIsAskedFor(JenkinsRule r) throws Exception {
        r.createSlave("a", "a", null);
        r.createSlave("b", "b", null);
        WorkflowJob job = Jobs.create(
                r,
                "stage('Build it') { failoverAgent(labels: ['a', 'b'], mode: 'race', hedgeAfter: 'p95') {\n"
                        // long enough for the loser to be slower than the delay, however late its executor came
                        + "if (env.NODE_NAME == 'a') { semaphore 'never' } else { sleep 2 } } }");
        Path file = job.getRootDir().toPath().resolve("redundancy-past-runs.txt");
        WorkflowRun run = r.buildAndAssertSuccess(job);
        r.assertLogContains(
                "hedgeAfter p95: only 0 past runs on a are known, 5 are needed; all labels start at once", run);
        waitFor(file);
        assertThat(PastRunsFile.read(job).of("Build it", "b"), hasSize(1));

        Files.writeString(file, "Build+it a 1000 1000 700 1000 1000\nand what is not ours\n", StandardCharsets.UTF_8);
        run = r.buildAndAssertSuccess(job);
        r.assertLogContains("hedgeAfter p95: 1 s, by the last 5 runs on a", run);
        r.assertLogContains("starting b", run);
        r.waitUntilNoActivity();
        while (PastRunsFile.read(job).of("Build it", "a").size() < 6) {
            Jobs.pause();
        }
        List<Duration> taken = PastRunsFile.read(job).of("Build it", "a");
        assertThat("the loser was slow", taken.get(5), greaterThanOrEqualTo(Duration.ofSeconds(1)));
        try (var files = Files.list(job.getRootDir().toPath())) {
            assertThat(
                    "temporary files",
                    files.map(f -> f.getFileName().toString())
                            .filter(name -> name.startsWith("redundancy"))
                            .toList(),
                    contains("redundancy-past-runs.txt"));
        }

        run = r.buildAndAssertStatus(
                Result.FAILURE, Jobs.create(r, "failoverAgent(labels: ['a'], hedgeAfter: 'p95') { }"));
        r.assertLogContains("hedgeAfter: 'p95': only a race hedges", run);
        run = r.buildAndAssertStatus(
                Result.FAILURE, Jobs.create(r, "failoverAgent(labels: ['a'], mode: 'race', hedgeAfter: 'p0') { }"));
        r.assertLogContains("hedgeAfter: 'p0' is no percentile", run);
        assertThat(Files.exists(file), is(true));
    }

    private static void waitFor(Path file) throws InterruptedException {
        while (!Files.exists(file)) {
            Jobs.pause();
        }
    }
}
