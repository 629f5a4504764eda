package io.jenkins.plugins.redundancy.engine.policy;

import java.io.Serializable;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/**
 * What there is to fill.
 *
 * @param slots in their order, which is the order of starting in a race; names are unique
 * @param limits of single replicas, by replica name, where they differ from the policy's
 */
public record Plan(List<Slot> slots, Map<String, ReplicaLimits> limits) implements Serializable {

    private static final long serialVersionUID = 1L;

    public Plan {
        slots = List.copyOf(slots);
        limits = Map.copyOf(limits);
    }

    public Plan(List<Slot> slots) {
        this(slots, Map.of());
    }

    /** One slot: the first replica, and the others in the order in which they stand in. */
    public static Plan failover(String name, List<String> replicas) {
        return new Plan(List.of(new Slot(name, replicas)));
    }

    /** One slot for each replica, without fallbacks. */
    public static Plan slotEach(List<String> replicas) {
        return new Plan(replicas.stream().map(Slot::of).toList());
    }

    /** Zero for none. */
    Duration timeout(String replica, Policy policy) {
        Duration own = limits.getOrDefault(replica, ReplicaLimits.NONE).timeout();
        return own == null ? policy.replicaTimeout() : own;
    }

    int retries(String replica, Policy policy) {
        Integer own = limits.getOrDefault(replica, ReplicaLimits.NONE).retries();
        return own == null ? policy.retries() : own;
    }
}
