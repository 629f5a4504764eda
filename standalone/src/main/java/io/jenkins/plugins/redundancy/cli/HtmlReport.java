package io.jenkins.plugins.redundancy.cli;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import io.jenkins.plugins.redundancy.engine.finding.Location;
import io.jenkins.plugins.redundancy.engine.merge.Cluster;
import io.jenkins.plugins.redundancy.engine.merge.GateResult;
import io.jenkins.plugins.redundancy.engine.merge.LineSource;
import io.jenkins.plugins.redundancy.engine.merge.Merged;
import io.jenkins.plugins.redundancy.engine.policy.Verdict;
import io.jenkins.plugins.redundancy.engine.report.ResultJson;
import io.jenkins.plugins.redundancy.engine.report.ScanResult;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The report as one self-contained page: no network, no other file. What scanners said stands in it as JSON data and
 * reaches the page as text only; its content security policy allows its own script and style by their hashes, nothing
 * else.
 */
final class HtmlReport {

    /** Beyond this many findings a page helps nobody; result.json and merged.sarif hold all of them. */
    static final int MOST_FINDINGS = 20_000;

    /** Of one finding; with more, {@link #MOST_QUOTES} of each scanner are quoted. */
    static final int MOST_REPORTS = 100;

    private static final int MOST_QUOTES = 20;

    private static final int CONTEXT = 4;
    private static final int LONGEST_LINE = 400;
    private static final int MOST_SOURCE_CHARACTERS = 8 << 20;
    private static final Pattern PLACEHOLDER = Pattern.compile("@@([A-Z_]+)@@");

    private HtmlReport() {}

    /**
     * Writes UTF-8 and leaves the stream open.
     *
     * @param lines the scanned files, for the source around a finding
     */
    static void write(ScanResult result, LineSource lines, OutputStream out) throws IOException {
        ScanResult shown = bounded(result);
        Verdict verdict = result.verdict();
        String style = resource("report.css");
        String script = resource("report.js");
        Map<String, String> values = Map.ofEntries(
                Map.entry("TITLE", text(title(result))),
                Map.entry("NAME", text(result.name())),
                Map.entry("OUTCOME", result.outcome()),
                Map.entry("VERDICT", text(verdict(result))),
                Map.entry("REASON", text(verdict == null ? "" : verdict.reason())),
                Map.entry("GATE_OUTCOME", gateOutcome(result)),
                Map.entry("GATE", text(gate(result))),
                Map.entry("COUNTS", text(counts(result))),
                Map.entry("STYLE", style),
                Map.entry("STYLE_HASH", hash(style)),
                Map.entry("SCRIPT", script),
                Map.entry("SCRIPT_HASH", hash(script)),
                Map.entry("DATA", data(shown)),
                Map.entry("SOURCE", source(shown, lines)));
        String template = resource("report.html");
        Matcher matcher = PLACEHOLDER.matcher(template);
        int from = 0;
        while (matcher.find()) {
            out.write(template.substring(from, matcher.start()).getBytes(StandardCharsets.UTF_8));
            out.write(values.get(matcher.group(1)).getBytes(StandardCharsets.UTF_8));
            from = matcher.end();
        }
        out.write(template.substring(from).getBytes(StandardCharsets.UTF_8));
        out.flush();
    }

    private static ScanResult bounded(ScanResult result) {
        Merged merged = result.merged();
        int found = merged.clusters().size();
        List<Cluster> clusters = merged.clusters().subList(0, Math.min(found, MOST_FINDINGS));
        long cut = clusters.stream()
                .filter(cluster -> cluster.findings().size() > MOST_REPORTS)
                .count();
        List<String> warnings = new ArrayList<>(merged.warnings());
        if (found > MOST_FINDINGS) {
            warnings.add("This page lists the first " + MOST_FINDINGS + " of " + found
                    + " findings, confirmed and severe ones first; result.json and merged.sarif hold all.");
        }
        if (cut > 0) {
            warnings.add("Of " + cut + " findings that were reported more than " + MOST_REPORTS
                    + " times this page quotes some reports of each scanner; result.json holds all.");
        }
        if (warnings.size() == merged.warnings().size()) {
            return result;
        }
        return new ScanResult(
                result.name(),
                result.verdict(),
                new Merged(
                        clusters.stream().map(HtmlReport::quoted).toList(),
                        found > MOST_FINDINGS
                                ? List.of()
                                : merged.gone().stream().map(HtmlReport::quoted).toList(),
                        merged.tools(),
                        merged.rule(),
                        warnings),
                result.gate(),
                result.reference());
    }

