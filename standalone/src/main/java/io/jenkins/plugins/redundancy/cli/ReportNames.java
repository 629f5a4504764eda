package io.jenkins.plugins.redundancy.cli;

import io.jenkins.plugins.redundancy.engine.read.ToolReport;
import java.io.File;
import java.nio.file.Path;

/** What readers say of a report, with its name in the place of this machine's path to it: results can be compared. */
final class ReportNames {

    private ReportNames() {}

    static ToolReport without(Path directory, ToolReport report) {
        return new ToolReport(
                report.tool(),
                report.version(),
                report.complete(),
                report.findings(),
                report.rules(),
                report.warnings().stream()
                        .map(warning -> without(directory, warning))
                        .toList());
    }

    static String without(Path directory, String text) {
        return text.replace(directory + File.separator, "");
    }
}
