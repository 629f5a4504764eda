package io.jenkins.plugins.redundancy.benchmark;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.util.Locale;
import java.util.SplittableRandom;

/** Writes the SARIF log of one tool over a {@link GeneratedCode}, in the manner of that tool. */
final class GeneratedLog {

    private static final int[] CWES = {
        89, 79, 22, 78, 327, 328, 330, 502, 611, 90, 643, 113, 117, 601, 918, 352, 614, 295, 798, 200, 434, 476, 772,
        190
    };
    private static final int STYLE_RULES = 12;

    private final GeneratedCode code;
    private final GeneratedTool tool;
    private final int number;
    private final JsonGenerator json;
    private final int results;

    GeneratedLog(GeneratedCode code, GeneratedTool tool, int results, JsonGenerator json) {
        this.code = code;
        this.tool = tool;
        this.number = tool.ordinal();
        this.results = results;
        this.json = json;
    }

    void write() throws IOException {
        json.writeStartObject();
        json.writeStringField("$schema", "https://json.schemastore.org/sarif-2.1.0.json");
        json.writeStringField("version", "2.1.0");
        json.writeArrayFieldStart("runs");
        json.writeStartObject();
        if (tool.resultsFirst) {
            writeResults();
            writeTool();
        } else {
            writeTool();
            json.writeArrayFieldStart("invocations");
            json.writeStartObject();
            json.writeBooleanField("executionSuccessful", true);
            json.writeEndObject();
            json.writeEndArray();
            writeResults();
        }
        json.writeStringField("columnKind", "utf16CodeUnits");
        json.writeEndObject();
        json.writeEndArray();
        json.writeEndObject();
    }

    private void writeTool() throws IOException {
        json.writeObjectFieldStart("tool");
        json.writeObjectFieldStart("driver");
        json.writeStringField("name", tool.id());
        json.writeStringField("semanticVersion", "1.2." + number);
        json.writeArrayFieldStart("rules");
        for (int rule = 0; rule < CWES.length + STYLE_RULES; rule++) {
            writeRule(rule);
        }
        json.writeEndArray();
        json.writeEndObject();
        json.writeEndObject();
    }

    private void writeRule(int rule) throws IOException {
        boolean style = rule >= CWES.length;
        json.writeStartObject();
        json.writeStringField("id", ruleId(rule));
        json.writeStringField("name", "Rule" + rule);
        text("shortDescription", "A weakness of kind " + rule);
        text(
                "fullDescription",
                "Data from a user reaches a place of kind " + rule + ", where it can do harm. ".repeat(4));
        text("help", "Validate what comes from users before it is used. ".repeat(12));
        json.writeStringField("helpUri", "https://rules.example/" + tool.id() + "/" + rule);
        json.writeObjectFieldStart("defaultConfiguration");
        json.writeStringField("level", rule % 3 == 0 ? "error" : "warning");
        json.writeEndObject();
        json.writeObjectFieldStart("properties");
        json.writeArrayFieldStart("tags");
        json.writeString("security");
        if (!style) {
            String form = number % 2 == 0 ? "external/cwe/cwe-%03d" : "CWE-%d: a weakness";
            json.writeString(String.format(Locale.ROOT, form, CWES[rule]));
        }
        json.writeEndArray();
        if (number % 2 == 0) {
            json.writeStringField("security-severity", String.format(Locale.ROOT, "%.1f", 3 + rule % 13 * 0.5));
        }
        json.writeEndObject();
        json.writeEndObject();
    }

    private void writeResults() throws IOException {
        json.writeArrayFieldStart("results");
        int written = 0;
        int files = code.files();
        // tools walk the files in orders of their own
        int stride = number == 0 ? 1 : 7919 + 2 * number;
        for (int step = 0; step < files && written < results; step++) {
            int file = (int) ((long) step * stride % files);
            for (int weakness = GeneratedCode.firstOf(file);
                    weakness < code.endOf(file) && written < results;
                    weakness++) {
                if (code.random(weakness, 10 + number).nextInt(GeneratedCode.WEAKNESSES_PER_RESULT) == 0) {
                    writeResult(weakness);
                    written++;
                }
            }
        }
        for (int weakness = 0; written < results; weakness++, written++) {
            writeResult(weakness); // chance left the log a little short
        }
        json.writeEndArray();
    }

    private void writeResult(int weakness) throws IOException {
        SplittableRandom random = code.random(weakness, 100 + number);
        int rule = code.kind(weakness, CWES.length);
        if (random.nextInt(10) == 0) {
            rule = CWES.length + random.nextInt(STYLE_RULES);
        }
        // statements go over several lines: tools do not agree on which of them to name
        int line = code.line(weakness) + (random.nextInt(10) == 0 ? 1 + random.nextInt(2) : 0);
        json.writeStartObject();
        json.writeStringField("ruleId", ruleId(rule));
        json.writeNumberField("ruleIndex", rule);
        if (number % 2 == 1) {
            json.writeStringField("level", rule % 3 == 0 ? "error" : "warning");
        }
        writeMessage(message(weakness, rule, line));
        json.writeArrayFieldStart("locations");
        writeLocation(weakness, line, tool.snippets, "");
        json.writeEndArray();
        if (tool.flows && random.nextInt(2) == 0) {
            writeFlow(weakness, line, 2 + random.nextInt(7));
        }
        if (tool.fingerprints > 0) {
            writeFingerprints(random);
        }
        if (tool.related && random.nextInt(3) == 0) {
            json.writeArrayFieldStart("relatedLocations");
            writeLocation(weakness, Math.max(1, line - 9), false, "user-provided value");
            json.writeEndArray();
        }
        json.writeObjectFieldStart("properties");
        json.writeStringField("issueConfidence", random.nextInt(2) == 0 ? "HIGH" : "MEDIUM");
        json.writeNumberField("priorityScore", 300 + random.nextInt(700));
        json.writeStringField("guid", hex(random) + "-" + hex(random));
        json.writeStringField("category", "security");
        json.writeArrayFieldStart("frameworks");
        json.writeString("servlet");
        json.writeString("jdbc");
        json.writeEndArray();
        json.writeEndObject();
        json.writeStringField(
                "hostedViewerUri", "https://results.example/" + tool.id() + "/finding/" + hex(random) + hex(random));
        json.writeEndObject();
    }

