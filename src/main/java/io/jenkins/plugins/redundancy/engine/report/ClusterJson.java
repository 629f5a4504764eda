package io.jenkins.plugins.redundancy.engine.report;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonToken;
import edu.umd.cs.findbugs.annotations.CheckForNull;
import io.jenkins.plugins.redundancy.engine.finding.CodeFlowStep;
import io.jenkins.plugins.redundancy.engine.finding.Finding;
import io.jenkins.plugins.redundancy.engine.finding.Location;
import io.jenkins.plugins.redundancy.engine.finding.Severity;
import io.jenkins.plugins.redundancy.engine.finding.Subject;
import io.jenkins.plugins.redundancy.engine.finding.Suppression;
import io.jenkins.plugins.redundancy.engine.finding.WeaknessClass;
import io.jenkins.plugins.redundancy.engine.merge.Agreement;
import io.jenkins.plugins.redundancy.engine.merge.BaselineState;
import io.jenkins.plugins.redundancy.engine.merge.Cluster;
import io.jenkins.plugins.redundancy.engine.merge.Vote;
import io.jenkins.plugins.redundancy.engine.read.FindingFields;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** A cluster in the stored form. Rules stand in a table before the clusters; a finding names its rule by index. */
final class ClusterJson {

    private ClusterJson() {}

    static void write(JsonGenerator json, Cluster cluster, Map<RuleTable.Key, Integer> rules) throws IOException {
        json.writeStartObject();
        json.writeStringField("id", cluster.id());
        json.writeStringField("weakness", cluster.weakness().id());
        json.writeStringField("title", cluster.weakness().title());
        subject(json, cluster.subject());
        json.writeStringField("severity", Fields.id(cluster.severity()));
        json.writeStringField("agreement", cluster.agreement().id());
        json.writeFieldName("confidence");
        json.writeNumber(SarifWriter.rounded(cluster.confidence()));
        json.writeObjectFieldStart("votes");
        for (Map.Entry<String, Vote> vote : new TreeMap<>(cluster.votes()).entrySet()) {
            json.writeStringField(vote.getKey(), vote.getValue().id());
        }
        json.writeEndObject();
        json.writeStringField("why", cluster.why());
        BaselineState baseline = cluster.baseline();
        if (baseline != null) {
            json.writeStringField("baseline", baseline.id());
        }
        if (cluster.suppression() != null) {
            json.writeStringField("suppression", cluster.suppression());
        }
        json.writeArrayFieldStart("findings");
        for (Finding finding : cluster.findings()) {
            finding(json, finding, cluster.weakness(), rules);
        }
        json.writeEndArray();
        json.writeEndObject();
    }

    private static void finding(
            JsonGenerator json, Finding finding, WeaknessClass ofCluster, Map<RuleTable.Key, Integer> rules)
            throws IOException {
        json.writeStartObject();
        if (!finding.weakness().equals(ofCluster)) {
            json.writeStringField("weakness", finding.weakness().id());
            json.writeStringField("title", finding.weakness().title());
        }
        json.writeNumberField("rule", rules.get(new RuleTable.Key(finding.tool(), finding.rule())));
        numbers(json, "cwes", finding.cwes());
        subject(json, finding.subject());
        json.writeStringField("severity", Fields.id(finding.severity()));
        json.writeStringField("message", finding.message());
        FindingFields.fingerprints(json, finding.fingerprints());
        if (!finding.codeFlow().isEmpty()) {
            json.writeArrayFieldStart("codeFlow");
            for (CodeFlowStep step : finding.codeFlow()) {
                json.writeStartObject();
                json.writeStringField("message", step.message());
                location(json, step.location());
                if (step.flow() > 0) {
                    json.writeNumberField("flow", step.flow());
                }
                json.writeEndObject();
            }
            json.writeEndArray();
        }
        FindingFields.suppressions(json, finding.suppressions(), true);
        json.writeEndObject();
    }

    private static void subject(JsonGenerator json, Subject subject) throws IOException {
        FindingFields.subject(json, subject, "version", true);
        if (subject.location().isPresent()) {
            location(json, subject.location().get());
        }
    }

