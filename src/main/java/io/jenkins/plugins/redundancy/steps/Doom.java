package io.jenkins.plugins.redundancy.steps;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import hudson.Extension;
import java.io.IOException;
import java.io.Serializable;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.jenkinsci.plugins.workflow.flow.StepListener;
import org.jenkinsci.plugins.workflow.steps.FlowInterruptedException;
import org.jenkinsci.plugins.workflow.steps.Step;
import org.jenkinsci.plugins.workflow.steps.StepContext;

/** Tells the steps of an attempt's body that it was cancelled: one per attempt, in the context of its body. */
final class Doom implements Serializable {

    private static final long serialVersionUID = 1L;
    private static final int PATIENCE = 20;

    /** Of an attempt around this one. */
    @CheckForNull
    private final Doom outer;

    @CheckForNull
    private volatile AttemptCancelled cause;

    /** Steps that were called nevertheless. */
    private int refused;

    Doom(@CheckForNull Doom outer) {
        this.outer = outer;
    }

    void seal(AttemptCancelled why) {
        cause = why;
    }

    boolean sealed() {
        return cause != null;
    }

    /** Of this attempt, or of one around it. */
    @CheckForNull
    AttemptCancelled cause() {
        return cause == null && outer != null ? outer.cause() : cause;
    }

    /**
     * What a step of a cancelled body fails with. A loop that catches every exception would call its step for ever: after
     * some of them comes what {@code catch (e)} does not catch.
     */
    private synchronized Throwable refusal(AttemptCancelled why) {
        FlowInterruptedException interruption = why.interruption();
        if (++refused <= PATIENCE) {
            return interruption;
        }
        return new Ignored(interruption);
    }

    /** A body that goes on although it was cancelled. */
    private static final class Ignored extends Error {

        private static final long serialVersionUID = 1L;

        Ignored(FlowInterruptedException interruption) {
            super("this block was cancelled, and calls one step after the other nevertheless", interruption);
        }
    }

    /** A {@code catchError} around the interrupted step would let a cancelled body go on with its next command. */
    @Extension
    public static final class Listener implements StepListener {

        private static final Logger LOGGER = Logger.getLogger(Listener.class.getName());

        @Override
        public void notifyOfNewStep(Step step, StepContext context) {
            try {
                Doom doom = context.get(Doom.class);
                AttemptCancelled why = doom == null ? null : doom.cause();
                if (why != null) {
                    context.onFailure(doom.refusal(why));
                }
            } catch (IOException | InterruptedException x) {
                LOGGER.log(Level.FINE, x, () -> "cannot tell whether " + step + " is part of a cancelled attempt");
            }
        }
    }
}
