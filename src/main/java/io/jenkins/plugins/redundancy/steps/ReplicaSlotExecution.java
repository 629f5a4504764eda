package io.jenkins.plugins.redundancy.steps;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import edu.umd.cs.findbugs.annotations.Nullable;
import io.jenkins.plugins.redundancy.cps.Program;
import io.jenkins.plugins.redundancy.cps.StepClosure;
import io.jenkins.plugins.redundancy.engine.policy.Action;
import java.io.IOException;
import java.util.Map;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.jenkinsci.plugins.workflow.flow.FlowExecution;
import org.jenkinsci.plugins.workflow.steps.BodyExecution;
import org.jenkinsci.plugins.workflow.steps.BodyExecutionCallback;
import org.jenkinsci.plugins.workflow.steps.FlowInterruptedException;
import org.jenkinsci.plugins.workflow.steps.StepContext;
import org.jenkinsci.plugins.workflow.steps.StepExecution;

/** A branch: waits until an attempt of its slot is due, runs it as a body, and ends when its slot has nothing more to do. */
final class ReplicaSlotExecution extends StepExecution {

    private static final long serialVersionUID = 1L;
    private static final Logger LOGGER = Logger.getLogger(ReplicaSlotExecution.class.getName());

    private final String slot;
    private final ReplicaGroup group;

    /** Of the attempt that runs; null between attempts. */
    @CheckForNull
    private BodyExecution body;

    private boolean ended;

    /** An attempt that became due by a timer is started where no Groovy runs. */
    @Nullable
    private Program program;

    ReplicaSlotExecution(StepContext context, String slot, ReplicaGroup group) {
        super(context);
        this.slot = slot;
        this.group = group;
    }

    @Override
    public boolean start() throws IOException {
        program = Program.current();
        group.joined(slot, this);
        proceed();
        return false;
    }

    /** Starts what is due, or ends the branch; does nothing while an attempt runs. On the CPS VM thread. */
    void proceed() {
        if (ended || body != null) {
            return;
        }
        Action.Start start = group.nextStart(slot);
        if (start != null) {
            run(start);
        } else if (group.over(slot)) {
            ended = true;
            end();
        }
    }

    private void end() {
        String words = group.lastWords(slot).orElse(null);
        if (words == null) {
            getContext().onSuccess(null);
            return;
        }
        try {
            FlowExecution execution = getContext().get(FlowExecution.class);
            Map<String, String> args = Map.of("text", words);
            body = program.invoker(getContext(), new StepClosure(execution.getOwner(), NoteStep.FUNCTION, args, null))
                    .withCallback(new Noted(this))
                    .start();
        } catch (IOException | InterruptedException x) {
            getContext().onFailure(x);
        }
    }

    private void run(Action.Start start) {
        try {
            FlowExecution execution = getContext().get(FlowExecution.class);
            String name = start.replica() + (start.tryNumber() > 1 ? " (try " + start.tryNumber() + ")" : "");
            body = program.invoker(getContext(), group.body(execution.getOwner(), start))
                    .withContext(group)
                    .withDisplayName(name)
                    .withCallback(new Attempted(this))
                    .start();
        } catch (IOException | InterruptedException x) {
            ended = true;
            getContext().onFailure(x);
        }
    }

    private void attempted() {
        body = null;
        proceed();
    }

    private void failed(Throwable cause) {
        ended = true;
        body = null;
        getContext().onFailure(cause);
    }

    @Override
    public void stop(Throwable cause) {
        BodyExecution current = body;
        if (current == null) {
            ended = true;
            getContext().onFailure(cause);
        } else {
            current.cancel(cause);
        }
    }

    @Override
    public String getStatus() {
        return body == null ? "waiting for its turn" : "running an attempt of slot " + slot;
    }

    /** An attempt swallows its own failures; what comes through is meant for everybody: an abort, a lost agent. */
    private static final class Attempted extends BodyExecutionCallback {

        private static final long serialVersionUID = 1L;

        private final ReplicaSlotExecution slot;

        Attempted(ReplicaSlotExecution slot) {
            this.slot = slot;
        }

        @Override
        public void onSuccess(StepContext context, Object result) {
            slot.attempted();
        }

        @Override
        public void onFailure(StepContext context, Throwable t) {
            slot.failed(t);
        }
    }

    /** A note that could not be written is no failure; that the branch was stopped meanwhile is. */
    private static final class Noted extends BodyExecutionCallback {

        private static final long serialVersionUID = 1L;

        private final ReplicaSlotExecution slot;

        Noted(ReplicaSlotExecution slot) {
            this.slot = slot;
        }

        @Override
        public void onSuccess(StepContext context, Object result) {
            slot.getContext().onSuccess(null);
        }

        @Override
        public void onFailure(StepContext context, Throwable t) {
            if (t instanceof FlowInterruptedException) {
                slot.getContext().onFailure(t);
            } else {
                LOGGER.log(Level.WARNING, t, () -> "no note in the branch of slot " + slot.slot);
                slot.getContext().onSuccess(null);
            }
        }
    }
}
