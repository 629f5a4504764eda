package io.jenkins.plugins.redundancy.steps;

import hudson.AbortException;
import hudson.Extension;
import hudson.Launcher;
import io.jenkins.plugins.redundancy.cps.Bodies;
import io.jenkins.plugins.redundancy.cps.StepClosure;
import io.jenkins.plugins.redundancy.engine.toolset.Command;
import java.util.Map;
import java.util.Set;
import org.jenkinsci.plugins.workflow.flow.FlowExecution;
import org.jenkinsci.plugins.workflow.steps.BodyExecutionCallback;
import org.jenkinsci.plugins.workflow.steps.Step;
import org.jenkinsci.plugins.workflow.steps.StepContext;
import org.jenkinsci.plugins.workflow.steps.StepExecution;
import org.kohsuke.stapler.DataBoundConstructor;

/** Internal: runs the command of a tool set's tool, with the shell of the agent it stands on; returns its exit code. */
public final class ToolRunStep extends Step {

    static final String FUNCTION = "redundancyToolRun";

    private final String tool;

    @DataBoundConstructor
    public ToolRunStep(String tool) {
        this.tool = tool;
    }

    public String getTool() {
        return tool;
    }

    @Override
    public StepExecution start(StepContext context) throws Exception {
        return new Execution(context, context.get(ScanRun.class).scanners().get(tool));
    }

    private static final class Execution extends StepExecution {

        private static final long serialVersionUID = 1L;

        private final ScannerSpec tool;

        Execution(StepContext context, ScannerSpec tool) {
            super(context);
            this.tool = tool;
        }

        @Override
        public boolean start() throws Exception {
            boolean unix = getContext().get(Launcher.class).isUnix();
            Command command = tool.command();
            String script = command == null ? "" : unix ? command.sh() : command.bat();
            if (script.isBlank()) {
                throw new AbortException("tool '" + tool.name() + "' has no command for "
                        + (unix ? "a POSIX shell: add sh" : "Windows: add bat") + " to it in its tool set");
            }
            Map<String, Object> arguments = Map.of("script", script, "returnStatus", true, "label", tool.name());
            StepClosure shell = new StepClosure(
                    getContext().get(FlowExecution.class).getOwner(), unix ? "sh" : "bat", arguments, null);
            Bodies.invoker(getContext(), shell)
                    .withCallback(BodyExecutionCallback.wrap(getContext()))
                    .start();
            return false;
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
            return Messages.ToolRunStep_displayName();
        }

        @Override
        public Set<? extends Class<?>> getRequiredContext() {
            return Set.of(ScanRun.class, Launcher.class);
        }
    }
}
