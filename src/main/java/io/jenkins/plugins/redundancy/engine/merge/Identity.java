package io.jenkins.plugins.redundancy.engine.merge;

import io.jenkins.plugins.redundancy.engine.finding.Finding;
import io.jenkins.plugins.redundancy.engine.finding.Location;
import io.jenkins.plugins.redundancy.engine.finding.Subject;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;

/**
 * Ids of clusters: the first 64 bits of a SHA-256 over what outlives unrelated edits. Of code that is class, path and the
 * text of the line without white space; where the text is not to be had, the function; where that is not known or holds
 * several, the line. What has the same of all these is told apart by its order in the file. No tool is part of an id: it
 * stays when another scanner sees the same place.
 */
final class Identity {

    private static final int MAX_TEXT = 500;

    private final LineSource lines;
    private final MessageDigest digest;

    Identity(LineSource lines) {
        this.lines = lines;
        try {
            digest = MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }

    /** @param bucket all drafts of one file and class, by line; or one that has no file */
    void assign(List<Draft> bucket) {
        Map<String, Integer> inFunction = new HashMap<>();
        if (bucket.size() > 1) {
            bucket.forEach(draft -> inFunction.merge(function(draft), 1, Integer::sum));
        }
        Map<String, Integer> occurrences = new HashMap<>();
        for (Draft draft : bucket) {
            String key = key(draft, inFunction.getOrDefault(function(draft), 1) == 1);
            draft.id = hash(key, bucket.size() == 1 ? 1 : occurrences.merge(key, 1, Integer::sum));
        }
    }

    private static String function(Draft draft) {
        return draft.subject
                .location()
                .map(at -> Place.simpleName(at.function()))
                .orElse("");
    }

    /** A new cluster's id where the reference has given its own to another one. */
    String another(String id) {
        return hash(id, 2);
    }

    private String hash(String key, int occurrence) {
        digest.update(key.getBytes(StandardCharsets.UTF_8));
        byte[] hash =
                digest.digest(occurrence == 1 ? new byte[0] : ("\0" + occurrence).getBytes(StandardCharsets.UTF_8));
        return HexFormat.of().formatHex(hash, 0, 8);
    }

    private String key(Draft draft, boolean aloneInFunction) {
        if (draft.subject instanceof Subject.Dependency dependency) {
            return String.join(
                    "\0",
                    Trace.sort(dependency, draft.weakness),
                    Dependencies.normalised(dependency.name()),
                    dependency.version(),
                    advisory(draft));
        }
        Optional<Location> at = draft.subject.location();
        String resource = draft.subject instanceof Subject.Configuration configuration ? configuration.resource() : "";
        String where;
        if (!resource.isEmpty()) {
            where = "resource\0" + resource.toLowerCase(Locale.ROOT);
        } else if (at.isPresent()) {
            where = where(draft, at.get(), aloneInFunction);
        } else {
            Finding first = draft.findings.get(0);
            where = String.join(
                    "\0", draft.subject.kind(), first.tool(), first.rule().id(), first.message());
        }
        return String.join(
                "\0",
                Trace.sort(draft.subject, draft.weakness),
                at.map(Location::path).orElse(""),
                where);
    }

    private String where(Draft draft, Location at, boolean aloneInFunction) {
        String text = at.startLine() == 0
                ? ""
                : withoutSpace(lines.line(at.path(), at.startLine()).orElse(""));
        if (!text.isEmpty()) {
            draft.basis = IdentityBasis.TEXT;
            return "text\0" + text;
        } else if (aloneInFunction && !at.function().isEmpty()) {
            return "function\0" + Place.simpleName(at.function());
        }
        // neighbours in a function told apart by their order would swap names as soon as one is mended
        draft.basis = IdentityBasis.LINE;
        return "line\0" + at.startLine();
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
                dependency.advisories().forEach(name -> names.add(name.toUpperCase(Locale.ROOT)));
            }
        }
        return names.stream()
                .filter(name -> name.startsWith("CVE-"))
                .findFirst()
                .orElse(names.first());
    }
}
