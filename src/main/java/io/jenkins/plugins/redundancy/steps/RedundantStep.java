package io.jenkins.plugins.redundancy.steps;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import edu.umd.cs.findbugs.annotations.Nullable;
import hudson.AbortException;
import hudson.Extension;
import hudson.model.Run;
import io.jenkins.plugins.redundancy.engine.policy.Mode;
import io.jenkins.plugins.redundancy.engine.policy.Policy;
import java.io.IOException;
import java.util.Set;
import org.jenkinsci.plugins.workflow.graph.FlowNode;
import org.jenkinsci.plugins.workflow.steps.StepContext;
import org.jenkinsci.plugins.workflow.steps.StepExecution;
import org.kohsuke.stapler.DataBoundConstructor;

/**
 * {@code redundant(required: 2) { replica('artifactory') { … } replica('nexus') { … } }}: runs interchangeable blocks
 * under a policy. A replica is there to be replaced, so any failure of it is worth another one.
 */
public final class RedundantStep extends PolicyStep {

    @DataBoundConstructor
    public RedundantStep() {}

    /** All arguments are checked here, before anything runs. */
    @Override
    public StepExecution start(StepContext context) throws Exception {
        Policy policy = check();
        return new Execution(context, policy, onceOnly(policy, false, context));
    }

    @Override
    Policy check() throws AbortException {
        Policy policy = policy(keys(Mode.QUORUM, "any"));
        checkAllow(policy);
        return policy;
    }

    /** Collects the replicas, then runs them. */
    private static final class Execution extends VerdictExecution {

        private static final long serialVersionUID = 1L;

        /** Null before the start. */
        @Nullable
        private BlockCollection collection;

        Execution(StepContext context, Policy policy, @CheckForNull OnceOnly onceOnly) {
            super(context, policy, onceOnly);
        }

        @Override
        public boolean start() throws Exception {
            collection = new BlockCollection(getContext().get(FlowNode.class).getId());
            collect(collection, new RedundantBlock(owner()));
            return false;
        }

        @Override
        protected void collected() throws IOException, InterruptedException {
            collection.close();
            run(
                    BlockRunStep.FUNCTION,
                    policy.mode() == Mode.FAILOVER ? collection.inOrder() : collection.plan(),
                    policy,
                    collection.blocks(),
                    // closed by now: a replica inside of a replica is told so
                    collection);
        }
    }

    @Extension
    public static final class DescriptorImpl extends PolicyStepDescriptor {

        @Override
        public String getFunctionName() {
            return "redundant";
        }

        @Override
        public String getDisplayName() {
            return Messages.RedundantStep_displayName();
        }

        @Override
        public Set<? extends Class<?>> getRequiredContext() {
            return Set.of(Run.class, FlowNode.class);
        }

        @Override
        public Set<? extends Class<?>> getProvidedContext() {
            return Set.of(BlockCollection.class);
        }
    }
}
