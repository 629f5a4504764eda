package io.jenkins.plugins.redundancy.engine.policy;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/**
 * A place that must be filled by one replica.
 *
 * @param name unique in its plan
 * @param replicas the primary, then its fallbacks in the order in which they stand in; each in one slot only
 */
public record Slot(String name, List<String> replicas) implements Serializable {

    private static final long serialVersionUID = 1L;

    public Slot {
        Objects.requireNonNull(name, "name");
        replicas = List.copyOf(replicas);
    }

    /** A slot named like its primary. */
    public static Slot of(String primary, String... fallbacks) {
        ArrayList<String> replicas = new ArrayList<>(List.of(fallbacks));
        replicas.add(0, primary);
        return new Slot(primary, replicas);
    }
}
