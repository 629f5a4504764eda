package io.jenkins.plugins.redundancy.engine.report;

import com.fasterxml.jackson.core.JsonGenerator;
import io.jenkins.plugins.redundancy.engine.merge.Coverage;
import io.jenkins.plugins.redundancy.engine.merge.Merged;
import io.jenkins.plugins.redundancy.engine.merge.Voter;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** The voters, in the stored form. */
final class ToolsJson {

    private ToolsJson() {}

    static void write(JsonGenerator json, List<Merged.Tool> tools) throws IOException {
        json.writeArrayFieldStart("tools");
        for (Merged.Tool tool : tools) {
            Coverage coverage = tool.voter().coverage();
            json.writeStartObject();
            json.writeStringField("name", tool.voter().tool());
            json.writeStringField("lineage", tool.voter().lineage());
            json.writeNumberField("weight", tool.voter().weight());
            json.writeStringField("version", tool.version());
            json.writeStringField("participation", Fields.id(tool.participation()));
            json.writeNumberField("findings", tool.findings());
            Fields.strings(json, "languages", List.copyOf(new TreeSet<>(coverage.languages())));
            Fields.strings(json, "weaknesses", List.copyOf(new TreeSet<>(coverage.weaknesses())));
            json.writeArrayFieldStart("cwes");
            for (Integer cwe : new TreeSet<>(coverage.cwes())) {
                json.writeNumber(cwe);
            }
            json.writeEndArray();
            json.writeEndObject();
        }
        json.writeEndArray();
    }

    static List<Merged.Tool> read(Fields in) throws IOException {
        List<Merged.Tool> tools = new ArrayList<>();
        for (in.startArray(); in.nextElement(); ) {
            tools.add(tool(in));
        }
        return tools;
    }

    private static Merged.Tool tool(Fields in) throws IOException {
        String name = "";
        String lineage = "";
        double weight = 1;
        String version = "";
        Merged.Participation participation = Merged.Participation.NONE;
        int findings = 0;
        Set<String> languages = Set.of();
        Set<String> weaknesses = Set.of();
        Set<Integer> cwes = Set.of();
        for (String field = in.startObject(); field != null; field = in.nextField()) {
            switch (field) {
                case "name" -> name = in.text();
                case "lineage" -> lineage = in.text();
                case "weight" -> weight = in.number();
                case "version" -> version = in.text();
                case "participation" -> participation = in.constant(Merged.Participation.class);
                case "findings" -> findings = (int) in.number();
                case "languages" -> languages = Set.copyOf(in.strings());
                case "weaknesses" -> weaknesses = Set.copyOf(in.strings());
                case "cwes" -> cwes = Set.copyOf(in.integers());
                default -> in.skip();
            }
        }
        VoterValues voter = new VoterValues(name, lineage, weight, new Coverage(languages, weaknesses, cwes));
        return new Merged.Tool(in.built("tool " + name, voter), participation, version, findings);
    }

    /** A voter is checked when it is made. */
    private record VoterValues(String tool, String lineage, double weight, Coverage coverage)
            implements Fields.Value<Voter> {
        @Override
        public Voter build() {
            return new Voter(tool, lineage, weight, coverage);
        }
    }
}
