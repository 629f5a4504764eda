package io.jenkins.plugins.redundancy.steps;

import groovy.lang.Closure;
import hudson.AbortException;
import io.jenkins.plugins.redundancy.cps.Bodies;
import java.io.Serializable;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jenkinsci.plugins.scriptsecurity.sandbox.whitelists.Whitelisted;
import org.jenkinsci.plugins.workflow.flow.FlowExecutionOwner;

/**
 * The delegate of a scan's block. Pipeline's own step syntax knows either one positional argument or named ones; inside
 * of the block {@code scanner('pmd', report: 'pmd.sarif') { … }} may have both.
 */
public final class ScanBlock implements Serializable {

    private static final long serialVersionUID = 1L;

    private final FlowExecutionOwner owner;

    ScanBlock(FlowExecutionOwner owner) {
        this.owner = owner;
    }

    /** Calls the step {@code scanner} with the name among its named arguments. */
    @Whitelisted
    public Object scanner(Map<String, ?> arguments, CharSequence name, Closure<?> block) throws AbortException {
        Map<String, Object> named = new LinkedHashMap<>();
        named.put("name", name.toString());
        named.putAll(arguments);
        if (!name.toString().equals(named.get("name"))) {
            throw new AbortException("scanner '" + name + "': name: given twice; remove one");
        }
        return Bodies.call(owner, "scanner", named, block);
    }
}
