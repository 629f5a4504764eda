package io.jenkins.plugins.redundancy.steps;

import groovy.lang.Closure;
import hudson.AbortException;
import java.util.Map;
import org.jenkinsci.plugins.scriptsecurity.sandbox.whitelists.Whitelisted;
import org.jenkinsci.plugins.workflow.flow.FlowExecutionOwner;

/** The delegate of a scan's block. */
public final class ScanBlock extends CollectingBlock {

    private static final long serialVersionUID = 1L;

    ScanBlock(FlowExecutionOwner owner) {
        super(owner);
    }

    /** Calls the step {@code scanner} with the name among its named arguments. */
    @Whitelisted
    public Object scanner(Map<String, ?> arguments, CharSequence name, Closure<?> block) throws AbortException {
        return call("scanner", arguments, name, block);
    }
}
