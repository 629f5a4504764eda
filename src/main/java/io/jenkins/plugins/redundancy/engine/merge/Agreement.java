package io.jenkins.plugins.redundancy.engine.merge;

import java.util.Locale;

/** Whether enough independent tools say the same. Describes a cluster; what decides is its confidence. */
public enum Agreement {
    CONFIRMED,
    SINGLE_SOURCE;

    /** As it stands in reports: {@code confirmed}, {@code single-source}. */
    public String id() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
