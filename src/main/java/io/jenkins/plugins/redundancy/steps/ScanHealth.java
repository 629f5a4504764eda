package io.jenkins.plugins.redundancy.steps;

import hudson.model.Node;
import io.jenkins.plugins.redundancy.engine.policy.Attempt;
import io.jenkins.plugins.redundancy.engine.policy.Plan;
import io.jenkins.plugins.redundancy.engine.policy.ReplicaLimits;
import io.jenkins.plugins.redundancy.engine.policy.Slot;
import io.jenkins.plugins.redundancy.engine.policy.Verdict;
import io.jenkins.plugins.redundancy.health.CircuitBreakers;
import java.io.IOException;
import java.time.Instant;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jenkinsci.plugins.workflow.steps.StepContext;

/**
 * What earlier scans tell of a tool set's tools. A tool that failed in its last scans on a label is not tried, as long as
 * another one can stand in for it. Scanners of a Jenkinsfile are tried always: who changes one wants to see what it does.
 */
final class ScanHealth {

    private final Scan scan;
    private final Map<String, ScannerSpec> scanners;

    ScanHealth(Scan scan, Map<String, ScannerSpec> scanners) {
        this.scan = scan;
        this.scanners = scanners;
    }

    /** Why scanners of a plan are not tried, by name; the last one that is left of a slot is. */
    Map<String, String> skipped(Plan plan, StepContext context) throws IOException, InterruptedException {
        Map<String, String> skipped = new LinkedHashMap<>();
        for (Slot slot : plan.slots()) {
            List<String> names = slot.replicas();
            boolean tried = false;
            for (String name : names) {
                boolean last = !tried && name.equals(names.get(names.size() - 1));
                String why = last || !isTool(name) ? "" : CircuitBreakers.get().skip(key(name, context), Instant.now());
                if (why.isEmpty()) {
                    tried = true;
                } else {
                    skipped.put(name, why);
                }
            }
        }
        return skipped;
    }

    /** The same plan, in which those that are skipped fail once. */
    static Plan triedOnce(Plan plan, Set<String> skipped) {
        Map<String, ReplicaLimits> limits = new HashMap<>(plan.limits());
        for (String name : skipped) {
            limits.put(name, new ReplicaLimits(null, 0));
        }
        return new Plan(plan.slots(), limits);
    }

    /**
     * Takes a scan in; blocking. What was cancelled or not needed tells nothing.
     *
     * @param agentLost that the scan stood on: then failures tell nothing either
     */
    void learn(Verdict verdict, Set<String> skipped, boolean agentLost, StepContext context)
            throws IOException, InterruptedException {
        Map<String, Attempt> latest = new LinkedHashMap<>();
        for (Attempt attempt : verdict.attempts()) {
            String name = attempt.replica();
            boolean told = attempt.state() == Attempt.State.SUCCEEDED || attempt.hasFailed() && !agentLost;
            if (told && isTool(name) && !skipped.contains(name)) {
                latest.put(name, attempt);
            }
        }
        for (Map.Entry<String, Attempt> tool : latest.entrySet()) {
            String key = key(tool.getKey(), context);
            if (tool.getValue().state() == Attempt.State.SUCCEEDED) {
                CircuitBreakers.get().succeeded(key);
            } else {
                CircuitBreakers.get().failed(key, tool.getValue().why(), Instant.now());
            }
        }
    }

    private boolean isTool(String name) {
        return scanners.get(name).command() != null;
    }

    /** {@code pmd (java-sast of Jenkins) on linux}: as it is shown. */
    private String key(String name, StepContext context) throws IOException, InterruptedException {
        String label = scanners.get(name).label();
        if (label.isEmpty()) {
            Node node = context.get(Node.class);
            label = node == null ? "" : node.getLabelString().isBlank() ? node.getNodeName() : node.getLabelString();
        }
        return name + " (" + scan.toolSet() + ") on " + (label.isEmpty() ? "the built-in node" : label);
    }
}
