package io.jenkins.plugins.redundancy.steps;

import groovy.lang.Closure;
import hudson.AbortException;
import io.jenkins.plugins.redundancy.engine.policy.Plan;
import io.jenkins.plugins.redundancy.engine.policy.ReplicaLimits;
import io.jenkins.plugins.redundancy.engine.policy.Slot;
import java.io.IOException;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jenkinsci.plugins.workflow.graph.FlowNode;
import org.jenkinsci.plugins.workflow.steps.StepContext;

/** The replicas of one block step, collected while its block runs for the first and only time. */
abstract class ReplicaCollection<S extends ReplicaSpec> implements Serializable {

    private static final long serialVersionUID = 1L;

    /** Function names of the step and of those in its block, for messages. */
    private final String step;

    private final String member;

    /** Of the step's own node in the graph. */
    private final String node;

    private final Map<String, S> specs = new LinkedHashMap<>();
    private final Map<String, Closure<?>> blocks = new LinkedHashMap<>();
    private boolean closed;

    ReplicaCollection(String step, String member, String node) {
        this.step = step;
        this.member = member;
        this.node = node;
    }

    final void add(S spec, Closure<?> block, StepContext context) throws IOException, InterruptedException {
        String where = member + " '" + spec.name() + "': ";
        if (closed) {
            throw new AbortException(where + "stands inside of another " + member + "; put it beside it");
        }
        List<String> around = context.get(FlowNode.class).getAllEnclosingIds();
        // the body of the step, then the step; anything between them would be lost when the block runs in its branch
        if (around.size() < 2 || !around.get(1).equals(node)) {
            throw new AbortException(where + "stands inside of another block step; put it directly into " + step
                    + ", and that step into it");
        }
        add(spec, block);
    }

    /** One that stands in no block. */
    final void add(S spec, Closure<?> block) throws AbortException {
        if (specs.putIfAbsent(spec.name(), spec) != null) {
            throw new AbortException(member + " '" + spec.name() + "': there are two of this name; rename one");
        }
        blocks.put(spec.name(), block);
    }

    final void close() {
        closed = true;
    }

    final Map<String, S> specs() {
        return Collections.unmodifiableMap(specs);
    }

    final Map<String, Closure<?>> blocks() {
        return Collections.unmodifiableMap(blocks);
    }

    /**
     * A slot for each replica that is no fallback.
     *
     * @throws AbortException when there is nothing to run, or a fallback for nobody
     */
    final Plan plan() throws AbortException {
        checkNotEmpty();
        Map<String, List<String>> slots = new LinkedHashMap<>();
        for (S spec : specs.values()) {
            if (spec.fallbackFor().isEmpty()) {
                slots.put(spec.name(), new ArrayList<>(List.of(spec.name())));
            }
        }
        for (S spec : specs.values()) {
            if (!spec.fallbackFor().isEmpty()) {
                List<String> slot = slots.get(spec.fallbackFor());
                if (slot == null) {
                    throw new AbortException(member + " '" + spec.name() + "': fallbackFor: there is no " + member
                            + " '" + spec.fallbackFor() + "' with a slot of its own; there are " + slots.keySet());
                }
                slot.add(spec.name());
            }
        }
        return new Plan(
                slots.entrySet().stream()
                        .map(slot -> new Slot(slot.getKey(), slot.getValue()))
                        .toList(),
                limits());
    }

    /**
     * One slot: every replica stands in for those before it.
     *
     * @throws AbortException when there is nothing to run, or a replica names another one to stand in for
     */
    final Plan inOrder() throws AbortException {
        checkNotEmpty();
        for (S spec : specs.values()) {
            if (!spec.fallbackFor().isEmpty()) {
                throw new AbortException(member + " '" + spec.name() + "': fallbackFor: in mode failover every "
                        + member + " stands in for those before it; leave it out and put them in order");
            }
        }
        List<String> names = List.copyOf(specs.keySet());
        return new Plan(List.of(new Slot(names.get(0), names)), limits());
    }

    private void checkNotEmpty() throws AbortException {
        if (specs.isEmpty()) {
            throw new AbortException(step + ": its block names no " + member + "; add " + member + "('name') { … }");
        }
    }

    private Map<String, ReplicaLimits> limits() {
        Map<String, ReplicaLimits> limits = new LinkedHashMap<>();
        specs.values().forEach(spec -> limits.put(spec.name(), spec.limits()));
        return limits;
    }
}
