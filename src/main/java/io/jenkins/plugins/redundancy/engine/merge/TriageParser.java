package io.jenkins.plugins.redundancy.engine.merge;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import com.fasterxml.jackson.core.exc.StreamReadException;
import io.jenkins.plugins.redundancy.engine.read.UnreadableReportException;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.PushbackReader;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Reads one triage file, under limits: it comes from a repository, so anybody may have written it. */
final class TriageParser {

    private static final char BYTE_ORDER_MARK = '\ufeff';
    private static final int MAX_ENTRIES = 200_000;
    private static final int MAX_LINEAGES = 200;

    private static final List<String> TEXTS = List.of("cluster", "decision", "reason", "who", "when", "weakness");
    private static final List<String> LISTS = List.of("reporters", "silent");

    private static final JsonFactory JSON = JsonFactory.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .disable(StreamReadFeature.INCLUDE_SOURCE_IN_LOCATION)
            .streamReadConstraints(StreamReadConstraints.builder()
                    .maxDocumentLength(256L << 20)
                    .maxNestingDepth(8)
                    .maxStringLength(64 << 10)
                    .maxNameLength(1_000)
                    .maxNumberLength(20)
                    .build())
            .build();

    private final String name;

    TriageParser(String name) {
        this.name = name;
    }

    TriageLog parse(InputStream in) throws IOException {
        // a decoder of its own: Jackson would guess UTF-16 or UTF-32, and a plain Reader would mend what it cannot read
        PushbackReader utf8 = new PushbackReader(new InputStreamReader(in, StandardCharsets.UTF_8.newDecoder()));
        try {
            int first = utf8.read();
            if (first >= 0 && first != BYTE_ORDER_MARK) {
                utf8.unread(first);
            }
            try (JsonParser json = JSON.createParser(utf8).disable(JsonParser.Feature.AUTO_CLOSE_SOURCE)) {
                return new TriageLog(file(json));
            }
        } catch (CharacterCodingException e) {
            throw new UnreadableReportException(name + ": not UTF-8; save it in that encoding", e);
        } catch (StreamConstraintsException e) {
            throw new UnreadableReportException(
                    name + at(e) + ": too large for a triage file (" + plain(e.getOriginalMessage()) + "); is it one?",
                    e);
        } catch (StreamReadException e) {
            throw new UnreadableReportException(
                    name + at(e) + ": not valid JSON (" + plain(e.getOriginalMessage())
                            + "); mend the line, and where a merge left conflict marks, keep the lines of both sides",
                    e);
        }
    }

    private List<Triage> file(JsonParser json) throws IOException {
        if (json.nextToken() != JsonToken.START_OBJECT) {
            throw wrong(json, "a triage file is an object with the fields \"version\" and \"triage\"");
        }
        List<Triage> entries = null;
        boolean versioned = false;
        while (json.nextToken() != JsonToken.END_OBJECT) {
            String field = json.currentName();
            json.nextToken();
            if (field.equals("version")) {
                version(json);
                versioned = true;
            } else if (field.equals("triage")) {
                entries = entries(json);
            } else {
                throw wrong(json, "unknown field " + quoted(field) + "; \"version\" and \"triage\" are known");
            }
        }
        if (!versioned) {
            throw wrong(json, "\"version\" is missing; write \"version\": " + TriageFile.VERSION);
        }
        if (entries == null) {
            throw wrong(json, "\"triage\" is missing; it is the list of entries and may be empty");
        }
        if (json.nextToken() != null) {
            throw wrong(json, "something follows the end of the file's object; remove it");
        }
        return entries;
    }

    private void version(JsonParser json) throws IOException {
        if (json.currentToken() != JsonToken.VALUE_NUMBER_INT || !json.getText().equals("" + TriageFile.VERSION)) {
            throw wrong(
                    json,
                    "version is " + quoted(json.getText()) + "; this program reads " + TriageFile.VERSION
                            + ": update it if the file was written by a newer one");
        }
    }

