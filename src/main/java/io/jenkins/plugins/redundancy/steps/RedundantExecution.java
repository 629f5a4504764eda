package io.jenkins.plugins.redundancy.steps;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import edu.umd.cs.findbugs.annotations.Nullable;
import groovy.lang.Closure;
import hudson.AbortException;
import hudson.model.Result;
import hudson.model.Run;
import io.jenkins.plugins.redundancy.cps.Bodies;
import io.jenkins.plugins.redundancy.cps.Program;
import io.jenkins.plugins.redundancy.cps.StepClosure;
import io.jenkins.plugins.redundancy.engine.policy.Event;
import io.jenkins.plugins.redundancy.engine.policy.Mode;
import io.jenkins.plugins.redundancy.engine.policy.Plan;
import io.jenkins.plugins.redundancy.engine.policy.Policy;
import java.io.IOException;
import java.util.Map;
import org.jenkinsci.plugins.workflow.actions.WarningAction;
import org.jenkinsci.plugins.workflow.flow.FlowExecution;
import org.jenkinsci.plugins.workflow.flow.FlowExecutionOwner;
import org.jenkinsci.plugins.workflow.graph.FlowNode;
import org.jenkinsci.plugins.workflow.steps.BodyExecution;
import org.jenkinsci.plugins.workflow.steps.BodyExecutionCallback;
import org.jenkinsci.plugins.workflow.steps.BodyInvoker;
import org.jenkinsci.plugins.workflow.steps.StepContext;
import org.jenkinsci.plugins.workflow.steps.StepExecution;

/** A redundant block step: collects its replicas or makes them, runs them as branches, and says what it came to. */
abstract class RedundantExecution extends StepExecution {

    private static final long serialVersionUID = 1L;

    /** Null until the replicas are known; all that asks for a verdict comes later. */
    @Nullable
    protected ReplicaGroup group;

    @CheckForNull
    private BodyExecution body;

    /** Of a step that runs its replicas when no Groovy is being run; else null. */
    @CheckForNull
    private Program program;

    RedundantExecution(StepContext context) {
        super(context);
    }

    protected final FlowExecutionOwner owner() throws IOException, InterruptedException {
        return getContext().get(FlowExecution.class).getOwner();
    }

    /** Runs the block once, to learn the replicas it names. To be called in {@code start()}. */
    protected final void collect(ReplicaCollection<?> collection, CollectingBlock delegate) throws IOException {
        Bodies.implicitBody(getContext()).setDelegate(delegate);
        body = getContext()
                .newBodyInvoker()
                .withContext(collection)
                .withCallback(new Collected(this))
                .start();
    }

    /** To be called in {@code start()} by a step that calls {@link #run} at a time of its own. */
    protected final void keepProgram() throws IOException {
        program = Program.current();
    }

    /** The block has named its replicas. */
    protected abstract void collected() throws IOException, InterruptedException;

    /**
     * Runs the replicas.
     *
     * @param attemptStep function name of the step that runs an attempt
     * @param contexts what the attempts find in their context, besides the group
     */
    protected final void run(
            String attemptStep, Plan plan, Policy policy, Map<String, ? extends Closure<?>> blocks, Object... contexts)
            throws IOException, InterruptedException {
        try {
            group = new ReplicaGroup(getContext(), attemptStep, plan, policy, blocks, report());
        } catch (IllegalArgumentException x) {
            throw new AbortException(getContext().get(FlowNode.class).getDisplayFunctionName() + ": " + x.getMessage());
        }
        prepare(group);
        group.on(new Event.Begin());
        Map<String, Closure<?>> branches = group.branches(owner());
        boolean alone = policy.mode() == Mode.FAILOVER && branches.size() == 1;
        Closure<?> all =
                alone ? branches.values().iterator().next() : new StepClosure(owner(), "parallel", branches, null);
        Program running = program == null ? Program.current() : program;
        BodyInvoker invoker = running.invoker(getContext(), all).withContext(group);
        for (Object context : contexts) {
            invoker = invoker.withContext(context);
        }
        body = invoker.withCallback(new Ran(this)).start();
    }

    /** What shows the replicas on the build's page; null where the step does so by itself. */
    @CheckForNull
    protected StageReport report() throws IOException, InterruptedException {
        return null;
    }

    /** Last words to the replicas before they begin. */
    protected void prepare(ReplicaGroup replicas) {}

    /** @param interruption what ended the branches early; it is meant for others, and to be passed on */
    protected abstract void ran(@CheckForNull Throwable interruption);

    private void branchesEnded(@CheckForNull Throwable thrown) {
        body = null;
        Throwable cause = thrown == null ? group.abortedBy() : thrown;
        if (cause != null) {
            group.on(new Event.Aborted(String.valueOf(cause.getMessage())));
        }
        ran(cause);
    }

    /**
     * The build itself is marked at once, so that {@code currentBuild} knows; the step's own node too, so that the stage
     * views colour the right block.
     */
    protected final void unstable(String why) throws IOException, InterruptedException {
        getContext().get(Run.class).setResult(Result.UNSTABLE);
        getContext().get(FlowNode.class).addOrReplaceAction(new WarningAction(Result.UNSTABLE).withMessage(why));
        group.log(why);
    }

    @Override
    public void onResume() {
        if (group != null) {
            group.resume();
        }
    }

    @Override
    public void stop(Throwable cause) throws Exception {
        BodyExecution current = body;
        if (current != null) {
            current.cancel(cause);
        } else {
            getContext().onFailure(cause);
        }
    }

    private static final class Collected extends BodyExecutionCallback {

        private static final long serialVersionUID = 1L;

        private final RedundantExecution step;

        Collected(RedundantExecution step) {
            this.step = step;
        }

        @Override
        public void onSuccess(StepContext context, Object result) {
            try {
                step.collected();
            } catch (IOException | InterruptedException | RuntimeException x) {
                step.getContext().onFailure(x);
            }
        }

        @Override
        public void onFailure(StepContext context, Throwable t) {
            step.getContext().onFailure(t);
        }
    }

    private static final class Ran extends BodyExecutionCallback {

        private static final long serialVersionUID = 1L;

        private final RedundantExecution step;

        Ran(RedundantExecution step) {
            this.step = step;
        }

        @Override
        public void onSuccess(StepContext context, Object result) {
            step.branchesEnded(null);
        }

        @Override
        public void onFailure(StepContext context, Throwable t) {
            step.branchesEnded(t);
        }
    }
}
