package io.jenkins.plugins.redundancy.steps;

import io.jenkins.plugins.redundancy.engine.policy.ReplicaLimits;
import java.io.Serializable;

/** A replica as the block of a redundant step names it, checked; lives in program.dat. */
interface ReplicaSpec extends Serializable {

    String name();

    /** A replica it stands in for; empty for one with a slot of its own. */
    String fallbackFor();

    ReplicaLimits limits();
}
