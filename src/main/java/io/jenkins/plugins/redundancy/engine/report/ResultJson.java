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
import java.util.function.IntPredicate;

/**
 * The stored form of a scan: compact, versioned JSON, with rules and tools before the clusters so that it can be read in
 * one pass. A reader skips fields it does not know and refuses a newer version it cannot understand.
 */
public final class ResultJson {

    /** Raised when an older reader would misunderstand what is written. */
    static final int VERSION = 1;

    private static final String FORMAT = "redundancy-result";

    private static final String CLUSTERS = "clusters";
    private static final String GONE = "gone";

    private static final JsonFactory FACTORY = new JsonFactoryBuilder()
            .streamReadConstraints(
                    StreamReadConstraints.builder().maxNestingDepth(50).build())
            .build();

    private ResultJson() {}

    /** Told where a reader of a part may begin: behind the head, behind every page of clusters, before the tail. */
    interface Parts {
        void end() throws IOException;
    }

    /** Writes UTF-8 and leaves the stream open. Equal results give equal bytes. */
    public static void write(ScanResult result, OutputStream out) throws IOException {
        write(result, RuleTable.of(result.merged()), out, Integer.MAX_VALUE, () -> {});
    }

    /**
     * The same bytes, in parts: the head, the pages of {@code clusters}, what stands between, the pages of {@code gone},
     * the tail.
     *
     * @param rules of the merge, numbered
     * @param rows clusters of a page
     */
    static void write(ScanResult result, Map<RuleTable.Key, Integer> rules, OutputStream out, int rows, Parts parts)
            throws IOException {
        try (JsonGenerator json = generator(out)) {
            Merged merged = result.merged();
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
            String reference = result.reference();
            if (reference != null) {
                json.writeStringField("reference", reference);
            }
            json.writeStringField("rule", merged.rule());
            ToolsJson.write(json, merged.tools());
            RuleTable.write(json, rules);
            clusters(json, CLUSTERS, merged.clusters(), rules, rows, parts);
            clusters(json, GONE, merged.gone(), rules, rows, parts);
            Fields.strings(json, "warnings", merged.warnings());
            json.writeEndObject();
        }
    }

    /** For UTF-8; closing it leaves the stream open. */
    static JsonGenerator generator(OutputStream out) throws IOException {
        return FACTORY.createGenerator(out).disable(JsonGenerator.Feature.AUTO_CLOSE_TARGET);
    }

    private static void clusters(
            JsonGenerator json,
            String field,
            List<Cluster> clusters,
            Map<RuleTable.Key, Integer> rules,
            int rows,
            Parts parts)
            throws IOException {
        json.writeArrayFieldStart(field);
        end(json, parts);
        int row = 0;
        for (Cluster cluster : clusters) {
            ClusterJson.write(json, cluster, rules);
            if (++row % rows == 0 || row == clusters.size()) {
                end(json, parts);
            }
        }
        json.writeEndArray();
    }

    private static void end(JsonGenerator json, Parts parts) throws IOException {
        json.flush();
        parts.end();
    }

    /**
     * @param in left open
     * @param file for messages
     * @throws UnreadableReportException when it is no result of ours, a newer one, or broken
     */
    public static ScanResult read(InputStream in, String file) throws IOException {
        return read(in, file, fields -> read(fields, false).result());
    }

    /** All that stands before the clusters; the stream may end there. */
    static Head readHead(InputStream in, String file) throws IOException {
        return read(in, file, fields -> read(fields, true));
    }

    /**
     * Some of an array of clusters.
     *
     * @param wanted positions in it, from 0
     */
    static List<Cluster> readClusters(InputStream in, String file, List<RuleTable.Key> rules, IntPredicate wanted)
            throws IOException {
        return read(in, file, fields -> clusters(fields, rules, wanted));
    }

    /** An object with the fields behind the clusters. */
    static List<String> readWarnings(InputStream in, String file) throws IOException {
        return read(in, file, fields -> {
            List<String> warnings = List.of();
            for (String field = fields.startObject(); field != null; field = fields.nextField()) {
                if (field.equals("warnings")) {
                    warnings = fields.strings();
                } else {
                    fields.skip();
                }
            }
            return warnings;
        });
    }

    /** What stands before the clusters: a result without them, and the rules that they name by number. */
    record Head(ScanResult result, List<RuleTable.Key> rules) {}

    /** What a stored file is turned into, field by field. */
    interface Reading<T> {
        T read(Fields fields) throws IOException;
    }

    static <T> T read(InputStream in, String file, Reading<T> reading) throws IOException {
        try (JsonParser parser = FACTORY.createParser(in).disable(JsonParser.Feature.AUTO_CLOSE_SOURCE)) {
            Fields fields = new Fields(parser, file);
            if (parser.nextToken() == null) {
                throw new UnreadableReportException(file + " is empty; is this a result.json of Redundancy?");
            }
            return reading.read(fields);
        } catch (JsonProcessingException x) {
            throw new UnreadableReportException(
                    file + ", line "
                            + (x.getLocation() == null ? 0 : x.getLocation().getLineNr())
                            + ": broken or truncated JSON (" + x.getOriginalMessage() + "); write the file again",
                    x);
        }
    }

    private static Head read(Fields in, boolean head) throws IOException {
        String format = "";
        String name = "";
        Verdict verdict = null;
        GateResult gate = null;
        String reference = null;
        String rule = "";
        List<Merged.Tool> tools = List.of();
        List<RuleTable.Key> rules = List.of();
        List<Cluster> clusters = List.of();
        List<Cluster> gone = List.of();
        List<String> warnings = List.of();
        for (String field = in.startObject();
                field != null && !(head && field.equals(CLUSTERS));
                field = in.nextField()) {
            switch (field) {
                case "format" -> format = in.text();
                case "version" -> version(in);
                case "name" -> name = in.text();
                case "verdict" -> verdict = VerdictJson.read(in);
                case "gate" -> gate = GateJson.read(in);
                case "reference" -> reference = in.text();
                case "rule" -> rule = in.text();
                case "tools" -> tools = ToolsJson.read(in);
                case "rules" -> rules = RuleTable.read(in);
                case CLUSTERS -> clusters = clusters(in, rules, position -> true);
                case GONE -> gone = clusters(in, rules, position -> true);
                case "warnings" -> warnings = in.strings();
                default -> in.skip();
            }
        }
        checkFormat(in, format, FORMAT);
        Merged merged = new Merged(clusters, gone, tools, rule, warnings);
        return new Head(new ScanResult(name, verdict, merged, gate, reference), rules);
    }

    static void checkFormat(Fields in, String format, String expected) throws IOException {
        if (!format.equals(expected)) {
            throw in.broken("the field format is '" + format + "', not '" + expected + "'");
        }
    }

    static void version(Fields in) throws IOException {
        int version = (int) in.number();
        if (version > VERSION) {
            throw in.broken("version " + version + " was written by a newer Redundancy; this one reads up to version "
                    + VERSION + ": update it");
        }
    }

    private static List<Cluster> clusters(Fields in, List<RuleTable.Key> rules, IntPredicate wanted)
            throws IOException {
        List<Cluster> clusters = new ArrayList<>();
        int position = 0;
        for (in.startArray(); in.nextElement(); ) {
            if (wanted.test(position++)) {
                clusters.add(ClusterJson.read(in, rules));
            } else {
                in.skip();
            }
        }
        return clusters;
    }
}
