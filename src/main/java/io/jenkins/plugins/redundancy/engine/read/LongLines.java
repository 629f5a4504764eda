package io.jenkins.plugins.redundancy.engine.read;

/**
 * Cuts the lines of a log before regular expressions that are not ours see them: some take the square or the cube of a
 * line's length, two seconds for 4,000 blanks.
 */
final class LongLines {
    private static final int LONG = 200;
    private static final int MAX_LENGTH = 2_000;

    /** That many are left as long as {@link #MAX_LENGTH} allows. */
    private static final int MAX_LONG = 2_000;

    private LongLines() {}

    /** Whether a text is XML or JSON, which may well stand on one line. */
    static boolean isOneValue(String text) {
        String start = text.substring(0, Math.min(text.length(), 1_000)).stripLeading();
        if (start.startsWith("<") || start.startsWith("{")) {
            return true;
        }
        String inside = start.startsWith("[") ? start.substring(1).stripLeading() : "";
        return !inside.isEmpty() && "{[\"]".indexOf(inside.charAt(0)) >= 0;
    }

    static String cut(String text) {
        StringBuilder kept = null;
        int left = MAX_LONG;
        for (int start = 0; start < text.length(); ) {
            int newline = text.indexOf('\n', start);
            int end = newline < 0 ? text.length() : newline;
            int length = end - start;
            int allowed = length <= LONG || left-- > 0 ? MAX_LENGTH : LONG;
            if (length > allowed && kept == null) {
                kept = new StringBuilder(text.length()).append(text, 0, start);
            }
            if (kept != null) {
                kept.append(text, start, start + Math.min(length, allowed));
                if (newline >= 0) {
                    kept.append('\n');
                }
            }
            start = end + 1;
        }
        return kept == null ? text : kept.toString();
    }
}
