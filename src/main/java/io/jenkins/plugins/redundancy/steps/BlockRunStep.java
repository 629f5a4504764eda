package io.jenkins.plugins.redundancy.steps;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import hudson.EnvVars;
import hudson.Extension;
import hudson.FilePath;
import hudson.Launcher;
import hudson.model.Run;
import hudson.model.TaskListener;
import io.jenkins.plugins.redundancy.agent.AttemptDirectory;
import io.jenkins.plugins.redundancy.engine.policy.Event;
import java.io.IOException;
import java.util.Set;
import org.jenkinsci.plugins.workflow.graph.FlowNode;
import org.jenkinsci.plugins.workflow.steps.BodyInvoker;
import org.jenkinsci.plugins.workflow.steps.EnvironmentExpander;
import org.jenkinsci.plugins.workflow.steps.Step;
import org.jenkinsci.plugins.workflow.steps.StepContext;
import org.jenkinsci.plugins.workflow.steps.StepExecution;
import org.jenkinsci.plugins.workflow.support.steps.FilePathDynamicContext;
import org.kohsuke.stapler.DataBoundConstructor;

/** Internal: one attempt of a {@code replica}. Its success is that its block ends without a failure. */
public final class BlockRunStep extends Step {

    static final String FUNCTION = "redundancyReplicaRun";

    private final int attempt;

    @DataBoundConstructor
    public BlockRunStep(int attempt) {
        this.attempt = attempt;
    }

    public int getAttempt() {
        return attempt;
    }

    @Override
    public StepExecution start(StepContext context) throws Exception {
        return new Execution(context, attempt, context.get(ReplicaGroup.class));
    }

    /** Gives the block a directory of its own where it stands on an agent: see {@link AttemptDirectory}. */
    private static final class Execution extends ReplicaExecution {

        private static final long serialVersionUID = 1L;

        Execution(StepContext context, int attempt, ReplicaGroup group) {
            super(context, attempt, group);
        }

        @CheckForNull
        private AttemptDirectory directory() throws IOException, InterruptedException {
            FilePath workspace = getContext().get(FilePath.class);
            Launcher launcher = getContext().get(Launcher.class);
            if (workspace == null || launcher == null) {
                return null;
            }
            String name = getContext().get(Run.class).getNumber() + "-replica-" + node().getId();
            return AttemptDirectory.of(workspace, name, "", launcher.isUnix());
        }

        @Override
        protected BodyInvoker prepare() throws IOException, InterruptedException {
            EnvVars env = new EnvVars();
            env.put("REDUNDANCY_REPLICA", group.attempt(attempt).replica());
            env.put(
                    "REDUNDANCY_ATTEMPT",
                    Integer.toString(group.attempt(attempt).tryNumber()));
            BodyInvoker invoker = getContext()
                    .newBodyInvoker()
                    .withContext(EnvironmentExpander.merge(
                            getContext().get(EnvironmentExpander.class), EnvironmentExpander.constant(env)));
            AttemptDirectory directory = directory();
            if (directory == null) {
                return invoker;
            }
            directory.create(getContext().get(TaskListener.class));
            return invoker.withContext(FilePathDynamicContext.createContextualObject(
                    directory.workingDirectory(), getContext().get(FlowNode.class)));
        }

        @Override
        protected Event inspect(Ending how) throws InterruptedException {
            try {
                AttemptDirectory directory = directory();
                if (directory != null) {
                    directory.directory().deleteRecursive();
                }
            } catch (IOException x) {
                group.log("cannot clean up behind " + group.attempt(attempt).replica() + ": " + x.getMessage());
            }
            return how.event(attempt);
        }

        @Override
        protected void returned(@CheckForNull Object value) {
            group.returned(attempt, value);
        }

        @Override
        protected void threw(Throwable t) {
            group.threw(t);
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
            return Messages.BlockRunStep_displayName();
        }

        @Override
        public Set<? extends Class<?>> getRequiredContext() {
            return Set.of(ReplicaGroup.class, BlockCollection.class);
        }
    }
}
