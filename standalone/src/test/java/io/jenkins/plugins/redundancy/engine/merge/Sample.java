package io.jenkins.plugins.redundancy.engine.merge;

import io.jenkins.plugins.redundancy.engine.finding.Finding;
import io.jenkins.plugins.redundancy.engine.finding.Location;
import io.jenkins.plugins.redundancy.engine.finding.Rule;
import io.jenkins.plugins.redundancy.engine.finding.Severity;
import io.jenkins.plugins.redundancy.engine.finding.Subject;
import io.jenkins.plugins.redundancy.engine.finding.Suppression;
import io.jenkins.plugins.redundancy.engine.finding.WeaknessClass;
import io.jenkins.plugins.redundancy.engine.read.ToolReport;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** Ballots and findings as short as the tests need them. */
final class Sample {

    static final LocalDate TODAY = LocalDate.of(2026, 3, 1);

    /** Every language, the classes of the CWEs that the tests use, any number within them. */
    static final Coverage EVERYTHING = new Coverage(
            Set.of(),
            Set.of("sql-injection", "xss", "weak-hash", "weak-random", "memory-leak", "hard-coded-credentials"),
            Set.of());

    private Sample() {}

    static Finding finding(String tool, int cwe, String path, int line) {
        return finding(tool, "r" + cwe, cwe, Location.of(path, line));
    }

    static Finding finding(String tool, int cwe, Location at) {
        return finding(tool, "r" + cwe, cwe, at);
    }

    static Finding finding(String tool, String rule, int cwe, Location at) {
        List<Integer> cwes = cwe == 0 ? List.of() : List.of(cwe);
        return finding(tool, rule, cwes, WeaknessClass.of(cwes, tool, rule), new Subject.Code(at));
    }

    static Finding finding(String tool, Subject subject) {
        return finding(tool, "r", List.of(), WeaknessClass.ofRule(tool, "r"), subject);
    }

    static Finding finding(String tool, String rule, List<Integer> cwes, WeaknessClass weakness, Subject subject) {
        return new Finding(
                tool,
                new Rule(rule, "", "", "", cwes, null),
                cwes,
                weakness,
                subject,
                Severity.HIGH,
                "message of " + rule,
                Map.of(),
                List.of(),
                List.of());
    }

    static Finding with(Finding finding, Severity severity) {
        return new Finding(
                finding.tool(),
                finding.rule(),
                finding.cwes(),
                finding.weakness(),
                finding.subject(),
                severity,
                finding.message(),
                finding.fingerprints(),
                finding.codeFlow(),
                finding.suppressions());
    }

    static Finding suppressed(Finding finding, String status, String justification) {
        return new Finding(
                finding.tool(),
                finding.rule(),
                finding.cwes(),
                finding.weakness(),
                finding.subject(),
                finding.severity(),
                finding.message(),
                finding.fingerprints(),
                finding.codeFlow(),
                List.of(new Suppression("external", status, justification)));
    }

    static Location function(String path, int line, String function) {
        return new Location(path, line, 0, line, 0, function);
    }

    static ToolReport report(String tool, Finding... findings) {
        return new ToolReport(tool, "1.0", true, List.of(findings), List.of(), List.of());
    }

    static ToolReport partial(String tool, Finding... findings) {
        return new ToolReport(tool, "1.0", false, List.of(findings), List.of(), List.of());
    }

    static Voter voter(String tool, Coverage coverage) {
        return new Voter(tool, tool, 1, coverage);
    }

    static Ballot ballot(String tool, Finding... findings) {
        return new Ballot(voter(tool, EVERYTHING), report(tool, findings));
    }

    static Ballot ballot(String tool, String lineage, Finding... findings) {
        return new Ballot(new Voter(tool, lineage, 1, EVERYTHING), report(tool, findings));
    }

    /** A ballot for each tool that one of the findings names. */
    static Ballot[] ballots(Finding... findings) {
        Map<String, List<Finding>> byTool = new TreeMap<>();
        for (Finding finding : findings) {
            byTool.computeIfAbsent(finding.tool(), tool -> new ArrayList<>()).add(finding);
        }
        return byTool.entrySet().stream()
                .map(entry -> ballot(entry.getKey(), entry.getValue().toArray(Finding[]::new)))
                .toArray(Ballot[]::new);
    }

    static MergeOptions options() {
        return MergeOptions.on(TODAY);
    }

    static Merged merge(Ballot... ballots) {
        return Merge.merge(List.of(ballots), options());
    }

    static Cluster only(Merged merged) {
        if (merged.clusters().size() != 1) {
            throw new AssertionError("one cluster expected: " + merged.clusters());
        }
        return merged.clusters().get(0);
    }
}
