package io.jenkins.plugins.redundancy.engine.policy;

/** What a verdict does to the build. */
public enum Consequence {
    SUCCESS,
    UNSTABLE,
    FAILURE,
    ABORTED
}