    private void writeMessage(String message) throws IOException {
        json.writeObjectFieldStart("message");
        json.writeStringField("text", message);
        if (tool.markdown) {
            json.writeStringField(
                    "markdown", "**" + message + "** [Read more](https://rules.example/" + tool.id() + ")");
        }
        json.writeEndObject();
    }

    private String message(int weakness, int rule, int line) {
        return switch (number) {
            case 0 ->
                "This part of the program depends on a [user-provided value](1), " + code.variable(weakness) + ".";
            case 1 ->
                "Detected user input in " + code.variable(weakness) + " that flows into a place of kind " + rule
                        + ". An attacker may control what is done here. Use an allow-list or a parameterised call instead.";
            case 2 ->
                "Unsanitized input from an HTTP parameter flows into " + GeneratedCode.function(weakness)
                        + ", where it is used in a place of kind " + rule + " at line " + line + ".";
            default -> "Rule " + rule + " is violated in " + GeneratedCode.qualifiedFunction(weakness);
        };
    }

    private void writeFlow(int weakness, int line, int steps) throws IOException {
        json.writeArrayFieldStart("codeFlows");
        json.writeStartObject();
        json.writeArrayFieldStart("threadFlows");
        json.writeStartObject();
        json.writeArrayFieldStart("locations");
        for (int step = steps; step > 0; step--) {
            json.writeStartObject();
            json.writeFieldName("location");
            writeLocation(weakness, Math.max(1, line - 2 * step), tool.markdown, "... : " + code.variable(weakness));
            json.writeNumberField("executionOrder", steps - step);
            json.writeStringField("importance", step == 1 ? "essential" : "important");
            json.writeEndObject();
        }
        json.writeEndArray();
        json.writeEndObject();
        json.writeEndArray();
        json.writeEndObject();
        json.writeEndArray();
    }

    private void writeLocation(int weakness, int line, boolean snippets, String message) throws IOException {
        json.writeStartObject();
        json.writeObjectFieldStart("physicalLocation");
        json.writeObjectFieldStart("artifactLocation");
        json.writeStringField("uri", tool.rootUri + code.path(GeneratedCode.fileOf(weakness)));
        if (tool.rootUri.isEmpty()) {
            json.writeStringField("uriBaseId", "%SRCROOT%");
        }
        json.writeEndObject();
        region("region", line, line, 9, 60, snippets ? code.statement(weakness) : "");
        if (snippets && message.isEmpty()) {
            String context = code.statement(weakness + 1) + "\n" + code.statement(weakness) + "\n"
                    + code.statement(weakness + 2) + "\n        }\n    }\n";
            region("contextRegion", Math.max(1, line - 1), line + 3, 0, 0, context);
        }
        json.writeEndObject();
        if (tool.functions && message.isEmpty()) {
            json.writeArrayFieldStart("logicalLocations");
            json.writeStartObject();
            json.writeStringField("name", GeneratedCode.function(weakness));
            json.writeStringField("fullyQualifiedName", GeneratedCode.qualifiedFunction(weakness));
            json.writeStringField("kind", "function");
            json.writeEndObject();
            json.writeEndArray();
        }
        if (!message.isEmpty()) {
            text("message", message);
        }
        json.writeEndObject();
    }

    private void region(String name, int from, int to, int startColumn, int endColumn, String snippet)
            throws IOException {
        json.writeObjectFieldStart(name);
        json.writeNumberField("startLine", from);
        if (startColumn > 0) {
            json.writeNumberField("startColumn", startColumn);
            json.writeNumberField("endColumn", endColumn);
        }
        if (to > from || tool.functions) {
            json.writeNumberField("endLine", to);
        }
        if (!snippet.isEmpty()) {
            text("snippet", snippet);
        }
        json.writeEndObject();
    }

    private void writeFingerprints(SplittableRandom random) throws IOException {
        json.writeObjectFieldStart(tool.fingerprints > 1 ? "partialFingerprints" : "fingerprints");
        json.writeStringField(
                tool.fingerprints > 1 ? "primaryLocationLineHash" : "matchBasedId/v1",
                hex(random) + hex(random) + ":1");
        if (tool.fingerprints > 1) {
            json.writeStringField("primaryLocationStartColumnFingerprint", Integer.toString(random.nextInt(40)));
        }
        json.writeEndObject();
    }

    private static String hex(SplittableRandom random) {
        return String.format(Locale.ROOT, "%016x", random.nextLong());
    }

    private String ruleId(int rule) {
        return tool.id() + "/" + (rule < CWES.length ? "weakness-" : "style-") + rule;
    }

    private void text(String field, String text) throws IOException {
        json.writeObjectFieldStart(field);
        json.writeStringField("text", text);
        json.writeEndObject();
    }
}
