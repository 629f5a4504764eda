package io.jenkins.plugins.redundancy.engine.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import edu.hm.hafner.analysis.FileReaderFactory;
import edu.hm.hafner.analysis.Issue;
import edu.hm.hafner.analysis.Report;
import edu.hm.hafner.analysis.parser.violations.SarifAdapter;
import io.jenkins.plugins.redundancy.engine.finding.Finding;
import io.jenkins.plugins.redundancy.engine.finding.Location;
import io.jenkins.plugins.redundancy.engine.finding.Rule;
import io.jenkins.plugins.redundancy.engine.finding.Severity;
import io.jenkins.plugins.redundancy.engine.finding.Subject;
import io.jenkins.plugins.redundancy.engine.finding.WeaknessClass;
import io.jenkins.plugins.redundancy.engine.merge.Ballot;
import io.jenkins.plugins.redundancy.engine.merge.BaselineState;
import io.jenkins.plugins.redundancy.engine.merge.Merge;
import io.jenkins.plugins.redundancy.engine.merge.MergeOptions;
import io.jenkins.plugins.redundancy.engine.merge.Merged;
import io.jenkins.plugins.redundancy.engine.merge.Reference;
import io.jenkins.plugins.redundancy.engine.read.ToolReport;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The merged report as warnings-ng reads it: with the parser that {@code recordIssues tool: sarif()} has. */
class NeighboursTest {

    private static final MergeOptions TODAY = MergeOptions.on(LocalDate.of(2026, 3, 1));

    @TempDir
    Path directory;

    @Test
    void warningsNgReadsEveryFindingOnce() throws IOException {
        Merged merged = merge(
                TODAY,
                report(
                        "alpha",
                        finding(89, "src/a b/Dao.java", 10, Severity.HIGH),
                        finding(79, "src/V.java", 7, Severity.MEDIUM)),
                report(
                        "beta",
                        finding(89, "src/a b/Dao.java", 11, Severity.CRITICAL),
                        finding(328, "src/H.java", 3, Severity.LOW)));
        Report issues = read(merged);
        assertThat(issues)
                .extracting(Issue::getFileName, Issue::getLineStart, Issue::getType, Issue::getSeverity)
                .containsExactlyInAnyOrder(
                        tuple("src/a b/Dao.java", 10, "sql-injection", edu.hm.hafner.analysis.Severity.WARNING_HIGH),
                        tuple("src/V.java", 7, "xss", edu.hm.hafner.analysis.Severity.WARNING_NORMAL),
                        tuple("src/H.java", 3, "weak-hash", edu.hm.hafner.analysis.Severity.WARNING_LOW));
        assertThat(issues).allSatisfy(issue -> assertThat(issue.getMessage()).contains("what a tool said"));
    }

    /** It knows no baseline state: what it finds in the file, it takes for a finding. */
    @Test
    void whatIsGoneIsNoIssueAndWhatNobodyLookedForIs() throws IOException {
        Finding mended = finding(89, "src/Dao.java", 10, Severity.HIGH);
        Finding unseen = finding(79, "src/V.java", 7, Severity.HIGH);
        Merged before = merge(TODAY, report("alpha", mended), report("beta", unseen));
        Merged after = merge(
                TODAY.withReference(Reference.of("before", before)),
                report("alpha"),
                Ballot.failed(report("beta").voter()));
        assertThat(after.gone())
                .extracting(cluster -> cluster.baseline())
                .containsExactlyInAnyOrder(BaselineState.ABSENT, BaselineState.UNKNOWN);
        assertThat(read(after)).hasSize(2);
        assertThat(read(after.withoutAbsent())).extracting(Issue::getFileName).containsExactly("src/V.java");
    }

    private static Ballot report(String tool, Finding... findings) {
        List<Finding> own = java.util.Arrays.stream(findings)
                .map(f -> new Finding(
                        tool,
                        f.rule(),
                        f.cwes(),
                        f.weakness(),
                        f.subject(),
                        f.severity(),
                        f.message(),
                        f.fingerprints(),
                        f.codeFlow(),
                        f.suppressions()))
                .toList();
        return Ballot.bare(new ToolReport(tool, "1", true, own, List.of(), List.of()));
    }

    private static Merged merge(MergeOptions options, Ballot... ballots) {
        return Merge.merge(List.of(ballots), options);
    }

    private static Finding finding(int cwe, String path, int line, Severity severity) {
        return new Finding(
                "",
                Rule.of("r", cwe),
                List.of(cwe),
                WeaknessClass.ofCwe(cwe),
                new Subject.Code(Location.of(path, line)),
                severity,
                "what a tool said",
                Map.of(),
                List.of(),
                List.of());
    }

    private Report read(Merged merged) throws IOException {
        Path file = directory.resolve("merged.sarif");
        try (OutputStream out = Files.newOutputStream(file)) {
            SarifWriter.write(merged, true, List.of(), out);
        }
        return new SarifAdapter().parse(new FileReaderFactory(file));
    }
}
