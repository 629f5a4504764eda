package io.jenkins.plugins.redundancy.engine.read;

import io.jenkins.plugins.redundancy.engine.finding.Finding;
import io.jenkins.plugins.redundancy.engine.finding.Rule;
import java.util.List;
import java.util.Objects;

/**
 * What one tool delivered.
 *
 * @param tool the voter, as named in the tool set or by {@code TOOL=REPORT}; else the name the report gives itself
 * @param version of the tool as the report gives it; empty when it does not
 * @param complete false when the report says of itself that the run failed ({@code executionSuccessful: false}, tool
 *     notifications at level error): what it found stands, its silence is an abstention
 * @param findings in the order of the report
 * @param rules all rules it declares, those without findings too: they tell what it can see
 * @param warnings what was left out or mended while reading, each naming file and field; plain text
 */
public record ToolReport(
        String tool,
        String version,
        boolean complete,
        List<Finding> findings,
        List<Rule> rules,
        List<String> warnings) {

    public ToolReport {
        Objects.requireNonNull(tool, "tool");
        Objects.requireNonNull(version, "version");
        findings = List.copyOf(findings);
        rules = List.copyOf(rules);
        warnings = List.copyOf(warnings);
    }

    /** The same, of a run of which nobody knows whether it came to its end. */
    public ToolReport incomplete() {
        return new ToolReport(tool, version, false, findings, rules, warnings);
    }
}
