package io.jenkins.plugins.redundancy.engine.merge;

import java.util.Locale;

/** How a cluster stands to the reference report. */
public enum BaselineState {
    NEW,
    UNCHANGED,
    /** In the reference, no longer here, and a tool that reported it looked again. */
    ABSENT,
    /** In the reference, not here, but none of the tools that reported it looked this time: nobody knows. */
    UNKNOWN;

    public String id() {
        return name().toLowerCase(Locale.ROOT);
    }
}
