package io.jenkins.plugins.redundancy.engine.policy;

/** What it came to. */
public enum Outcome {
    /** Enough slots filled, as planned. */
    MET,
    /** Enough slots filled, but a replica failed, a fallback stood in or a result is incomplete. */
    DEGRADED,
    /** Too few slots filled. */
    LOST,
    /** The user, or something around us, ended it. */
    ABORTED;

    /** As it stands in reports. */
    public String id() {
        return Names.id(this);
    }
}
