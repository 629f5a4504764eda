package io.jenkins.plugins.redundancy.engine.report;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonFactoryBuilder;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import io.jenkins.plugins.redundancy.engine.merge.Cluster;
import io.jenkins.plugins.redundancy.engine.merge.GateResult;
import io.jenkins.plugins.redundancy.engine.merge.Merged;
import io.jenkins.plugins.redundancy.engine.policy.Verdict;
import io.jenkins.plugins.redundancy.engine.read.UnreadableReportException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * The stored form of a scan: compact, versioned JSON, with rules and tools before the clusters so that it can be read in
 * one pass. A reader skips fields it does not know and refuses a newer version it cannot understand.
 */
public final class ResultJson {

    /** Raised when an older reader would misunderstand what is written. */
    static final int VERSION = 1;

    private static final String FORMAT = "redundancy-result";

    private static final JsonFactory FACTORY = new JsonFactoryBuilder()
            .streamReadConstraints(
                    StreamReadConstraints.builder().maxNestingDepth(50).build())
            .build();

    private ResultJson() {}

    /** Writes UTF-8 and leaves the stream open. Equal results give equal bytes. */
    public static void write(ScanResult result, OutputStream out) throws IOException {
        try (JsonGenerator json = FACTORY.createGenerator(out).disable(JsonGenerator.Feature.AUTO_CLOSE_TARGET)) {
            Merged merged = result.merged();
            Map<RuleTable.Key, Integer> rules = RuleTable.of(merged);
            json.writeStartObject();
            json.writeStringField("format", FORMAT);
            json.writeNumberField("version", VERSION);
            json.writeStringField("name", result.name());
            Verdict verdict = result.verdict();
            if (verdict != null) {
                VerdictJson.write(json, verdict);
            }
            GateResult gate = result.gate();
            if (gate != null) {
                GateJson.write(json, gate);
            }
            json.writeStringField("rule", merged.rule());
            ToolsJson.write(json, merged.tools());
            RuleTable.write(json, rules);
            clusters(json, "clusters", merged.clusters(), rules);
            clusters(json, "gone", merged.gone(), rules);
            Fields.strings(json, "warnings", merged.warnings());
            json.writeEndObject();
        }
    }

    private static void clusters(
            JsonGenerator json, String field, List<Cluster> clusters, Map<RuleTable.Key, Integer> rules)
            throws IOException {
        json.writeArrayFieldStart(field);
        for (Cluster cluster : clusters) {
            ClusterJson.write(json, cluster, rules);
        }
        json.writeEndArray();
    }

    /**
     * @param in left open
     * @param file for messages
     * @throws UnreadableReportException when it is no result of ours, a newer one, or broken
     */
    public static ScanResult read(InputStream in, String file) throws IOException {
        try (JsonParser parser = FACTORY.createParser(in).disable(JsonParser.Feature.AUTO_CLOSE_SOURCE)) {
            Fields fields = new Fields(parser, file);
            if (parser.nextToken() == null) {
                throw new UnreadableReportException(file + " is empty; is this a result.json of Redundancy?");
            }
            return read(fields);
        } catch (JsonProcessingException x) {
            throw new UnreadableReportException(
                    file + ", line "
                            + (x.getLocation() == null ? 0 : x.getLocation().getLineNr())
                            + ": broken or truncated JSON (" + x.getOriginalMessage() + "); write the file again",
                    x);
        }
    }

    private static ScanResult read(Fields in) throws IOException {
        String format = "";
        String name = "";
        Verdict verdict = null;
        GateResult gate = null;
        String rule = "";
        List<Merged.Tool> tools = List.of();
        List<RuleTable.Key> rules = List.of();
        List<Cluster> clusters = List.of();
        List<Cluster> gone = List.of();
        List<String> warnings = List.of();
        for (String field = in.startObject(); field != null; field = in.nextField()) {
            switch (field) {
                case "format" -> format = in.text();
                case "version" -> version(in);
                case "name" -> name = in.text();
                case "verdict" -> verdict = VerdictJson.read(in);
                case "gate" -> gate = GateJson.read(in);
                case "rule" -> rule = in.text();
                case "tools" -> tools = ToolsJson.read(in);
                case "rules" -> rules = RuleTable.read(in);
                case "clusters" -> clusters = clusters(in, rules);
                case "gone" -> gone = clusters(in, rules);
                case "warnings" -> warnings = in.strings();
                default -> in.skip();
            }
        }
        if (!format.equals(FORMAT)) {
            throw in.broken("the field format is '" + format + "', not '" + FORMAT + "'");
        }
        return new ScanResult(name, verdict, new Merged(clusters, gone, tools, rule, warnings), gate);
    }

    private static void version(Fields in) throws IOException {
        int version = (int) in.number();
        if (version > VERSION) {
            throw in.broken("version " + version + " was written by a newer Redundancy; this one reads up to version "
                    + VERSION + ": update it");
        }
    }

    private static List<Cluster> clusters(Fields in, List<RuleTable.Key> rules) throws IOException {
        List<Cluster> clusters = new ArrayList<>();
        for (in.startArray(); in.nextElement(); ) {
            clusters.add(ClusterJson.read(in, rules));
        }
        return clusters;
    }
}
