package io.jenkins.plugins.redundancy.steps;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import java.io.Serializable;
import java.time.Duration;

/**
 * What the attempts of a {@code failoverAgent} need to know of it; given to them by {@code withContext}.
 *
 * @param grace how long an agent may be away; null: see {@link io.jenkins.plugins.redundancy.agent.AgentWatch}
 * @param outer name of the agent that the whole step stands on; null where it stands on none
 */
record Agents(@CheckForNull Duration grace, @CheckForNull String outer) implements Serializable {

    private static final long serialVersionUID = 1L;
}
