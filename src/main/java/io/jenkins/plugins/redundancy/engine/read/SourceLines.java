package io.jenkins.plugins.redundancy.engine.read;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonFactoryBuilder;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Predicate;

/** Excerpts as JSON, {@code {"path":"src/A.java","lines":{"10":"…"}}} for each file; read with distrust. */
final class SourceLines {

    /** Several scanners' excerpts may be in one file. */
    private static final long MOST_CHARACTERS = 8L * SourceExcerpts.MOST_CHARACTERS;

    private static final JsonFactory JSON = new JsonFactoryBuilder()
            .streamReadConstraints(StreamReadConstraints.builder()
                    .maxNestingDepth(4)
                    .maxStringLength(64 << 10)
                    .maxNameLength(64 << 10)
                    .build())
            .disable(JsonFactory.Feature.INTERN_FIELD_NAMES)
            .disable(JsonFactory.Feature.CANONICALIZE_FIELD_NAMES)
            .rootValueSeparator("\n")
            .build();

    private SourceLines() {}

    static void write(SourceExcerpts excerpts, OutputStream out) throws IOException {
        try (JsonGenerator json = JSON.createGenerator(out).disable(JsonGenerator.Feature.AUTO_CLOSE_TARGET)) {
            for (Map.Entry<String, TreeMap<Integer, String>> file :
                    excerpts.files().entrySet()) {
                json.writeStartObject();
                json.writeStringField("path", file.getKey());
                json.writeObjectFieldStart("lines");
                for (Map.Entry<Integer, String> line : file.getValue().entrySet()) {
                    json.writeStringField(line.getKey().toString(), line.getValue());
                }
                json.writeEndObject();
                json.writeEndObject();
            }
        }
    }

    /** @param wanted paths to keep */
    static SourceExcerpts read(InputStream in, String name, Predicate<String> wanted) throws IOException {
        TreeMap<String, TreeMap<Integer, String>> files = new TreeMap<>();
        long room = MOST_CHARACTERS;
        try (JsonParser json = JSON.createParser(in).disable(JsonParser.Feature.AUTO_CLOSE_SOURCE)) {
            while (json.nextToken() != null) {
                String path = path(json, name);
                boolean keep = wanted.test(path);
                TreeMap<Integer, String> lines = new TreeMap<>();
                while (json.nextToken() == JsonToken.FIELD_NAME) {
                    String number = json.currentName();
                    String text = json.nextTextValue();
                    room -= (text == null ? 0 : text.length()) + SourceExcerpts.PER_LINE;
                    if (text == null || room < 0) {
                        throw broken(name, text == null ? "a line is no text" : "more than is ever kept");
                    }
                    if (keep) {
                        lines.put(line(number, name), SourceExcerpts.clean(text));
                    }
                }
                expect(json.currentToken() == JsonToken.END_OBJECT && json.nextToken() == JsonToken.END_OBJECT, name);
                if (keep) {
                    files.put(path, lines);
                }
            }
        } catch (JsonProcessingException x) {
            throw new UnreadableReportException(name + ": broken excerpts of sources: " + x.getOriginalMessage(), x);
        }
        return new SourceExcerpts(files);
    }

    private static String path(JsonParser json, String name) throws IOException {
        expect(json.currentToken() == JsonToken.START_OBJECT, name);
        expect(json.nextToken() == JsonToken.FIELD_NAME && json.currentName().equals("path"), name);
        String path = json.nextTextValue();
        if (path == null || !PathMapping.isInsideTree(path)) {
            throw broken(name, "a path leads out of the scanned tree");
        }
        expect(json.nextToken() == JsonToken.FIELD_NAME && json.currentName().equals("lines"), name);
        expect(json.nextToken() == JsonToken.START_OBJECT, name);
        return path;
    }

    private static int line(String number, String name) throws UnreadableReportException {
        if (!number.matches("[1-9][0-9]{0,8}")) {
            throw broken(name, "a line has no number");
        }
        return Integer.parseInt(number);
    }

    private static void expect(boolean met, String name) throws UnreadableReportException {
        if (!met) {
            throw broken(name, "a path and its lines were expected");
        }
    }

    private static UnreadableReportException broken(String name, String why) {
        return new UnreadableReportException(name + ": broken excerpts of sources: " + why);
    }
}
