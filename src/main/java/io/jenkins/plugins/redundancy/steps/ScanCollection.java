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

/** The scanners of one {@code redundantScan}, collected while its block runs for the first and only time. */
final class ScanCollection implements Serializable {

    private static final long serialVersionUID = 1L;

    /** Of the scan's own node in the graph. */
    private final String node;

    private final Map<String, ScannerSpec> scanners = new LinkedHashMap<>();
    private final Map<String, Closure<?>> blocks = new LinkedHashMap<>();
    private boolean closed;

    ScanCollection(String node) {
        this.node = node;
    }

    void add(ScannerSpec scanner, Closure<?> block, StepContext context) throws IOException, InterruptedException {
        String where = "scanner '" + scanner.name() + "': ";
        if (closed) {
            throw new AbortException(where + "stands inside of another scanner; put it beside it");
        }
        List<String> around = context.get(FlowNode.class).getAllEnclosingIds();
        // the body of the scan, then the scan; anything between them would be lost when the block runs in its branch
        if (around.size() < 2 || !around.get(1).equals(node)) {
            throw new AbortException(where
                    + "stands inside of another block step; put it directly into redundantScan, and that step into it");
        }
        if (scanners.putIfAbsent(scanner.name(), scanner) != null) {
            throw new AbortException(where + "there are two of this name; rename one");
        }
        blocks.put(scanner.name(), block);
    }

    void close() {
        closed = true;
    }

    Map<String, ScannerSpec> scanners() {
        return Collections.unmodifiableMap(scanners);
    }

    Map<String, Closure<?>> blocks() {
        return Collections.unmodifiableMap(blocks);
    }

    /** @throws AbortException when there is nothing to run, or a fallback for nobody */
    Plan plan() throws AbortException {
        if (scanners.isEmpty()) {
            throw new AbortException("redundantScan: its block names no scanner; add scanner('name') { … }");
        }
        Map<String, List<String>> slots = new LinkedHashMap<>();
        Map<String, ReplicaLimits> limits = new LinkedHashMap<>();
        for (ScannerSpec scanner : scanners.values()) {
            limits.put(scanner.name(), scanner.limits());
            if (scanner.fallbackFor().isEmpty()) {
                slots.put(scanner.name(), new ArrayList<>(List.of(scanner.name())));
            }
        }
        for (ScannerSpec scanner : scanners.values()) {
            if (!scanner.fallbackFor().isEmpty()) {
                List<String> slot = slots.get(scanner.fallbackFor());
                if (slot == null) {
                    throw new AbortException("scanner '" + scanner.name() + "': fallbackFor: there is no scanner '"
                            + scanner.fallbackFor() + "' with a slot of its own; there are " + slots.keySet());
                }
                slot.add(scanner.name());
            }
        }
        return new Plan(
                slots.entrySet().stream()
                        .map(slot -> new Slot(slot.getKey(), slot.getValue()))
                        .toList(),
                limits);
    }
}
