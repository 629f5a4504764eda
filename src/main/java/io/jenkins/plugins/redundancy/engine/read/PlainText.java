package io.jenkins.plugins.redundancy.engine.read;

import java.util.regex.Pattern;

/** Makes what a report says harmless to print: no terminal sequences, no control or direction-changing characters. */
final class PlainText {
    private static final Pattern ANSI = Pattern.compile(
            "(?:\u001B\\[|\u009B)[0-?]*[ -/]*[@-~]|\u001B\\][^\u0007\u001B]*(?:\u0007|\u001B\\\\)?|\u001B[@-Z\\\\-_]?");

    private PlainText() {}

    /** True when the characters need no cleaning and are not longer than allowed. */
    static boolean isPlain(char[] text, int offset, int length, int maxLength) {
        if (length > maxLength) {
            return false;
        }
        int outside = 0; // negative as soon as one character is no printable ASCII; no branch in the loop
        for (int i = offset, end = offset + length; i < end; i++) {
            outside |= (text[i] - 0x20) | (0x7e - text[i]);
        }
        return outside >= 0 || isHarmless(text, offset, length);
    }

    private static boolean isHarmless(char[] text, int offset, int length) {
        for (int i = offset, end = offset + length; i < end; i++) {
            char c = text[i];
            if ((c < 0x20 && c != '\n' && c != '\t') || (c >= 0x7f && !isHarmless(c))) {
                return false;
            }
        }
        return true;
    }

    /** Text of one or more lines; HTML is left as it is, to be shown as text. */
    static String clean(String text, int maxLength) {
        String cleaned = text;
        if (text.indexOf('\u001B') >= 0 || text.indexOf('\u009B') >= 0) {
            cleaned = ANSI.matcher(text).replaceAll("");
        }
        StringBuilder kept = null;
        for (int i = 0; i < cleaned.length(); i++) {
            char c = cleaned.charAt(i);
            boolean harmless = isHarmless(c) || c == '\n' || c == '\t' || isOfPair(cleaned, i);
            if (!harmless && kept == null) {
                kept = new StringBuilder(cleaned.length()).append(cleaned, 0, i);
            } else if (harmless && kept != null) {
                kept.append(c);
            }
        }
        return cut(kept == null ? cleaned : kept.toString(), maxLength);
    }

    /** One line, for names, paths and warnings. */
    static String line(String text, int maxLength) {
        return clean(text, maxLength).replace('\n', ' ').replace('\t', ' ');
    }

    /** Half a character that has its other half: alone it is refused by what reads our JSON. */
    private static boolean isOfPair(String text, int at) {
        char c = text.charAt(at);
        return Character.isHighSurrogate(c)
                ? at + 1 < text.length() && Character.isLowSurrogate(text.charAt(at + 1))
                : Character.isLowSurrogate(c) && at > 0 && Character.isHighSurrogate(text.charAt(at - 1));
    }

    /** False for half a character too. */
    static boolean isHarmless(int c) {
        return (c >= 0x20 && c < 0x7f)
                || (c > 0x9f
                        && !(c >= Character.MIN_SURROGATE && c <= Character.MAX_SURROGATE)
                        && c != '\u2028'
                        && c != '\u2029'
                        && !(c >= '\u202A' && c <= '\u202E')
                        && !(c >= '\u2066' && c <= '\u2069')
                        && c != '\uFEFF');
    }

    private static String cut(String text, int maxLength) {
        if (text.length() <= maxLength) {
            return text;
        }
        int end = maxLength - 1;
        if (end > 0 && Character.isHighSurrogate(text.charAt(end - 1))) {
            end--;
        }
        return text.substring(0, end) + "…";
    }
}
