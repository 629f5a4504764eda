package io.jenkins.plugins.redundancy.steps;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import hudson.AbortException;
import hudson.Extension;
import java.io.IOException;
import java.io.Serializable;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.jenkinsci.plugins.structs.describable.UninstantiatedDescribable;
import org.jenkinsci.plugins.workflow.flow.StepListener;
import org.jenkinsci.plugins.workflow.steps.Step;
import org.jenkinsci.plugins.workflow.steps.StepContext;

/**
 * Refuses, in blocks that run several times at once, the steps whose effect must happen once. In the context of the bodies
 * of all attempts of a race or quorum.
 */
final class OnceOnly implements Serializable {

    private static final long serialVersionUID = 1L;

    /** Whatever the replicas are. */
    private static final Set<String> ACTS = Set.of("build", "input", "milestone", "stash");

    /** Where all replicas run the same block; elsewhere publishing may be what they are there for. */
    private static final Set<String> RESULTS = Set.of("archiveArtifacts", "junit", "mail", "emailext", "slackSend");

    private static final List<String> PUBLISHING = List.of("publish", "deploy", "upload");

    /** Of a race or quorum around this one. */
    @CheckForNull
    private final OnceOnly outer;

    /** Function name of the step. */
    private final String step;

    private final boolean sameBlock;
    private final Set<String> allowed;
    private final String replica;

    private OnceOnly(
            @CheckForNull OnceOnly outer, String step, boolean sameBlock, Set<String> allowed, String replica) {
        this.outer = outer;
        this.step = step;
        this.sameBlock = sameBlock;
        this.allowed = allowed;
        this.replica = replica;
    }

    /**
     * @param step function name of the redundant step
     * @param sameBlock whether all replicas run the same block
     * @param context of that step
     */
    static OnceOnly of(String step, boolean sameBlock, List<String> allowed, StepContext context)
            throws IOException, InterruptedException {
        return new OnceOnly(context.get(OnceOnly.class), step, sameBlock, Set.copyOf(allowed), "");
    }

    /** @throws AbortException for a name that would not be refused */
    static void checkName(String allowed) throws AbortException {
        if (!mustBeOnce(allowed, true)) {
            throw new AbortException("allow: '" + allowed + "': this step is not refused; those that are: "
                    + "archiveArtifacts, build, emailext, input, junit, mail, milestone, slackSend, stash,"
                    + " and those whose name says publish, deploy or upload");
        }
    }

    private static boolean mustBeOnce(String function, boolean sameBlock) {
        String name = function.toLowerCase(Locale.ROOT);
        return ACTS.contains(function)
                || sameBlock
                        && (RESULTS.contains(function) || PUBLISHING.stream().anyMatch(name::contains));
    }

    /** For the body of one attempt. */
    OnceOnly in(String name) {
        return new OnceOnly(outer, step, sameBlock, allowed, name);
    }

    /** Why a step is refused; null when it is not. */
    @CheckForNull
    private String refusal(Step called) {
        String name = name(called);
        if (mustBeOnce(name, sameBlock)
                && !allowed.contains(name)
                && !(name.equals("stash")
                        && String.valueOf(argument(called, "name")).contains(replica))) {
            return name + " is refused: its effect must happen once, and this block runs several times at once; put it"
                    + " behind " + step + (name.equals("stash") ? ", give it a name with REDUNDANCY_REPLICA in it" : "")
                    + ", or ask for it by name: allow: ['" + name + "']";
        }
        return outer == null ? null : outer.refusal(called);
    }

    /** Of a step that only carries something else, such as a publisher, the name of that. */
    private static String name(Step called) {
        String function = called.getDescriptor().getFunctionName();
        if (called.getDescriptor().isMetaStep()) {
            for (Object argument : arguments(called).values()) {
                if (argument instanceof UninstantiatedDescribable carried) {
                    String symbol = carried.getSymbol();
                    String type = String.valueOf(carried.getKlass());
                    return symbol == null ? type.substring(type.lastIndexOf('.') + 1) : symbol;
                }
            }
        }
        return function;
    }

    @CheckForNull
    private static Object argument(Step called, String name) {
        return arguments(called).get(name);
    }

    private static Map<String, ?> arguments(Step called) {
        return called.getDescriptor().uninstantiate(called).getArguments();
    }

    /** Asked before each step. */
    @Extension
    public static final class Listener implements StepListener {

        private static final Logger LOGGER = Logger.getLogger(Listener.class.getName());

        @Override
        public void notifyOfNewStep(Step step, StepContext context) {
            try {
                OnceOnly once = context.get(OnceOnly.class);
                String refusal = once == null ? null : once.refusal(step);
                if (refusal != null) {
                    context.onFailure(new AbortException(refusal));
                }
            } catch (IOException | InterruptedException | UnsupportedOperationException x) {
                LOGGER.log(Level.FINE, x, () -> "cannot tell whether " + step + " must happen once");
            }
        }
    }
}
