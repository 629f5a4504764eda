package io.jenkins.plugins.redundancy.engine.toolset;

import java.util.Collection;
import java.util.Comparator;
import java.util.Locale;
import java.util.Optional;

/** What somebody may have meant who wrote something that does not exist. */
public final class Nearest {

    private Nearest() {}

    /** "Did you mean …?" where something is near enough, else all that could be written. */
    public static String remedy(String written, Collection<String> known) {
        return of(written, known)
                .map(near -> "Did you mean \"" + near + "\"?")
                .orElseGet(() -> "Known: " + String.join(", ", known));
    }

    static Optional<String> of(String written, Collection<String> known) {
        String folded = fold(written);
        return known.stream()
                .min(Comparator.<String>comparingInt(candidate -> distance(folded, fold(candidate)))
                        .thenComparing(Comparator.naturalOrder()))
                .filter(candidate -> {
                    int distance = distance(folded, fold(candidate));
                    return distance <= Math.max(1, candidate.length() / 3) && distance < candidate.length();
                });
    }

    private static String fold(String text) {
        String bounded = text.length() > 80 ? text.substring(0, 80) : text;
        return bounded.toLowerCase(Locale.ROOT).replaceAll("[-_ ]", "");
    }

    /** Levenshtein's. */
    private static int distance(String a, String b) {
        int[] row = new int[b.length() + 1];
        for (int j = 0; j <= b.length(); j++) {
            row[j] = j;
        }
        for (int i = 1; i <= a.length(); i++) {
            int diagonal = row[0];
            row[0] = i;
            for (int j = 1; j <= b.length(); j++) {
                int above = row[j];
                int replaced = diagonal + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
                row[j] = Math.min(replaced, Math.min(above, row[j - 1]) + 1);
                diagonal = above;
            }
        }
        return row[b.length()];
    }
}
