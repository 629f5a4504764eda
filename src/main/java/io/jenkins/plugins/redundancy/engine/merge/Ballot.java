package io.jenkins.plugins.redundancy.engine.merge;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import io.jenkins.plugins.redundancy.engine.read.ToolReport;
import java.util.Objects;

/**
 * A voter and what it delivered.
 *
 * @param report null when the tool failed: it abstains everywhere. Otherwise the report and each of its findings must
 *     name the voter's tool
 */
public record Ballot(Voter voter, @CheckForNull ToolReport report) {
    public Ballot {
        Objects.requireNonNull(voter, "voter");
        if (report != null && !report.tool().equals(voter.tool())) {
            throw new IllegalArgumentException("the report of voter " + voter.tool() + " names the tool "
                    + report.tool() + "; read it under the voter's name");
        }
    }

    public static Ballot failed(Voter voter) {
        return new Ballot(voter, null);
    }

    /** A ballot of a report without a preset: one lineage per tool, weight 1, what it can see told by the report. */
    public static Ballot bare(ToolReport report) {
        return new Ballot(new Voter(report.tool(), report.tool(), 1, ReportCoverage.of(report)), report);
    }

    Merged.Participation participation() {
        if (report == null) {
            return Merged.Participation.NONE;
        }
        return report.complete() ? Merged.Participation.COMPLETE : Merged.Participation.PARTIAL;
    }
}
