package io.jenkins.plugins.redundancy.steps;

import io.jenkins.plugins.redundancy.cps.Bodies;
import org.jenkinsci.plugins.workflow.steps.StepContext;
import org.jenkinsci.plugins.workflow.steps.StepExecution;

/** Hands its block to the redundant step around it; the block runs later, in a branch of its own. */
final class CollectedExecution<S extends ReplicaSpec> extends StepExecution {

    private static final long serialVersionUID = 1L;

    private final S spec;
    private final Class<? extends ReplicaCollection<S>> collection;

    CollectedExecution(StepContext context, S spec, Class<? extends ReplicaCollection<S>> collection) {
        super(context);
        this.spec = spec;
        this.collection = collection;
    }

    @Override
    public boolean start() throws Exception {
        getContext().get(collection).add(spec, Bodies.implicitBody(getContext()), getContext());
        getContext().onSuccess(null);
        return true;
    }
}
