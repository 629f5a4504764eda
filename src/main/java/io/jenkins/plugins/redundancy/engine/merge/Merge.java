package io.jenkins.plugins.redundancy.engine.merge;

import java.util.List;

/** Many reports to one. Pure: the same ballots in any order, with findings in any order, give an equal outcome. */
public final class Merge {

    private Merge() {}

    /**
     * @param ballots one per voter of the tool set, those that failed too; their tools' names must differ
     * @throws IllegalArgumentException when two voters have one name, or a finding names a tool that is not its voter
     */
    public static Merged merge(List<Ballot> ballots, MergeOptions options) {
        throw new UnsupportedOperationException("not yet: " + ballots.size() + options);
    }
}
