package io.jenkins.plugins.redundancy.engine.policy;

import java.io.Serializable;
import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

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

    /** With the replicas of a slot that have not run in another order; see {@link Event.Reordered}. */
    Plan reordered(Event.Reordered wish, Set<String> ran) {
        return new Plan(
                slots.stream()
                        .map(slot -> slot.name().equals(wish.slot()) ? reordered(slot, wish.order(), ran) : slot)
                        .toList(),
                limits);
    }

    private static Slot reordered(Slot slot, List<String> order, Set<String> ran) {
        Set<String> replicas = new LinkedHashSet<>();
        slot.replicas().stream().filter(ran::contains).forEach(replicas::add);
        order.stream().filter(slot.replicas()::contains).forEach(replicas::add);
        replicas.addAll(slot.replicas());
        return new Slot(slot.name(), List.copyOf(replicas));
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
