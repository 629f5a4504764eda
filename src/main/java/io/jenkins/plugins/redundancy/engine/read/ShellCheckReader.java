package io.jenkins.plugins.redundancy.engine.read;

import io.jenkins.plugins.redundancy.engine.finding.Severity;
import java.io.IOException;
import java.io.InputStream;

/** ShellCheck's {@code json1} (an object with comments) and {@code json} (the comments alone): lines and columns from 1. */
final class ShellCheckReader {
    private final JsonInput in;
    private final CodeFindings findings;

    ShellCheckReader(Reading reading, InputStream bytes) throws IOException {
        this.in = new JsonInput(reading, "", bytes);
        this.findings = new CodeFindings(reading, Producer.named("shellcheck"));
    }

    Draft read() throws IOException {
        boolean recognised = false;
        try {
            if (in.value() && in.isArray()) {
                recognised = true;
                readComments();
            } else if (in.isObject()) {
                for (String field; (field = in.field()) != null; ) {
                    if (field.equals("comments") && in.array()) {
                        recognised = true;
                        readComments();
                    } else {
                        in.skip();
                    }
                }
            }
        } catch (IOException e) {
            throw in.explain(e);
        }
        if (!recognised) {
            throw findings.reading.unreadable("is no report of ShellCheck: it has no list of comments");
        }
        return findings.draft;
    }

    private void readComments() throws IOException {
        Object array = in.mark();
        while (in.element()) {
            try {
                readComment();
            } catch (MalformedValueException e) {
                findings.reading.warn(e.getMessage() + "; this comment is left out");
                in.recover(array);
            }
        }
    }

    private void readComment() throws IOException {
        CodeFindings.Result result = new CodeFindings.Result();
        String file = null;
        int line = 0;
        int column = 0;
        int endLine = 0;
        int endColumn = 0;
        if (!in.object()) {
            throw new MalformedValueException(in.path() + " is null");
        }
        for (String field; (field = in.field()) != null; ) {
            switch (field) {
                case "file" -> file = in.symbol();
                case "line" -> line = in.integer();
                case "column" -> column = in.integer();
                case "endLine" -> endLine = in.integer();
                case "endColumn" -> endColumn = in.integer();
                case "level" -> result.severity = severity(in.message());
                case "code" -> result.ruleId = "SC" + in.integer();
                case "message" -> result.message = in.message();
                default -> in.skip();
            }
        }
        if (file != null) {
            result.at = findings.location(file, line, column, endLine, endColumn, "");
        }
        // parse errors: the rest of the file was not looked at
        if (result.ruleId.matches("SC10(72|73|88|89)")) {
            findings.incomplete(
                    "ShellCheck could not read " + (result.at == null ? "a file" : result.at) + ": " + result.message);
        } else {
            findings.add(result);
        }
    }

    private static Severity severity(String level) {
        return switch (level) {
            case "error" -> Severity.HIGH;
            case "info" -> Severity.LOW;
            case "style" -> Severity.INFO;
            default -> Severity.MEDIUM;
        };
    }
}
