package io.jenkins.plugins.redundancy.engine.merge;

/**
 * {@code *} and {@code ?} within a segment of a path, {@code **} across segments; everything else stands for itself. In
 * time of pattern × path at most: both may come from somebody else.
 */
final class Glob {

    private Glob() {}

    static boolean matches(String glob, String path) {
        boolean[] reached = new boolean[path.length() + 1]; // path positions reachable after the glob so far
        reached[0] = true;
        int i = 0;
        while (i < glob.length()) {
            char c = glob.charAt(i);
            boolean deep = glob.startsWith("**", i);
            if (glob.startsWith("**/", i) && (i == 0 || glob.charAt(i - 1) == '/')) {
                folders(reached, path);
                i += 3;
            } else if (c == '*') {
                star(reached, path, deep);
                i += deep ? 2 : 1;
            } else {
                one(reached, path, c);
                i++;
            }
        }
        return reached[path.length()];
    }

    /** No folder at all, or any number of them. */
    private static void folders(boolean[] reached, String path) {
        boolean any = false;
        for (int p = 0; p < reached.length; p++) {
            reached[p] = reached[p] || any && path.charAt(p - 1) == '/';
            any |= reached[p];
        }
    }

    private static void star(boolean[] reached, String path, boolean acrossSegments) {
        for (int p = 1; p < reached.length; p++) {
            reached[p] |= reached[p - 1] && (acrossSegments || path.charAt(p - 1) != '/');
        }
    }

    private static void one(boolean[] reached, String path, char c) {
        for (int p = path.length(); p > 0; p--) {
            char at = path.charAt(p - 1);
            reached[p] = reached[p - 1] && (c == '?' ? at != '/' : at == c);
        }
        reached[0] = false;
    }
}
