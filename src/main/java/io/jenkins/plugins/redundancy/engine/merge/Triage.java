package io.jenkins.plugins.redundancy.engine.merge;

import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;

/**
 * What somebody decided about one cluster, with the votes it had then: they are what confidence learns from, and the
 * reports they came from may be gone by the time it does. A value; texts are single lines without control characters.
 *
 * @param cluster id of the {@link Cluster}
 * @param reason why, never empty: a later reader has to be able to check it
 * @param who decided, as the caller knows them
 * @param when it was decided
 * @param weakness id of the cluster's class
 * @param reporters lineages that reported it, one or more
 * @param silent lineages that could have, looked, and did not
 */
public record Triage(
        String cluster,
        Decision decision,
        String reason,
        String who,
        Instant when,
        String weakness,
        Set<String> reporters,
        Set<String> silent) {

    /** The later decision is the greater; of two at the same instant the one that hides nothing. */
    static final Comparator<Triage> BY_AGE = Comparator.comparing(Triage::when)
            .thenComparing(Triage::decision)
            .thenComparing(Triage::who)
            .thenComparing(Triage::reason)
            .thenComparing(Triage::weakness)
            .thenComparing(triage -> new TreeSet<>(triage.reporters).toString())
            .thenComparing(triage -> new TreeSet<>(triage.silent).toString());

    /** How the suppression of a cluster begins that a decision dismissed. */
    public static final String DISMISSED_BY = "false positive by ";

    private static final int MAX_NAME = 500;
    private static final int MAX_REASON = 4_000;
    private static final int MAX_LINEAGES = 100;

    public Triage {
        line("cluster", cluster, MAX_NAME);
        Objects.requireNonNull(decision, "decision");
        line("reason", reason, MAX_REASON);
        line("who", who, MAX_NAME);
        Objects.requireNonNull(when, "when");
        line("weakness", weakness, MAX_NAME);
        reporters = lineages("reporters", reporters);
        silent = lineages("silent", silent);
        if (reporters.isEmpty()) {
            throw new IllegalArgumentException("reporters is empty; name the tools that reported " + cluster);
        }
        for (String lineage : silent) {
            if (reporters.contains(lineage)) {
                throw new IllegalArgumentException(
                        "\"" + lineage + "\" stands in reporters and in silent; keep it where it belongs");
            }
        }
    }

    /**
     * A decision on a cluster, with the votes it has.
     *
     * @param tools of the merge that the cluster is from
     * @throws IllegalArgumentException naming the field that is empty, too long or not plain text
     */
    public static Triage of(
            Cluster cluster, List<Merged.Tool> tools, Decision decision, String reason, String who, Instant when) {
        ClusterTriage votes = new ClusterTriage(tools);
        return new Triage(
                cluster.id(),
                decision,
                reason,
                who,
                when,
                cluster.weakness().id(),
                votes.reporters(cluster),
                votes.silent(cluster));
    }

    private static Set<String> lineages(String field, Set<String> names) {
        if (names.size() > MAX_LINEAGES) {
            throw new IllegalArgumentException(
                    field + " has " + names.size() + " entries; at most " + MAX_LINEAGES + " are allowed");
        }
        names.forEach(name -> line(field, name, MAX_NAME));
        return Set.copyOf(names);
    }

    private static void line(String field, String text, int max) {
        Objects.requireNonNull(text, field);
        if (text.isBlank()) {
            throw new IllegalArgumentException(field + " is empty; it is required");
        }
        if (text.length() > max) {
            throw new IllegalArgumentException(field + " has " + text.length() + " characters; shorten it to " + max);
        }
        text.codePoints().filter(Triage::unprintable).findFirst().ifPresent(character -> {
            throw new IllegalArgumentException(field + " holds the control character U+"
                    + String.format(Locale.ROOT, "%04X", character) + "; write plain text on one line");
        });
    }

    /** Escapes to a terminal, a second line, an order of reading turned round, half a character. */
    private static boolean unprintable(int character) {
        return switch (Character.getType(character)) {
            case Character.CONTROL,
                    Character.FORMAT,
                    Character.LINE_SEPARATOR,
                    Character.PARAGRAPH_SEPARATOR,
                    Character.SURROGATE -> true;
            default -> false;
        };
    }

    /** What was decided. In this order: see {@link #BY_AGE}. */
    public enum Decision {
        /** The tools are wrong here: there is no weakness. */
        FALSE_POSITIVE,
        /** The weakness is real, whether or not anybody mends it. */
        ACCEPTED;

        /** As it stands in files and on the command line: {@code accepted}, {@code false-positive}. */
        public String id() {
            return name().toLowerCase(Locale.ROOT).replace('_', '-');
        }

        public static Decision ofId(String id) {
            for (Decision decision : values()) {
                if (decision.id().equals(id)) {
                    return decision;
                }
            }
            throw new IllegalArgumentException(
                    "decision is \"" + id + "\"; it must be \"accepted\" or \"false-positive\"");
        }
    }
}
