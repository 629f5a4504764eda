package io.jenkins.plugins.redundancy.steps;

import hudson.model.Computer;
import hudson.model.Label;
import hudson.model.Node;
import io.jenkins.plugins.redundancy.engine.policy.Event;
import io.jenkins.plugins.redundancy.engine.policy.Mode;
import io.jenkins.plugins.redundancy.engine.policy.Plan;
import io.jenkins.plugins.redundancy.engine.policy.Slot;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import jenkins.model.Jenkins;

/**
 * The replicas of a block that runs on agents: one for each attempt, since labels may repeat and a list that is through
 * starts again. Given to the attempts by {@code withContext}.
 *
 * @param labels by the name of the replica, in the order of the attempts
 * @param round so many of them make up the list of labels once
 */
record AgentPlan(Map<String, String> labels, int round) implements StandInOrder {

    private static final long serialVersionUID = 1L;

    AgentPlan {
        labels = Collections.unmodifiableMap(new LinkedHashMap<>(labels));
    }

    /** @param attempts as many, from the list that starts again; only failover has more or fewer than labels */
    static AgentPlan of(List<String> labels, Mode mode, int attempts) {
        Map<String, String> replicas = new LinkedHashMap<>();
        for (int i = 0; i < (mode == Mode.FAILOVER ? attempts : labels.size()); i++) {
            String label = labels.get(i % labels.size());
            String name = label;
            for (int again = 2; replicas.containsKey(name); again++) {
                name = label + " #" + again;
            }
            replicas.put(name, label);
        }
        return new AgentPlan(replicas, labels.size());
    }

    Plan plan(Mode mode) {
        List<String> names = List.copyOf(labels.keySet());
        return mode == Mode.FAILOVER ? Plan.failover(names.get(0), names) : Plan.slotEach(names);
    }

    /**
     * From the second round on, labels with an agent that is there come first, among them those whose agent has come back;
     * then those that a cloud may provide, then the others.
     */
    @Override
    public Optional<Event.Reordered> now(Plan plan) {
        Slot slot = plan.slots().get(0);
        if (plan.slots().size() > 1 || labels.size() <= round) {
            return Optional.empty();
        }
        List<String> names = List.copyOf(labels.keySet());
        List<String> order = new ArrayList<>(names.subList(0, round));
        for (int from = round; from < names.size(); from += round) {
            names.subList(from, Math.min(from + round, names.size())).stream()
                    .sorted(Comparator.comparingInt(name -> hopelessness(labels.get(name))))
                    .forEach(order::add);
        }
        return order.equals(slot.replicas()) ? Optional.empty() : Optional.of(new Event.Reordered(slot.name(), order));
    }

    private static int hopelessness(String name) {
        Label label = Jenkins.get().getLabel(name);
        if (label == null) {
            return 2;
        }
        for (Node node : label.getNodes()) {
            Computer computer = node.toComputer();
            if (computer != null && computer.isOnline()) {
                return 0;
            }
        }
        return label.getClouds().isEmpty() ? 2 : 1;
    }
}
