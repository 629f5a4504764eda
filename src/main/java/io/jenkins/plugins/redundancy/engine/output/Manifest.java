package io.jenkins.plugins.redundancy.engine.output;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.Reader;
import java.io.Serializable;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;

/**
 * The files of an output with their digests, in the order of their paths. As text it is what {@code sha256sum} writes and
 * checks: a line {@code <digest>  <path>} for each file.
 *
 * @param files SHA-256 in lower-case hexadecimal digits, by the path relative to the workspace, with {@code /}
 */
public record Manifest(SortedMap<String, String> files) implements Serializable {

    private static final long serialVersionUID = 1L;

    public static final int MOST_FILES = 20_000;
    private static final int LONGEST_PATH = 1_000;
    private static final Pattern DIGEST = Pattern.compile("[0-9a-f]{64}");
    private static final Pattern CONTROL = Pattern.compile("[\\p{Cntrl}\\p{Zl}\\p{Zp}]");
    private static final String GAP = "  ";

    /** @throws IllegalArgumentException for more files, longer or other paths, or other digests than there may be */
    public Manifest {
        if (files.size() > MOST_FILES) {
            throw new IllegalArgumentException(
                    files.size() + " files are too many to compare, at most " + MOST_FILES + " can be");
        }
        // natural order, whatever the order of the map that was given
        files = new TreeMap<>((Map<String, String>) files);
        files.forEach(Manifest::check);
    }

    private static void check(String path, String digest) {
        boolean leadsOut = path.startsWith("/") || path.matches("(.*/)?\\.\\.(/.*)?");
        if (path.isEmpty()
                || path.length() > LONGEST_PATH
                || leadsOut
                || CONTROL.matcher(path).find()) {
            String shown = CONTROL.matcher(path).replaceAll("?");
            throw new IllegalArgumentException("'" + shown.substring(0, Math.min(shown.length(), 100))
                    + "' is no path to compare: it must be relative, without .. and control characters, of at most "
                    + LONGEST_PATH + " characters");
        }
        if (!DIGEST.matcher(digest).matches()) {
            throw new IllegalArgumentException("the digest of " + path + " is no SHA-256 in hexadecimal digits");
        }
    }

    @Override
    public SortedMap<String, String> files() {
        return Collections.unmodifiableSortedMap(files);
    }

    /** SHA-256 of the text; equal if and only if all paths and digests are. */
    public String digest() {
        try {
            byte[] text = toString().getBytes(StandardCharsets.UTF_8);
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(text));
        } catch (NoSuchAlgorithmException x) {
            throw new IllegalStateException("every Java platform has SHA-256", x);
        }
    }

    @Override
    public String toString() {
        StringBuilder text = new StringBuilder();
        files.forEach(
                (path, digest) -> text.append(digest).append(GAP).append(path).append('\n'));
        return text.toString();
    }

    /** @throws IllegalArgumentException when it is not what {@link #toString()} writes */
    public static Manifest read(Reader text) throws IOException {
        SortedMap<String, String> files = new TreeMap<>();
        try (BufferedReader lines = new BufferedReader(text)) {
            lines.lines().forEach(line -> {
                int gap = line.indexOf(GAP);
                if (gap < 0) {
                    throw new IllegalArgumentException("no line of a manifest: " + line);
                }
                files.put(line.substring(gap + GAP.length()), line.substring(0, gap));
            });
        } catch (UncheckedIOException x) {
            throw x.getCause();
        }
        return new Manifest(files);
    }

    /**
     * The first places where two outputs differ, the same from either side: {@code dist/a.jar}, {@code dist/b.txt (only in
     * one of them)}, {@code 3 more files}.
     *
     * @param most files that are named
     */
    public List<String> differences(Manifest other, int most) {
        TreeSet<String> paths = new TreeSet<>(files.keySet());
        paths.addAll(other.files.keySet());
        paths.removeIf(path -> Objects.equals(files.get(path), other.files.get(path)));
        List<String> places = new ArrayList<>();
        for (String path : paths) {
            if (places.size() == most) {
                int more = paths.size() - most;
                places.add(more + (more == 1 ? " more file" : " more files"));
                break;
            }
            boolean both = files.containsKey(path) && other.files.containsKey(path);
            places.add(both ? path : path + " (only in one of them)");
        }
        return places;
    }
}
