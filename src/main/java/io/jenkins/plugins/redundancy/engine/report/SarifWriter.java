package io.jenkins.plugins.redundancy.engine.report;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import io.jenkins.plugins.redundancy.engine.finding.Finding;
import io.jenkins.plugins.redundancy.engine.finding.Location;
import io.jenkins.plugins.redundancy.engine.finding.Rule;
import io.jenkins.plugins.redundancy.engine.finding.Severity;
import io.jenkins.plugins.redundancy.engine.finding.WeaknessClass;
import io.jenkins.plugins.redundancy.engine.merge.BaselineState;
import io.jenkins.plugins.redundancy.engine.merge.Cluster;
import io.jenkins.plugins.redundancy.engine.merge.Merged;
import io.jenkins.plugins.redundancy.engine.merge.Vote;
import java.io.IOException;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;

/**
 * The merged report as SARIF 2.1.0: one run, each cluster one result under its weakness class, each tool an extension
 * with the rules it applied. Holds no instant, so that the same inputs give the same bytes.
 *
 * <p>Beyond the standard: {@code properties.redundancy} of a result, and {@code properties.sources} with what each tool
 * said in its own words. SARIF knows no baseline state "unknown": such results are written as {@code unchanged}, since
 * nobody saw them go, with {@code properties.baseline: "unknown"}.
 */
public final class SarifWriter {

    private static final String SCHEMA = "https://json.schemastore.org/sarif-2.1.0.json";

    private final JsonGenerator json;
    private final Merged merged;
    private final Map<String, WeaknessClass> classes = new TreeMap<>();
    private final Map<String, Set<Integer>> cwesOfClass = new TreeMap<>();
    private final Map<String, Severity> worstOfClass = new TreeMap<>();
    private final Map<String, Map<String, Rule>> rulesOfTool = new TreeMap<>();
    private final List<Integer> cwes;
    private final List<String> ruleIds;
    private final boolean baseline;
    private final boolean suppressions;

    private SarifWriter(JsonGenerator json, Merged merged) {
        this.json = json;
        this.merged = merged;
        boolean anyBaseline = !merged.gone().isEmpty();
        boolean anySuppression = false;
        for (List<Cluster> clusters : List.of(merged.clusters(), merged.gone())) {
            for (Cluster cluster : clusters) {
                anyBaseline |= cluster.baseline() != null;
                anySuppression |= !cluster.live();
                String id = cluster.weakness().id();
                classes.putIfAbsent(id, cluster.weakness());
                worstOfClass.merge(id, cluster.severity(), (a, b) -> a.atLeast(b) ? a : b);
                Set<Integer> ofClass = cwesOfClass.computeIfAbsent(id, k -> new TreeSet<>());
                for (Finding finding : cluster.findings()) {
                    ofClass.addAll(finding.cwes());
                    rulesOfTool
                            .computeIfAbsent(finding.tool(), k -> new TreeMap<>())
                            .putIfAbsent(finding.rule().id(), finding.rule());
                }
            }
        }
        baseline = anyBaseline;
        suppressions = anySuppression;
        Set<Integer> all = new TreeSet<>();
        cwesOfClass.values().forEach(all::addAll);
        cwes = new ArrayList<>(all);
        ruleIds = new ArrayList<>(classes.keySet());
    }

    /**
     * Writes UTF-8 and leaves the stream open.
     *
     * @param successful false when the execution quorum was lost: the absence of findings then means nothing
     * @param notices what a reader of the report must know of the run, one sentence each
     */
    public static void write(Merged merged, boolean successful, List<String> notices, OutputStream out)
            throws IOException {
        try (JsonGenerator json =
                new JsonFactory().createGenerator(out).disable(JsonGenerator.Feature.AUTO_CLOSE_TARGET)) {
            new SarifWriter(json, merged).log(successful, notices);
        }
    }

    private void log(boolean successful, List<String> notices) throws IOException {
        json.writeStartObject();
        json.writeStringField("$schema", SCHEMA);
        json.writeStringField("version", "2.1.0");
        json.writeArrayFieldStart("runs");
        json.writeStartObject();
        tool();
        invocation(successful, notices);
        json.writeObjectFieldStart("originalUriBaseIds");
        json.writeObjectFieldStart(SarifLocations.ROOT);
        json.writeObjectFieldStart("description");
        json.writeStringField("text", "The root of the scanned source tree.");
        json.writeEndObject();
        json.writeEndObject();
        json.writeEndObject();
        json.writeStringField("columnKind", "utf16CodeUnits");
        taxonomy();
        json.writeArrayFieldStart("results");
        for (Cluster cluster : merged.clusters()) {
            result(cluster);
        }
        for (Cluster cluster : merged.gone()) {
            result(cluster);
        }
        json.writeEndArray();
        json.writeEndObject();
        json.writeEndArray();
        json.writeEndObject();
    }

