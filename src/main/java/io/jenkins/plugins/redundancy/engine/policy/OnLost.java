package io.jenkins.plugins.redundancy.engine.policy;

/** What a lost quorum does to the build: fail closed or fail open. */
public enum OnLost {
    FAIL,
    UNSTABLE;

    /** As it stands in YAML. */
    public String id() {
        return Names.id(this);
    }

    /** @throws IllegalArgumentException naming the allowed values */
    public static OnLost parse(String text) {
        return Names.parse(OnLost.class, "onLost", text);
    }
}
