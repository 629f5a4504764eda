package io.jenkins.plugins.redundancy.engine.report;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import edu.umd.cs.findbugs.annotations.CheckForNull;
import io.jenkins.plugins.redundancy.engine.read.UnreadableReportException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Reads the stored form field by field; unknown fields are skipped, so that an older version reads a newer file. */
final class Fields {

    private final JsonParser parser;
    private final String file;
    private final Map<Object, Object> shared = new HashMap<>();

    Fields(JsonParser parser, String file) {
        this.parser = parser;
        this.file = file;
    }

    /** Something that is checked when it is made. */
    interface Value<T> {
        T build();
    }

    static String id(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    static void strings(JsonGenerator json, String field, List<String> strings) throws IOException {
        json.writeArrayFieldStart(field);
        for (String string : strings) {
            json.writeString(string);
        }
        json.writeEndArray();
    }

    JsonToken token() {
        return parser.currentToken();
    }

    /** Enters the current object; its first field, with the parser on that field's value, or null when it is empty. */
    @CheckForNull
    String startObject() throws IOException {
        expect(JsonToken.START_OBJECT, "an object");
        return nextField();
    }

    @CheckForNull
    String nextField() throws IOException {
        if (parser.nextToken() != JsonToken.FIELD_NAME) {
            return null;
        }
        String name = parser.currentName();
        parser.nextToken();
        return name;
    }

    void startArray() throws IOException {
        expect(JsonToken.START_ARRAY, "an array");
    }

    boolean nextElement() throws IOException {
        JsonToken next = parser.nextToken();
        return next != JsonToken.END_ARRAY && next != null;
    }

    String text() throws IOException {
        expect(JsonToken.VALUE_STRING, "a string");
        return parser.getText();
    }

    double number() throws IOException {
        if (!token().isNumeric()) {
            throw broken("a number was expected, not " + parser.getText());
        }
        return parser.getDoubleValue();
    }

    long wholeNumber() throws IOException {
        number();
        return parser.getLongValue();
    }

    boolean flag() throws IOException {
        if (!token().isBoolean()) {
            throw broken("true or false was expected, not " + parser.getText());
        }
        return parser.getBooleanValue();
    }

    <E extends Enum<E>> E constant(Class<E> type) throws IOException {
        String text = text();
        try {
            return Enum.valueOf(type, text.toUpperCase(Locale.ROOT).replace('-', '_'));
        } catch (IllegalArgumentException x) {
            throw broken("'" + text + "' is no " + type.getSimpleName() + " this version knows");
        }
    }

    List<String> strings() throws IOException {
        List<String> strings = new ArrayList<>();
        for (startArray(); nextElement(); ) {
            strings.add(text());
        }
        return strings;
    }

    List<Integer> integers() throws IOException {
        List<Integer> integers = new ArrayList<>();
        for (startArray(); nextElement(); ) {
            integers.add((int) number());
        }
        return List.copyOf(integers);
    }

    void skip() throws IOException {
        parser.skipChildren();
    }

    /** The one instance of equal values. */
    @SuppressWarnings("unchecked")
    <T> T shared(T value) {
        Object known = shared.putIfAbsent(value, value);
        return known == null ? value : (T) known;
    }

    <T> T built(String what, Value<T> value) throws IOException {
        try {
            return value.build();
        } catch (IllegalArgumentException x) {
            throw broken(what + ": " + x.getMessage());
        }
    }

    private void expect(JsonToken token, String what) throws IOException {
        if (token() != token) {
            throw broken(what + " was expected, not " + token());
        }
    }

    UnreadableReportException broken(String why) {
        return new UnreadableReportException(file + ", line "
                + parser.currentTokenLocation().getLineNr() + ", "
                + parser.getParsingContext().pathAsPointer() + ": " + why + "; is this a result.json of Redundancy?");
    }
}
