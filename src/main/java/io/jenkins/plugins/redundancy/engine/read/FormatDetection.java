package io.jenkins.plugins.redundancy.engine.read;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import edu.umd.cs.findbugs.annotations.CheckForNull;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Tells a report's format by how it begins. */
final class FormatDetection {
    private static final int HEAD = 1 << 16;
    private static final Pattern ROOT = Pattern.compile("<([A-Za-z_][A-Za-z0-9_.:-]{0,100})");
    private static final Pattern PROLOG = Pattern.compile("(?s)<\\?.*?\\?>|<!--.*?-->|<!DOCTYPE[^>]*>");

    private static final Pattern NAME = Pattern.compile("\"([a-z_-]{4,20})\"\\s*:");

    private FormatDetection() {}

    /** Null where the beginning says nothing; the stream stands at its start again. */
    @CheckForNull
    static String detect(BufferedInputStream in, Reading reading) throws IOException {
        in.mark(HEAD);
        byte[] head = in.readNBytes(HEAD);
        in.reset();
        String text = new String(head, charset(head)).replaceFirst("^\uFEFF", "");
        String start = text.stripLeading();
        if (start.isEmpty() && head.length < HEAD) {
            throw reading.unreadable(
                    head.length == 0
                            ? "is empty: the scanner wrote nothing"
                            : "holds nothing but white space: the scanner wrote nothing");
        }
        if (start.startsWith("{") || start.startsWith("[")) {
            return ofJson(start);
        }
        return start.startsWith("<") ? ofXml(start) : null;
    }

    private static Charset charset(byte[] head) {
        if (head.length >= 2 && (head[0] == (byte) 0xFE && head[1] == (byte) 0xFF || head[0] == 0 && head[1] != 0)) {
            return StandardCharsets.UTF_16BE;
        }
        if (head.length >= 2 && (head[0] == (byte) 0xFF && head[1] == (byte) 0xFE || head[0] != 0 && head[1] == 0)) {
            return StandardCharsets.UTF_16LE;
        }
        return StandardCharsets.UTF_8;
    }

    /** By the fields of the outermost object, as far as the head goes. */
    @CheckForNull
    private static String ofJson(String head) {
        try (JsonParser parser = new JsonFactory().createParser(head)) {
            int depth = 0;
            for (JsonToken token; (token = parser.nextToken()) != null; ) {
                if (token.isStructStart()) {
                    depth++;
                } else if (token.isStructEnd()) {
                    depth--;
                } else if (token == JsonToken.FIELD_NAME && (depth == 1 || (depth == 2 && head.startsWith("[")))) {
                    String format = ofField(parser.currentName());
                    if (format == null && parser.currentName().equals("$schema")) {
                        format = String.valueOf(parser.nextTextValue()).contains("sarif") ? "sarif" : null;
                    }
                    if (format != null) {
                        return format;
                    }
                }
            }
        } catch (IOException e) {
            // the head ends in the middle, or the JSON is broken: its reader says where, if the last name tells which
            Matcher name = NAME.matcher(head);
            String format = null;
            while (format == null && name.find()) {
                format = ofField(name.group(1));
            }
            return format;
        }
        return null;
    }

    @CheckForNull
    private static String ofField(String name) {
        return switch (name) {
            case "runs" -> "sarif";
            case "redundancy-report" -> CompactReport.FORMAT;
            case "comments" -> "shellcheck";
            case "issues", "hotspots", "paging" -> "sonarqube";
            case "generated_at", "metrics" -> "bandit";
            default -> null;
        };
    }

    @CheckForNull
    private static String ofXml(String head) {
        String body = PROLOG.matcher(head).replaceAll("");
        Matcher root = ROOT.matcher(body);
        if (!root.find()) {
            return null;
        }
        return switch (root.group(1)) {
            case "BugCollection" -> "spotbugs";
            case "results" -> body.contains("<cppcheck") || body.contains("<errors") ? "cppcheck" : null;
            case "pmd" -> "pmd";
            case "checkstyle" -> "checkstyle";
            case "lint" -> "jslint";
            default -> null;
        };
    }
}
