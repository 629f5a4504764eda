package io.jenkins.plugins.redundancy.engine.read;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.io.SerializedString;
import io.jenkins.plugins.redundancy.engine.finding.CodeFlowStep;
import io.jenkins.plugins.redundancy.engine.finding.Finding;
import io.jenkins.plugins.redundancy.engine.finding.Location;
import io.jenkins.plugins.redundancy.engine.finding.Rule;
import io.jenkins.plugins.redundancy.engine.finding.Severity;
import java.io.IOException;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;

/** Writes {@link CompactReport}: what is empty or follows from the rule is left out. */
final class CompactWriter {
    private final JsonGenerator json;
    private final Map<Rule, Integer> indexes = new IdentityHashMap<>();
    private final List<Rule> rules = new ArrayList<>();

    CompactWriter(OutputStream out) throws IOException {
        json = new JsonFactory().createGenerator(out);
        json.disable(JsonGenerator.Feature.AUTO_CLOSE_TARGET);
        json.setRootValueSeparator(new SerializedString("\n"));
    }

    void write(ToolReport report) throws IOException {
        report.rules().forEach(this::number);
        int declared = rules.size();
        report.findings().forEach(finding -> number(finding.rule()));

        json.writeStartObject();
        json.writeNumberField("redundancy-report", CompactReport.VERSION);
        json.writeStringField("tool", report.tool());
        json.writeStringField("version", report.version());
        json.writeBooleanField("complete", report.complete());
        json.writeNumberField("declared", declared);
        texts("warnings", report.warnings());
        json.writeEndObject();
        for (Rule rule : rules) {
            write(rule);
        }
        for (Finding finding : report.findings()) {
            write(finding);
        }
        json.writeStartObject();
        json.writeNumberField("end", report.findings().size());
        json.writeEndObject();
        json.writeRaw('\n');
        json.flush();
    }

    private void number(Rule rule) {
        if (indexes.putIfAbsent(rule, rules.size()) == null) {
            rules.add(rule);
        }
    }

    private void write(Rule rule) throws IOException {
        json.writeStartObject();
        json.writeStringField("rule", rule.id());
        text("name", rule.name());
        text("description", rule.description());
        text("help", rule.helpUri());
        numbers("cwes", rule.cwes());
        Severity severity = rule.severity();
        if (severity != null) {
            json.writeStringField("severity", severity.name());
        }
        json.writeEndObject();
    }

    private void write(Finding finding) throws IOException {
        json.writeStartObject();
        json.writeNumberField("of", indexes.get(finding.rule()));
        numbers("cwes", finding.cwes());
        json.writeStringField("weakness", finding.weakness().id());
        json.writeStringField("severity", finding.severity().name());
        FindingFields.subject(json, finding.subject(), "installed", false);
        if (finding.subject().location().isPresent()) {
            json.writeFieldName("at");
            write(finding.subject().location().get());
        }
        text("message", finding.message());
        FindingFields.fingerprints(json, finding.fingerprints());
        if (!finding.codeFlow().isEmpty()) {
            json.writeArrayFieldStart("flow");
            for (CodeFlowStep step : finding.codeFlow()) {
                json.writeStartObject();
                json.writeFieldName("at");
                write(step.location());
                text("message", step.message());
                if (step.flow() > 0) {
                    json.writeNumberField("flow", step.flow());
                }
                json.writeEndObject();
            }
            json.writeEndArray();
        }
        FindingFields.suppressions(json, finding.suppressions(), false);
        json.writeEndObject();
    }

    /** {@code [path, startLine, startColumn, endLine, endColumn, function]}. */
    private void write(Location at) throws IOException {
        json.writeStartArray();
        json.writeString(at.path());
        json.writeNumber(at.startLine());
        json.writeNumber(at.startColumn());
        json.writeNumber(at.endLine());
        json.writeNumber(at.endColumn());
        json.writeString(at.function());
        json.writeEndArray();
    }

    private void text(String name, String value) throws IOException {
        FindingFields.text(json, name, value, false);
    }

    private void texts(String name, List<String> values) throws IOException {
        if (!values.isEmpty()) {
            json.writeArrayFieldStart(name);
            for (String value : values) {
                json.writeString(value);
            }
            json.writeEndArray();
        }
    }

    private void numbers(String name, List<Integer> values) throws IOException {
        if (!values.isEmpty()) {
            json.writeArrayFieldStart(name);
            for (int value : values) {
                json.writeNumber(value);
            }
            json.writeEndArray();
        }
    }
}
