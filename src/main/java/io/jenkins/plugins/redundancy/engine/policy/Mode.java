package io.jenkins.plugins.redundancy.engine.policy;

/** How the slots of a plan are played. */
public enum Mode {
    /** Every slot fails over on its own: the next replica starts only after the one before it failed. */
    FAILOVER,
    /** Slots compete: the next one also starts after the hedge delay, the first k win, the others are cancelled. */
    RACE,
    /** All slots at once, k of them must be filled. */
    QUORUM;

    /** As it stands in YAML and Jenkinsfiles: {@code failover}, {@code race}, {@code quorum}. */
    public String id() {
        return Names.id(this);
    }

    /** @throws IllegalArgumentException naming the allowed values */
    public static Mode parse(String text) {
        return Names.parse(Mode.class, "mode", text);
    }
}