    private List<Triage> entries(JsonParser json) throws IOException {
        if (json.currentToken() != JsonToken.START_ARRAY) {
            throw wrong(json, "\"triage\" must be a list of entries");
        }
        List<Triage> entries = new ArrayList<>();
        while (json.nextToken() != JsonToken.END_ARRAY) {
            if (json.currentToken() == JsonToken.VALUE_NULL) {
                continue;
            }
            if (entries.size() == MAX_ENTRIES) {
                throw wrong(json, "more than " + MAX_ENTRIES + " entries; keep the younger ones");
            }
            entries.add(entry(json));
        }
        return entries;
    }

    private Triage entry(JsonParser json) throws IOException {
        if (json.currentToken() != JsonToken.START_OBJECT) {
            throw wrong(json, "an entry must be an object, not " + quoted(json.getText()));
        }
        Map<String, String> texts = new HashMap<>();
        Map<String, Set<String>> lists = new HashMap<>();
        while (json.nextToken() != JsonToken.END_OBJECT) {
            String field = json.currentName();
            json.nextToken();
            if (TEXTS.contains(field)) {
                texts.put(field, text(json, field));
            } else if (LISTS.contains(field)) {
                lists.put(field, list(json, field));
            } else {
                throw wrong(
                        json,
                        "unknown field " + quoted(field) + " in an entry; known are " + String.join(", ", TEXTS) + ", "
                                + String.join(", ", LISTS));
            }
        }
        try {
            return new Triage(
                    required(texts, "cluster"),
                    Triage.Decision.ofId(required(texts, "decision")),
                    required(texts, "reason"),
                    required(texts, "who"),
                    instant(required(texts, "when")),
                    required(texts, "weakness"),
                    required(lists, "reporters"),
                    required(lists, "silent"));
        } catch (IllegalArgumentException e) {
            throw wrong(json, "in the entry that ends here " + plain(e.getMessage()));
        }
    }

    private String text(JsonParser json, String field) throws IOException {
        if (json.currentToken() != JsonToken.VALUE_STRING) {
            throw wrong(json, field + " must be a text in quotes");
        }
        return json.getText();
    }

    private Set<String> list(JsonParser json, String field) throws IOException {
        if (json.currentToken() != JsonToken.START_ARRAY) {
            throw wrong(json, field + " must be a list of tools");
        }
        Set<String> names = new LinkedHashSet<>();
        while (json.nextToken() != JsonToken.END_ARRAY) {
            names.add(text(json, field));
            if (names.size() > MAX_LINEAGES) {
                throw wrong(json, field + " has more than " + MAX_LINEAGES + " entries; is this a triage file?");
            }
        }
        return names;
    }

    private static <T> T required(Map<String, T> fields, String field) {
        T value = fields.get(field);
        if (value == null) {
            throw new IllegalArgumentException(field + " is missing; it is required");
        }
        return value;
    }

    private static Instant instant(String text) {
        try {
            return Instant.parse(text);
        } catch (DateTimeException e) {
            throw new IllegalArgumentException("when is " + quoted(text) + "; write it as 2026-01-31T12:00:00Z", e);
        }
    }

    private UnreadableReportException wrong(JsonParser json, String what) {
        return new UnreadableReportException(
                name + ", line " + json.currentTokenLocation().getLineNr() + ": " + what);
    }

    private static String at(JsonProcessingException e) {
        return e.getLocation() == null ? "" : ", line " + e.getLocation().getLineNr();
    }

    private static String quoted(String text) {
        return '"' + plain(text) + '"';
    }

    /** What a file says goes to terminals and logs: short, and without anything that acts there. */
    private static String plain(String text) {
        String plain = text.replaceAll("[\\p{C}\\p{Zl}\\p{Zp}]", "?");
        return plain.length() > 200 ? plain.substring(0, 200) + "…" : plain;
    }
}
