package io.jenkins.plugins.redundancy.engine.read;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import io.jenkins.plugins.redundancy.engine.finding.Location;
import io.jenkins.plugins.redundancy.engine.finding.Severity;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * SpotBugs' XML (etc/bugcollection.xsd): the CWE stands at the bug and at its pattern. Paths are relative to the package;
 * the tree's known files, or the one source directory the report names, tell where they lie.
 */
final class SpotBugsReader {
    private final XmlInput in;
    private final CodeFindings findings;
    private final List<String> sourceDirectories = new ArrayList<>();

    SpotBugsReader(Reading reading, InputStream bytes) throws IOException {
        this.in = new XmlInput(reading, bytes);
        this.findings = new CodeFindings(reading, Producer.named("spotbugs"));
    }

    Draft read() throws IOException {
        in.root("BugCollection");
        findings.draft.version = findings.reading.name(in.attribute("version"));
        for (String name; (name = in.child()) != null; ) {
            switch (name) {
                case "Project" -> readProject();
                case "BugInstance" -> {
                    int depth = in.depth();
                    try {
                        readBug();
                    } catch (MalformedValueException e) {
                        findings.reading.warn(e.getMessage() + "; this bug is left out");
                        in.leave(depth);
                    }
                }
                case "BugPattern" -> readPattern();
                case "Errors" -> readErrors();
                default -> in.skip();
            }
        }
        return findings.draft;
    }

    private void readProject() throws IOException {
        for (String name; (name = in.child()) != null; ) {
            if (name.equals("SrcDir")) {
                sourceDirectories.add(in.text());
            } else {
                in.skip();
            }
        }
    }

    private void readBug() throws IOException {
        CodeFindings.Result result = new CodeFindings.Result();
        result.ruleId = in.attribute("type");
        result.cwes = CweNumbers.listOf(in.number("cweid"));
        int priority = in.number("priority");
        result.severity = priority == 1 ? Severity.HIGH : priority == 2 ? Severity.MEDIUM : Severity.LOW;
        String hash = in.attribute("instanceHash");
        if (!hash.isEmpty()) {
            result.fingerprints = Map.of("spotbugs/instanceHash", findings.reading.name(hash));
        }
        String shortMessage = "";
        String longMessage = "";
        String method = "";
        Place ofBug = null;
        Place ofMethod = null;
        Place ofClass = null;
        for (String name; (name = in.child()) != null; ) {
            switch (name) {
                case "ShortMessage" -> shortMessage = in.text();
                case "LongMessage" -> longMessage = in.text();
                case "SourceLine" -> ofBug = readPlace(ofBug);
                case "Method" -> {
                    String called = in.attribute("classname") + "." + in.attribute("name");
                    Place place = readPlaceInside();
                    if (ofMethod == null) {
                        ofMethod = place;
                        method = called;
                    }
                }
                case "Class" -> {
                    Place place = readPlaceInside();
                    ofClass = ofClass == null ? place : ofClass;
                }
                default -> in.skip();
            }
        }
        Place place = ofBug != null ? ofBug : ofMethod != null ? ofMethod : ofClass;
        result.message = longMessage.isEmpty() ? shortMessage : longMessage;
        result.ruleName = shortMessage;
        result.at = place == null ? null : location(place, method);
        findings.add(result);
    }

    private record Place(String path, int start, int end) {}

    /** The first source line of the bug stands for it; the others are further steps. */
    @CheckForNull
    private Place readPlace(@CheckForNull Place first) throws IOException {
        String path = in.attribute("sourcepath");
        Place place = path.isEmpty() ? null : new Place(path, in.number("start"), in.number("end"));
        in.skip();
        return first == null ? place : first;
    }

    @CheckForNull
    private Place readPlaceInside() throws IOException {
        Place place = null;
        for (String name; (name = in.child()) != null; ) {
            if (name.equals("SourceLine")) {
                place = readPlace(place);
            } else {
                in.skip();
            }
        }
        return place;
    }

    private final Map<String, String> paths = new HashMap<>();

    private Location location(Place place, String method) {
        String path = paths.computeIfAbsent(place.path(), this::resolve);
        return new Location(
                path, place.start(), 0, Math.max(place.start(), place.end()), 0, findings.reading.name(method));
    }

    private String resolve(String packageRelative) {
        PathMapping mapping = findings.reading.paths;
        String path = mapping.ofPath(packageRelative);
        if (mapping.knows(path)) {
            return path;
        }
        String only = null;
        for (String directory : sourceDirectories) {
            String joined = mapping.ofPath(directory + "/" + packageRelative);
            if (mapping.knows(joined)) {
                return joined;
            }
            only = joined;
        }
        boolean below = sourceDirectories.size() == 1 && PathMapping.isInsideTree(only);
        return below ? only : path;
    }

    private void readPattern() throws IOException {
        CodeFindings.Result rule = new CodeFindings.Result();
        rule.ruleId = in.attribute("type");
        rule.cwes = CweNumbers.listOf(in.number("cweid"));
        for (String name; (name = in.child()) != null; ) {
            if (name.equals("ShortDescription")) {
                rule.ruleName = in.text();
            } else {
                in.skip();
            }
        }
        findings.declare(rule);
    }

    private void readErrors() throws IOException {
        int errors = in.number("errors");
        int missing = in.number("missingClasses");
        if (errors > 0 || missing > 0) {
            findings.incomplete("SpotBugs had " + errors + " errors and missed " + missing
                    + " classes: give it the class path that the code was compiled against");
        }
        in.skip();
    }
}
