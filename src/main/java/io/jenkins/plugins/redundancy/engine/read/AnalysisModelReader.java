package io.jenkins.plugins.redundancy.engine.read;

import edu.hm.hafner.analysis.Issue;
import edu.hm.hafner.analysis.IssueParser;
import edu.hm.hafner.analysis.LookaheadParser;
import edu.hm.hafner.analysis.ReaderFactory;
import edu.hm.hafner.analysis.Report;
import edu.hm.hafner.analysis.registry.ParserRegistry;
import io.jenkins.plugins.redundancy.engine.finding.Severity;
import java.io.IOException;
import java.io.InputStream;
import java.io.Reader;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.util.Set;

/**
 * Every other format, through the analysis-model library: the only class that needs it, loaded only when such a format
 * is asked for. The library knows no CWE numbers; the shipped tables and the messages supply them.
 */
final class AnalysisModelReader {
    /** The library holds a report as a whole, as text or as a tree of several times its size. */
    private static final long MAX_BYTES = 64L << 20;

    /** It makes up to half a kilobyte of each line, element or object, and all of them before anybody sees the first. */
    static final int MAX_ENTRIES = 1_000_000;

    /** Text of lines, though its parser is no {@link LookaheadParser}: what such a report begins with changes nothing. */
    private static final Set<String> OF_LINES = Set.of(
            "ansible-later",
            "armcc",
            "aspectj",
            "clang",
            "clang-analyzer",
            "docfx",
            "eclipse",
            "embedded-engineer",
            "error-prone",
            "flake8",
            "gcc",
            "java",
            "metrowerks",
            "mypy",
            "pydocstyle",
            "scala",
            "sphinx",
            "xlc",
            "yamllint",
            "zptlint");

    private static final ParserRegistry REGISTRY = new ParserRegistry();

    private AnalysisModelReader() {}

    static boolean knows(String format) {
        return REGISTRY.contains(format);
    }

    /** @param format an id of the library's registry */
    static Draft read(Reading reading, String format, InputStream in) throws IOException {
        CodeFindings findings = new CodeFindings(reading, Producer.of(reading, format));
        String text = new String(Budget.capped(in, MAX_BYTES, reading).readAllBytes(), StandardCharsets.UTF_8);
        checkEntries(text, reading, format);
        Report report;
        try {
            IssueParser parser = REGISTRY.get(format).createParser();
            boolean lines =
                    parser instanceof LookaheadParser || OF_LINES.contains(format) || !LongLines.isOneValue(text);
            report = parser.parse(new OneReport(reading.source.name(), lines ? LongLines.cut(text) : text));
        } catch (RuntimeException | StackOverflowError e) {
            // a hostile report, or a defect of one of 145 parsers: regular expressions recurse over long lines
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

    /** Whatever the format: an issue is a line of text, an element of XML or an object of JSON at least. */
    private static void checkEntries(String text, Reading reading, String format) throws UnreadableReportException {
        int lines = 0;
        int elements = 0;
        int objects = 0;
        for (int i = 0; i < text.length(); i++) {
            switch (text.charAt(i)) {
                case '\n' -> lines++;
                case '<' -> elements += text.startsWith("/", i + 1) ? 0 : 1;
                case '{' -> objects++;
                default -> {}
            }
        }
        if (Math.max(lines, Math.max(elements, objects)) > MAX_ENTRIES) {
            throw reading.unreadable("has more than " + MAX_ENTRIES
                    + " lines, elements or objects, and the library that reads " + format
                    + " holds all of them; narrow the scan, or let the scanner write SARIF");
        }
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
        return cause.getMessage() == null ? cause.getClass().getSimpleName() : cause.getMessage();
    }

    /** The library asks for a reader per pass, and a stream gives only one: the report is held. */
    private static final class OneReport extends ReaderFactory {
        private final String name;
        private final String text;

        OneReport(String name, String text) {
            super(StandardCharsets.UTF_8);
            this.name = name;
            this.text = text;
        }

        @Override
        public String getFileName() {
            return name;
        }

        @Override
        public Reader create() {
            return new StringReader(text);
        }
    }
}
