package io.jenkins.plugins.redundancy.steps;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import hudson.Util;
import hudson.model.Run;
import io.jenkins.plugins.redundancy.engine.policy.Coordinator;
import io.jenkins.plugins.redundancy.engine.policy.Verdict;
import io.jenkins.plugins.redundancy.engine.report.StageResult;
import io.jenkins.plugins.redundancy.pages.StagesAction;
import java.io.IOException;
import java.io.Serializable;
import java.time.Instant;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.UnaryOperator;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.jenkinsci.plugins.workflow.actions.LabelAction;
import org.jenkinsci.plugins.workflow.actions.ThreadNameAction;
import org.jenkinsci.plugins.workflow.graph.BlockStartNode;
import org.jenkinsci.plugins.workflow.graph.FlowNode;
import org.jenkinsci.plugins.workflow.steps.StepContext;

/** Shows a redundant block on its build's page, from its begin to its verdict. On the CPS VM thread. */
final class StageReport implements Serializable {

    private static final long serialVersionUID = 1L;
    private static final Logger LOGGER = Logger.getLogger(StageReport.class.getName());

    private final String id;
    private final String step;
    private final String stage;
    private final Instant began = Instant.now();
    private final Map<Integer, StageResult.Note> notes = new TreeMap<>();

    /** Forgotten by a restart, so that a stage that was over just before is kept again. */
    private transient boolean kept;

    private StageReport(String id, String step, String stage) {
        this.id = id;
        this.step = step;
        this.stage = stage;
    }

    /** @param node of the step */
    static StageReport of(FlowNode node) {
        return new StageReport(node.getId(), node.getDisplayFunctionName(), stage(node));
    }

    /** Its name; empty outside of all stages. A branch of a parallel is not one. */
    static String stage(FlowNode node) {
        for (BlockStartNode block : node.iterateEnclosingBlocks()) {
            LabelAction label = block.getPersistentAction(LabelAction.class);
            if (label != null && !(label instanceof ThreadNameAction)) {
                return Util.fixNull(label.getDisplayName());
            }
        }
        return "";
    }

    /** @return whether that is news */
    boolean note(int attempt, UnaryOperator<StageResult.Note> change) {
        StageResult.Note before = notes.getOrDefault(attempt, StageResult.Note.NONE);
        StageResult.Note after = change.apply(before);
        notes.put(attempt, after);
        return !after.equals(before);
    }

    /** What the queue said of an attempt; empty where it said nothing. */
    String queue(int attempt) {
        return notes.getOrDefault(attempt, StageResult.Note.NONE).queue();
    }

    void show(StepContext context, Coordinator coordinator) {
        if (kept) {
            return;
        }
        try {
            StagesAction page = StagesAction.of(context.get(Run.class));
            Verdict verdict = coordinator.verdict().orElse(null);
            kept = verdict != null;
            StageResult now = result(coordinator, verdict);
            page.show(id, now);
            if (kept) {
                Background.run(
                        () -> page.keep(id, now),
                        x -> LOGGER.log(Level.WARNING, x, () -> "cannot keep the timeline of " + context));
            }
        } catch (IOException | InterruptedException x) {
            LOGGER.log(Level.FINE, x, () -> "cannot show " + context);
        }
    }

    private StageResult result(Coordinator coordinator, @CheckForNull Verdict verdict) {
        return verdict == null
                ? new StageResult(step, stage, began, Instant.now(), coordinator.attempts(), null, notes)
                : StageResult.of(step, stage, verdict, notes);
    }
}
