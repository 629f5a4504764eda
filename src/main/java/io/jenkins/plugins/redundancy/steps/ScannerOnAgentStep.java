package io.jenkins.plugins.redundancy.steps;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import hudson.Extension;
import hudson.FilePath;
import hudson.Launcher;
import hudson.model.Computer;
import io.jenkins.plugins.redundancy.agent.AgentError;
import io.jenkins.plugins.redundancy.engine.policy.Event;
import io.jenkins.plugins.redundancy.engine.policy.FailureKind;
import java.io.IOException;
import java.util.Set;
import java.util.concurrent.Future;
import org.jenkinsci.plugins.workflow.steps.BodyExecution;
import org.jenkinsci.plugins.workflow.steps.BodyExecutionCallback;
import org.jenkinsci.plugins.workflow.steps.BodyInvoker;
import org.jenkinsci.plugins.workflow.steps.FlowInterruptedException;
import org.jenkinsci.plugins.workflow.steps.Step;
import org.jenkinsci.plugins.workflow.steps.StepContext;
import org.jenkinsci.plugins.workflow.steps.StepExecution;
import org.kohsuke.stapler.DataBoundConstructor;

/** Internal: stands in the {@code node} of a scanner with a label: brings the sources, runs it, and reads its report there. */
public final class ScannerOnAgentStep extends Step {

    static final String FUNCTION = "redundancyScannerOnAgent";

    @DataBoundConstructor
    public ScannerOnAgentStep() {}

    @Override
    public StepExecution start(StepContext context) throws Exception {
        return new Execution(context, context.get(ScannerAgentExecution.class));
    }

    /** Fails by what concerns the attempt around it: a lost agent, an interruption. Everything else it tells. */
    private static final class Execution extends StepExecution {

        private static final long serialVersionUID = 1L;

        private final ScannerAgentExecution attempt;

        @CheckForNull
        private BodyExecution body;

        /** How the scanner ended; null until then. */
        @CheckForNull
        private Ending ending;

        private boolean over;

        /** What prepares or reads now. */
        @CheckForNull
        private transient Future<?> work;

        Execution(StepContext context, ScannerAgentExecution attempt) {
            super(context);
            this.attempt = attempt;
        }

        @Override
        public boolean start() throws Exception {
            attempt.arrived(getContext().get(Computer.class));
            attempt.work().secrets().look(getContext());
            background(this::prepareThenRun);
            return false;
        }

        private void prepareThenRun() throws IOException, InterruptedException {
            BodyInvoker invoker = attempt.work().prepare(getContext());
            onVmThread(() -> {
                if (!over) {
                    body = invoker.withCallback(new Ended(this)).start();
                }
            });
        }

        private void ended(Ending how) {
            body = null;
            ending = how;
            background(this::inspectThenTell);
        }

        private void inspectThenTell() throws IOException, InterruptedException {
            Event event = attempt.work().inspect(getContext(), ending);
            onVmThread(() -> {
                if (!over) {
                    attempt.found(event);
                    leave();
                    getContext().onSuccess(null);
                }
            });
        }

        private void fail(Throwable cause) {
            if (!over) {
                leave();
                getContext().onFailure(cause);
            }
        }

        private void leave() {
            over = true;
            if (work != null) {
                work.cancel(true);
            }
            attempt.work().cleanLater();
        }

        private void background(Background.Work work) {
            this.work = Background.run(work, x -> onVmThread(() -> fail(x)));
        }

        private void onVmThread(Runnable change) {
            ReplicaGroup.onVmThread(getContext(), change);
        }

        @Override
        public void onResume() {
            if (ending != null) {
                background(this::inspectThenTell);
            } else if (body == null) {
                background(this::prepareThenRun);
            }
        }

        @Override
        public void stop(Throwable cause) {
            BodyExecution current = body;
            if (current != null) {
                current.cancel(cause);
            } else {
                fail(cause);
            }
        }
    }

    private static final class Ended extends BodyExecutionCallback {

        private static final long serialVersionUID = 1L;

        private final Execution step;

        Ended(Execution step) {
            this.step = step;
        }

        @Override
        public void onSuccess(StepContext context, Object result) {
            step.ended(Ending.of(result));
        }

        @Override
        public void onFailure(StepContext context, Throwable t) {
            boolean interrupted = t instanceof FlowInterruptedException x && x.isActualInterruption();
            if (interrupted || AgentError.isIn(t, step.getContext())) {
                step.fail(t);
            } else {
                step.ended(Ending.of(t, FailureKind.JOB));
            }
        }
    }

    @Extension
    public static final class DescriptorImpl extends InternalStepDescriptor {

        @Override
        public String getFunctionName() {
            return FUNCTION;
        }

        @Override
        public String getDisplayName() {
            return Messages.ScannerOnAgentStep_displayName();
        }

        @Override
        public Set<? extends Class<?>> getRequiredContext() {
            return Set.of(ScannerAgentExecution.class, Computer.class, FilePath.class, Launcher.class);
        }
    }
}
