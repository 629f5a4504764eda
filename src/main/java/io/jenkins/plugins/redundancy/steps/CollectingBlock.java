package io.jenkins.plugins.redundancy.steps;

import groovy.lang.Closure;
import hudson.AbortException;
import io.jenkins.plugins.redundancy.cps.Bodies;
import java.io.Serializable;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jenkinsci.plugins.workflow.flow.FlowExecutionOwner;

/**
 * The delegate of a block that names its replicas. Pipeline's own step syntax knows either one positional argument or
 * named ones; inside of the block {@code scanner('pmd', report: 'pmd.sarif') { … }} may have both.
 */
abstract class CollectingBlock implements Serializable {

    private static final long serialVersionUID = 1L;

    private final FlowExecutionOwner owner;

    CollectingBlock(FlowExecutionOwner owner) {
        this.owner = owner;
    }

    /** Calls a step with the name among its named arguments. */
    final Object call(String step, Map<String, ?> arguments, CharSequence name, Closure<?> block)
            throws AbortException {
        Map<String, Object> named = new LinkedHashMap<>();
        named.put("name", name.toString());
        named.putAll(arguments);
        if (!name.toString().equals(named.get("name"))) {
            throw new AbortException(step + " '" + name + "': name: given twice; remove one");
        }
        return Bodies.call(owner, step, named, block);
    }
}
