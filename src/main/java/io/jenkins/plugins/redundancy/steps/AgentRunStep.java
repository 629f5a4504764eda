package io.jenkins.plugins.redundancy.steps;

import hudson.Extension;
import java.util.Set;
import org.jenkinsci.plugins.workflow.steps.Step;
import org.jenkinsci.plugins.workflow.steps.StepContext;
import org.jenkinsci.plugins.workflow.steps.StepExecution;
import org.kohsuke.stapler.DataBoundConstructor;

/** Internal: one attempt of a {@code failoverAgent}. */
public final class AgentRunStep extends Step {

    static final String FUNCTION = "redundancyAgentRun";

    private final int attempt;

    @DataBoundConstructor
    public AgentRunStep(int attempt) {
        this.attempt = attempt;
    }

    public int getAttempt() {
        return attempt;
    }

    @Override
    public StepExecution start(StepContext context) throws Exception {
        ReplicaGroup group = context.get(ReplicaGroup.class);
        String label =
                context.get(AgentPlan.class).labels().get(group.attempt(attempt).replica());
        return new AgentExecution(context, attempt, group, label, context.get(Agents.class));
    }

    @Extension
    public static final class DescriptorImpl extends InternalStepDescriptor {

        @Override
        public String getFunctionName() {
            return FUNCTION;
        }

        @Override
        public String getDisplayName() {
            return Messages.AgentRunStep_displayName();
        }

        @Override
        public Set<? extends Class<?>> getRequiredContext() {
            return Set.of(ReplicaGroup.class, AgentPlan.class, Agents.class);
        }
    }
}
