package io.jenkins.plugins.redundancy.engine.merge;

import java.util.List;
import java.util.Objects;

/**
 * What a merge is compared with.
 *
 * @param name as its readers call it: a build, a file
 * @param clusters of the reference report
 * @param unknown its clusters of an even older report that nobody could look for then: they still wait to be seen
 *     again, so a scanner that was down for one build does not come back with a flood of new findings
 */
public record Reference(String name, List<Cluster> clusters, List<Cluster> unknown) {
    public Reference {
        Objects.requireNonNull(name, "name");
        clusters = List.copyOf(clusters);
        unknown = List.copyOf(unknown);
    }

    public static Reference of(String name, Merged merged) {
        return new Reference(
                name,
                merged.clusters(),
                merged.gone().stream()
                        .filter(cluster -> cluster.baseline() == BaselineState.UNKNOWN)
                        .toList());
    }
}
