package io.jenkins.plugins.redundancy.engine.report;

import java.util.regex.Pattern;

/**
 * Words of scanners and reports where a code host shows them: nothing of it becomes a link, an image, a mention, a
 * reference to an issue, markup or a second line. Hosts look for mentions and addresses in what Markdown has already
 * unescaped, so escaping alone does not stop those; a space of no width does, and nobody sees it.
 */
final class Inert {

    private static final String BREAK = "\u200b";

    private static final Pattern ESCAPE_SEQUENCE = Pattern.compile("\u001b\\[[0-9;?]*[ -/]*[@-~]");

    /** Controls, what reorders or hides text, halves of characters, line ends, spaces. */
    private static final Pattern UNSEEN = Pattern.compile("[\\p{Cc}\\p{Cf}\\p{Cs}\\p{Zl}\\p{Zp}\\s]+");

    /** After what a host would begin to see a mention, a reference, an address or a tag. */
    private static final Pattern LIVE = Pattern.compile(
            "@(?=\\S)|[#!](?=[0-9])|GH-(?=[0-9])|:(?=//)|www(?=\\.)|](?=[(\\[:])|<(?=[a-z/!?])",
            Pattern.CASE_INSENSITIVE);

    private Inert() {}

    /**
     * For a place that shows text as it is.
     *
     * @param longest in characters of the text itself
     */
    static String plain(String text, int longest) {
        return LIVE.matcher(line(text, longest)).replaceAll("$0" + BREAK);
    }

    /** For a paragraph or a cell of a table in Markdown, behind words of our own: it could be a list at a line's begin. */
    static String markdown(String text, int longest) {
        String plain = plain(text, longest);
        StringBuilder escaped = new StringBuilder(plain.length() + 16);
        for (int i = 0; i < plain.length(); i++) {
            char c = plain.charAt(i);
            switch (c) {
                case '&' -> escaped.append("&amp;");
                case '<' -> escaped.append("&lt;");
                case '>' -> escaped.append("&gt;");
                // some dialects know no backslash before these: a cell would end, a formula begin
                case '|' -> escaped.append("&#124;");
                case '$' -> escaped.append("&#36;");
                case '\\', '`', '*', '_', '[', ']', '~', '#', '^', '{', '}' ->
                    escaped.append('\\').append(c);
                default -> escaped.append(c);
            }
        }
        return escaped.toString();
    }

    private static String line(String text, int longest) {
        String head = text.length() > 4 * longest ? text.substring(0, 4 * longest) : text;
        String line = UNSEEN.matcher(ESCAPE_SEQUENCE.matcher(head).replaceAll(""))
                .replaceAll(" ")
                .strip();
        if (line.length() <= longest && head.length() == text.length()) {
            return line;
        }
        int end = Math.min(line.length(), longest - 1);
        return line.substring(0, end > 0 && Character.isHighSurrogate(line.charAt(end - 1)) ? end - 1 : end) + "…";
    }
}
