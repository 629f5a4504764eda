package io.jenkins.plugins.redundancy.steps;

import hudson.Extension;
import java.util.Set;
import org.jenkinsci.plugins.workflow.steps.StepContext;
import org.jenkinsci.plugins.workflow.steps.StepExecution;
import org.kohsuke.stapler.DataBoundConstructor;

/** {@code replica('nexus') { … }}: one of the interchangeable blocks of a {@code redundant}. */
public final class ReplicaStep extends MemberStep {

    @DataBoundConstructor
    public ReplicaStep(String name) {
        super(name);
    }

    @Override
    public StepExecution start(StepContext context) throws Exception {
        return new CollectedExecution<>(context, BlockSpec.of(this), BlockCollection.class);
    }

    @Extension
    public static final class DescriptorImpl extends MemberStepDescriptor {

        @Override
        public String getFunctionName() {
            return "replica";
        }

        @Override
        public String getDisplayName() {
            return Messages.ReplicaStep_displayName();
        }

        @Override
        public Set<? extends Class<?>> getRequiredContext() {
            return Set.of(BlockCollection.class);
        }
    }
}
