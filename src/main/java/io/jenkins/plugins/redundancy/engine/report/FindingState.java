package io.jenkins.plugins.redundancy.engine.report;

import java.util.Locale;

/** What a reader may want to see of a report's findings, told by whether they are there and need somebody. */
public enum FindingState {
    /** Everything, gone ones too. */
    ALL,
    /** There, and not suppressed. */
    OPEN,
    /** Open, and not in the reference. */
    NEW,
    /** Open, and in the reference too. */
    UNCHANGED,
    /** There, but nobody needs to act. */
    SUPPRESSED,
    /** In the reference, and gone. */
    ABSENT,
    /** In the reference, and nobody looked this time. */
    UNKNOWN;

    public String id() {
        return name().toLowerCase(Locale.ROOT);
    }
}
