package io.jenkins.plugins.redundancy.config;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;

/** Lists of settings: mutable ones, because XStream writes no others readably, and none at all rather than an empty one. */
final class Lists {

    private Lists() {}

    @CheckForNull
    static <T> List<T> orNull(@CheckForNull List<T> items) {
        return items == null || items.isEmpty() ? null : new ArrayList<>(items);
    }

    @CheckForNull
    static <T> List<T> copy(@CheckForNull List<T> items) {
        return items == null ? null : new ArrayList<>(items);
    }

    static <T> List<T> orEmpty(@CheckForNull List<T> items) {
        return items == null ? new ArrayList<>() : new ArrayList<>(items);
    }

    /** As a form shows it. */
    static String joined(@CheckForNull List<?> items) {
        return items == null ? "" : items.stream().map(String::valueOf).collect(Collectors.joining(", "));
    }

    /** As a form submits it: separated by commas or white space. */
    static List<String> split(@CheckForNull String text) {
        return text == null
                ? List.of()
                : Arrays.stream(text.split("[,\\s]+"))
                        .filter(item -> !item.isEmpty())
                        .toList();
    }
}