    /** {@code at}: path, then start line, start column, end line, end column; {@code function} where known. */
    private static void location(JsonGenerator json, Location at) throws IOException {
        json.writeStringField("path", at.path());
        json.writeFieldName("region");
        json.writeArray(new int[] {at.startLine(), at.startColumn(), at.endLine(), at.endColumn()}, 0, 4);
        if (!at.function().isEmpty()) {
            json.writeStringField("function", at.function());
        }
    }

    private static void numbers(JsonGenerator json, String field, List<Integer> numbers) throws IOException {
        json.writeArrayFieldStart(field);
        for (Integer number : numbers) {
            json.writeNumber(number);
        }
        json.writeEndArray();
    }

    static Cluster read(Fields in, List<RuleTable.Key> rules) throws IOException {
        String id = "";
        String weakness = "";
        String title = "";
        Place place = new Place();
        Severity severity = Severity.INFO;
        Agreement agreement = Agreement.SINGLE_SOURCE;
        double confidence = 0;
        Map<String, Vote> votes = Map.of();
        String why = "";
        BaselineState baseline = null;
        String suppression = null;
        List<Draft> drafts = new ArrayList<>();
        for (String field = in.startObject(); field != null; field = in.nextField()) {
            switch (field) {
                case "id" -> id = in.text();
                case "weakness" -> weakness = in.text();
                case "title" -> title = in.text();
                case "severity" -> severity = in.constant(Severity.class);
                case "agreement" -> agreement = in.constant(Agreement.class);
                case "confidence" -> confidence = in.number();
                case "votes" -> votes = votes(in);
                case "why" -> why = in.text();
                case "baseline" -> baseline = in.constant(BaselineState.class);
                case "suppression" -> suppression = in.text();
                case "findings" -> {
                    for (in.startArray(); in.nextElement(); ) {
                        drafts.add(Draft.read(in));
                    }
                }
                default -> place.read(field, in);
            }
        }
        WeaknessClass known = known(weakness, title);
        List<Finding> findings = new ArrayList<>(drafts.size());
        for (Draft draft : drafts) {
            findings.add(draft.finding(known, rules, in));
        }
        return in.built(
                "cluster " + id,
                new ClusterValues(
                        id,
                        known,
                        place,
                        severity,
                        findings,
                        votes,
                        agreement,
                        confidence,
                        why,
                        baseline,
                        suppression));
    }

    private static WeaknessClass known(String id, String title) {
        return WeaknessClass.ofId(id).orElse(new WeaknessClass(id, title));
    }

    private static Map<String, Vote> votes(Fields in) throws IOException {
        Map<String, Vote> votes = new TreeMap<>();
        for (String tool = in.startObject(); tool != null; tool = in.nextField()) {
            votes.put(tool, in.constant(Vote.class));
        }
        return in.shared(votes);
    }

    /** What a cluster is made of; building it may fail on a file that was tampered with. */
    record ClusterValues(
            String id,
            WeaknessClass weakness,
            Place place,
            Severity severity,
            List<Finding> findings,
            Map<String, Vote> votes,
            Agreement agreement,
            double confidence,
            String why,
            @CheckForNull BaselineState baseline,
            @CheckForNull String suppression)
            implements Fields.Value<Cluster> {
        @Override
        public Cluster build() {
            return new Cluster(
                    id,
                    weakness,
                    place.subject(),
                    severity,
                    findings,
                    votes,
                    agreement,
                    confidence,
                    why,
                    baseline,
                    suppression);
        }
    }

    /** A subject while its fields arrive. */
    static final class Place {
        private String kind = "code";
        private String name = "";
        private String version = "";
        private List<String> advisories = List.of();
        private String resource = "";

        @CheckForNull
        private String path;

        private int[] region = new int[4];
        private String function = "";

        void read(String field, Fields in) throws IOException {
            switch (field) {
                case "kind" -> kind = in.text();
                case "package" -> name = in.text();
                case "version" -> version = in.text();
                case "advisories" -> advisories = in.strings();
                case "resource" -> resource = in.text();
                case "path" -> path = in.shared(in.text());
                case "function" -> function = in.shared(in.text());
                case "region" -> {
                    int i = 0;
                    for (in.startArray(); in.nextElement(); i++) {
                        int number = (int) in.number();
                        if (i < region.length) {
                            region[i] = number;
                        }
                    }
                }
                default -> in.skip();
            }
        }

