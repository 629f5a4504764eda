package io.jenkins.plugins.redundancy.engine.read;

import com.fasterxml.jackson.core.io.JsonStringEncoder;
import edu.umd.cs.findbugs.annotations.CheckForNull;
import io.jenkins.plugins.redundancy.engine.finding.CodeFlowStep;
import io.jenkins.plugins.redundancy.engine.finding.Finding;
import io.jenkins.plugins.redundancy.engine.finding.Location;
import io.jenkins.plugins.redundancy.engine.finding.Rule;
import io.jenkins.plugins.redundancy.engine.finding.Subject;
import io.jenkins.plugins.redundancy.engine.finding.Suppression;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Hides the values of secrets in what a scanner left: whoever gets a token may echo it, in a message, a path or a rule.
 * A value is hidden as it is, in Base64 and encoded for URLs; in raw reports also as JSON and XML write it. A value of
 * several lines is hidden line by line. What a scanner disguises in another way is not found.
 */
public final class SecretMask {

    /** What stands in the place of a secret. */
    public static final String SHOWN = "****";

    /** Hides nothing. */
    public static final SecretMask NOTHING = of(List.of());

    private static final int CHUNK = 1 << 16;

    /** Of texts; null when there is nothing to hide. */
    @CheckForNull
    private final Pattern texts;

    /** Of bytes, each as a character below 256; null when there is nothing to hide. */
    @CheckForNull
    private final Pattern bytes;

    /** Bytes of the longest form of a value. */
    private final int longest;

    private SecretMask(Collection<String> plain, Collection<String> raw) {
        texts = pattern(plain);
        bytes = pattern(raw);
        longest = raw.stream().mapToInt(String::length).max().orElse(0);
    }

    /** @param values blank ones are left out */
    public static SecretMask of(Collection<String> values) {
        TreeSet<String> plain = new TreeSet<>();
        values.stream().flatMap(String::lines).map(String::strip).forEach(value -> {
            if (!value.isEmpty()) {
                plain.add(value);
                plain.add(Base64.getEncoder().encodeToString(value.getBytes(StandardCharsets.UTF_8)));
                plain.add(URLEncoder.encode(value, StandardCharsets.UTF_8));
            }
        });
        TreeSet<String> raw = new TreeSet<>();
        for (String value : plain) {
            String json = String.valueOf(JsonStringEncoder.getInstance().quoteAsString(value));
            for (String form : List.of(value, json, json.replace("/", "\\/"), ascii(json), xml(value))) {
                raw.add(new String(form.getBytes(StandardCharsets.UTF_8), StandardCharsets.ISO_8859_1));
            }
        }
        return new SecretMask(plain, raw);
    }

    private static String ascii(String json) {
        return json.chars()
                .mapToObj(c -> c < 128 ? String.valueOf((char) c) : String.format("\\u%04x", c))
                .collect(Collectors.joining());
    }

    private static String xml(String value) {
        return value.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;")
                .replace("'", "&apos;");
    }

    /** The longest first, so that a value which contains another one is hidden whole. */
    @CheckForNull
    private static Pattern pattern(Collection<String> values) {
        return values.isEmpty()
                ? null
                : Pattern.compile(values.stream()
                        .sorted(Comparator.comparing(String::length).reversed())
                        .map(Pattern::quote)
                        .collect(Collectors.joining("|")));
    }

    public boolean isEmpty() {
        return texts == null;
    }

    public String hide(String text) {
        if (texts == null || text.isEmpty()) {
            return text;
        }
        Matcher matcher = texts.matcher(text);
        return matcher.find() ? matcher.replaceAll(SHOWN) : text;
    }

    /** In every text of it but the voter's name, which is ours. */
    public ToolReport hide(ToolReport report) {
        if (isEmpty()) {
            return report;
        }
        Map<Rule, Rule> rules = new IdentityHashMap<>();
        return new ToolReport(
                report.tool(),
                hide(report.version()),
                report.complete(),
                report.findings().stream().map(finding -> hide(finding, rules)).toList(),
                report.rules().stream().map(rule -> hide(rule, rules)).toList(),
                report.warnings().stream().map(this::hide).toList());
    }

    private Rule hide(Rule rule, Map<Rule, Rule> known) {
        return known.computeIfAbsent(
                rule,
                r -> new Rule(
                        hide(r.id()),
                        hide(r.name()),
                        hide(r.description()),
                        hide(r.helpUri()),
                        r.cwes(),
                        r.severity()));
    }

    private Finding hide(Finding finding, Map<Rule, Rule> rules) {
        Map<String, String> fingerprints = new HashMap<>();
        finding.fingerprints().forEach((name, value) -> fingerprints.put(hide(name), hide(value)));
        return new Finding(
                finding.tool(),
                hide(finding.rule(), rules),
                finding.cwes(),
                finding.weakness(),
                hide(finding.subject()),
                finding.severity(),
                hide(finding.message()),
                fingerprints,
                finding.codeFlow().stream()
                        .map(step -> new CodeFlowStep(hide(step.location()), hide(step.message()), step.flow()))
                        .toList(),
                finding.suppressions().stream()
                        .map(s -> new Suppression(hide(s.kind()), hide(s.status()), hide(s.justification())))
                        .toList());
    }

    private Subject hide(Subject subject) {
        Location at = subject.location().map(this::hide).orElse(null);
        if (subject instanceof Subject.Dependency dependency) {
            return new Subject.Dependency(
                    hide(dependency.name()),
                    hide(dependency.version()),
                    dependency.advisories().stream().map(this::hide).toList(),
                    at);
        } else if (subject instanceof Subject.Configuration configuration) {
            return new Subject.Configuration(hide(configuration.resource()), at);
        }
        return subject instanceof Subject.Secret ? new Subject.Secret(at) : new Subject.Code(at);
    }

    private Location hide(Location at) {
        return new Location(
                hide(at.path()), at.startLine(), at.startColumn(), at.endLine(), at.endColumn(), hide(at.function()));
    }

    /** Copies a raw report, whatever its format, in constant space. The result need not be readable as that format. */
    public void copy(InputStream in, OutputStream out) throws IOException {
        if (bytes == null) {
            in.transferTo(out);
            return;
        }
        StringBuilder pending = new StringBuilder();
        byte[] chunk = new byte[CHUNK];
        for (int n = in.read(chunk); n >= 0; n = in.read(chunk)) {
            pending.append(new String(chunk, 0, n, StandardCharsets.ISO_8859_1));
            // what begins behind this may go on in the next chunk
            write(bytes, pending, pending.length() - longest + 1, out);
        }
        write(bytes, pending, pending.length(), out);
    }

    private static void write(Pattern bytes, StringBuilder pending, int until, OutputStream out) throws IOException {
        Matcher matcher = bytes.matcher(pending);
        int done = 0;
        while (done < until && matcher.find() && matcher.start() < until) {
            write(pending, done, matcher.start(), out);
            out.write(SHOWN.getBytes(StandardCharsets.US_ASCII));
            done = matcher.end();
        }
        if (done < until) {
            write(pending, done, until, out);
            done = until;
        }
        pending.delete(0, done);
    }

    private static void write(StringBuilder pending, int from, int to, OutputStream out) throws IOException {
        out.write(pending.substring(from, to).getBytes(StandardCharsets.ISO_8859_1));
    }
}
