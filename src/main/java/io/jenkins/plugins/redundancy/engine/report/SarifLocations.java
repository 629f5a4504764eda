package io.jenkins.plugins.redundancy.engine.report;

import com.fasterxml.jackson.core.JsonGenerator;
import edu.umd.cs.findbugs.annotations.CheckForNull;
import io.jenkins.plugins.redundancy.engine.finding.CodeFlowStep;
import io.jenkins.plugins.redundancy.engine.finding.Finding;
import io.jenkins.plugins.redundancy.engine.finding.Location;
import java.io.IOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/** The location objects of SARIF 2.1.0 §3.28 to §3.38. */
final class SarifLocations {

    /** Names the root of the scanned tree; a reader resolves it to its own checkout. */
    static final String ROOT = "SRCROOT";

    private static final String UNRESERVED =
            "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._~/!$&'()*+,;=@";

    private static final Pattern PLACEHOLDER = Pattern.compile("\\{([0-9]+)}");
    private static final Pattern LINK_END = Pattern.compile("]\\(");

    private SarifLocations() {}

    static void locations(JsonGenerator json, Location location) throws IOException {
        json.writeArrayFieldStart("locations");
        location(json, location, null);
        json.writeEndArray();
    }

    static void location(JsonGenerator json, Location location, @CheckForNull String message) throws IOException {
        json.writeStartObject();
        json.writeObjectFieldStart("physicalLocation");
        json.writeObjectFieldStart("artifactLocation");
        boolean absolute = absolute(location.path());
        json.writeStringField("uri", uri(location.path()));
        if (!absolute) {
            json.writeStringField("uriBaseId", ROOT);
        }
        json.writeEndObject();
        region(json, location);
        json.writeEndObject();
        if (!location.function().isEmpty()) {
            json.writeArrayFieldStart("logicalLocations");
            json.writeStartObject();
            json.writeStringField("fullyQualifiedName", location.function());
            json.writeStringField("kind", "function");
            json.writeEndObject();
            json.writeEndArray();
        }
        if (message != null) {
            message(json, message);
        }
        json.writeEndObject();
    }

    private static void region(JsonGenerator json, Location location) throws IOException {
        if (location.startLine() == 0) {
            return;
        }
        json.writeObjectFieldStart("region");
        json.writeNumberField("startLine", location.startLine());
        if (location.startColumn() > 0) {
            json.writeNumberField("startColumn", location.startColumn());
        }
        if (location.endLine() > location.startLine()) {
            json.writeNumberField("endLine", location.endLine());
        }
        boolean ends = location.endColumn() > 0
                && (location.endLine() > location.startLine() || location.endColumn() >= location.startColumn());
        if (ends && location.startColumn() > 0) {
            json.writeNumberField("endColumn", location.endColumn());
        }
        json.writeEndObject();
    }

    static void message(JsonGenerator json, String text) throws IOException {
        json.writeObjectFieldStart("message");
        json.writeStringField("text", literal(text));
        json.writeEndObject();
    }

    /** What a tool said must not become a placeholder (§3.11.5) or an embedded link (§3.11.6) of ours. */
    private static String literal(String text) {
        return LINK_END.matcher(PLACEHOLDER.matcher(text).replaceAll("{{$1}}")).replaceAll("\\\\](");
    }

    static void codeFlows(JsonGenerator json, List<Finding> findings) throws IOException {
        boolean any = false;
        for (Finding finding : findings) {
            if (finding.codeFlow().isEmpty()) {
                continue;
            }
            if (!any) {
                json.writeArrayFieldStart("codeFlows");
                any = true;
            }
            int flow = -1;
            for (CodeFlowStep step : finding.codeFlow()) {
                if (step.flow() != flow) {
                    if (flow >= 0) {
                        endFlow(json);
                    }
                    startFlow(json, finding);
                    flow = step.flow();
                }
                json.writeStartObject();
                json.writeFieldName("location");
                location(json, step.location(), step.message().isEmpty() ? null : step.message());
                json.writeEndObject();
            }
            endFlow(json);
        }
        if (any) {
            json.writeEndArray();
        }
    }

    private static void startFlow(JsonGenerator json, Finding finding) throws IOException {
        json.writeStartObject();
        message(json, finding.tool() + ": " + finding.rule().id());
        json.writeArrayFieldStart("threadFlows");
        json.writeStartObject();
        json.writeArrayFieldStart("locations");
    }

    private static void endFlow(JsonGenerator json) throws IOException {
        json.writeEndArray();
        json.writeEndObject();
        json.writeEndArray();
        json.writeEndObject();
    }

    /** A web address as a tool gave it; empty when it is none, which would make the whole file invalid. */
    static Optional<String> link(String address) {
        try {
            URI uri = new URI(address);
            boolean web = "http".equalsIgnoreCase(uri.getScheme()) || "https".equalsIgnoreCase(uri.getScheme());
            return web && uri.getHost() != null ? Optional.of(uri.toASCIIString()) : Optional.empty();
        } catch (URISyntaxException e) {
            return Optional.empty();
        }
    }

    private static boolean absolute(String path) {
        return path.startsWith("/") || path.matches("[A-Za-z]:/.*");
    }

    /** A valid URI reference for any path, however hostile: everything outside RFC 3986's path characters is encoded. */
    static String uri(String path) {
        StringBuilder uri = new StringBuilder(path.length() + 16);
        if (absolute(path)) {
            uri.append(path.startsWith("/") ? "file://" : "file:///");
        }
        for (byte b : path.getBytes(StandardCharsets.UTF_8)) {
            char c = (char) (b & 0xff);
            if (UNRESERVED.indexOf(c) >= 0) {
                uri.append(c);
            } else {
                uri.append('%')
                        .append(Character.toUpperCase(Character.forDigit(c >> 4, 16)))
                        .append(Character.toUpperCase(Character.forDigit(c & 15, 16)));
            }
        }
        return uri.toString();
    }
}
