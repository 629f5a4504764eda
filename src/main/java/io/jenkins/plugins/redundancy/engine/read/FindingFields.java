package io.jenkins.plugins.redundancy.engine.read;

import com.fasterxml.jackson.core.JsonGenerator;
import io.jenkins.plugins.redundancy.engine.finding.Subject;
import io.jenkins.plugins.redundancy.engine.finding.Suppression;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Fields that a finding has in both forms we write: the compact report, which leaves out what is empty, and the stored
 * result. Where it is, is written differently in each.
 */
public final class FindingFields {
    private FindingFields() {}

    /**
     * What it is about, without the place.
     *
     * @param version what the field of a package's version is called
     */
    public static void subject(JsonGenerator json, Subject subject, String version, boolean empties)
            throws IOException {
        json.writeStringField("kind", subject.kind());
        if (subject instanceof Subject.Dependency dependency) {
            text(json, "package", dependency.name(), empties);
            text(json, version, dependency.version(), empties);
            json.writeArrayFieldStart("advisories");
            for (String advisory : dependency.advisories()) {
                json.writeString(advisory);
            }
            json.writeEndArray();
        } else if (subject instanceof Subject.Configuration configuration) {
            text(json, "resource", configuration.resource(), empties);
        }
    }

    /** By name; nothing where there is none. */
    public static void fingerprints(JsonGenerator json, Map<String, String> fingerprints) throws IOException {
        if (fingerprints.isEmpty()) {
            return;
        }
        json.writeObjectFieldStart("fingerprints");
        for (Map.Entry<String, String> print : new TreeMap<>(fingerprints).entrySet()) {
            json.writeStringField(print.getKey(), print.getValue());
        }
        json.writeEndObject();
    }

    /** Nothing where there is none. */
    public static void suppressions(JsonGenerator json, List<Suppression> suppressions, boolean empties)
            throws IOException {
        if (suppressions.isEmpty()) {
            return;
        }
        json.writeArrayFieldStart("suppressions");
        for (Suppression suppression : suppressions) {
            json.writeStartObject();
            json.writeStringField("kind", suppression.kind());
            json.writeStringField("status", suppression.status());
            text(json, "justification", suppression.justification(), empties);
            json.writeEndObject();
        }
        json.writeEndArray();
    }

    static void text(JsonGenerator json, String name, String value, boolean empties) throws IOException {
        if (empties || !value.isEmpty()) {
            json.writeStringField(name, value);
        }
    }
}
