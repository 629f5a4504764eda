package io.jenkins.plugins.redundancy.steps;

import hudson.Extension;
import java.util.Set;
import org.jenkinsci.plugins.workflow.steps.Step;
import org.jenkinsci.plugins.workflow.steps.StepContext;
import org.jenkinsci.plugins.workflow.steps.StepDescriptor;
import org.jenkinsci.plugins.workflow.steps.StepExecution;
import org.kohsuke.stapler.DataBoundConstructor;

/** Internal: a branch of a redundant block. Runs the attempts of one slot, one after the other. */
public final class ReplicaSlotStep extends Step {

    static final String FUNCTION = "redundancySlot";

    private final String slot;

    @DataBoundConstructor
    public ReplicaSlotStep(String slot) {
        this.slot = slot;
    }

    public String getSlot() {
        return slot;
    }

    @Override
    public StepExecution start(StepContext context) throws Exception {
        return new ReplicaSlotExecution(context, slot, context.get(ReplicaGroup.class));
    }

    @Extension
    public static final class DescriptorImpl extends StepDescriptor {

        @Override
        public String getFunctionName() {
            return FUNCTION;
        }

        @Override
        public String getDisplayName() {
            return Messages.ReplicaSlotStep_displayName();
        }

        @Override
        public boolean isAdvanced() {
            return true;
        }

        /** Its bodies are given by the group, so it is called without a block of its own. */
        @Override
        public boolean takesImplicitBlockArgument() {
            return true;
        }

        @Override
        public Set<? extends Class<?>> getRequiredContext() {
            return Set.of(ReplicaGroup.class);
        }
    }
}
