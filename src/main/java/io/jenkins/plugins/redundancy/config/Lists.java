package io.jenkins.plugins.redundancy.config;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import java.util.ArrayList;
import java.util.List;

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
}
