package io.jenkins.plugins.redundancy.steps;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import hudson.Extension;
import hudson.model.TaskListener;
import java.util.Map;
import java.util.Set;
import org.jenkinsci.plugins.workflow.steps.Step;
import org.jenkinsci.plugins.workflow.steps.StepContext;
import org.jenkinsci.plugins.workflow.steps.StepDescriptor;
import org.jenkinsci.plugins.workflow.steps.StepExecution;
import org.jenkinsci.plugins.workflow.steps.StepExecutions;
import org.kohsuke.stapler.DataBoundConstructor;

/** Internal: one line in a branch that nothing came out of, which says why. Stage views show steps, and not blocks. */
public final class NoteStep extends Step {

    static final String FUNCTION = "redundancyNote";

    private final String text;

    @DataBoundConstructor
    public NoteStep(String text) {
        this.text = text;
    }

    public String getText() {
        return text;
    }

    @Override
    public StepExecution start(StepContext context) {
        String line = "[redundancy] " + text;
        return StepExecutions.synchronousVoid(
                context, own -> own.get(TaskListener.class).getLogger().println(line));
    }

    @Extension
    public static final class DescriptorImpl extends StepDescriptor {

        @Override
        public String getFunctionName() {
            return FUNCTION;
        }

        @Override
        public String getDisplayName() {
            return Messages.NoteStep_displayName();
        }

        @Override
        public Set<? extends Class<?>> getRequiredContext() {
            return Set.of(ReplicaGroup.class, TaskListener.class);
        }

        @Override
        public boolean isAdvanced() {
            return true;
        }

        @Override
        @CheckForNull
        public String argumentsToString(Map<String, Object> namedArgs) {
            Object text = namedArgs.get("text");
            return text == null ? null : text.toString();
        }
    }
}
