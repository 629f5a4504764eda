package io.jenkins.plugins.redundancy.steps;

import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;

/** What a scanner finds on an agent of its own. */
enum Sources {
    /** The workspace of the scan as it was before any scanner ran: brought through the controller once, packed. */
    STASH,
    /** The workspace of that agent, whatever is in it: the scanner brings the sources itself. */
    NONE;

    String id() {
        return name().toLowerCase(Locale.ROOT);
    }

    static Sources parse(String text) {
        return Arrays.stream(values())
                .filter(value -> value.id().equals(text))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("'" + text + "': use one of "
                        + Arrays.stream(values()).map(Sources::id).collect(Collectors.joining(", "))));
    }
}
