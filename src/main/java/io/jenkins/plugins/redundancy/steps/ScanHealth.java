package io.jenkins.plugins.redundancy.steps;

import hudson.model.Node;
import io.jenkins.plugins.redundancy.engine.policy.Attempt;
import io.jenkins.plugins.redundancy.engine.policy.FailureKind;
import io.jenkins.plugins.redundancy.engine.policy.Plan;
import io.jenkins.plugins.redundancy.engine.policy.Policy;
import io.jenkins.plugins.redundancy.engine.policy.ReplicaLimits;
import io.jenkins.plugins.redundancy.engine.policy.Slot;
import io.jenkins.plugins.redundancy.engine.policy.Verdict;
import io.jenkins.plugins.redundancy.health.CircuitBreakers;
import java.io.IOException;
import java.io.Serializable;
import java.time.Instant;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.jenkinsci.plugins.workflow.steps.StepContext;

/**
 * What earlier scans tell of a tool set's tools. A tool that failed in its last scans on a label is not tried, as long as
 * another one can stand in for it. Scanners of a Jenkinsfile are tried always: who changes one wants to see what it does.
 *
 * @param keys of the tools in {@link CircuitBreakers}, by name: {@code pmd (java-sast of Jenkins) on linux}
 */
record ScanHealth(Map<String, String> keys) implements Serializable {

    private static final long serialVersionUID = 1L;
    private static final Logger LOGGER = Logger.getLogger(ScanHealth.class.getName());

    ScanHealth {
        keys = Collections.unmodifiableMap(new LinkedHashMap<>(keys));
    }

    static ScanHealth of(Scan scan, Collection<ScannerSpec> scanners, StepContext context)
            throws IOException, InterruptedException {
        Node node = context.get(Node.class);
        String here = node == null ? "" : node.getLabelString().isBlank() ? node.getNodeName() : node.getLabelString();
        Map<String, String> keys = new LinkedHashMap<>();
        for (ScannerSpec scanner : scanners) {
            if (scanner.command() != null) {
                String label = scanner.hasLabel() ? scanner.label() : here;
                keys.put(
                        scanner.name(),
                        scanner.name() + " (" + scan.toolSet() + ") on "
                                + (label.isEmpty() ? "the built-in node" : label));
            }
        }
        return new ScanHealth(keys);
    }

    /**
     * Why scanners of a plan are not tried, by name. The last one of a slot is, however it did before, and so are all where
     * the policy lets nobody stand in for the first.
     */
    Map<String, String> skipped(Plan plan, Policy policy, Instant now) {
        CircuitBreakers breakers = CircuitBreakers.get();
        // that is what a scanner fails by which is skipped
        boolean standsIn = policy.worthAnother().contains(FailureKind.INFRASTRUCTURE);
        Map<String, String> skipped = new LinkedHashMap<>();
        for (Slot slot : plan.slots()) {
            List<String> names = slot.replicas();
            boolean tried = false;
            for (String name : names) {
                String key = keys.get(name);
                boolean last = name.equals(names.get(names.size() - 1));
                String why = key == null || last || !standsIn ? "" : breakers.skip(key, now);
                if (!why.isEmpty()) {
                    skipped.put(name, why);
                } else if (!tried) {
                    tried = true;
                    if (key != null) {
                        breakers.began(key, now);
                    }
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
    void learn(Verdict verdict, Set<String> skipped, boolean agentLost, Instant now) {
        Map<String, Attempt> latest = new LinkedHashMap<>();
        for (Attempt attempt : verdict.attempts()) {
            boolean told = attempt.state() == Attempt.State.SUCCEEDED || attempt.hasFailed() && !agentLost;
            if (told && keys.containsKey(attempt.replica()) && !skipped.contains(attempt.replica())) {
                latest.put(keys.get(attempt.replica()), attempt);
            }
        }
        try {
            for (Map.Entry<String, Attempt> tool : latest.entrySet()) {
                if (tool.getValue().state() == Attempt.State.SUCCEEDED) {
                    CircuitBreakers.get().succeeded(tool.getKey());
                } else {
                    CircuitBreakers.get().failed(tool.getKey(), tool.getValue().why(), now);
                }
            }
        } catch (IOException x) {
            LOGGER.log(Level.WARNING, x, () -> "cannot remember how the tools of a scan did");
        }
    }
}
