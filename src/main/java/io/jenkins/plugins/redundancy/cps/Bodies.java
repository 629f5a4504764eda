package io.jenkins.plugins.redundancy.cps;

import groovy.lang.Closure;
import hudson.PluginWrapper;
import java.io.IOException;
import java.util.Collections;
import java.util.Map;
import jenkins.model.Jenkins;
import org.jenkinsci.plugins.workflow.cps.CpsStepContext;
import org.jenkinsci.plugins.workflow.cps.CpsThread;
import org.jenkinsci.plugins.workflow.cps.DSL;
import org.jenkinsci.plugins.workflow.flow.FlowExecutionOwner;
import org.jenkinsci.plugins.workflow.steps.BodyInvoker;
import org.jenkinsci.plugins.workflow.steps.StepContext;

/** The closures that users give to block steps, and how to run any closure as a body. On the CPS VM thread only. */
public final class Bodies {

    private Bodies() {}

    /**
     * The closure a block step was called with. Works in {@code StepExecution.start()} only: workflow-cps has no accessor,
     * but it has just exported the closure, under the greatest number.
     *
     * @throws IOException when workflow-cps does it differently
     */
    public static Closure<?> implicitBody(StepContext context) throws IOException {
        CpsThread thread = CpsThread.current();
        if (!(context instanceof CpsStepContext) || thread == null || !context.hasBody()) {
            throw new IOException(
                    "no body to take: this step must be called with a block, in a Pipeline run by " + workflowCps());
        }
        Map<Integer, Closure> closures = thread.getGroup().closures;
        if (closures.isEmpty()) {
            throw new IOException(workflowCps() + " does not export the bodies of steps as this plugin expects;"
                    + " use a version of it that this plugin was tested with");
        }
        return closures.get(Collections.max(closures.keySet()));
    }

    /** Runs a closure as a body of the step; may be called for several closures, and again for the same one. */
    public static BodyInvoker invoker(StepContext context, Closure<?> closure) throws IOException {
        return Program.current().invoker(context, closure);
    }

    /** Calls a step as the running Groovy code would; like it, does not return where the step does not end at once. */
    public static Object call(FlowExecutionOwner owner, String step, Map<String, ?> args, Closure<?> body) {
        return new DSL(owner).invokeMethod(step, new Object[] {args, body});
    }

    private static String workflowCps() {
        PluginWrapper plugin = Jenkins.get().getPluginManager().getPlugin("workflow-cps");
        return "workflow-cps " + (plugin == null ? "(unknown version)" : plugin.getVersion());
    }
}