    private void tool() throws IOException {
        json.writeObjectFieldStart("tool");
        json.writeObjectFieldStart("driver");
        json.writeStringField("name", "Redundancy");
        json.writeStringField("informationUri", "https://plugins.jenkins.io/redundancy/");
        json.writeArrayFieldStart("rules");
        for (String id : ruleIds) {
            json.writeStartObject();
            json.writeStringField("id", id);
            text("shortDescription", sentence(classes.get(id).title()));
            json.writeObjectFieldStart("properties");
            json.writeStringField("security-severity", score(worstOfClass.get(id)));
            json.writeArrayFieldStart("tags");
            json.writeString("security");
            for (Integer cwe : cwesOfClass.get(id)) {
                json.writeString("external/cwe/cwe-" + (cwe < 100 ? String.format("%03d", cwe) : cwe.toString()));
            }
            json.writeEndArray();
            json.writeEndObject();
            json.writeEndObject();
        }
        json.writeEndArray();
        json.writeEndObject();
        json.writeArrayFieldStart("extensions");
        for (Merged.Tool tool : merged.tools()) {
            extension(tool);
        }
        json.writeEndArray();
        json.writeEndObject();
    }

    private void extension(Merged.Tool tool) throws IOException {
        String name = tool.voter().tool();
        json.writeStartObject();
        json.writeStringField("name", name);
        if (!tool.version().isEmpty()) {
            json.writeStringField("version", tool.version());
        }
        json.writeArrayFieldStart("rules");
        for (Rule rule : rulesOfTool.getOrDefault(name, Map.of()).values()) {
            json.writeStartObject();
            json.writeStringField("id", rule.id());
            String described = Stream.of(rule.name(), rule.description())
                    .filter(s -> !s.isBlank())
                    .findFirst()
                    .orElse(rule.id());
            text("shortDescription", sentence(described));
            Optional<String> help = SarifLocations.link(rule.helpUri());
            if (help.isPresent()) {
                json.writeStringField("helpUri", help.get());
            }
            json.writeEndObject();
        }
        json.writeEndArray();
        json.writeObjectFieldStart("properties");
        json.writeStringField("participation", tool.participation().name().toLowerCase(java.util.Locale.ROOT));
        json.writeStringField("lineage", tool.voter().lineage());
        json.writeEndObject();
        json.writeEndObject();
    }

    private void invocation(boolean successful, List<String> notices) throws IOException {
        json.writeArrayFieldStart("invocations");
        json.writeStartObject();
        json.writeBooleanField("executionSuccessful", successful);
        json.writeArrayFieldStart("toolExecutionNotifications");
        for (List<String> texts : List.of(notices, merged.warnings())) {
            for (String text : texts) {
                json.writeStartObject();
                json.writeStringField("level", successful ? "warning" : "error");
                SarifLocations.message(json, sentence(text));
                json.writeEndObject();
            }
        }
        json.writeEndArray();
        json.writeEndObject();
        json.writeEndArray();
    }

    private void taxonomy() throws IOException {
        json.writeArrayFieldStart("taxonomies");
        json.writeStartObject();
        json.writeStringField("name", "CWE");
        json.writeStringField("organization", "MITRE");
        json.writeStringField("informationUri", "https://cwe.mitre.org/");
        text("shortDescription", "The MITRE Common Weakness Enumeration.");
        json.writeBooleanField("isComprehensive", false);
        json.writeArrayFieldStart("taxa");
        for (Integer cwe : cwes) {
            json.writeStartObject();
            json.writeStringField("id", cwe.toString());
            json.writeStringField("helpUri", "https://cwe.mitre.org/data/definitions/" + cwe + ".html");
            json.writeEndObject();
        }
        json.writeEndArray();
        json.writeEndObject();
        json.writeEndArray();
    }

    private void result(Cluster cluster) throws IOException {
        json.writeStartObject();
        json.writeStringField("ruleId", cluster.weakness().id());
        json.writeNumberField(
                "ruleIndex",
                java.util.Collections.binarySearch(ruleIds, cluster.weakness().id()));
        json.writeStringField("level", cluster.severity().sarifLevel());
        SarifLocations.message(json, headline(cluster));
        Location at = cluster.subject().at();
        if (at != null) {
            SarifLocations.locations(json, at);
        }
        related(cluster);
        SarifLocations.codeFlows(json, cluster.findings());
        json.writeObjectFieldStart("partialFingerprints");
        json.writeStringField("redundancy/v1", cluster.id());
        json.writeEndObject();
        taxa(cluster);
        if (baseline) {
            json.writeStringField("baselineState", state(cluster));
        }
        if (suppressions) {
            json.writeArrayFieldStart("suppressions");
            if (!cluster.live()) {
                json.writeStartObject();
                json.writeStringField("kind", "external");
                json.writeStringField("justification", cluster.suppression());
                json.writeEndObject();
            }
            json.writeEndArray();
        }
        properties(cluster);
        json.writeEndObject();
    }

