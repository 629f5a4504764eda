package io.jenkins.plugins.redundancy.engine.read;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** One reading of one report: what its readers share. */
final class Reading {
    private static final int MAX_WARNINGS = 100;
    private static final int MAX_REMEMBERED = 1_000;

    final Source source;

    @CheckForNull
    final String tool;

    final Limits limits;
    final PathMapping paths;
    final Budget budget;
    final Symbols symbols = new Symbols();
    final RecentTexts recentSymbols = new RecentTexts(1 << 12);

    /** Harmless ones only. */
    final RecentTexts recentMessages = new RecentTexts(1 << 16);

    /** Messages by what they were before their embedded links were reduced; not all of them. */
    final Map<String, String> withoutLinks = new LinkedHashMap<>() {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, String> eldest) {
            return size() > MAX_REMEMBERED;
        }
    };

    private final List<String> warnings = new ArrayList<>();
    private int dropped;
    private final Map<String, String> mappedPaths = new HashMap<>();
    private final Map<String, String> fieldNames = new HashMap<>();

    Reading(Source source, @CheckForNull String tool, Limits limits, PathMapping paths) {
        this.source = source;
        this.tool = tool;
        this.limits = limits;
        this.paths = paths;
        this.budget = new Budget(source.name(), limits);
    }

    /** @param what names the place in the report and what became of it */
    void warn(String what) {
        if (warnings.size() < MAX_WARNINGS) {
            warnings.add(PlainText.line(source.name() + ": " + what, 500));
        } else {
            dropped++;
        }
    }

    List<String> warnings() {
        if (dropped > 0) {
            List<String> all = new ArrayList<>(warnings);
            all.add(source.name() + ": " + dropped + " further warnings are left out");
            return all;
        }
        return warnings;
    }

    UnreadableReportException unreadable(String what) {
        return new UnreadableReportException(PlainText.line(source.name() + " " + what, 1_000));
    }

    UnreadableReportException unreadable(String what, Throwable cause) {
        return new UnreadableReportException(PlainText.line(source.name() + " " + what, 1_000), cause);
    }

    /** A path that is no URI, mapped once. */
    String path(String raw) {
        String mapped = mappedPaths.get(raw);
        if (mapped == null) {
            mapped = symbols.intern(paths.ofPath(raw));
            mappedPaths.put(raw, mapped);
        }
        return mapped;
    }

    String message(String raw) {
        return symbols.intern(PlainText.clean(raw, limits.messageLength()));
    }

    /** The name of a field that people get to see. */
    String fieldName(String raw) {
        String name = fieldNames.get(raw);
        if (name == null) {
            name = PlainText.line(raw, limits.messageLength());
            if (fieldNames.size() < MAX_REMEMBERED) {
                fieldNames.put(raw, name);
            }
        }
        return name;
    }

    /** A name, an id, a function: one line. */
    String name(String raw) {
        return symbols.intern(PlainText.line(raw, limits.messageLength()));
    }
}
