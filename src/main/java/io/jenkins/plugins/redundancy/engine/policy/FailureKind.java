package io.jenkins.plugins.redundancy.engine.policy;

import java.util.EnumSet;
import java.util.Set;

/** Why an attempt failed; decides whether another one is worth its time. */
public enum FailureKind {
    /** Agent lost, no executor in time, tool not installed or crashed. */
    INFRASTRUCTURE,
    /** Ran longer than it may. */
    TIMEOUT,
    /** Ended well, but delivered no result, a broken or an incomplete one. */
    INVALID_RESULT,
    /** The user's own commands failed: they would elsewhere, too. */
    JOB;

    /** As it stands in YAML: {@code infrastructure}, {@code timeout}, {@code invalid-result}, {@code job}. */
    public String id() {
        return Names.id(this);
    }

    /** @throws IllegalArgumentException naming the allowed values */
    public static FailureKind parse(String text) {
        return Names.parse(FailureKind.class, "worthAnother", text);
    }

    /**
     * Reads the value of {@code worthAnother}: {@code any}, {@code none} or kinds separated by commas.
     *
     * @throws IllegalArgumentException naming the allowed values
     */
    public static Set<FailureKind> parseSet(String text) {
        Set<FailureKind> kinds = EnumSet.noneOf(FailureKind.class);
        String list = text.trim();
        if (list.equalsIgnoreCase("any")) {
            return EnumSet.allOf(FailureKind.class);
        }
        if (list.equalsIgnoreCase("none")) {
            return kinds;
        }
        for (String item : list.split(",", -1)) {
            kinds.add(parse(item));
        }
        return kinds;
    }
}
