package io.jenkins.plugins.redundancy.engine.merge;

import io.jenkins.plugins.redundancy.engine.finding.Finding;
import io.jenkins.plugins.redundancy.engine.finding.Location;
import io.jenkins.plugins.redundancy.engine.finding.Subject;
import java.nio.charset.StandardCharsets;
import java.security.DigestException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
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
    private final byte[] hash = new byte[32];
    private final StringBuilder key = new StringBuilder();
    private byte[] keyBytes = new byte[512];

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
        if (bucket.size() == 1) {
            Draft only = bucket.get(0);
            writeKey(only, function(only), true);
            only.id = hash(key, 1);
            return;
        }
        String[] functions = new String[bucket.size()];
        Map<String, Integer> inFunction = new HashMap<>();
        for (int i = 0; i < functions.length; i++) {
            functions[i] = function(bucket.get(i));
            inFunction.merge(functions[i], 1, Integer::sum);
        }
        Map<String, Integer> occurrences = new HashMap<>();
        for (int i = 0; i < functions.length; i++) {
            Draft draft = bucket.get(i);
            writeKey(draft, functions[i], inFunction.get(functions[i]) == 1);
            draft.id = hash(key, occurrences.merge(key.toString(), 1, Integer::sum));
        }
    }

    private static String function(Draft draft) {
        Location at = draft.subject.at();
        return at == null ? "" : Place.simpleName(at.function());
    }

    /** A new cluster's id where the reference has given its own to another one. */
    String another(String id) {
        return hash(id, 2);
    }

    private String hash(CharSequence text, int occurrence) {
        digestUtf8(text);
        if (occurrence > 1) {
            digestUtf8("\0" + occurrence);
        }
        try {
            digest.digest(hash, 0, hash.length);
        } catch (DigestException e) {
            throw new IllegalStateException("a SHA-256 has " + hash.length + " bytes", e);
        }
        return HexFormat.of().formatHex(hash, 0, 8);
    }

    /** Most keys are ASCII: these need no copy of their own to be hashed. */
    private void digestUtf8(CharSequence text) {
        int length = text.length();
        if (keyBytes.length < length) {
            keyBytes = new byte[2 * length];
        }
        for (int i = 0; i < length; i++) {
            char c = text.charAt(i);
            if (c >= 0x80) {
                digest.update(text.toString().getBytes(StandardCharsets.UTF_8));
                return;
            }
            keyBytes[i] = (byte) c;
        }
        digest.update(keyBytes, 0, length);
    }

    /** Leaves in {@link #key}, separated by NUL, what the id is made of. */
    private void writeKey(Draft draft, String function, boolean aloneInFunction) {
        key.setLength(0);
        if (draft.subject instanceof Subject.Dependency dependency) {
            key.append(Trace.sort(dependency, draft.weakness)).append('\0');
            key.append(Dependencies.normalised(dependency.name())).append('\0');
            key.append(dependency.version()).append('\0').append(advisory(draft));
            return;
        }
        Location at = draft.subject.at();
        Trace.appendSort(draft.subject, draft.weakness, key);
        key.append('\0').append(at == null ? "" : at.path()).append('\0');
        String resource = draft.subject instanceof Subject.Configuration configuration ? configuration.resource() : "";
        if (!resource.isEmpty()) {
            key.append("resource\0").append(resource.toLowerCase(Locale.ROOT));
        } else if (at != null) {
            writeWhere(draft, at, function, aloneInFunction);
        } else {
            Finding first = draft.findings.get(0);
            key.append(draft.subject.kind()).append('\0').append(first.tool()).append('\0');
            key.append(first.rule().id()).append('\0').append(first.message());
        }
    }

    private void writeWhere(Draft draft, Location at, String function, boolean aloneInFunction) {
        String line =
                at.startLine() == 0 ? "" : lines.line(at.path(), at.startLine()).orElse("");
        String text = line.isEmpty() ? "" : withoutSpace(line);
        if (!text.isEmpty()) {
            draft.basis = IdentityBasis.TEXT;
            key.append("text\0").append(text);
        } else if (aloneInFunction && !at.function().isEmpty()) {
            key.append("function\0").append(function);
        } else {
            // neighbours in a function told apart by their order would swap names as soon as one is mended
            draft.basis = IdentityBasis.LINE;
            key.append("line\0").append(at.startLine());
        }
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
