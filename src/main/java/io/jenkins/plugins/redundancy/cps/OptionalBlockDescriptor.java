package io.jenkins.plugins.redundancy.cps;

import org.jenkinsci.plugins.workflow.cps.steps.LoadStep;

/**
 * Of a step that may be called with a block or without one. workflow-cps refuses a step that takes a block and gets none,
 * but for two: {@code parallel}, which the stage views look for, and {@code load}; a descriptor derived from that of
 * {@code load} inherits this and nothing else. A block that was given is there as always, and
 * {@code StepContext.hasBody()} tells.
 */
public abstract class OptionalBlockDescriptor extends LoadStep.DescriptorImpl {

    @Override
    public final boolean takesImplicitBlockArgument() {
        return true;
    }

    @Override
    public abstract String getFunctionName();

    @Override
    public abstract String getDisplayName();

    @Override
    public abstract java.util.Set<? extends Class<?>> getRequiredContext();
}
