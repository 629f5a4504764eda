package io.jenkins.plugins.redundancy.steps;

import hudson.Extension;
import hudson.model.Computer;
import hudson.model.Result;
import io.jenkins.plugins.redundancy.agent.AgentError;
import java.io.IOException;
import java.util.Set;
import org.jenkinsci.plugins.workflow.steps.BodyExecutionCallback;
import org.jenkinsci.plugins.workflow.steps.FlowInterruptedException;
import org.jenkinsci.plugins.workflow.steps.Step;
import org.jenkinsci.plugins.workflow.steps.StepContext;
import org.jenkinsci.plugins.workflow.steps.StepDescriptor;
import org.jenkinsci.plugins.workflow.steps.StepExecution;
import org.kohsuke.stapler.DataBoundConstructor;

/**
 * {@code preflight { … }} in the block of a {@code failoverAgent}: decides whether the agent is fit for the work. Where its
 * block fails or returns false, that is the agent's failure, and not the job's.
 */
public final class PreflightStep extends Step {

    @DataBoundConstructor
    public PreflightStep() {}

    @Override
    public StepExecution start(StepContext context) {
        return new Execution(context);
    }

    private static final class Execution extends StepExecution {

        private static final long serialVersionUID = 1L;

        Execution(StepContext context) {
            super(context);
        }

        @Override
        public boolean start() {
            getContext().newBodyInvoker().withCallback(new Checked()).start();
            return false;
        }
    }

    private static final class Checked extends BodyExecutionCallback {

        private static final long serialVersionUID = 1L;

        @Override
        public void onSuccess(StepContext context, Object result) {
            if (Boolean.FALSE.equals(result)) {
                context.onFailure(unfit(context, "its preflight returned false"));
            } else {
                context.onSuccess(result);
            }
        }

        @Override
        public void onFailure(StepContext context, Throwable t) {
            boolean interrupted =
                    t instanceof FlowInterruptedException interruption && interruption.isActualInterruption();
            context.onFailure(interrupted || AgentError.isIn(t, context) ? t : unfit(context, Ending.reason(t)));
        }

        private static Throwable unfit(StepContext context, String why) {
            return new FlowInterruptedException(Result.FAILURE, false, new AgentUnfit(agent(context), why));
        }

        private static String agent(StepContext context) {
            try {
                Computer computer = context.get(Computer.class);
                return computer == null ? "the agent" : computer.getDisplayName();
            } catch (IOException | InterruptedException x) {
                return "the agent";
            }
        }
    }

    @Extension
    public static final class DescriptorImpl extends StepDescriptor {

        @Override
        public String getFunctionName() {
            return "preflight";
        }

        @Override
        public String getDisplayName() {
            return Messages.PreflightStep_displayName();
        }

        @Override
        public boolean takesImplicitBlockArgument() {
            return true;
        }

        @Override
        public Set<? extends Class<?>> getRequiredContext() {
            return Set.of(AgentExecution.class);
        }
    }
}
