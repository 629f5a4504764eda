package io.jenkins.plugins.redundancy.engine.read;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import io.jenkins.plugins.redundancy.engine.finding.CodeFlowStep;
import io.jenkins.plugins.redundancy.engine.finding.Finding;
import io.jenkins.plugins.redundancy.engine.finding.Location;
import io.jenkins.plugins.redundancy.engine.finding.Rule;
import io.jenkins.plugins.redundancy.engine.finding.Severity;
import io.jenkins.plugins.redundancy.engine.finding.Subject;
import io.jenkins.plugins.redundancy.engine.finding.Suppression;
import io.jenkins.plugins.redundancy.engine.finding.WeaknessClass;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;

/** Reads {@link CompactReport}. Whoever wrote it may be hostile: everything is checked and cleaned again. */
final class CompactReader {
    private final Reading reading;
    private final JsonInput in;
    private final List<Rule> rules = new ArrayList<>();
    private final List<Finding> findings = new ArrayList<>();
    private final List<String> warnings = new ArrayList<>();
    private final Map<String, WeaknessClass> weaknesses = new HashMap<>();
    private final Map<List<Integer>, List<Integer>> numbers = new HashMap<>();
    private String tool = "";
    private String version = "";
    private boolean complete;
    private int declared;
    private int format;
    private int end = -1;

    CompactReader(Reading reading, InputStream bytes) throws IOException {
        this.reading = reading;
        this.in = new JsonInput(reading, "", bytes);
    }

    ToolReport read() throws IOException {
        try {
            readHead();
            while (in.value()) {
                if (end >= 0) {
                    throw new MalformedValueException("there is more after the last line");
                }
                readLine();
            }
        } catch (MalformedValueException | IllegalArgumentException e) {
            throw reading.unreadable("is no valid compact report: " + e.getMessage() + ", at " + in.position(), e);
        } catch (IOException e) {
            throw in.explain(e);
        }
        if (end != findings.size() || declared > rules.size()) {
            throw reading.unreadable("is cut off: it has " + findings.size() + " findings and its last line says "
                    + (end < 0 ? "nothing" : end) + "; send it again");
        }
        return new ToolReport(tool, version, complete, findings, rules.subList(0, declared), warnings);
    }

    private void readHead() throws IOException {
        if (!in.value() || !in.object()) {
            throw reading.unreadable("is empty, not a compact report");
        }
        for (String field; (field = in.field()) != null; ) {
            switch (field) {
                case "redundancy-report" -> format = in.integer();
                case "tool" -> tool = in.message();
                case "version" -> version = in.message();
                case "complete" -> complete = in.bool();
                case "declared" -> declared = in.integer();
                case "warnings" -> warnings.addAll(texts(1_000));
                default -> in.skip();
            }
        }
        if (format != CompactReport.VERSION) {
            throw reading.unreadable("is a compact report of version " + format + "; this version reads "
                    + CompactReport.VERSION + ": use the same version of the plugin on both sides");
        }
        if (reading.tool != null) {
            tool = reading.tool;
        }
        if (tool.isEmpty() || declared < 0) {
            throw new MalformedValueException("the first line names no tool, or a negative number of rules");
        }
    }

    /** A rule, a finding, or the end; told by the first field. */
    private void readLine() throws IOException {
        if (!in.object()) {
            throw new MalformedValueException("a line is null");
        }
        String field = in.field();
        switch (field == null ? "" : field) {
            case "rule" -> readRule();
            case "of" -> readFinding();
            case "end" -> {
                end = in.integer();
                while (in.field() != null) {
                    in.skip();
                }
            }
            default -> throw new MalformedValueException("a line starts with the unknown field " + field);
        }
    }

    private void readRule() throws IOException {
        reading.budget.spendResult();
        String id = in.message();
        String name = "";
        String description = "";
        String help = "";
        List<Integer> cwes = List.of();
        Severity severity = null;
        for (String field; (field = in.field()) != null; ) {
            switch (field) {
                case "name" -> name = in.message();
                case "description" -> description = in.message();
                case "help" -> help = SarifRule.webLink(in.symbol());
                case "cwes" -> cwes = cwes();
                case "severity" -> severity = severity();
                default -> in.skip();
            }
        }
        if (id.isEmpty()) {
            throw new MalformedValueException("a rule has no id");
        }
        rules.add(new Rule(id, name, description, help, cwes, severity));
    }

