package io.jenkins.plugins.redundancy.engine.read;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import io.jenkins.plugins.redundancy.engine.finding.Severity;
import io.jenkins.plugins.redundancy.engine.finding.Suppression;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * SonarQube's {@code api/issues/search} and {@code api/hotspots/search}: columns from 0. Takes one page, a list of
 * pages, or pages one after the other as {@code curl >>} leaves them.
 */
final class SonarQubeReader {
    private final JsonInput in;
    private final CodeFindings findings;
    private long expected;
    private long read;
    private boolean recognised;

    SonarQubeReader(Reading reading, InputStream bytes) throws IOException {
        this.in = new JsonInput(reading, "", bytes);
        this.findings = new CodeFindings(reading, Producer.named("sonarqube"));
    }

    Draft read() throws IOException {
        try {
            while (in.value()) {
                if (in.isArray()) {
                    while (in.element()) {
                        readPage();
                    }
                } else {
                    readPage();
                }
            }
        } catch (IOException e) {
            throw in.explain(e);
        }
        if (!recognised) {
            throw findings.reading.unreadable(
                    "is no answer of api/issues/search: it has no list of issues or hotspots");
        }
        if (read < expected) {
            findings.incomplete("the server has " + expected + " issues, the report " + read
                    + ": fetch the other pages too (p=2, …)");
        }
        return findings.draft;
    }

    private void readPage() throws IOException {
        long total = 0;
        boolean hotspots = false;
        if (!in.object()) {
            return;
        }
        for (String field; (field = in.field()) != null; ) {
            switch (field) {
                case "issues" -> readIssues();
                case "hotspots" -> {
                    hotspots = true;
                    readIssues();
                }
                case "total" -> total = in.integer();
                case "paging" -> total = Math.max(total, readTotal());
                case "errors" ->
                    throw findings.reading.unreadable(
                            "is an error message of SonarQube, not a list of issues; check token and project key");
                default -> in.skip();
            }
        }
        expected = Math.max(expected, total);
    }

    private int readTotal() throws IOException {
        int total = 0;
        if (in.object()) {
            for (String field; (field = in.field()) != null; ) {
                if (field.equals("total")) {
                    total = in.integer();
                } else {
                    in.skip();
                }
            }
        }
        return total;
    }

    private void readIssues() throws IOException {
        if (!in.array()) {
            return;
        }
        recognised = true;
        Object array = in.mark();
        while (in.element()) {
            read++;
            try {
                readIssue();
            } catch (MalformedValueException e) {
                findings.reading.warn(e.getMessage() + "; this issue is left out");
                in.recover(array);
            }
        }
    }

    /** Lines from 1, offsets from 0. */
    private static final class Range {
        int startLine;
        int endLine;
        int startOffset = -1;
        int endOffset = -1;
    }

    private void readIssue() throws IOException {
        CodeFindings.Result result = new CodeFindings.Result();
        String component = null;
        String status = "";
        String resolution = "";
        int line = 0;
        Range range = new Range();
        if (!in.object()) {
            throw new MalformedValueException(in.path() + " is null");
        }
        for (String field; (field = in.field()) != null; ) {
            switch (field) {
                case "rule", "ruleKey" -> result.ruleId = orEmpty(in.symbol());
                case "severity", "vulnerabilityProbability" -> result.severity = severity(orEmpty(in.symbol()));
                case "component" -> component = in.symbol();
                case "line" -> line = in.integer();
                case "message" -> result.message = in.message();
                case "status", "issueStatus" -> status = in.message();
                case "resolution" -> resolution = in.message();
                case "hash" -> {
                    String hash = in.message();
                    result.fingerprints = hash.isEmpty() ? Map.of() : Map.of("sonarqube/hash", hash);
                }
                case "textRange" -> readRange(range);
                default -> in.skip();
            }
        }
        if (resolution.equals("FIXED") || resolution.equals("REMOVED") || status.equals("FIXED")) {
            return;
        }
        if (status.equals("ACCEPTED") || status.equals("FALSE_POSITIVE") || !resolution.isEmpty()) {
            String why = resolution.isEmpty() ? status : resolution;
            result.suppressions = List.of(new Suppression("external", "accepted", why.toLowerCase(Locale.ROOT)));
        }
        String path = path(component);
        if (path != null) {
            int start = range.startLine > 0 ? range.startLine : line;
            result.at = findings.location(path, start, range.startOffset + 1, range.endLine, range.endOffset + 1, "");
        }
        findings.add(result);
    }

    private void readRange(Range range) throws IOException {
        if (!in.object()) {
            return;
        }
        for (String field; (field = in.field()) != null; ) {
            switch (field) {
                case "startLine" -> range.startLine = in.integer();
                case "endLine" -> range.endLine = in.integer();
                case "startOffset" -> range.startOffset = in.integer();
                case "endOffset" -> range.endOffset = in.integer();
                default -> in.skip();
            }
        }
    }

    /** {@code project:module:path}; project keys may hold colons, paths hardly do. A project itself has no path. */
    @CheckForNull
    private static String path(@CheckForNull String component) {
        int colon = component == null ? -1 : component.lastIndexOf(':');
        return colon < 0 || colon == component.length() - 1 ? null : component.substring(colon + 1);
    }

    private static Severity severity(String severity) {
        return switch (severity) {
            case "BLOCKER" -> Severity.CRITICAL;
            case "CRITICAL", "HIGH" -> Severity.HIGH;
            case "MINOR", "LOW" -> Severity.LOW;
            case "INFO" -> Severity.INFO;
            default -> Severity.MEDIUM;
        };
    }

    private static String orEmpty(@CheckForNull String text) {
        return text == null ? "" : text;
    }
}
