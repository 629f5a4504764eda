package io.jenkins.plugins.redundancy.engine.read;

import io.jenkins.plugins.redundancy.engine.finding.Finding;
import io.jenkins.plugins.redundancy.engine.finding.Rule;
import io.jenkins.plugins.redundancy.engine.finding.Severity;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;

/** A {@link ToolReport} in the making. */
final class Draft {
    final String tool;
    String version = "";
    boolean complete = true;

    private final List<Finding> findings = new ArrayList<>();
    private final Map<String, Rule> rules = new LinkedHashMap<>();

    Draft(String tool) {
        this.tool = tool;
    }

    void add(Finding finding) {
        findings.add(finding);
    }

    /** Keeps the place of a finding that can be made only later; its number is for {@link #fill}. */
    int reserve() {
        findings.add(null);
        return findings.size() - 1;
    }

    void fill(int place, Finding finding) {
        findings.set(place, finding);
    }

    /** Gives a finding the severity that its rule has now, if it has another. */
    void reconfigure(int place, Map<Rule, Severity> severities) {
        Finding finding = findings.get(place);
        Severity severity = severities.get(finding.rule());
        if (severity != null && severity != finding.severity()) {
            findings.set(place, finding.withSeverity(severity));
        }
    }

    int size() {
        return findings.size();
    }

    /** Gives the findings from that one on the paths that are known by now. */
    void mapPaths(int from, UnaryOperator<String> mapping) {
        for (int i = from; i < findings.size(); i++) {
            Finding finding = findings.get(i);
            if (finding != null) {
                findings.set(i, MovedFinding.of(finding, mapping));
            }
        }
    }

    void declare(Rule rule) {
        rules.putIfAbsent(rule.id(), rule);
    }

    ToolReport toReport(List<String> warnings) {
        return new ToolReport(tool, version, complete, findings, List.copyOf(rules.values()), warnings);
    }
}
