package io.jenkins.plugins.redundancy.engine.read;

import io.jenkins.plugins.redundancy.engine.finding.CodeFlowStep;
import io.jenkins.plugins.redundancy.engine.finding.Location;
import io.jenkins.plugins.redundancy.engine.finding.Severity;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Set;

/**
 * Cppcheck's XML, version 2 (manual, "XML output"): the CWE stands at each error, one id can have several. The first
 * location is the place, the others lead to it, last one first.
 */
final class CppcheckReader {
    /** Errors that say that a file was not looked at. */
    private static final Set<String> NOT_ANALYSED = Set.of(
            "syntaxError",
            "internalError",
            "internalAstError",
            "cppcheckError",
            "unknownMacro",
            "preprocessorErrorDirective",
            "premiumError",
            "bailout");

    private final XmlInput in;
    private final CodeFindings findings;

    CppcheckReader(Reading reading, InputStream bytes) throws IOException {
        this.in = new XmlInput(reading, bytes);
        this.findings = new CodeFindings(reading, Producer.named("cppcheck"));
    }

    Draft read() throws IOException {
        in.root("results");
        for (String name; (name = in.child()) != null; ) {
            if (name.equals("cppcheck")) {
                findings.draft.version = findings.reading.name(in.attribute("version"));
                in.skip();
            } else if (name.equals("errors")) {
                for (String error; (error = in.child()) != null; ) {
                    int depth = in.depth();
                    try {
                        readError();
                    } catch (MalformedValueException e) {
                        findings.reading.warn(e.getMessage() + "; this error is left out");
                        in.leave(depth);
                    }
                }
            } else {
                in.skip();
            }
        }
        return findings.draft;
    }

    private void readError() throws IOException {
        CodeFindings.Result result = new CodeFindings.Result();
        result.ruleId = in.attribute("id");
        result.message = in.attribute("verbose").isEmpty() ? in.attribute("msg") : in.attribute("verbose");
        String severity = in.attribute("severity");
        result.severity = severity(severity);
        result.cwes = CweNumbers.listOf(in.number("cwe"));

        List<CodeFlowStep> steps = new ArrayList<>();
        for (String child; (child = in.child()) != null; ) {
            if (child.equals("location") && steps.size() < 100) {
                Location at = findings.location(in.attribute("file"), in.number("line"), in.number("column"), 0, 0, "");
                steps.add(new CodeFlowStep(at, findings.reading.message(in.attribute("info"))));
            }
            in.skip();
        }
        if (!steps.isEmpty()) {
            result.at = steps.get(0).location();
        }
        if (steps.size() > 1) {
            Collections.reverse(steps);
            result.steps = steps;
        }
        if (NOT_ANALYSED.contains(result.ruleId)) {
            findings.incomplete("cppcheck could not analyse " + (result.at == null ? "a file" : result.at) + " ("
                    + result.ruleId + ": " + result.message + ")");
        } else if (!severity.equals("information") && !severity.equals("debug")) {
            findings.add(result);
        }
    }

    private static Severity severity(String severity) {
        return switch (severity) {
            case "error" -> Severity.HIGH;
            case "warning" -> Severity.MEDIUM;
            case "style", "portability", "performance" -> Severity.LOW;
            default -> Severity.INFO;
        };
    }
}
