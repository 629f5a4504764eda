package io.jenkins.plugins.redundancy.steps;

import groovy.lang.Closure;
import hudson.AbortException;
import java.util.Map;
import org.jenkinsci.plugins.scriptsecurity.sandbox.whitelists.Whitelisted;
import org.jenkinsci.plugins.workflow.flow.FlowExecutionOwner;

/** The delegate of the block of {@code redundant}. */
public final class RedundantBlock extends CollectingBlock {

    private static final long serialVersionUID = 1L;

    RedundantBlock(FlowExecutionOwner owner) {
        super(owner);
    }

    /** Calls the step {@code replica} with the name among its named arguments. */
    @Whitelisted
    public Object replica(Map<String, ?> arguments, CharSequence name, Closure<?> block) throws AbortException {
        return call("replica", arguments, name, block);
    }
}
