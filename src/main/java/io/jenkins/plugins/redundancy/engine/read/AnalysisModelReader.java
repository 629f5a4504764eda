package io.jenkins.plugins.redundancy.engine.read;

import edu.hm.hafner.analysis.Issue;
import edu.hm.hafner.analysis.ParsingCanceledException;
import edu.hm.hafner.analysis.ParsingException;
import edu.hm.hafner.analysis.ReaderFactory;
import edu.hm.hafner.analysis.Report;
import edu.hm.hafner.analysis.registry.ParserRegistry;
import io.jenkins.plugins.redundancy.engine.finding.Severity;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.nio.charset.StandardCharsets;

/**
 * Every other format, through the analysis-model library: the only class that needs it, loaded only when such a format
 * is asked for. The library knows no CWE numbers; the shipped tables and the messages supply them.
 */
final class AnalysisModelReader {
    /** The library holds a report as a whole, as text or as a tree of several times its size. */
    private static final long MAX_BYTES = 64L << 20;

    private AnalysisModelReader() {}

    static boolean knows(String format) {
        return new ParserRegistry().contains(format);
    }

    /** @param format an id of the library's registry */
    static Draft read(Reading reading, String format, InputStream in) throws IOException {
        CodeFindings findings = new CodeFindings(reading, Producer.of(reading, format));
        OneReport bytes = new OneReport(
                reading.source.name(), Budget.capped(in, MAX_BYTES, reading).readAllBytes());
        Report report;
        try {
            report = new ParserRegistry().get(format).createParser().parse(bytes);
        } catch (ParsingException | ParsingCanceledException | IllegalArgumentException e) {
            throw reading.unreadable("cannot be read as " + format + ": " + cause(e), e);
        }
        if (report.isEmpty()) {
            reading.warn("analysis-model recognised no issue in it as " + format
                    + "; if the scanner did report some, the format is another one");
        }
        for (Issue issue : report) {
            add(findings, issue);
        }
        return findings.draft;
    }

    private static void add(CodeFindings findings, Issue issue) throws IOException {
        CodeFindings.Result result = new CodeFindings.Result();
        result.ruleId = known(issue.getType()).isEmpty() ? known(issue.getCategory()) : known(issue.getType());
        result.message = known(issue.getMessage()).isEmpty() ? issue.getDescription() : issue.getMessage();
        result.severity = severity(issue.getSeverity());
        String path = known(issue.getFileName());
        if (!path.isEmpty()) {
            result.at = findings.location(
                    path,
                    issue.getLineStart(),
                    issue.getColumnStart(),
                    issue.getLineEnd(),
                    issue.getColumnEnd() > 0 ? issue.getColumnEnd() + 1 : 0,
                    "");
        }
        findings.add(result);
    }

    /** The library writes a dash for what it does not know. */
    private static String known(String text) {
        return text.equals("-") ? "" : text;
    }

    private static Severity severity(edu.hm.hafner.analysis.Severity severity) {
        if (severity.equals(edu.hm.hafner.analysis.Severity.ERROR)
                || severity.equals(edu.hm.hafner.analysis.Severity.WARNING_HIGH)) {
            return Severity.HIGH;
        }
        return severity.equals(edu.hm.hafner.analysis.Severity.WARNING_LOW) ? Severity.LOW : Severity.MEDIUM;
    }

    private static String cause(Throwable e) {
        Throwable cause = e;
        while (cause.getCause() != null) {
            cause = cause.getCause();
        }
        return String.valueOf(cause.getMessage());
    }

    /** The library asks for a reader per pass, and a stream gives only one: the report is held. */
    private static final class OneReport extends ReaderFactory {
        private final String name;
        private final byte[] bytes;

        OneReport(String name, byte[] bytes) {
            super(StandardCharsets.UTF_8);
            this.name = name;
            this.bytes = bytes;
        }

        @Override
        public String getFileName() {
            return name;
        }

        @Override
        public Reader create() {
            return new InputStreamReader(new ByteArrayInputStream(bytes), StandardCharsets.UTF_8);
        }
    }
}
