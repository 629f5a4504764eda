package io.jenkins.plugins.redundancy.engine.policy;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import java.io.Serializable;
import java.time.Duration;

/**
 * What one replica has of its own instead of the policy's.
 *
 * @param timeout of each of its attempts, zero for none; null: the policy's
 * @param retries further tries of this replica; null: the policy's
 */
public record ReplicaLimits(
        @CheckForNull Duration timeout, @CheckForNull Integer retries) implements Serializable {

    private static final long serialVersionUID = 1L;

    /** Everything as the policy says. */
    public static final ReplicaLimits NONE = new ReplicaLimits(null, null);
}
