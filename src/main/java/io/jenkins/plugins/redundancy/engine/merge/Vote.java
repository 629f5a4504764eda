package io.jenkins.plugins.redundancy.engine.merge;

import java.util.Locale;

/** What a tool's report says of one cluster. */
public enum Vote {
    /** It reports the weakness at the place. */
    REPORTED,
    /** It delivered a valid report, could have seen the weakness, and did not report it. */
    SILENT,
    /** It cannot see such a weakness there, or its report is missing or partial: it shrinks n, it is no "no". */
    ABSTAINED;

    /** As it stands in reports. */
    public String id() {
        return name().toLowerCase(Locale.ROOT);
    }
}
