package io.jenkins.plugins.redundancy.engine.read;

import io.jenkins.plugins.redundancy.engine.finding.CodeFlowStep;
import io.jenkins.plugins.redundancy.engine.finding.Finding;
import io.jenkins.plugins.redundancy.engine.finding.Location;
import io.jenkins.plugins.redundancy.engine.finding.Subject;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.Collection;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * The lines around findings, taken where the sources are and kept for readers who have none. Bounded: the most severe
 * findings' files come first, and what does not fit is left out. A line on which a scanner reports a credential is never
 * kept. Texts hold no control characters. Immutable.
 */
public final class SourceExcerpts {

    public static final SourceExcerpts NONE = new SourceExcerpts(new TreeMap<>());

    /** What stands for a line with a credential. */
    public static final String HIDDEN = "(not kept: a scanner reports a credential on this line)";

    /** Lines before and after a finding. */
    static final int CONTEXT = 4;

    /** Of a finding that goes on for longer. */
    static final int MOST_LINES = 20;

    static final int LONGEST_LINE = 400;
    static final int MOST_CHARACTERS = 8 << 20;

    /** So that short lines count too. */
    static final int PER_LINE = 16;

    private final TreeMap<String, TreeMap<Integer, String>> files;

    SourceExcerpts(TreeMap<String, TreeMap<Integer, String>> files) {
        this.files = files;
    }

    /** The scanned tree. */
    public interface Tree {
        /**
         * All lines of a file; none where it is not a file of the tree, or too large.
         *
         * @param path relative, and does not leave the root as it is written; where links lead is the tree's to check
         */
        List<String> lines(String path) throws IOException;
    }

    /** The lines around a report's findings, and those of their code flows. */
    public static SourceExcerpts of(Collection<Finding> findings, Tree tree) throws IOException {
        Map<String, TreeSet<Integer>> wanted = new TreeMap<>();
        Map<String, Integer> severity = new TreeMap<>();
        for (Finding finding : findings) {
            finding.subject().location().ifPresent(at -> {
                want(wanted, at, CONTEXT);
                severity.merge(at.path(), finding.severity().ordinal(), Math::min);
            });
            for (CodeFlowStep step : finding.codeFlow()) {
                want(wanted, step.location(), 0);
                severity.merge(step.location().path(), finding.severity().ordinal(), Math::min);
            }
        }
        List<String> paths = wanted.keySet().stream()
                .filter(PathMapping::isInsideTree)
                .sorted(Comparator.<String>comparingInt(severity::get).thenComparing(Comparator.naturalOrder()))
                .toList();
        TreeMap<String, TreeMap<Integer, String>> files = new TreeMap<>();
        int room = MOST_CHARACTERS;
        for (String path : paths) {
            List<String> lines = room > 0 ? tree.lines(path) : List.of();
            TreeMap<Integer, String> kept = new TreeMap<>();
            for (int line : wanted.get(path).headSet(lines.size(), true)) {
                String text = clean(lines.get(line - 1));
                room -= text.length() + PER_LINE;
                if (room < 0) {
                    break;
                }
                kept.put(line, text);
            }
            if (!kept.isEmpty()) {
                files.put(path, kept);
            }
        }
        return new SourceExcerpts(files).hiding(findings);
    }

    private static void want(Map<String, TreeSet<Integer>> wanted, Location at, int context) {
        if (at.startLine() > 0) {
            TreeSet<Integer> lines = wanted.computeIfAbsent(at.path(), path -> new TreeSet<>());
            int last = (int) Math.min((long) at.endLine(), (long) at.startLine() + MOST_LINES);
            for (long line = Math.max(1, (long) at.startLine() - context); line <= (long) last + context; line++) {
                lines.add((int) Math.min(line, Integer.MAX_VALUE));
            }
        }
    }

    static String clean(String line) {
        return PlainText.clean(line.replace('\n', ' '), LONGEST_LINE);
    }

    /** Without the lines on which one of these findings reports a credential: what one scanner knows, no other shows. */
    public SourceExcerpts hiding(Collection<Finding> findings) {
        TreeMap<String, TreeMap<Integer, String>> hidden = new TreeMap<>(files);
        for (Finding finding : findings) {
            Location at = finding.subject().location().orElse(null);
            if (finding.subject() instanceof Subject.Secret && at != null && files.containsKey(at.path())) {
                TreeMap<Integer, String> lines = new TreeMap<>(hidden.get(at.path()));
                lines.subMap(at.startLine(), true, at.endLine(), true).replaceAll((line, text) -> HIDDEN);
                hidden.put(at.path(), lines);
            }
        }
        return new SourceExcerpts(hidden);
    }

    /** Both together; a line that one of them hides stays hidden. */
    public SourceExcerpts and(SourceExcerpts other) {
        TreeMap<String, TreeMap<Integer, String>> both = new TreeMap<>(files);
        other.files.forEach((path, lines) -> {
            TreeMap<Integer, String> merged = new TreeMap<>(both.getOrDefault(path, new TreeMap<>()));
            lines.forEach((line, text) -> merged.merge(line, text, (a, b) -> a.equals(HIDDEN) ? a : b));
            both.put(path, merged);
        });
        return new SourceExcerpts(both);
    }

    public Optional<String> line(String path, int line) {
        TreeMap<Integer, String> lines = files.get(path);
        return lines == null ? Optional.empty() : Optional.ofNullable(lines.get(line));
    }

    /** The lines around a place, as far as they are known, by number. */
    public SortedMap<Integer, String> around(Location at) {
        TreeMap<Integer, String> lines = files.get(at.path());
        if (lines == null || at.startLine() == 0) {
            return new TreeMap<>();
        }
        long last = Math.min((long) at.endLine(), (long) at.startLine() + MOST_LINES) + CONTEXT;
        int to = (int) Math.min(last, Integer.MAX_VALUE - 1);
        return Collections.unmodifiableSortedMap(lines.subMap(at.startLine() - CONTEXT, true, to, true));
    }

    public boolean isEmpty() {
        return files.isEmpty();
    }

    SortedMap<String, TreeMap<Integer, String>> files() {
        return files;
    }

    /** Writes UTF-8, a line of JSON for each file by path, and leaves the stream open. */
    public void write(OutputStream out) throws IOException {
        SourceLines.write(this, out);
    }

    /**
     * @param in left open
     * @throws UnreadableReportException when it is not what {@link #write} writes, or more than may be kept
     */
    public static SourceExcerpts read(InputStream in, String name) throws IOException {
        return SourceLines.read(in, name, path -> true);
    }

    /** Of one file only. */
    public static SourceExcerpts read(InputStream in, String name, String path) throws IOException {
        return SourceLines.read(in, name, path::equals);
    }
}