        @CheckForNull
        Location location() {
            String file = path;
            return file == null ? null : new Location(file, region[0], region[1], region[2], region[3], function);
        }

        Location required() {
            Location at = location();
            if (at == null) {
                throw new IllegalArgumentException("a step has no path");
            }
            return at;
        }

        Subject subject() {
            return switch (kind) {
                case "dependency" -> new Subject.Dependency(name, version, advisories, location());
                case "secret" -> new Subject.Secret(location());
                case "configuration" -> new Subject.Configuration(resource, location());
                default -> new Subject.Code(location());
            };
        }
    }

    /** A finding while its cluster's class is not known yet. */
    private static final class Draft {
        private int rule = -1;
        private List<Integer> cwes = List.of();
        private final Place place = new Place();
        private Severity severity = Severity.INFO;
        private String message = "";
        private final Map<String, String> fingerprints = new HashMap<>();
        private final List<CodeFlowStep> codeFlow = new ArrayList<>();
        private final List<Suppression> suppressions = new ArrayList<>();

        /** Empty where it is its cluster's. */
        private String weakness = "";

        private String title = "";

        static Draft read(Fields in) throws IOException {
            Draft draft = new Draft();
            for (String field = in.startObject(); field != null; field = in.nextField()) {
                switch (field) {
                    case "rule" -> draft.rule = (int) in.number();
                    case "weakness" -> draft.weakness = in.text();
                    case "title" -> draft.title = in.text();
                    case "cwes" -> draft.cwes = in.shared(in.integers());
                    case "severity" -> draft.severity = in.constant(Severity.class);
                    case "message" -> draft.message = in.shared(in.text());
                    case "fingerprints" -> {
                        for (String name = in.startObject(); name != null; name = in.nextField()) {
                            draft.fingerprints.put(name, in.text());
                        }
                    }
                    case "codeFlow" -> {
                        for (in.startArray(); in.nextElement(); ) {
                            draft.codeFlow.add(step(in));
                        }
                    }
                    case "suppressions" -> {
                        for (in.startArray(); in.nextElement(); ) {
                            draft.suppressions.add(suppression(in));
                        }
                    }
                    default -> draft.place.read(field, in);
                }
            }
            return draft;
        }

        private static CodeFlowStep step(Fields in) throws IOException {
            Place place = new Place();
            String message = "";
            int flow = 0;
            for (String field = in.startObject(); field != null; field = in.nextField()) {
                switch (field) {
                    case "message" -> message = in.text();
                    case "flow" -> flow = (int) in.number();
                    default -> place.read(field, in);
                }
            }
            String text = message;
            int way = flow;
            return in.built("code flow", () -> new CodeFlowStep(place.required(), text, way));
        }

        private static Suppression suppression(Fields in) throws IOException {
            Map<String, String> values = new HashMap<>();
            for (String field = in.startObject(); field != null; field = in.nextField()) {
                if (in.token() == JsonToken.VALUE_STRING) {
                    values.put(field, in.text());
                } else {
                    in.skip();
                }
            }
            return new Suppression(
                    values.getOrDefault("kind", "external"),
                    values.getOrDefault("status", "accepted"),
                    values.getOrDefault("justification", ""));
        }

        Finding finding(WeaknessClass ofCluster, List<RuleTable.Key> rules, Fields in) throws IOException {
            WeaknessClass own = weakness.isEmpty() ? ofCluster : known(weakness, title);
            return in.built("finding", () -> build(own, rules));
        }

        private Finding build(WeaknessClass own, List<RuleTable.Key> rules) {
            if (rule < 0 || rule >= rules.size()) {
                throw new IllegalArgumentException("there is no rule " + rule + " in the table of " + rules.size());
            }
            RuleTable.Key key = rules.get(rule);
            return new Finding(
                    key.tool(),
                    key.rule(),
                    cwes,
                    own,
                    place.subject(),
                    severity,
                    message,
                    fingerprints,
                    codeFlow,
                    suppressions);
        }
    }
}
