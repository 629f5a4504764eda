package io.jenkins.plugins.redundancy.engine.policy;

/** What a degraded verdict does to the build. */
public enum OnDegraded {
    SUCCESS,
    UNSTABLE;

    /** As it stands in YAML. */
    public String id() {
        return Names.id(this);
    }

    /** @throws IllegalArgumentException naming the allowed values */
    public static OnDegraded parse(String text) {
        return Names.parse(OnDegraded.class, "onDegraded", text);
    }
}
