package io.jenkins.plugins.redundancy.engine.report;

import com.fasterxml.jackson.core.JsonGenerator;
import io.jenkins.plugins.redundancy.engine.finding.Finding;
import io.jenkins.plugins.redundancy.engine.finding.Rule;
import io.jenkins.plugins.redundancy.engine.finding.Severity;
import io.jenkins.plugins.redundancy.engine.merge.Cluster;
import io.jenkins.plugins.redundancy.engine.merge.Merged;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The rules that the findings of a result name, each once. */
final class RuleTable {

    /** A tool's rule. */
    record Key(String tool, Rule rule) {}

    private static final Comparator<Key> ORDER = Comparator.comparing(Key::tool)
            .thenComparing(k -> k.rule().id())
            .thenComparing(k -> k.rule().toString());

    private RuleTable() {}

    static Map<Key, Integer> of(Merged merged) {
        Set<Key> keys = new HashSet<>();
        for (List<Cluster> clusters : List.of(merged.clusters(), merged.gone())) {
            for (Cluster cluster : clusters) {
                for (Finding finding : cluster.findings()) {
                    keys.add(new Key(finding.tool(), finding.rule()));
                }
            }
        }
        Map<Key, Integer> table = new LinkedHashMap<>();
        keys.stream().sorted(ORDER).forEach(key -> table.put(key, table.size()));
        return table;
    }

    static void write(JsonGenerator json, Map<Key, Integer> table) throws IOException {
        json.writeArrayFieldStart("rules");
        for (Key key : table.keySet()) {
            json.writeStartObject();
            json.writeStringField("tool", key.tool());
            json.writeStringField("id", key.rule().id());
            json.writeStringField("name", key.rule().name());
            json.writeStringField("description", key.rule().description());
            json.writeStringField("helpUri", key.rule().helpUri());
            json.writeArrayFieldStart("cwes");
            for (Integer cwe : key.rule().cwes()) {
                json.writeNumber(cwe);
            }
            json.writeEndArray();
            Severity severity = key.rule().severity();
            if (severity != null) {
                json.writeStringField("severity", Fields.id(severity));
            }
            json.writeEndObject();
        }
        json.writeEndArray();
    }

    static List<Key> read(Fields in) throws IOException {
        List<Key> table = new ArrayList<>();
        for (in.startArray(); in.nextElement(); ) {
            String tool = "";
            String id = "";
            String name = "";
            String description = "";
            String helpUri = "";
            List<Integer> cwes = List.of();
            Severity severity = null;
            for (String field = in.startObject(); field != null; field = in.nextField()) {
                switch (field) {
                    case "tool" -> tool = in.shared(in.text());
                    case "id" -> id = in.text();
                    case "name" -> name = in.text();
                    case "description" -> description = in.text();
                    case "helpUri" -> helpUri = in.text();
                    case "cwes" -> cwes = in.shared(in.integers());
                    case "severity" -> severity = in.constant(Severity.class);
                    default -> in.skip();
                }
            }
            table.add(new Key(tool, new Rule(id, name, description, helpUri, cwes, severity)));
        }
        return table;
    }
}
