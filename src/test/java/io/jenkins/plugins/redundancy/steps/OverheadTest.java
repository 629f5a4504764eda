package io.jenkins.plugins.redundancy.steps;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.lessThan;

import hudson.model.Queue;
import hudson.slaves.OfflineCause;
import java.io.File;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.logging.Logger;
import org.jenkinsci.plugins.workflow.job.WorkflowRun;
import org.jenkinsci.plugins.workflow.test.steps.SemaphoreStep;
import org.junit.jupiter.api.Test;

/** What it costs, against the same in plain Pipeline, in one run. The figures of docs/performance.md are its log's. */
class OverheadTest extends SharedJenkins {

    private static final Logger LOGGER = Logger.getLogger(OverheadTest.class.getName());
    private static final int ROUNDS = Integer.getInteger("overhead.rounds", 3);
    private static final int REPLICAS = Integer.getInteger("overhead.replicas", 40);

    /** Of each step that uses its program anew; far more than noise, far less than what a user would notice. */
    private static final int MOST_BYTES_PER_REPLICA = 8 * 1024;

    @Test
    void barelyMoreThanABareNode() throws Exception {
        Nodes.online(r, "a");
        List<Long> bare = new ArrayList<>();
        List<Long> ours = new ArrayList<>();
        millis("node('a') { echo 'warm' }");
        millis("failoverAgent(labels: ['a']) { echo 'warm' }");
        for (int i = 0; i < ROUNDS; i++) {
            bare.add(millis("node('a') { echo 'x' }"));
            ours.add(millis("failoverAgent(labels: ['a']) { echo 'x' }"));
        }
        LOGGER.info("overhead: bare node " + bare + " ms, failoverAgent " + ours + " ms");
        assertThat("ms more", median(ours) - median(bare), lessThan(1500L));
    }

    private static long millis(String script) throws Exception {
        return r.buildAndAssertSuccess(Jobs.create(r, script)).getDuration();
    }

    private static long median(List<Long> values) {
        return values.stream().sorted().toList().get(values.size() / 2);
    }

    @Test
    void nextReplicaAsksForItsExecutorAtOnce() throws Exception {
        Nodes.online(r, "a");
        Nodes.closed(r, "closed");
        List<Long> waits = new ArrayList<>();
        for (int i = 1; i <= ROUNDS; i++) {
            Nodes.online(r, "a");
            WorkflowRun run = Jobs.start(
                    r,
                    Jobs.onAgents(
                            "'a', 'closed'", ", agentGrace: '0'", "sh 'echo busy " + i + "; exec " + Jobs.SLEEP + "'"));
            r.waitForMessage("busy " + i, run);
            long[] offline = {0};
            r.jenkins
                    .getComputer("a")
                    .disconnect(new OfflineCause.ByCLI("for the test"))
                    .get();
            offline[0] = System.nanoTime();
            Queue.Item item = Jobs.waitForItem(r, run);
            waits.add(item.getInQueueSince()
                    - (System.currentTimeMillis() - (System.nanoTime() - offline[0]) / 1_000_000));
            run.doStop();
            r.waitForCompletion(run);
        }
        LOGGER.info("overhead: the next replica was in the queue after " + waits + " ms");
        assertThat("ms", median(waits), lessThan(2000L));
    }

    @Test
    void programStaysSmallWithManyReplicas() throws Exception {
        String each = "for (int i = 0; i < " + REPLICAS + "; i++) { def n = i\n";
        long[] bare = saved(
                "def b = [:]\n" + each
                        + " b[\"r${n}\"] = { if (n == 0) { semaphore 'bare' } else { sleep 600 } } }\nparallel b",
                "bare");
        long[] ours = saved(
                "redundant(required: 'all') {\n" + each
                        + " replica(\"r${n}\") { if (n == 0) { semaphore 'ours' } else { sleep 600 } } }\n}",
                "ours");
        LOGGER.info("overhead: program.dat of " + REPLICAS + " branches: parallel " + bare[0] + " bytes, redundant "
                + ours[0] + " bytes; saved in " + bare[1] + " and " + ours[1] + " µs");
        assertThat("bytes per replica", (ours[0] - bare[0]) / REPLICAS, lessThan((long) MOST_BYTES_PER_REPLICA));
    }

    /** Size of the program, and how long it takes to save it. */
    private static long[] saved(String script, String semaphore) throws Exception {
        WorkflowRun run = Jobs.start(r, script);
        SemaphoreStep.waitForStart(semaphore + "/1", run);
        while (run.getExecution().getCurrentExecutions(true).get().size() < REPLICAS) {
            Jobs.pause();
        }
        List<Long> times = new ArrayList<>();
        File program = new File(run.getRootDir(), "program.dat");
        for (int i = 0; i < 5; i++) {
            long begin = System.nanoTime();
            run.getExecution()
                    .getCurrentExecutions(true)
                    .get()
                    .get(0)
                    .getContext()
                    .saveState()
                    .get();
            times.add((System.nanoTime() - begin) / 1000);
        }
        long size = Files.size(program.toPath());
        run.doStop();
        r.waitForCompletion(run);
        return new long[] {size, median(times)};
    }
}
