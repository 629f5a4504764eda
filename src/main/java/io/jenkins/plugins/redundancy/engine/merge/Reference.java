package io.jenkins.plugins.redundancy.engine.merge;

import java.util.List;

/**
 * What a merge is compared with.
 *
 * @param clusters of the reference report
 * @param unknown its clusters of an even older report that nobody could look for then: they still wait to be seen
 *     again, so a scanner that was down for one build does not come back with a flood of new findings
 */
public record Reference(List<Cluster> clusters, List<Cluster> unknown) {
    public Reference {
        clusters = List.copyOf(clusters);
        unknown = List.copyOf(unknown);
    }

    public static Reference of(Merged merged) {
        return new Reference(
                merged.clusters(),
                merged.gone().stream()
                        .filter(cluster -> cluster.baseline() == BaselineState.UNKNOWN)
                        .toList());
    }
}
