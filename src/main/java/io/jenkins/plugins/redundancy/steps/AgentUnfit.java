package io.jenkins.plugins.redundancy.steps;

import java.util.Objects;
import jenkins.model.CauseOfInterruption;
import org.jenkinsci.plugins.workflow.steps.FlowInterruptedException;
import org.jenkinsci.plugins.workflow.support.steps.AgentErrorCondition;

/** An agent did not pass its preflight: an agent's failure, for a {@code retry} too. */
public final class AgentUnfit extends CauseOfInterruption implements AgentErrorCondition.Retryable {

    private static final long serialVersionUID = 1L;

    private final String agent;
    private final String why;

    AgentUnfit(String agent, String why) {
        this.agent = agent;
        this.why = why;
    }

    static boolean isIn(Throwable t) {
        return t instanceof FlowInterruptedException interruption
                && interruption.getCauses().stream().anyMatch(AgentUnfit.class::isInstance);
    }

    @Override
    public String getShortDescription() {
        return Messages.AgentUnfit_description(agent, why);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof AgentUnfit that && agent.equals(that.agent) && why.equals(that.why);
    }

    @Override
    public int hashCode() {
        return Objects.hash(agent, why);
    }
}
