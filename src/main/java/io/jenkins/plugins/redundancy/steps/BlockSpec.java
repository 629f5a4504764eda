package io.jenkins.plugins.redundancy.steps;

import hudson.AbortException;
import io.jenkins.plugins.redundancy.engine.policy.ReplicaLimits;

/** A {@code replica} as a Jenkinsfile names it. */
record BlockSpec(String name, String fallbackFor, ReplicaLimits limits) implements ReplicaSpec {

    private static final long serialVersionUID = 1L;

    static BlockSpec of(ReplicaStep step) throws AbortException {
        String replica = "replica '" + step.getName() + "': ";
        Checks.name(replica, step.getName());
        String timeout = step.getTimeout();
        String standsIn = step.getFallbackFor();
        return new BlockSpec(
                step.getName(),
                standsIn == null ? "" : standsIn,
                new ReplicaLimits(
                        timeout == null ? null : Checks.duration(replica + "timeout", timeout), step.getRetries()));
    }
}
