package io.jenkins.plugins.redundancy.engine.merge;

import java.util.Objects;

/**
 * A tool as a voter.
 *
 * @param tool its name in the tool set, unique
 * @param lineage tools of one rule base share it and have one vote between them; the tool's own name otherwise
 * @param weight &gt; 0, used by the rule {@code weighted} only
 * @param coverage what it can see
 */
public record Voter(String tool, String lineage, double weight, Coverage coverage) {
    public Voter {
        Objects.requireNonNull(tool, "tool");
        Objects.requireNonNull(lineage, "lineage");
        Objects.requireNonNull(coverage, "coverage");
        if (!(weight > 0) || Double.isInfinite(weight)) {
            throw new IllegalArgumentException("weight of " + tool + " must be a positive number, not " + weight);
        }
    }
}
