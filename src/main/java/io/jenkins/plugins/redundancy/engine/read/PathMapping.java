package io.jenkins.plugins.redundancy.engine.read;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/**
 * Brings the paths and URIs that tools write to one form: relative to the root of the scanned tree, with {@code /}. What
 * cannot be brought below the root stays as it was reported, is data, and is never opened.
 */
public final class PathMapping {

    /** Strips nothing: relative paths are taken as relative to the tree. */
    public static final PathMapping NONE = new PathMapping(List.of(), Set.of());

    private final List<String> roots = new ArrayList<>();
    private final Set<String> files;
    private final Map<String, List<String>> byName = new HashMap<>();

    private PathMapping(Collection<String> roots, Collection<String> files) {
        for (String root : roots) {
            String form = PathText.collapse(PathText.plain(root, false));
            this.roots.add(form.endsWith("/") ? form.substring(0, form.length() - 1) : form);
        }
        this.roots.sort(Comparator.comparingInt(String::length).reversed().thenComparing(Comparator.naturalOrder()));
        this.files = new HashSet<>(files);
        for (String file : this.files) {
            byName.computeIfAbsent(PathText.name(file), name -> new ArrayList<>(1))
                    .add(file);
        }
    }

    /**
     * @param roots absolute paths of the scanned tree's root as tools may see it: the checkout, where its symbolic links
     *     lead, a container's mount point
     * @param files the tree's files, relative to its root, with {@code /}; lets paths that are relative to a package or
     *     to another machine's checkout find their file. Empty when not known
     */
    public static PathMapping of(Collection<String> roots, Collection<String> files) {
        return new PathMapping(roots, files);
    }

    /** True for a relative path that stays below the root: the only kind that may be opened. */
    public static boolean isInsideTree(String path) {
        return !path.isEmpty()
                && !PathText.isAbsolute(path)
                && !PathText.hasScheme(path)
                && !path.equals("..")
                && !path.startsWith("../")
                && !path.contains("/../")
                && !path.endsWith("/..")
                && path.indexOf('\\') < 0
                && path.indexOf('\0') < 0;
    }

    /** A path as a tool printed it, or a {@code file:} URI. */
    public String ofPath(String path) {
        return map(PathText.plain(path, false));
    }

    /** A URI reference as SARIF has it: percent-encoded, with or without a scheme. */
    public String ofUri(String uri) {
        return map(PathText.plain(uri, true));
    }

    boolean knows(String path) {
        return files.contains(path);
    }

    boolean knowsFiles() {
        return !files.isEmpty();
    }

    private String map(String plain) {
        if (PathText.hasScheme(plain)) {
            return plain;
        }
        String path = PathText.collapse(plain);
        if (!PathText.isAbsolute(path)) {
            return files.isEmpty() || files.contains(path) ? path : bySuffix(path);
        }
        for (String root : roots) {
            if (isBelow(path, root)) {
                return path.length() <= root.length() + 1 ? "." : path.substring(root.length() + 1);
            }
        }
        return files.isEmpty() ? path : fromOtherRoot(path);
    }

    private static boolean isBelow(String path, String root) {
        boolean ignoreCase = PathText.hasDrive(root);
        return path.regionMatches(ignoreCase, 0, root, 0, root.length())
                && (path.length() == root.length() || path.charAt(root.length()) == '/');
    }

    /** The one file of the tree that ends with the path; the path itself where there is none or more than one. */
    private String bySuffix(String path) {
        if (path.startsWith("../")) {
            // relative to another directory than the root: as good as absolute
            String tail = path.replaceFirst("^(\\.\\./)+", "/");
            String found = fromOtherRoot(tail);
            return found.equals(tail) ? path : found;
        }
        String found = null;
        for (String file : byName.getOrDefault(PathText.name(path), List.of())) {
            if (file.endsWith("/" + path)) {
                if (found != null) {
                    return path;
                }
                found = file;
            }
        }
        return found == null ? path : found;
    }

    /** The longest tail of an absolute path that is a file of the tree; a bare file name is too little to go by. */
    private String fromOtherRoot(String path) {
        for (int slash = path.indexOf('/'); slash >= 0; slash = path.indexOf('/', slash + 1)) {
            String tail = path.substring(slash + 1);
            if (tail.indexOf('/') < 0) {
                return path;
            }
            if (files.contains(tail)) {
                return tail;
            }
        }
        return path;
    }

    @Override
    public String toString() {
        return String.format(Locale.ROOT, "%s, %d files", roots, files.size());
    }
}
