package io.jenkins.plugins.redundancy.engine.finding;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import java.util.List;
import java.util.Objects;

/**
 * A tool's rule as it declares it; shared by all findings of the rule.
 *
 * @param id as the tool names it, never empty
 * @param name short title; empty when the tool gives none
 * @param description one or more sentences of plain text; empty when none
 * @param helpUri http(s) only; empty when none
 * @param cwes CWE numbers, ascending, without duplicates: the tool's own, else those of a shipped table
 * @param severity the rule's own; null when only its results have one
 */
public record Rule(
        String id,
        String name,
        String description,
        String helpUri,
        List<Integer> cwes,
        @CheckForNull Severity severity) {

    public Rule {
        Objects.requireNonNull(id, "id");
        Objects.requireNonNull(name, "name");
        Objects.requireNonNull(description, "description");
        Objects.requireNonNull(helpUri, "helpUri");
        cwes = List.copyOf(cwes);
    }

    public static Rule of(String id, Integer... cwes) {
        return new Rule(id, "", "", "", List.of(cwes), null);
    }
}
