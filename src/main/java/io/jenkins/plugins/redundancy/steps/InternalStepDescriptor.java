package io.jenkins.plugins.redundancy.steps;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import java.util.Map;
import org.jenkinsci.plugins.workflow.steps.StepDescriptor;

/** Of a step that only our own closures call: out of the Snippet Generator, without arguments in the views. */
abstract class InternalStepDescriptor extends StepDescriptor {

    @Override
    public final boolean isAdvanced() {
        return true;
    }

    /** Its body is given by a closure of ours, where it has one. */
    @Override
    public final boolean takesImplicitBlockArgument() {
        return true;
    }

    @Override
    @CheckForNull
    public String argumentsToString(Map<String, Object> namedArgs) {
        return null;
    }
}
