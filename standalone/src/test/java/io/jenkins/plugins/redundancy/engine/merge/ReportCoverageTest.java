package io.jenkins.plugins.redundancy.engine.merge;

import static io.jenkins.plugins.redundancy.engine.merge.Sample.finding;
import static io.jenkins.plugins.redundancy.engine.merge.Sample.report;
import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.redundancy.engine.finding.Finding;
import io.jenkins.plugins.redundancy.engine.finding.Location;
import io.jenkins.plugins.redundancy.engine.finding.Rule;
import io.jenkins.plugins.redundancy.engine.finding.Subject;
import io.jenkins.plugins.redundancy.engine.read.ToolReport;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class ReportCoverageTest {

    @Test
    void comesFromTheDeclaredRules() {
        Coverage coverage = ReportCoverage.of(new ToolReport(
                "a",
                "",
                true,
                List.of(finding("a", 328, "A.java", 1)),
                List.of(Rule.of("x", 89), Rule.of("y", 916), Rule.of("style")),
                List.of()));
        assertThat(coverage.weaknesses()).containsExactlyInAnyOrder("sql-injection", "weak-hash");
        assertThat(coverage.cwes()).containsExactlyInAnyOrder(89, 916);
    }

    @Test
    void comesFromWhatItReportedWhereNoRuleSaysAWeakness() {
        Coverage coverage = ReportCoverage.of(new ToolReport(
                "cppcheck", "", true, List.of(finding("cppcheck", 415, "a.c", 1)), List.of(Rule.of("x")), List.of()));
        assertThat(coverage).isEqualTo(new Coverage(Set.of("c"), Set.of("double-free"), Set.of(415)));
    }

    @Test
    void aToolThatFindsNothingInNoLanguageKnowsAny() {
        assertThat(ReportCoverage.of(report("a"))).isEqualTo(Coverage.NOTHING);
    }

    @Test
    void oneStrayFindingInALanguageMakesNobodyItsExpert() {
        List<Finding> findings = new ArrayList<>(
                List.of(finding("a", 89, "A.java", 1), finding("a", 89, "a.py", 1), finding("a", 89, "README", 1)));
        for (int line = 2; line < 5; line++) {
            findings.add(finding("a", 89, "A.java", line));
        }
        assertThat(ReportCoverage.of(report("a", findings.toArray(Finding[]::new)))
                        .languages())
                .containsExactly("java");
        findings.add(finding("a", 89, "b.py", 1));
        findings.add(finding("a", 89, "b.py", 2));
        assertThat(ReportCoverage.of(report("a", findings.toArray(Finding[]::new)))
                        .languages())
                .containsExactlyInAnyOrder("java", "python");
    }

    @Test
    void kindsThatItReportsAreKindsThatItLooksAt() {
        Coverage coverage =
                ReportCoverage.of(report("gitleaks", finding("gitleaks", new Subject.Secret(Location.of("a.py", 1)))));
        assertThat(coverage.weaknesses()).containsExactly("secret");
    }
}
