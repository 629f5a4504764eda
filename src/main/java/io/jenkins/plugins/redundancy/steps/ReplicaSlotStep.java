package io.jenkins.plugins.redundancy.steps;

import hudson.Extension;
import java.util.Map;
import java.util.Set;
import org.jenkinsci.plugins.workflow.steps.Step;
import org.jenkinsci.plugins.workflow.steps.StepContext;
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
    public static final class DescriptorImpl extends InternalStepDescriptor {

        @Override
        public String getFunctionName() {
            return FUNCTION;
        }

        @Override
        public String getDisplayName() {
            return Messages.ReplicaSlotStep_displayName();
        }

        @Override
        public Set<? extends Class<?>> getRequiredContext() {
            return Set.of(ReplicaGroup.class);
        }

        /** The slot is the name of the branch already, but tells one anonymous block from the next in the graph. */
        @Override
        public String argumentsToString(Map<String, Object> namedArgs) {
            Object slot = namedArgs.get("slot");
            return slot == null ? null : slot.toString();
        }
    }
}
