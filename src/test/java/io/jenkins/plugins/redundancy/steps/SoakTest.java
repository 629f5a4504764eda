package io.jenkins.plugins.redundancy.steps;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.lessThan;

import io.jenkins.plugins.redundancy.agent.AgentWatch;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.logging.Logger;
import org.jenkinsci.plugins.workflow.job.WorkflowRun;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * Many stages at once, over agents that die and come back at random. Small in the normal run; {@code -Psoak} makes it as
 * large and as long as docs/developer/soak.md says.
 */
class SoakTest extends SharedJenkins {

    private static final Logger LOGGER = Logger.getLogger(SoakTest.class.getName());
    private static final int STAGES = Integer.getInteger("soak.stages", 6);
    private static final int AGENTS = Integer.getInteger("soak.agents", 3);
    private static final int ROUNDS = Integer.getInteger("soak.rounds", 1);
    private static final long SEED = Long.getLong("soak.seed", 20261121L);

    /** Mean time between two deaths. */
    private static final int MILLIS = Integer.getInteger("soak.millis", 1500);

    private static final long MEBIBYTE = 1 << 20;

    @Test
    @Timeout(value = 30, unit = TimeUnit.MINUTES)
    void everyBuildEndsWithTheRightVerdictAndNothingLeaks() throws Exception {
        Random random = new Random(SEED);
        try (MortalAgents agents = new MortalAgents(r, AGENTS, random.nextLong())) {
            List<Long> heaps = new ArrayList<>();
            int failures = 0;
            for (int round = 0; round < ROUNDS; round++) {
                long begin = System.nanoTime();
                List<SoakStage> stages = new ArrayList<>();
                for (int stage = 0; stage < STAGES; stage++) {
                    stages.add(SoakStage.random(agents.names(), random));
                }
                List<WorkflowRun> runs = new ArrayList<>();
                for (SoakStage stage : stages) {
                    runs.add(Jobs.start(r, stage.script()));
                }
                agents.dieEvery(MILLIS);
                List<String> wrong = new ArrayList<>();
                for (int stage = 0; stage < STAGES; stage++) {
                    WorkflowRun run = runs.get(stage);
                    r.waitForCompletion(run);
                    failures += stages.get(stage).judge(run, agents.deaths(), wrong);
                }
                agents.rest();
                assertThat(wrong, empty());
                Jobs.assertNothingLeft(r);
                assertThat(AgentWatch.guests(), is(0));
                // their jobs stay: another one of the same name would inherit what Pipeline keeps of a cancelled node
                for (WorkflowRun run : runs) {
                    run.delete();
                }
                runs.clear();
                heaps.add(usedHeap());
                LOGGER.info("soak: round " + round + " of " + STAGES + " stages took "
                        + (System.nanoTime() - begin) / 1_000_000_000 + " s; " + agents.died()
                        + " deaths and " + failures + " lost attempts so far; heap "
                        + heaps.get(round) / MEBIBYTE + " MiB");
            }
            // the first rounds load classes and fill caches
            int settled = ROUNDS / 2;
            if (settled > 0) {
                assertThat("growth", heaps.get(ROUNDS - 1) - heaps.get(settled), lessThan(16 * MEBIBYTE));
            }
        }
    }

    private static long usedHeap() {
        long least = Long.MAX_VALUE;
        for (int i = 0; i < 5; i++) {
            System.gc();
            least = Math.min(
                    least,
                    Runtime.getRuntime().totalMemory() - Runtime.getRuntime().freeMemory());
        }
        return least;
    }
}
