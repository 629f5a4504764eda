package io.jenkins.plugins.redundancy.engine.read;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonStreamContext;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.exc.InputCoercionException;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import com.fasterxml.jackson.core.io.JsonEOFException;
import edu.umd.cs.findbugs.annotations.CheckForNull;
import edu.umd.cs.findbugs.annotations.Nullable;
import java.io.IOException;
import java.io.InputStream;

/**
 * JSON as a stream of values. Every method that takes a value starts at its first token and ends at its last; one that
 * finds another type than it needs throws {@link MalformedValueException} with the value's path in the document.
 */
final class JsonInput {
    private final Reading reading;
    private final String document;
    private final JsonParser parser;

    /** Null before the document and after it. */
    @Nullable
    private JsonToken token;

    /** @param document what paths in messages start with: empty for the report itself, the name of an external file */
    JsonInput(Reading reading, String document, InputStream in) throws IOException {
        this.reading = reading;
        this.document = document;
        this.parser = JsonFactory.builder()
                // a hostile report of nothing but distinct names would take several times as long
                .disable(JsonFactory.Feature.INTERN_FIELD_NAMES)
                .streamReadConstraints(StreamReadConstraints.builder()
                        .maxNestingDepth(reading.limits.depth())
                        .maxStringLength(reading.limits.stringLength())
                        .build())
                .build()
                .createParser(in);
    }

    /** The first value, or the next one after it; false at the end of the document. */
    boolean value() throws IOException {
        token = parser.nextToken();
        return token != null;
    }

    /** Enters an object; false for {@code null}. */
    boolean object() {
        if (token == JsonToken.START_OBJECT) {
            return true;
        }
        if (token == JsonToken.VALUE_NULL) {
            return false;
        }
        throw malformed("an object");
    }

    /** Enters an array; false for {@code null}. */
    boolean array() {
        if (token == JsonToken.START_ARRAY) {
            return true;
        }
        if (token == JsonToken.VALUE_NULL) {
            return false;
        }
        throw malformed("an array");
    }

    /** The next field of the entered object, its value being current; null at the end. */
    @CheckForNull
    String field() throws IOException {
        String name = parser.nextFieldName();
        if (name != null) {
            token = parser.nextToken();
            return name;
        }
        token = parser.currentToken();
        return null;
    }

    /** The next element of the entered array; false at the end. */
    boolean element() throws IOException {
        token = parser.nextToken();
        return token != JsonToken.END_ARRAY && token != null;
    }

    void skip() throws IOException {
        if (token == JsonToken.START_OBJECT || token == JsonToken.START_ARRAY) {
            parser.skipChildren();
            token = parser.currentToken();
        }
    }

    boolean isObject() {
        return token == JsonToken.START_OBJECT;
    }

    boolean isArray() {
        return token == JsonToken.START_ARRAY;
    }

    boolean isText() {
        return token == JsonToken.VALUE_STRING;
    }

    boolean isNull() {
        return token == JsonToken.VALUE_NULL;
    }

    /** A string, as few instances as there are texts; null for {@code null}. For paths, ids and names. */
    @CheckForNull
    String symbol() throws IOException {
        if (token == JsonToken.VALUE_STRING) {
            char[] text = parser.getTextCharacters();
            int offset = parser.getTextOffset();
            int length = parser.getTextLength();
            String known = reading.recentSymbols.find(text, offset, length);
            return known != null
                    ? known
                    : reading.recentSymbols.keep(text, offset, length, reading.symbols.intern(text, offset, length));
        }
        if (token == JsonToken.VALUE_NULL) {
            return null;
        }
        throw malformed("a string");
    }

    /** A string or number as text, not shared; null for {@code null}. */
    @CheckForNull
    String text() throws IOException {
        if (token == JsonToken.VALUE_STRING || (token != null && token.isNumeric())) {
            return parser.getText();
        }
        if (token == JsonToken.VALUE_NULL) {
            return null;
        }
        throw malformed("a string");
    }

    @CheckForNull
    String symbolOrNumber() throws IOException {
        return token.isNumeric() ? reading.symbols.intern(parser.getText()) : symbol();
    }

    /** The name of a field as text for people; most are the same few. */
    String nameOf(String field) {
        return reading.fieldName(field);
    }

    /** Any scalar as text, null for {@code null} and for objects and arrays, which are skipped. */
    @CheckForNull
    String scalarText() throws IOException {
        if (token == JsonToken.VALUE_NULL || !token.isScalarValue()) {
            skip();
            return null;
        }
        return parser.getText();
    }

    /** Like {@link #message}, for texts that hardly repeat: not shared. */
    String unsharedMessage() throws IOException {
        if (token != JsonToken.VALUE_STRING) {
            return message();
        }
        char[] text = parser.getTextCharacters();
        int offset = parser.getTextOffset();
        String value = new String(text, offset, parser.getTextLength());
        return PlainText.isPlain(text, offset, value.length(), reading.limits.messageLength())
                ? value
                : PlainText.clean(value, reading.limits.messageLength());
    }

