package io.jenkins.plugins.redundancy.steps;

import hudson.model.Run;
import io.jenkins.plugins.redundancy.agent.PastRunsFile;
import io.jenkins.plugins.redundancy.engine.policy.Durations;
import io.jenkins.plugins.redundancy.engine.policy.Percentile;
import io.jenkins.plugins.redundancy.engine.policy.Verdict;
import java.io.IOException;
import java.io.Serializable;
import java.time.Duration;
import java.util.List;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.jenkinsci.plugins.workflow.graph.FlowNode;
import org.jenkinsci.plugins.workflow.steps.StepContext;

/**
 * A hedge delay that the job's own past decides: a percentile of what the first label took in this stage.
 *
 * @param stage name of the enclosing one; empty outside of all
 * @param known past runs of the first label
 * @param delay zero, all at once, where too few are known
 */
record AgentHedge(Percentile percentile, AgentPlan plan, String stage, int known, Duration delay)
        implements Serializable {

    private static final long serialVersionUID = 1L;
    private static final Logger LOGGER = Logger.getLogger(AgentHedge.class.getName());

    /** Reads a file of a few kilobytes. */
    static AgentHedge of(Percentile percentile, AgentPlan plan, FlowNode node, StepContext context)
            throws IOException, InterruptedException {
        String stage = StageReport.stage(node);
        List<Duration> taken =
                PastRunsFile.read(context.get(Run.class).getParent()).of(stage, first(plan));
        return new AgentHedge(
                percentile, plan, stage, taken.size(), percentile.of(taken).orElse(Duration.ZERO));
    }

    private static String first(AgentPlan plan) {
        return plan.labels().values().iterator().next();
    }

    /** Keeps how long the attempts ran. */
    void learn(Verdict verdict, StepContext context) {
        try {
            Run<?, ?> run = context.get(Run.class);
            Background.run(
                    () -> PastRunsFile.update(
                            run.getParent(), past -> past.with(stage, verdict, delay, plan.labels()::get)),
                    x -> LOGGER.log(Level.WARNING, x, () -> "cannot keep how long the agents of " + run + " took"));
        } catch (IOException | InterruptedException x) {
            LOGGER.log(Level.WARNING, x, () -> "cannot keep how long the agents took");
        }
    }

    /** For the log. */
    @Override
    public String toString() {
        return known < Percentile.FEWEST
                ? "hedgeAfter " + percentile + ": only " + known + " past runs on " + first(plan) + " are known, "
                        + Percentile.FEWEST + " are needed; all labels start at once"
                : "hedgeAfter " + percentile + ": " + Durations.format(delay) + ", by the last " + known + " runs on "
                        + first(plan);
    }
}
