package io.jenkins.plugins.redundancy.engine.policy;

import java.util.ArrayList;
import java.util.List;

/** Text from elsewhere made fit for a sentence: one line, no control characters, not endless. */
final class Texts {

    private static final int LONGEST = 200;

    private Texts() {}

    /** Scripts and agents write what they like into their errors, escape sequences and whole logs included. */
    static String oneLine(String text) {
        return oneLine(text, LONGEST);
    }

    static String oneLine(String text, int longest) {
        if (text.length() <= longest && isPlain(text)) {
            return text.strip();
        }
        String head = text.length() > 4 * LONGEST ? text.substring(0, 4 * LONGEST) : text;
        String line = head.replaceAll("\u001b\\[[0-9;?]*[ -/]*[@-~]", "")
                .replaceAll("[\\p{Cntrl}\\p{Cf}\\p{Zl}\\p{Zp}\\s]+", " ")
                .strip();
        if (line.length() <= longest && head.length() == text.length()) {
            return line;
        }
        int end = Math.min(line.length(), longest - 1);
        return line.substring(0, end > 0 && Character.isHighSurrogate(line.charAt(end - 1)) ? end - 1 : end) + "…";
    }

    private static boolean isPlain(String text) {
        for (int i = 0; i < text.length(); i++) {
            if (text.charAt(i) < ' ' || text.charAt(i) > '~') {
                return false;
            }
        }
        return true;
    }

    /** {@code a}, {@code a and b}, {@code a, b and c}. */
    static String and(List<String> items) {
        if (items.size() < 2) {
            return String.join("", items);
        }
        return String.join(", ", items.subList(0, items.size() - 1)) + " and " + items.get(items.size() - 1);
    }

    /** The first ones, and how many there are besides: sentences stay sentences with 300 replicas. */
    static List<String> first(List<String> items, int most) {
        if (items.size() <= most) {
            return items;
        }
        List<String> some = new ArrayList<>(items.subList(0, most));
        some.add((items.size() - most) + " more");
        return some;
    }
}
