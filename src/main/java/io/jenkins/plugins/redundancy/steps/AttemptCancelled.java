package io.jenkins.plugins.redundancy.steps;

import hudson.model.Result;
import java.util.Objects;
import jenkins.model.CauseOfInterruption;
import org.jenkinsci.plugins.workflow.steps.FlowInterruptedException;

/** Why the body of an attempt was interrupted by us: nobody needs it any more, or it took too long. */
public final class AttemptCancelled extends CauseOfInterruption {

    private static final long serialVersionUID = 1L;

    private final String why;

    AttemptCancelled(String why) {
        this.why = why;
    }

    /**
     * With {@code SUCCESS}, or a user's {@code catchError} in the body would colour the build; as an actual interruption,
     * or a user's {@code retry} in the body would run it again.
     */
    FlowInterruptedException interruption() {
        return new FlowInterruptedException(Result.SUCCESS, true, this);
    }

    /** Whether an interruption is one of these, and not the user's. */
    static boolean isIn(Throwable t) {
        return t instanceof FlowInterruptedException interruption
                && interruption.getCauses().stream().anyMatch(AttemptCancelled.class::isInstance);
    }

    @Override
    public String getShortDescription() {
        return Messages.AttemptCancelled_description(why);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof AttemptCancelled that && why.equals(that.why);
    }

    @Override
    public int hashCode() {
        return Objects.hash(why);
    }
}
