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
 */
public record ReportSummary(String error, boolean complete, int findings, List<String> warnings)
        implements Serializable {

    private static final long serialVersionUID = 1L;

    public ReportSummary {
        warnings = List.copyOf(warnings);
    }

    static ReportSummary unreadable(String why) {
        return new ReportSummary(why, false, 0, List.of());
    }

    public boolean readable() {
        return error.isEmpty();
    }
}
