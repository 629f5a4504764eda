package io.jenkins.plugins.redundancy.engine.read;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import io.jenkins.plugins.redundancy.engine.finding.Severity;
import java.io.IOException;
import java.io.InputStream;

/** Bandit's JSON: columns from 0, {@code issue_cwe} from bandit 1.7.3 on. */
final class BanditReader {
    private final JsonInput in;
    private final CodeFindings findings;

    BanditReader(Reading reading, InputStream bytes) throws IOException {
        this.in = new JsonInput(reading, "", bytes);
        this.findings = new CodeFindings(reading, Producer.named("bandit"));
    }

    Draft read() throws IOException {
        try {
            readReport();
        } catch (IOException e) {
            throw in.explain(e);
        }
        return findings.draft;
    }

    private void readReport() throws IOException {
        boolean results = false;
        if (in.value() && in.object()) {
            for (String field; (field = in.field()) != null; ) {
                if (field.equals("results") && in.array()) {
                    results = true;
                    readResults();
                } else if (field.equals("errors") && in.array()) {
                    readErrors();
                } else {
                    in.skip();
                }
            }
        }
        if (!results) {
            throw findings.reading.unreadable("is no report of bandit: it has no list of results");
        }
    }

    private void readErrors() throws IOException {
        while (in.element()) {
            String file = "";
            String reason = "";
            if (in.object()) {
                for (String field; (field = in.field()) != null; ) {
                    switch (field) {
                        case "filename" -> file = in.message();
                        case "reason" -> reason = in.message();
                        default -> in.skip();
                    }
                }
            }
            findings.incomplete("bandit could not analyse " + file + ": " + reason);
        }
    }

    private void readResults() throws IOException {
        Object array = in.mark();
        while (in.element()) {
            try {
                readResult();
            } catch (MalformedValueException e) {
                findings.reading.warn(e.getMessage() + "; this result is left out");
                in.recover(array);
            }
        }
    }

    private void readResult() throws IOException {
        CodeFindings.Result result = new CodeFindings.Result();
        CweNumbers cwes = new CweNumbers();
        String path = null;
        int line = 0;
        int endLine = 0;
        int column = -1;
        int endColumn = -1;
        if (!in.object()) {
            throw new MalformedValueException(in.path() + " is null");
        }
        for (String field; (field = in.field()) != null; ) {
            switch (field) {
                case "test_id" -> result.ruleId = orEmpty(in.symbol());
                case "test_name" -> result.ruleName = orEmpty(in.symbol());
                case "more_info" -> result.helpUri = orEmpty(in.symbol());
                case "issue_text" -> result.message = in.message();
                case "issue_severity" -> result.severity = severity(orEmpty(in.symbol()));
                case "issue_cwe" -> cwes.addValue(in);
                case "filename" -> path = in.symbol();
                case "line_number" -> line = in.integer();
                case "line_range" -> endLine = last(in);
                case "col_offset" -> column = in.integer();
                case "end_col_offset" -> endColumn = in.integer();
                default -> in.skip();
            }
        }
        result.cwes = cwes.toList();
        if (path != null) {
            result.at = findings.location(path, line, column + 1, endLine, endColumn + 1, "");
        }
        findings.add(result);
    }

    private static int last(JsonInput in) throws IOException {
        int last = 0;
        if (in.array()) {
            while (in.element()) {
                last = in.integer();
            }
        }
        return last;
    }

    private static Severity severity(String severity) {
        return switch (severity) {
            case "HIGH" -> Severity.HIGH;
            case "LOW" -> Severity.LOW;
            default -> Severity.MEDIUM;
        };
    }

    private static String orEmpty(@CheckForNull String text) {
        return text == null ? "" : text;
    }
}
