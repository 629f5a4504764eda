package io.jenkins.plugins.redundancy.steps;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import hudson.Extension;
import hudson.model.Computer;
import java.io.IOException;
import java.util.Set;
import org.jenkinsci.plugins.workflow.steps.BodyExecutionCallback;
import org.jenkinsci.plugins.workflow.steps.Step;
import org.jenkinsci.plugins.workflow.steps.StepContext;
import org.jenkinsci.plugins.workflow.steps.StepExecution;
import org.kohsuke.stapler.DataBoundConstructor;

/** Internal: stands in the {@code node} of an attempt, and tells it that its executor is there. */
public final class OnAgentStep extends Step {

    static final String FUNCTION = "redundancyOnAgent";

    @DataBoundConstructor
    public OnAgentStep() {}

    @Override
    public StepExecution start(StepContext context) throws Exception {
        return new Execution(context);
    }

    private static final class Execution extends StepExecution {

        private static final long serialVersionUID = 1L;

        private boolean delivering;

        Execution(StepContext context) {
            super(context);
        }

        @Override
        public boolean start() throws Exception {
            getContext().get(AgentExecution.class).arrived(getContext().get(Computer.class));
            getContext()
                    .newBodyInvoker()
                    .withCallback(
                            getContext().get(SameOutput.class) == null
                                    ? BodyExecutionCallback.wrap(getContext())
                                    : new Done(this))
                    .start();
            return false;
        }

        private void done(@CheckForNull Object result) throws IOException, InterruptedException {
            getContext().get(AgentExecution.class).returned(result);
            delivering = true;
            deliver();
        }

        /** The output is compared while the agent is still ours. */
        private void deliver() {
            Background.run(
                    () -> {
                        getContext().get(AgentExecution.class).deliver(getContext());
                        getContext().onSuccess(null);
                    },
                    getContext()::onFailure);
        }

        @Override
        public void onResume() {
            if (delivering) {
                deliver();
            }
        }

        @Override
        public String getStatus() {
            return delivering ? "comparing its output" : "running";
        }
    }

    /** The end of the user's block. */
    private static final class Done extends BodyExecutionCallback {

        private static final long serialVersionUID = 1L;

        private final Execution step;

        Done(Execution step) {
            this.step = step;
        }

        @Override
        public void onSuccess(StepContext context, Object result) {
            try {
                step.done(result);
            } catch (IOException | InterruptedException x) {
                step.getContext().onFailure(x);
            }
        }

        @Override
        public void onFailure(StepContext context, Throwable t) {
            step.getContext().onFailure(t);
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
            return Messages.OnAgentStep_displayName();
        }

        @Override
        public Set<? extends Class<?>> getRequiredContext() {
            return Set.of(AgentExecution.class, Computer.class);
        }
    }
}
