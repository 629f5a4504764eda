package io.jenkins.plugins.redundancy.engine.merge;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Set;
import java.util.TreeSet;

/**
 * The triage log as a file to keep under version control: JSON in UTF-8, an entry per line, ascending by cluster. The
 * list ends with {@code null} so that every entry's line ends alike: two branches that add different entries merge line
 * by line, with Git's {@code merge=union} without a conflict, and what comes out is JSON still.
 */
public final class TriageFile {

    static final int VERSION = 1;

    private static final JsonFactory JSON = new JsonFactory();

    private TriageFile() {}

    /**
     * Reads a log; entries in any order, of several for one cluster the latest stands.
     *
     * @param in not closed; UTF-8
     * @param name of the file, for messages
     * @throws io.jenkins.plugins.redundancy.engine.read.UnreadableReportException when it is no triage file; the message
     *     names file, line, field and remedy
     */
    public static TriageLog read(InputStream in, String name) throws IOException {
        return new TriageParser(name).parse(in);
    }

    /** Writes the log; the same log gives the same bytes. The stream is flushed, not closed. */
    public static void write(TriageLog log, OutputStream out) throws IOException {
        StringBuilder text = new StringBuilder("{\n\"version\": " + VERSION + ",\n\"triage\": [\n");
        for (Triage triage : log.entries()) {
            text.append(line(triage)).append(",\n");
        }
        out.write(text.append("null\n]}\n").toString().getBytes(StandardCharsets.UTF_8));
        out.flush();
    }

    private static String line(Triage triage) {
        StringWriter line = new StringWriter();
        try (JsonGenerator json = JSON.createGenerator(line)) {
            json.writeStartObject();
            json.writeStringField("cluster", triage.cluster());
            json.writeStringField("decision", triage.decision().id());
            json.writeStringField("reason", triage.reason());
            json.writeStringField("who", triage.who());
            json.writeStringField("when", triage.when().toString());
            json.writeStringField("weakness", triage.weakness());
            lineages(json, "reporters", triage.reporters());
            lineages(json, "silent", triage.silent());
            json.writeEndObject();
        } catch (IOException e) {
            throw new UncheckedIOException("a string cannot fail to take triage of " + triage.cluster(), e);
        }
        return line.toString();
    }

    private static void lineages(JsonGenerator json, String field, Set<String> names) throws IOException {
        json.writeArrayFieldStart(field);
        for (String name : new TreeSet<>(names)) {
            json.writeString(name);
        }
        json.writeEndArray();
    }
}
