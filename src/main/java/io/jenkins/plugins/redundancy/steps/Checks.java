package io.jenkins.plugins.redundancy.steps;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import hudson.AbortException;
import hudson.Util;
import hudson.model.Label;
import hudson.util.FormValidation;
import io.jenkins.plugins.redundancy.engine.policy.Durations;
import io.jenkins.plugins.redundancy.engine.read.PathMapping;
import java.time.Duration;
import java.util.function.Function;

/** Arguments of steps: what the engine says of them, in the words of a build log or of a form. */
final class Checks {

    private Checks() {}

    /** @throws AbortException naming the argument, its value and what is allowed */
    static <T> T parsed(String argument, @CheckForNull Object value, T unset, Function<String, T> parser)
            throws AbortException {
        String text = value == null ? null : Util.fixEmptyAndTrim(value.toString());
        if (text == null) {
            return unset;
        }
        try {
            return parser.apply(text);
        } catch (IllegalArgumentException x) {
            throw new AbortException(argument + ": " + x.getMessage());
        }
    }

    /** @param prefix of the message, such as {@code "scanner 'x': "} */
    static void name(String prefix, @CheckForNull String name) throws AbortException {
        if (name == null || !name.matches("[A-Za-z0-9][A-Za-z0-9 ._-]{0,63}")) {
            throw new AbortException(prefix
                    + "the name must be of letters, digits, spaces, dots, dashes and underscores, at most 64,"
                    + " and begin with a letter or digit");
        }
    }

    /** @throws AbortException when it is no expression of labels */
    static void label(String argument, String label) throws AbortException {
        try {
            Label.parseExpression(label);
        } catch (IllegalArgumentException x) {
            throw new AbortException(argument + ": '" + label + "' is no expression of labels: " + x.getMessage());
        }
    }

    static FormValidation duration(@CheckForNull String value) {
        return form("timeout", value, Durations::parse);
    }

    static FormValidation form(String argument, @CheckForNull String value, Function<String, ?> parser) {
        return form(() -> Checks.<Object>parsed(argument, value, "", parser::apply));
    }

    /** Of a path in the workspace. */
    static FormValidation path(@CheckForNull String value) {
        String path = Util.fixEmptyAndTrim(value);
        return path == null || PathMapping.isInsideTree(path)
                ? FormValidation.ok()
                : FormValidation.error(Messages.Checks_path());
    }

    /** What a build would be refused for. */
    interface Check {
        void run() throws AbortException;
    }

    static FormValidation form(Check check) {
        try {
            check.run();
            return FormValidation.ok();
        } catch (AbortException x) {
            return FormValidation.error(x.getMessage());
        }
    }

    static Duration duration(String argument, @CheckForNull String value) throws AbortException {
        return parsed(argument, value, Duration.ZERO, Durations::parse);
    }
}