    private void readFinding() throws IOException {
        reading.budget.spendResult();
        int index = in.integer();
        if (index < 0 || index >= rules.size()) {
            throw new MalformedValueException("a finding is of rule " + index + ", there are " + rules.size());
        }
        Rule rule = rules.get(index);
        List<Integer> cwes = List.of();
        WeaknessClass weakness = null;
        Severity severity = null;
        String kind = "";
        String name = "";
        String installed = "";
        List<String> advisories = List.of();
        String resource = "";
        Location at = null;
        String message = "";
        Map<String, String> fingerprints = Map.of();
        List<CodeFlowStep> flow = List.of();
        List<Suppression> suppressions = List.of();
        for (String field; (field = in.field()) != null; ) {
            switch (field) {
                case "cwes" -> cwes = cwes();
                case "weakness" -> weakness = weakness(in.message());
                case "severity" -> severity = severity();
                case "kind" -> kind = in.message();
                case "package" -> name = in.message();
                case "installed" -> installed = in.message();
                case "advisories" -> advisories = texts(100);
                case "resource" -> resource = in.message();
                case "at" -> at = location();
                case "message" -> message = in.message();
                case "fingerprints" -> fingerprints = fingerprints();
                case "flow" -> flow = flow();
                case "suppressions" -> suppressions = suppressions();
                default -> in.skip();
            }
        }
        if (weakness == null || severity == null) {
            throw new MalformedValueException("a finding lacks its weakness or severity");
        }
        Subject subject =
                switch (kind) {
                    case "code" -> new Subject.Code(at);
                    case "secret" -> new Subject.Secret(at);
                    case "dependency" -> new Subject.Dependency(name, installed, advisories, at);
                    case "configuration" -> new Subject.Configuration(resource, at);
                    default -> throw new MalformedValueException("a finding is of the unknown kind " + kind);
                };
        findings.add(
                new Finding(tool, rule, cwes, weakness, subject, severity, message, fingerprints, flow, suppressions));
    }

    private WeaknessClass weakness(String id) {
        WeaknessClass known = weaknesses.get(id);
        if (known == null) {
            known = id.startsWith("rule:")
                    ? new WeaknessClass(id, id.substring(id.indexOf('/') + 1))
                    : WeaknessClass.ofId(id)
                            .orElseThrow(() -> new MalformedValueException("unknown weakness class " + id));
            weaknesses.put(id, known);
        }
        return known;
    }

    private Severity severity() throws IOException {
        String name = in.symbol();
        for (Severity severity : Severity.values()) {
            if (severity.name().equals(name)) {
                return severity;
            }
        }
        throw new MalformedValueException("unknown severity " + name);
    }

    @CheckForNull
    private Location location() throws IOException {
        if (!in.array()) {
            return null;
        }
        String path = "";
        int[] region = new int[4];
        String function = "";
        for (int i = 0; in.element(); i++) {
            if (i == 0) {
                path = in.message();
            } else if (i <= 4) {
                region[i - 1] = in.integer();
            } else {
                function = in.message();
            }
        }
        return new Location(path, region[0], region[1], region[2], region[3], function);
    }

    private List<Integer> cwes() throws IOException {
        TreeSet<Integer> read = new TreeSet<>();
        if (in.array()) {
            while (in.element()) {
                int cwe = in.integer();
                if (cwe <= 0 || cwe > 9_999 || read.size() >= 100) {
                    throw new MalformedValueException("CWE-" + cwe + " does not exist, or there are too many of them");
                }
                read.add(cwe);
            }
        }
        List<Integer> list = List.copyOf(read);
        return numbers.computeIfAbsent(list, same -> same);
    }

    private List<String> texts(int max) throws IOException {
        List<String> read = new ArrayList<>();
        if (in.array()) {
            while (in.element()) {
                if (read.size() >= max) {
                    throw new MalformedValueException(in.path() + " has more than " + max + " elements");
                }
                read.add(in.message());
            }
        }
        return List.copyOf(read);
    }

    private Map<String, String> fingerprints() throws IOException {
        Map<String, String> read = new TreeMap<>();
        if (in.object()) {
            for (String name; (name = in.field()) != null; ) {
                read.put(reading.name(name), in.message());
            }
        }
        return Map.copyOf(read);
    }

    private List<CodeFlowStep> flow() throws IOException {
        List<CodeFlowStep> read = new ArrayList<>();
        if (in.array()) {
            while (in.element()) {
                Location at = null;
                String message = "";
                int flow = 0;
                if (in.object()) {
                    for (String field; (field = in.field()) != null; ) {
                        switch (field) {
                            case "at" -> at = location();
                            case "message" -> message = in.message();
                            case "flow" -> flow = in.integer();
                            default -> in.skip();
                        }
                    }
                }
                if (at == null || read.size() >= 1_000) {
                    throw new MalformedValueException("a step has no place, or there are more than 1000 of them");
                }
                read.add(new CodeFlowStep(at, message, flow));
            }
        }
        return List.copyOf(read);
    }

    private List<Suppression> suppressions() throws IOException {
        List<Suppression> read = new ArrayList<>();
        if (in.array()) {
            while (in.element()) {
                String kind = "";
                String status = "";
                String justification = "";
                if (in.object()) {
                    for (String field; (field = in.field()) != null; ) {
                        switch (field) {
                            case "kind" -> kind = in.message();
                            case "status" -> status = in.message();
                            case "justification" -> justification = in.message();
                            default -> in.skip();
                        }
                    }
                }
                read.add(new Suppression(kind, status, justification));
            }
        }
        return List.copyOf(read);
    }
}
