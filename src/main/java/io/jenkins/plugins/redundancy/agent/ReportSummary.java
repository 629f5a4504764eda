package io.jenkins.plugins.redundancy.agent;

import java.io.Serializable;
import java.util.List;

/**
 * What reading a report came to; the findings themselves stay in a file.
 *
 * @param error why it cannot count; empty when it was read
 * @param complete false when the report says of itself that the run failed
 * @param findings how many
 * @param warnings the first few
 * @param evidence whether there is a copy of the report to be kept
 */
public record ReportSummary(String error, boolean complete, int findings, List<String> warnings, boolean evidence)
        implements Serializable {

    private static final long serialVersionUID = 1L;

    public ReportSummary {
        warnings = List.copyOf(warnings);
    }

    static ReportSummary unreadable(String why, boolean evidence) {
        return new ReportSummary(why, false, 0, List.of(), evidence);
    }

    public boolean readable() {
        return error.isEmpty();
    }
}
