package io.jenkins.plugins.redundancy.engine.report;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import io.jenkins.plugins.redundancy.engine.finding.Severity;
import io.jenkins.plugins.redundancy.engine.merge.Agreement;
import io.jenkins.plugins.redundancy.engine.merge.Vote;
import java.util.Arrays;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * Which findings, in which order, and how many of them: what a page asks for.
 *
 * @param start from 0, in the order of {@code sort}
 * @param length 1…{@value #MOST_ROWS}
 * @param severities empty = any
 * @param weakness id of a class; empty = any
 * @param agreement null = any
 * @param tool name of a scanner; empty = any
 * @param vote of that scanner
 * @param search in lower case, in place, class, rule and id; empty = any
 */
public record FindingQuery(
        int start,
        int length,
        Sort sort,
        boolean descending,
        Set<Severity> severities,
        String weakness,
        @CheckForNull Agreement agreement,
        String tool,
        Vote vote,
        FindingState state,
        String search) {

    public static final int MOST_ROWS = 500;
    private static final int DEFAULT_ROWS = 50;
    private static final int LONGEST_SEARCH = 200;

    public FindingQuery {
        Objects.requireNonNull(sort, "sort");
        severities = Set.copyOf(severities);
        Objects.requireNonNull(weakness, "weakness");
        Objects.requireNonNull(tool, "tool");
        Objects.requireNonNull(vote, "vote");
        Objects.requireNonNull(state, "state");
        search = search.strip().toLowerCase(Locale.ROOT);
        if (start < 0) {
            throw new IllegalArgumentException("start: " + start + " must be 0 or more");
        }
        if (length < 1 || length > MOST_ROWS) {
            throw new IllegalArgumentException("length: " + length + " must be 1…" + MOST_ROWS);
        }
        if (search.length() > LONGEST_SEARCH) {
            throw new IllegalArgumentException(
                    "search: " + search.length() + " characters; shorten it to " + LONGEST_SEARCH);
        }
    }

    /** What rows are ordered by; within equals by the report's own order. */
    public enum Sort {
        /** The report's own order: confirmed first, then by severity, confidence and place. */
        REPORT,
        SEVERITY,
        WEAKNESS,
        /** Path and line. */
        PLACE,
        /** Confirmed first, then by how many report it. */
        AGREEMENT,
        /** Lowest first. */
        CONFIDENCE,
        STATE
    }

    /** Everything, in the report's order. */
    public static FindingQuery all(int start, int length) {
        return new FindingQuery(
                start, length, Sort.REPORT, false, Set.of(), "", null, "", Vote.REPORTED, FindingState.ALL, "");
    }

    /**
     * As it comes with a request.
     *
     * @param parameters value of a parameter by its name; null where it is not given. {@code severity} holds several
     *     with commas
     * @throws IllegalArgumentException naming the parameter, its value and what is allowed
     */
    public static FindingQuery parse(Function<String, String> parameters) {
        String agreement = text(parameters, "agreement");
        String severities = text(parameters, "severity");
        return new FindingQuery(
                number(parameters, "start", 0),
                number(parameters, "length", DEFAULT_ROWS),
                constant("sort", text(parameters, "sort"), Sort.values(), Sort.REPORT),
                flag(parameters, "descending"),
                severities.isEmpty()
                        ? Set.of()
                        : Arrays.stream(severities.split(",", -1))
                                .map(name -> constant("severity", name, Severity.values(), null))
                                .collect(Collectors.toSet()),
                text(parameters, "weakness"),
                agreement.isEmpty() ? null : constant("agreement", agreement, Agreement.values(), null),
                text(parameters, "tool"),
                constant("vote", text(parameters, "vote"), Vote.values(), Vote.REPORTED),
                constant("state", text(parameters, "state"), FindingState.values(), FindingState.ALL),
                text(parameters, "search"));
    }

    private static String text(Function<String, String> parameters, String name) {
        String value = parameters.apply(name);
        return value == null ? "" : value;
    }

    private static int number(Function<String, String> parameters, String name, int fallback) {
        String text = text(parameters, name);
        try {
            return text.isEmpty() ? fallback : Integer.parseInt(text);
        } catch (NumberFormatException x) {
            throw new IllegalArgumentException(name + ": '" + shortened(text) + "' is no whole number", x);
        }
    }

    private static boolean flag(Function<String, String> parameters, String name) {
        return switch (text(parameters, name)) {
            case "", "false" -> false;
            case "true" -> true;
            default ->
                throw new IllegalArgumentException(
                        name + ": '" + shortened(text(parameters, name)) + "': use true or false");
        };
    }

    private static <E extends Enum<E>> E constant(String name, String text, E[] values, @CheckForNull E fallback) {
        if (text.isEmpty() && fallback != null) {
            return fallback;
        }
        for (E value : values) {
            if (Fields.id(value).equals(text)) {
                return value;
            }
        }
        throw new IllegalArgumentException(name + ": '" + shortened(text) + "': use one of "
                + Arrays.stream(values).map(Fields::id).collect(Collectors.joining(", ")));
    }

    private static String shortened(String text) {
        return text.length() > 50 ? text.substring(0, 50) + "…" : text;
    }
}
