package io.jenkins.plugins.redundancy.steps;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import hudson.AbortException;
import io.jenkins.plugins.redundancy.engine.policy.Event;
import io.jenkins.plugins.redundancy.engine.policy.FailureKind;
import java.io.Serializable;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import jenkins.model.CauseOfInterruption;
import org.jenkinsci.plugins.workflow.steps.FlowInterruptedException;

/**
 * How the user's block ended.
 *
 * @param exitCode of a command that failed, or that the block returned; null when the block failed by something else
 * @param reason of a failure; empty when it did not fail
 * @param kind of the failure; null when it did not fail
 */
record Ending(
        @CheckForNull Integer exitCode,
        String reason,
        @CheckForNull FailureKind kind) implements Serializable {

    private static final long serialVersionUID = 1L;

    /** As DurableTaskStep says it; there is no exception of its own for it. */
    private static final Pattern EXIT_CODE = Pattern.compile("script returned exit code (-?\\d+)");

    static Ending of(Object value) {
        return new Ending(value instanceof Integer code ? code : 0, "", null);
    }

    static Ending of(Throwable failure, FailureKind kind) {
        return new Ending(exitCode(failure), reason(failure), kind);
    }

    /** In a few words. */
    static String reason(Throwable failure) {
        Integer code = exitCode(failure);
        return code == null ? described(failure) : "exit code " + code;
    }

    /** What it came to where the block's own end decides. */
    Event event(int attempt) {
        FailureKind failed = kind;
        return failed == null ? new Event.Succeeded(attempt) : new Event.Failed(attempt, failed, reason);
    }

    /** Null when it was no command that failed. */
    @CheckForNull
    static Integer exitCode(Throwable failure) {
        Matcher matcher = EXIT_CODE.matcher(String.valueOf(failure.getMessage()));
        return failure instanceof AbortException && matcher.find() ? Integer.valueOf(matcher.group(1)) : null;
    }

    /** The message of an AbortException is meant for people; that of another may be nothing but a path. */
    static String described(Throwable failure) {
        if (failure instanceof FlowInterruptedException interruption) {
            return interruption.getCauses().stream()
                    .map(CauseOfInterruption::getShortDescription)
                    .collect(Collectors.joining("; "));
        }
        boolean forPeople = failure instanceof AbortException
                || failure.getClass().getName().startsWith("org.jenkinsci.plugins.workflow.");
        return forPeople && failure.getMessage() != null ? failure.getMessage() : failure.toString();
    }
}