    private static String state(Cluster cluster) {
        BaselineState state = cluster.baseline();
        if (state == null) {
            return BaselineState.NEW.id();
        }
        return state == BaselineState.UNKNOWN ? BaselineState.UNCHANGED.id() : state.id();
    }

    private void related(Cluster cluster) throws IOException {
        Set<Related> different = new LinkedHashSet<>();
        for (Finding finding : cluster.findings()) {
            finding.subject().location().ifPresent(at -> different.add(new Related(at, source(finding))));
        }
        json.writeArrayFieldStart("relatedLocations");
        for (Related related : different) {
            SarifLocations.location(json, related.at, related.text);
        }
        json.writeEndArray();
    }

    /** SARIF wants each of them once (§3.27.22); tools repeat themselves. */
    private record Related(Location at, String text) {}

    private void taxa(Cluster cluster) throws IOException {
        Set<Integer> numbers = new TreeSet<>();
        cluster.findings().forEach(f -> numbers.addAll(f.cwes()));
        json.writeArrayFieldStart("taxa");
        for (Integer cwe : numbers) {
            json.writeStartObject();
            json.writeStringField("id", cwe.toString());
            json.writeNumberField("index", java.util.Collections.binarySearch(cwes, cwe));
            json.writeObjectFieldStart("toolComponent");
            json.writeStringField("name", "CWE");
            json.writeNumberField("index", 0);
            json.writeEndObject();
            json.writeEndObject();
        }
        json.writeEndArray();
    }

    private void properties(Cluster cluster) throws IOException {
        json.writeObjectFieldStart("properties");
        json.writeObjectFieldStart("redundancy");
        json.writeStringField("agreement", cluster.agreement().id());
        json.writeFieldName("confidence");
        json.writeNumber(rounded(cluster.confidence()));
        json.writeStringField("weakness", cluster.weakness().id());
        json.writeObjectFieldStart("votes");
        for (Map.Entry<String, Vote> vote : new TreeMap<>(cluster.votes()).entrySet()) {
            json.writeStringField(vote.getKey(), vote.getValue().id());
        }
        json.writeEndObject();
        json.writeStringField("why", cluster.why());
        json.writeEndObject();
        if (cluster.baseline() == BaselineState.UNKNOWN) {
            json.writeStringField("baseline", BaselineState.UNKNOWN.id());
        }
        json.writeArrayFieldStart("sources");
        for (Finding finding : cluster.findings()) {
            json.writeStartObject();
            json.writeStringField("tool", finding.tool());
            json.writeStringField("rule", finding.rule().id());
            json.writeStringField("severity", finding.severity().name().toLowerCase(java.util.Locale.ROOT));
            json.writeStringField("message", finding.message());
            if (!finding.fingerprints().isEmpty()) {
                json.writeObjectFieldStart("fingerprints");
                for (Map.Entry<String, String> print : new TreeMap<>(finding.fingerprints()).entrySet()) {
                    json.writeStringField(print.getKey(), print.getValue());
                }
                json.writeEndObject();
            }
            json.writeEndObject();
        }
        json.writeEndArray();
        json.writeEndObject();
    }

    /** Four digits are more than any confidence is worth, and keep the bytes the same on every platform. */
    static String rounded(double confidence) {
        return java.math.BigDecimal.valueOf(confidence)
                .setScale(4, java.math.RoundingMode.HALF_UP)
                .stripTrailingZeros()
                .toPlainString();
    }

    private static String headline(Cluster cluster) {
        Finding first = cluster.findings().get(0);
        String said = first.message().isBlank() ? first.rule().id() : first.message();
        return sentence(cluster.weakness().title() + " (" + first.tool() + ": " + said + ")") + " " + cluster.why();
    }

    private static String source(Finding finding) {
        return finding.tool() + ", " + finding.rule().id()
                + (finding.message().isBlank() ? "" : ": " + finding.message());
    }

    private static String sentence(String text) {
        String trimmed = text.strip();
        return trimmed.isEmpty() || trimmed.endsWith(".") ? trimmed : trimmed + ".";
    }

    private static String score(Severity severity) {
        return switch (severity) {
            case CRITICAL -> "9.5";
            case HIGH -> "8.0";
            case MEDIUM -> "5.5";
            case LOW -> "2.0";
            case INFO -> "0.0";
        };
    }

    private void text(String field, String text) throws IOException {
        json.writeObjectFieldStart(field);
        json.writeStringField("text", text);
        json.writeEndObject();
    }
}
