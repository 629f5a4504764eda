package io.jenkins.plugins.redundancy.engine.read;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import edu.umd.cs.findbugs.annotations.SuppressFBWarnings;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.Locale;
import java.util.Map;

/** {@code originalUriBaseIds} (§3.14.14) of a run, and the paths that come of its URIs. */
final class SarifBases {
    private static final int MAX_CHAIN = 16;

    private final PathMapping paths;
    private final Symbols symbols;
    private final Map<String, SarifPlace> bases = new HashMap<>();
    private final Map<String, Map<String, String>> resolved = new HashMap<>();

    private final Map<String, Origin> origins = new IdentityHashMap<>();

    private record Origin(String uri, String baseId) {}

    SarifBases(PathMapping paths, Symbols symbols) {
        this.paths = paths;
        this.symbols = symbols;
    }

    void define(String id, SarifPlace base) {
        bases.put(id, base);
        resolved.clear();
    }

    @SuppressFBWarnings(value = "DM_STRING_CTOR", justification = "its identity says which URI it was made of")
    String path(String uri, @CheckForNull String baseId) {
        Map<String, String> ofBase = resolved.computeIfAbsent(baseId == null ? "" : baseId, id -> new HashMap<>());
        String path = ofBase.get(uri);
        if (path == null) {
            path = resolve(uri, baseId);
            // a path with a base is an instance of its own, by which it is found when the base is defined afterwards
            path = baseId == null ? symbols.intern(path) : new String(path);
            ofBase.put(uri, path);
            if (baseId != null) {
                origins.put(path, new Origin(uri, baseId));
            }
        }
        return path;
    }

    /** The path of the same URI with the bases as they are defined now. */
    String again(String path) {
        Origin origin = origins.get(path);
        return origin == null ? path : path(origin.uri(), origin.baseId());
    }

    private String resolve(String uri, @CheckForNull String baseId) {
        String joined = join(uri, baseId, MAX_CHAIN);
        String path = paths.ofUri(joined);
        if (joined.equals(uri) || PathMapping.isInsideTree(path)) {
            return path;
        }
        // the base is a directory of the machine that made the report, and nobody told us that it is our root
        String withoutBase = paths.ofUri(uri);
        boolean ours = paths.knowsFiles() ? paths.knows(withoutBase) : meansRoot(baseId);
        return ours ? withoutBase : path;
    }

    /** A base that nobody defines, or without a URI, is the root of the tree (§3.4.4: left to the reader). */
    private String join(String uri, @CheckForNull String baseId, int left) {
        SarifPlace base = baseId == null || isAbsolute(uri) ? null : bases.get(baseId);
        if (base == null || base.uri == null || base.uri.isEmpty() || left == 0) {
            return uri;
        }
        String joined = base.uri.endsWith("/") || base.uri.endsWith("\\") ? base.uri + uri : base.uri + "/" + uri;
        return join(joined, base.baseId, left - 1);
    }

    private static boolean isAbsolute(String uri) {
        return uri.startsWith("/") || uri.startsWith("\\") || PathText.hasScheme(uri) || PathText.hasDrive(uri);
    }

    /** {@code %SRCROOT%}, {@code PROJECTROOT}, …, and SpotBugs' numbers for source directories. */
    private static boolean meansRoot(@CheckForNull String baseId) {
        return baseId != null
                && (baseId.toUpperCase(Locale.ROOT).contains("ROOT")
                        || baseId.matches("-?[0-9]+")
                        || baseId.equalsIgnoreCase("workspace"));
    }
}