    /** With the first reports of each scanner, for one may say the same a million times. */
    private static Cluster quoted(Cluster cluster) {
        if (cluster.findings().size() <= MOST_REPORTS) {
            return cluster;
        }
        Map<String, Integer> quotes = new TreeMap<>();
        return cluster.withFindings(cluster.findings().stream()
                .filter(finding -> quotes.merge(finding.tool(), 1, Integer::sum) <= MOST_QUOTES)
                .toList());
    }

    private static String title(ScanResult result) {
        return "Redundancy: " + result.name() + ", " + result.outcome();
    }

    private static String verdict(ScanResult result) {
        return switch (result.outcome()) {
            case "met" -> "✓ Met: the scan went as planned";
            case "degraded" -> "⚠ Degraded: the scan counts, but not everything went as planned";
            case "lost" -> "✗ Quorum lost: this scan does not count";
            case "aborted" -> "✗ Aborted: this scan does not count";
            default -> "Merged reports";
        };
    }

    private static String gateOutcome(ScanResult result) {
        GateResult gate = result.gate();
        return gate == null ? "undecided" : gate.outcome().name().toLowerCase(Locale.ROOT);
    }

    /** The outcome in words too: colour alone tells not everybody. */
    private static String gate(ScanResult result) {
        GateResult gate = result.gate();
        String sign = gate == null
                ? "✗ "
                : switch (gate.outcome()) {
                    case PASS -> "✓ ";
                    case UNSTABLE -> "⚠ ";
                    case FAIL -> "✗ ";
                };
        return sign + result.gateLine();
    }

    private static String counts(ScanResult result) {
        StringBuilder counts = new StringBuilder();
        counts.append(result.confirmed()).append(" confirmed, ");
        counts.append(result.singleSource()).append(" single-source");
        if (result.compared()) {
            counts.append(", ").append(result.fresh()).append(" new");
        }
        result.bySeverity(cluster -> true)
                .forEach((severity, n) -> counts.append(" · ")
                        .append(n)
                        .append(' ')
                        .append(severity.name().toLowerCase(Locale.ROOT)));
        return counts.toString();
    }

    /** JSON that can stand in a script element: nothing in it can end the element. */
    private static String data(ScanResult result) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        ResultJson.write(result, bytes);
        return inScript(bytes);
    }

    private static String inScript(ByteArrayOutputStream json) {
        return json.toString(StandardCharsets.UTF_8).replace("<", "\\u003c").replace("&", "\\u0026");
    }

    /** Path to line number to text, around each finding, as long as there is room. */
    private static String source(ScanResult result, LineSource lines) throws IOException {
        Map<String, TreeMap<Integer, String>> files = new TreeMap<>();
        int room = MOST_SOURCE_CHARACTERS;
        for (Cluster cluster : result.merged().clusters()) {
            Location at = cluster.subject().location().orElse(null);
            if (at == null || at.startLine() == 0 || room <= 0) {
                continue;
            }
            TreeMap<Integer, String> file = files.computeIfAbsent(at.path(), k -> new TreeMap<>());
            int last = Math.min(at.endLine(), at.startLine() + 20) + CONTEXT;
            for (int line = Math.max(1, at.startLine() - CONTEXT); line <= last; line++) {
                if (!file.containsKey(line)) {
                    Optional<String> text = lines.line(at.path(), line);
                    if (text.isEmpty()) {
                        continue;
                    }
                    String cut = text.get()
                            .substring(0, Math.min(LONGEST_LINE, text.get().length()));
                    file.put(line, cut);
                    room -= cut.length();
                }
            }
        }
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (JsonGenerator json = new JsonFactory().createGenerator(bytes)) {
            json.writeStartObject();
            for (Map.Entry<String, TreeMap<Integer, String>> file : files.entrySet()) {
                json.writeObjectFieldStart(file.getKey());
                for (Map.Entry<Integer, String> line : file.getValue().entrySet()) {
                    json.writeStringField(line.getKey().toString(), line.getValue());
                }
                json.writeEndObject();
            }
            json.writeEndObject();
        }
        return inScript(bytes);
    }

    private static String text(String text) {
        return text.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;")
                .replace("'", "&#39;");
    }

    private static String hash(String content) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(content.getBytes(StandardCharsets.UTF_8));
            return "sha256-" + Base64.getEncoder().encodeToString(digest);
        } catch (NoSuchAlgorithmException x) {
            throw new IllegalStateException("every Java platform has SHA-256", x);
        }
    }

    private static String resource(String name) throws IOException {
        try (InputStream in = HtmlReport.class.getResourceAsStream(name)) {
            if (in == null) {
                throw new IllegalStateException("the jar lacks its resource " + name + "; build it again");
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
