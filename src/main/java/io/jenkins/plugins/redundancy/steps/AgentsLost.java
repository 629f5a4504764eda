package io.jenkins.plugins.redundancy.steps;

import java.util.Objects;
import jenkins.model.CauseOfInterruption;
import org.jenkinsci.plugins.workflow.steps.FlowInterruptedException;
import org.jenkinsci.plugins.workflow.support.steps.AgentErrorCondition;

/** No agent did it: the end of a {@code failoverAgent}, which an outer {@code retry} may take for an agent's failure. */
public final class AgentsLost extends CauseOfInterruption implements AgentErrorCondition.Retryable {

    private static final long serialVersionUID = 1L;

    private final String why;

    AgentsLost(String why) {
        this.why = why;
    }

    static boolean isIn(Throwable t) {
        return t instanceof FlowInterruptedException interruption
                && interruption.getCauses().stream().anyMatch(AgentsLost.class::isInstance);
    }

    @Override
    public String getShortDescription() {
        return why;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof AgentsLost that && why.equals(that.why);
    }

    @Override
    public int hashCode() {
        return Objects.hash(why);
    }
}
