package io.jenkins.plugins.redundancy.steps;

import io.jenkins.plugins.redundancy.engine.policy.Mode;
import io.jenkins.plugins.redundancy.engine.policy.Plan;
import java.io.Serializable;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The replicas of a block that runs on agents: one for each attempt, since labels may repeat and a list that is through
 * starts again. Given to the attempts by {@code withContext}.
 *
 * @param labels by the name of the replica, in the order of the attempts
 */
record AgentPlan(Map<String, String> labels) implements Serializable {

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
        return new AgentPlan(replicas);
    }

    Plan plan(Mode mode) {
        List<String> names = List.copyOf(labels.keySet());
        return mode == Mode.FAILOVER ? Plan.failover(names.get(0), names) : Plan.slotEach(names);
    }
}
