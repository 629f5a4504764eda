package io.jenkins.plugins.redundancy.engine.merge;

import io.jenkins.plugins.redundancy.engine.finding.Finding;
import io.jenkins.plugins.redundancy.engine.finding.Location;
import io.jenkins.plugins.redundancy.engine.finding.Subject;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;

/**
 * Ids of clusters: the first 64 bits of a SHA-256 over what outlives unrelated edits. Of code that is class, path and the
 * text of the line without white space; where the text is not to be had, the function; where that is not known, the line.
 * What has the same of all these is told apart by its order in the file. No tool is part of an id: it stays when another
 * scanner sees the same place.
 */
final class Identity {

    private static final int MAX_TEXT = 500;
    private static final String TEXT = "\0text\0";

    private final LineSource lines;
    private final MessageDigest digest;
    private final Map<String, Integer> occurrences = new HashMap<>();

    private Draft before;

    Identity(LineSource lines) {
        this.lines = lines;
        try {
            digest = MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }

    /** To be called for each draft, those of one file and class after each other, by line. */
    void assign(Draft draft) {
        if (before == null || !sameBucket(before, draft)) {
            occurrences.clear();
        }
        String key = key(draft);
        draft.textual = key.contains(TEXT);
        draft.id = hash(key, occurrences.merge(key, 1, Integer::sum));
        before = draft;
    }

    private static boolean sameBucket(Draft a, Draft b) {
        return a.weakness.equals(b.weakness) && a.path().equals(b.path());
    }

    private String hash(String key, int occurrence) {
        digest.update(key.getBytes(StandardCharsets.UTF_8));
        byte[] hash = digest.digest(occurrence == 1 ? new byte[0] : ("\0" + occurrence).getBytes(StandardCharsets.UTF_8));
        return HexFormat.of().formatHex(hash, 0, 8);
    }

    private String key(Draft draft) {
        if (draft.subject instanceof Subject.Dependency dependency) {
            return String.join(
                    "\0",
                    Trace.sort(dependency, draft.weakness),
                    Dependencies.normalised(dependency.name()),
                    dependency.version(),
                    advisory(draft));
        }
        Optional<Location> at = draft.subject.location();
        String resource =
                draft.subject instanceof Subject.Configuration configuration ? configuration.resource() : "";
        String where;
        if (!resource.isEmpty()) {
            where = "resource\0" + resource;
        } else if (at.isPresent()) {
            where = where(at.get());
        } else {
            Finding first = draft.findings.get(0);
            where = String.join("\0", first.tool(), first.rule().id(), first.message());
        }
        return String.join(
                "\0", Trace.sort(draft.subject, draft.weakness), at.map(Location::path).orElse(""), where);
    }

    private String where(Location at) {
        String text = at.startLine() == 0
                ? ""
                : withoutSpace(lines.line(at.path(), at.startLine()).orElse(""));
        if (!text.isEmpty()) {
            return TEXT + text;
        }
        return at.function().isEmpty() ? "line\0" + at.startLine() : "function\0" + Place.simpleName(at.function());
    }

    private static String withoutSpace(String line) {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < line.length() && text.length() < MAX_TEXT; i++) {
            if (!Character.isWhitespace(line.charAt(i))) {
                text.append(line.charAt(i));
            }
        }
        return text.toString();
    }

    /** The CVE number that all of them may know, else the first name of the advisory. */
    private static String advisory(Draft draft) {
        TreeSet<String> names = new TreeSet<>();
        for (Finding finding : draft.findings) {
            if (finding.subject() instanceof Subject.Dependency dependency) {
                names.addAll(dependency.advisories());
            }
        }
        return names.stream()
                .filter(name -> name.startsWith("CVE-"))
                .findFirst()
                .orElse(names.first());
    }
}
