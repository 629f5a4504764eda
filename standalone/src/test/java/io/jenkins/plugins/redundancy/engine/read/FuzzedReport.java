package io.jenkins.plugins.redundancy.engine.read;

import edu.hm.hafner.analysis.registry.ParserDescriptor;
import edu.hm.hafner.analysis.registry.ParserRegistry;
import edu.umd.cs.findbugs.annotations.CheckForNull;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.Set;

/** What must hold for every report, however it was damaged: it is read, or refused as what it is. */
final class FuzzedReport {
    private static final Limits LIMITS = new Limits(1 << 20, 50, 10_000, 100_000, 1_000);
    private static final PathMapping PATHS = PathMapping.of(List.of("/home/ci/sample"), Set.of("java/src/Sample.java"));

    private static final List<String> LIBRARY = new ParserRegistry()
            .getAllDescriptors().stream().map(ParserDescriptor::getId).sorted().toList();

    private FuzzedReport() {}

    /** By the reader of analysis-model that the first byte names, in the order of their ids. */
    static void readOrRefuseByLibrary(byte[] input) {
        if (input.length > 0) {
            String id = LIBRARY.get((input[0] & 0xff) % LIBRARY.size());
            readOrRefuse(Arrays.copyOfRange(input, 1, input.length), id);
        }
    }

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
            isHarmlessToShow(report.toString());
            report.rules().forEach(rule -> linksToTheWeb(rule.helpUri()));
            report.findings().forEach(finding -> linksToTheWeb(finding.rule().helpUri()));
            if (Arrays.hashCode(bytes) % 4 == 0) { // as dear as reading it was
                survivesTheWayToTheController(report);
            }
        }
    }

    /** Everything that the report says, in one text: nothing may steer a terminal, hide or turn what stands beside it. */
    private static void isHarmlessToShow(String text) {
        for (int i = 0; i < text.length(); i += Character.charCount(text.codePointAt(i))) {
            int c = text.codePointAt(i);
            boolean halfACharacter = c >= Character.MIN_SURROGATE && c <= Character.MAX_SURROGATE;
            boolean turns = (c >= 0x202a && c <= 0x202e) || (c >= 0x2066 && c <= 0x2069);
            if ((Character.isISOControl(c) && c != '\n' && c != '\t') || halfACharacter || turns) {
                throw new AssertionError(String.format("U+%04X came through: %s", c, text));
            }
        }
    }

    private static void linksToTheWeb(String link) {
        if (!link.isEmpty() && !link.startsWith("https://") && !link.startsWith("http://")) {
            throw new AssertionError("a link to somewhere else came through: " + link);
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