    /** Text for people: cleaned, cut, shared; empty for {@code null}. */
    String message() throws IOException {
        if (token == JsonToken.VALUE_NULL) {
            return "";
        }
        if (token != JsonToken.VALUE_STRING) {
            throw malformed("a string");
        }
        char[] text = parser.getTextCharacters();
        int offset = parser.getTextOffset();
        int length = parser.getTextLength();
        String known = reading.recentMessages.find(text, offset, length);
        if (known != null) {
            return known;
        }
        String made = new String(text, offset, length);
        return PlainText.isPlain(text, offset, length, reading.limits.messageLength())
                ? reading.recentMessages.keep(text, offset, length, made)
                : reading.message(made);
    }

    /** A whole number within the range of int; 0 for {@code null}. */
    int integer() throws IOException {
        if (token == JsonToken.VALUE_NUMBER_INT || token == JsonToken.VALUE_NUMBER_FLOAT) {
            try {
                return parser.getIntValue();
            } catch (InputCoercionException e) {
                throw malformed("a whole number below 2^31");
            }
        }
        if (token == JsonToken.VALUE_NULL) {
            return 0;
        }
        throw malformed("a whole number");
    }

    boolean bool() {
        if (token == JsonToken.VALUE_TRUE || token == JsonToken.VALUE_FALSE) {
            return token == JsonToken.VALUE_TRUE;
        }
        if (token == JsonToken.VALUE_NULL) {
            return false;
        }
        throw malformed("true or false");
    }

    /** Taken in an array just entered, for {@link #recover}. */
    Object mark() {
        return parser.getParsingContext();
    }

    /** Goes on behind the element of the marked array that turned out to be malformed. */
    void recover(Object array) throws IOException {
        while (parser.getParsingContext() != array) {
            if (parser.nextToken() == null) {
                return;
            }
        }
        token = parser.currentToken();
    }

    private MalformedValueException malformed(String expected) {
        return new MalformedValueException(path() + ": expected " + expected + ", found " + found());
    }

    private String found() {
        if (token == null) {
            return "the end";
        }
        return switch (token) {
            case START_OBJECT -> "an object";
            case START_ARRAY -> "an array";
            case VALUE_STRING -> "a string";
            case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> "a number";
            case VALUE_NULL -> "null";
            default -> token.asString() == null ? token.toString() : token.asString();
        };
    }

    /** The current value's place, {@code runs[0].results[17].ruleId}. */
    String path() {
        StringBuilder path = new StringBuilder();
        for (JsonStreamContext at = parser.getParsingContext(); at != null && !at.inRoot(); at = at.getParent()) {
            // the context of a container that has just been entered has no element yet: its parent names it
            if (at.inArray() && at.hasCurrentIndex()) {
                path.insert(0, "[" + at.getCurrentIndex() + "]");
            } else if (at.inObject() && at.getCurrentName() != null) {
                path.insert(0, "." + at.getCurrentName());
            }
        }
        String text = path.length() > 0 && path.charAt(0) == '.' ? path.substring(1) : path.toString();
        return document.isEmpty() ? text : document + ":" + text;
    }

    /** {@code line 3, column 17}. */
    String position() {
        return position(parser.currentTokenLocation());
    }

    private static String position(@CheckForNull JsonLocation at) {
        return at == null ? "an unknown place" : "line " + at.getLineNr() + ", column " + at.getColumnNr();
    }

    /** What to tell about an exception that came out of this input. */
    UnreadableReportException explain(IOException e) {
        String where = document.isEmpty() ? "" : "(" + document + ") ";
        if (e instanceof UnreadableReportException unreadable) {
            return unreadable;
        } else if (e instanceof StreamConstraintsException) {
            return reading.unreadable(where + limit(e.getMessage()) + " at " + position(parser.currentLocation()), e);
        } else if (e instanceof JsonEOFException broken) {
            return reading.unreadable(
                    where + "ends in the middle, at " + position(broken.getLocation())
                            + ": the scanner was stopped or the disk was full; run it again",
                    e);
        } else if (e instanceof JsonProcessingException broken) {
            return reading.unreadable(
                    where + "is not valid JSON at " + position(broken.getLocation()) + ": "
                            + broken.getOriginalMessage(),
                    e);
        }
        return reading.unreadable(where + "cannot be read: " + e.getMessage(), e);
    }

    private String limit(@CheckForNull String message) {
        if (message != null && message.contains("depth")) {
            return "nests deeper than " + reading.limits.depth() + " objects and arrays (limit depth)";
        } else if (message != null && message.contains("String")) {
            return "has a string longer than " + reading.limits.stringLength() + " characters (limit stringLength)";
        }
        return "has a name or number of absurd length: " + message;
    }
}
