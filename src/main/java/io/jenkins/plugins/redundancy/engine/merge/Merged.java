package io.jenkins.plugins.redundancy.engine.merge;

import java.util.List;
import java.util.Objects;

/**
 * The outcome of a merge.
 *
 * @param clusters confirmed first, then by severity, confidence, path, line, id: the order of every report
 * @param gone clusters of the reference report that are not in this one, state absent or unknown, in the same order
 * @param tools every voter of the merge, by name, with how it took part
 * @param rule the agreement rule, as it is written in a tool set
 * @param warnings of readers, suppressions and baseline, each naming what and where; plain text
 */
public record Merged(List<Cluster> clusters, List<Cluster> gone, List<Tool> tools, String rule, List<String> warnings) {

    public Merged {
        clusters = List.copyOf(clusters);
        gone = List.copyOf(gone);
        tools = List.copyOf(tools);
        Objects.requireNonNull(rule, "rule");
        warnings = List.copyOf(warnings);
    }

    /**
     * The same without what is known to be gone, for readers that take everything a report holds for a finding. What
     * nobody looked for stays: to such a reader, what is not there any more is fixed.
     */
    public Merged withoutAbsent() {
        List<Cluster> left = gone.stream()
                .filter(cluster -> cluster.baseline() != BaselineState.ABSENT)
                .toList();
        return new Merged(clusters, left, tools, rule, warnings);
    }

    /** How a voter took part: with a whole report, with a part of one, or not at all. */
    public enum Participation {
        COMPLETE,
        PARTIAL,
        NONE
    }

    /** A voter, and what came of it; {@code findings} counts what it reported. */
    public record Tool(Voter voter, Participation participation, String version, int findings) {}
}
