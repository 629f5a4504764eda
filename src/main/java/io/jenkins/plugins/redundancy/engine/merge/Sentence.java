package io.jenkins.plugins.redundancy.engine.merge;

import java.util.List;

/** Names from reports and tool sets as parts of a sentence: bounded and without control characters. */
final class Sentence {

    private static final int MAX_NAMES = 6;
    private static final int MAX_LENGTH = 60;

    private Sentence() {}

    /** {@code a}, {@code a and b}, {@code a, b and c}, {@code a, b, c, d, e, f and 3 more}. */
    static String list(List<String> names) {
        StringBuilder text = new StringBuilder();
        int shown = Math.min(names.size(), MAX_NAMES);
        for (int i = 0; i < shown; i++) {
            boolean last = i == names.size() - 1;
            text.append(i == 0 ? "" : last ? " and " : ", ").append(bounded(names.get(i)));
        }
        if (shown < names.size()) {
            text.append(" and ").append(names.size() - shown).append(" more");
        }
        return text.toString();
    }

    static String bounded(String name) {
        StringBuilder text = new StringBuilder(Math.min(name.length(), MAX_LENGTH + 1));
        for (int i = 0; i < name.length() && i < MAX_LENGTH; i++) {
            char c = name.charAt(i);
            text.append(Character.isISOControl(c) ? ' ' : c);
        }
        return name.length() > MAX_LENGTH ? text.append('…').toString() : text.toString();
    }
}
