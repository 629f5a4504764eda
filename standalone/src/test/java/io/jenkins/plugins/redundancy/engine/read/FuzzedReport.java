package io.jenkins.plugins.redundancy.engine.read;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import io.jenkins.plugins.redundancy.engine.finding.Finding;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.List;
import java.util.Set;

/** What must hold for every report, however it was damaged: it is read, or refused as what it is. */
final class FuzzedReport {
    private static final Limits LIMITS = new Limits(1 << 20, 50, 10_000, 100_000, 1_000);
    private static final PathMapping PATHS = PathMapping.of(List.of("/home/ci/sample"), Set.of("java/src/Sample.java"));

    private FuzzedReport() {}

    static void readOrRefuse(byte[] bytes, @CheckForNull String format) {
        List<ToolReport> reports;
        try {
            reports = ReportReader.readAll(
                    Source.of("report", new ByteArrayInputStream(bytes)), null, format, LIMITS, PATHS);
        } catch (UnreadableReportException e) {
            // what only the last net of ReportReader caught was not foreseen by its reader
            if (e.getMessage().matches("(?s)report cannot be read: [a-z.]+\\.[A-Za-z]+(Exception|Error).*")) {
                throw new AssertionError("a defect of a reader", e);
            }
            return;
        }
        for (ToolReport report : reports) {
            report.findings().forEach(FuzzedReport::check);
            survivesTheWayToTheController(report);
        }
    }

    private static void check(Finding finding) {
        String text = finding.message() + finding.rule().id() + finding.rule().name();
        if (text.indexOf('\u001b') >= 0 || text.indexOf('\0') >= 0) {
            throw new AssertionError("control characters came through: " + finding);
        }
    }

    private static void survivesTheWayToTheController(ToolReport report) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try {
            CompactReport.write(report, out);
            ToolReport read = CompactReport.read(
                    Source.of("compact", new ByteArrayInputStream(out.toByteArray())), null, Limits.DEFAULT);
            if (!read.equals(report)) {
                throw new AssertionError("changed on its way:\n" + report + "\n" + read);
            }
        } catch (IOException e) {
            throw new AssertionError("a report that was read cannot be sent", e);
        }
    }
}
