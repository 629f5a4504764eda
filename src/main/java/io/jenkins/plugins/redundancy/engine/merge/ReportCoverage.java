package io.jenkins.plugins.redundancy.engine.merge;

import io.jenkins.plugins.redundancy.engine.read.ToolReport;

/** What a tool without a preset can see, told by its report. */
public final class ReportCoverage {

    private ReportCoverage() {}

    /** By the rules the report declares; where none of them says a weakness, by what it reported. */
    public static Coverage of(ToolReport report) {
        throw new UnsupportedOperationException("not yet: " + report.tool());
    }
}
