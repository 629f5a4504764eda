package io.jenkins.plugins.redundancy.steps;

import com.google.common.util.concurrent.ListenableFuture;
import edu.umd.cs.findbugs.annotations.CheckForNull;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.logging.Level;
import java.util.logging.Logger;
import jenkins.model.Jenkins;
import jenkins.util.SystemProperties;
import jenkins.util.Timer;
import org.jenkinsci.plugins.workflow.flow.FlowExecution;
import org.jenkinsci.plugins.workflow.graph.FlowNode;
import org.jenkinsci.plugins.workflow.steps.StepContext;
import org.jenkinsci.plugins.workflow.steps.StepExecution;

/**
 * Sees to it that the body of a cancelled attempt ends: to cancel it is only a request. It is repeated; who ignores it for a
 * minute is ended by force, step by step, as {@code timeout} does it. Begun again after a restart.
 */
final class Insistence {

    /** Seconds until the first repetition; the second one comes after as many, force after as many again. */
    static final String PROPERTY = Insistence.class.getPackageName() + ".insistAfterSeconds";

    /** A command on an agent has 20 s to end in good order. */
    private static final long DEFAULT_SECONDS = 20;

    private static final int REQUESTS = 3;
    private static final Logger LOGGER = Logger.getLogger(Insistence.class.getName());

    private final ReplicaExecution attempt;
    private int requests = 1;
    private boolean over;

    @CheckForNull
    private ScheduledFuture<?> timer;

    Insistence(ReplicaExecution attempt) {
        this.attempt = attempt;
    }

    synchronized void begin() {
        if (!over) {
            timer = Timer.get()
                    .schedule(this::ring, SystemProperties.getLong(PROPERTY, DEFAULT_SECONDS), TimeUnit.SECONDS);
        }
    }

    synchronized void end() {
        over = true;
        if (timer != null) {
            timer.cancel(false);
        }
    }

    private void ring() {
        Jenkins jenkins = Jenkins.getInstanceOrNull();
        if (jenkins == null) {
            return;
        }
        if (jenkins.isQuietingDown()) {
            // the Pipeline is paused: nobody can end
            begin();
        } else {
            ReplicaGroup.onVmThread(attempt.getContext(), this::insist);
        }
    }

    private void insist() {
        if (requests < REQUESTS) {
            requests++;
            if (attempt.interruptAgain()) {
                begin();
            }
        } else if (attempt.interruptAgain()) {
            attempt.group.log(attempt.group.attempt(attempt.attempt).replica()
                    + " ignores that it is cancelled; its steps are ended by force");
            try {
                force(attempt.getContext());
            } catch (IOException | InterruptedException x) {
                LOGGER.log(Level.WARNING, x, () -> "cannot end " + attempt + " by force");
            }
            begin();
        }
    }

    /** Ends every step below the attempt's own, whatever it thinks of it. */
    private void force(StepContext context) throws IOException, InterruptedException {
        FlowExecution execution = context.get(FlowExecution.class);
        String own = attempt.node().getId();
        ListenableFuture<List<StepExecution>> current = execution.getCurrentExecutions(true);
        current.addListener(
                () -> {
                    try {
                        for (StepExecution inner : current.get()) {
                            FlowNode node = inner.getContext().get(FlowNode.class);
                            if (node.getAllEnclosingIds().contains(own)) {
                                inner.getContext().onFailure(attempt.interruption());
                            }
                        }
                    } catch (IOException | InterruptedException | ExecutionException x) {
                        LOGGER.log(Level.WARNING, x, () -> "cannot end all steps of " + attempt + " by force");
                    }
                },
                Runnable::run);
    }
}
