package io.jenkins.plugins.redundancy.engine.report;

import com.fasterxml.jackson.core.JsonGenerator;
import edu.umd.cs.findbugs.annotations.CheckForNull;
import io.jenkins.plugins.redundancy.engine.finding.Severity;
import io.jenkins.plugins.redundancy.engine.merge.Agreement;
import io.jenkins.plugins.redundancy.engine.merge.GateResult;
import io.jenkins.plugins.redundancy.engine.merge.GateRule;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** What the gate said, in the stored form. */
final class GateJson {

    private GateJson() {}

    static void write(JsonGenerator json, GateResult gate) throws IOException {
        json.writeObjectFieldStart("gate");
        json.writeStringField("outcome", Fields.id(gate.outcome()));
        json.writeStringField("reason", gate.reason());
        json.writeArrayFieldStart("breaches");
        for (GateResult.Breach breach : gate.breaches()) {
            json.writeStartObject();
            json.writeStringField("reason", breach.reason());
            GateRule rule = breach.rule();
            json.writeObjectFieldStart("rule");
            json.writeStringField("outcome", Fields.id(rule.outcome()));
            json.writeNumberField("allowed", rule.allowed());
            json.writeBooleanField("onlyNew", rule.onlyNew());
            json.writeNumberField("confidence", rule.minConfidence());
            Agreement agreement = rule.agreement();
            if (agreement != null) {
                json.writeStringField("agreement", agreement.id());
            }
            json.writeStringField("severity", Fields.id(rule.minSeverity()));
            Fields.strings(json, "kinds", List.copyOf(new TreeSet<>(rule.kinds())));
            Fields.strings(json, "weaknesses", List.copyOf(new TreeSet<>(rule.weaknesses())));
            json.writeEndObject();
            Fields.strings(json, "ids", breach.ids());
            json.writeEndObject();
        }
        json.writeEndArray();
        json.writeEndObject();
    }

    static GateResult read(Fields in) throws IOException {
        GateResult.Outcome outcome = GateResult.Outcome.FAIL;
        String reason = "";
        List<GateResult.Breach> breaches = new ArrayList<>();
        for (String field = in.startObject(); field != null; field = in.nextField()) {
            switch (field) {
                case "outcome" -> outcome = in.constant(GateResult.Outcome.class);
                case "reason" -> reason = in.text();
                case "breaches" -> {
                    for (in.startArray(); in.nextElement(); ) {
                        breaches.add(breach(in));
                    }
                }
                default -> in.skip();
            }
        }
        return new GateResult(outcome, reason, breaches);
    }

    private static GateResult.Breach breach(Fields in) throws IOException {
        GateRule rule = GateRule.DEFAULT;
        String reason = "";
        List<String> ids = List.of();
        for (String field = in.startObject(); field != null; field = in.nextField()) {
            switch (field) {
                case "rule" -> rule = in.built("gate rule", rule(in));
                case "reason" -> reason = in.text();
                case "ids" -> ids = in.strings();
                default -> in.skip();
            }
        }
        return new GateResult.Breach(rule, reason, ids);
    }

    private static Draft rule(Fields in) throws IOException {
        Draft draft = new Draft();
        for (String field = in.startObject(); field != null; field = in.nextField()) {
            switch (field) {
                case "outcome" -> draft.outcome = in.constant(GateResult.Outcome.class);
                case "allowed" -> draft.allowed = (int) in.number();
                case "onlyNew" -> draft.onlyNew = in.flag();
                case "confidence" -> draft.confidence = in.number();
                case "agreement" -> draft.agreement = in.constant(Agreement.class);
                case "severity" -> draft.severity = in.constant(Severity.class);
                case "kinds" -> draft.kinds = Set.copyOf(in.strings());
                case "weaknesses" -> draft.weaknesses = Set.copyOf(in.strings());
                default -> in.skip();
            }
        }
        return draft;
    }

    /** A rule while its fields arrive. */
    private static final class Draft implements Fields.Value<GateRule> {
        private GateResult.Outcome outcome = GateRule.DEFAULT.outcome();
        private int allowed = GateRule.DEFAULT.allowed();
        private boolean onlyNew = GateRule.DEFAULT.onlyNew();
        private double confidence = GateRule.DEFAULT.minConfidence();

        @CheckForNull
        private Agreement agreement;

        private Severity severity = GateRule.DEFAULT.minSeverity();
        private Set<String> kinds = Set.of();
        private Set<String> weaknesses = Set.of();

        @Override
        public GateRule build() {
            return new GateRule(outcome, allowed, onlyNew, confidence, agreement, severity, kinds, weaknesses);
        }
    }
}
