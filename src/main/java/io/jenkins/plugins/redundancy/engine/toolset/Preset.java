package io.jenkins.plugins.redundancy.engine.toolset;

import io.jenkins.plugins.redundancy.engine.merge.Coverage;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;

/**
 * A scanner of the catalogue: everything needed to run it and to judge its vote.
 *
 * @param id stable, lower case with dashes
 * @param title for people
 * @param documentation where its makers say how to run it
 * @param executables that must be on the path, by name
 * @param command writes the report to {@code $REDUNDANCY_REPORT}
 * @param format of the report, as {@code engine.read} names it
 * @param exitCodes as its makers document them
 * @param covers what its rules know, by groups of languages
 * @param rulesSource where the coverage was taken from
 * @param lineage whose rule base it uses; its own id unless it is a port or a pack of another's rules
 * @param needs what must have happened before: {@code classes} (compiled code), {@code network},
 *     {@code account}, {@code bin/scanners} (rules that only its installation brings)
 * @param secrets names of environment variables it takes credentials from
 */
public record Preset(
        String id,
        String title,
        String documentation,
        List<String> executables,
        Command command,
        String format,
        ExitCodes exitCodes,
        List<Coverage> covers,
        String rulesSource,
        String lineage,
        List<String> needs,
        Set<String> secrets) {

    public Preset {
        Objects.requireNonNull(id, "id");
        Objects.requireNonNull(title, "title");
        Objects.requireNonNull(documentation, "documentation");
        executables = List.copyOf(executables);
        Objects.requireNonNull(command, "command");
        Objects.requireNonNull(format, "format");
        Objects.requireNonNull(exitCodes, "exitCodes");
        covers = List.copyOf(covers);
        Objects.requireNonNull(rulesSource, "rulesSource");
        Objects.requireNonNull(lineage, "lineage");
        needs = List.copyOf(needs);
        secrets = Set.copyOf(secrets);
    }

    /** Of all its languages together. */
    public Coverage coverage() {
        return coverage(Set.of());
    }

    /**
     * What it can see where only these languages matter: a tool that knows a weakness in one language is no voter on it
     * in another.
     *
     * @param languages empty for all
     */
    public Coverage coverage(Set<String> languages) {
        Set<String> known = new TreeSet<>();
        Set<String> weaknesses = new TreeSet<>();
        Set<Integer> cwes = new TreeSet<>();
        for (Coverage part : covers) {
            Set<String> shared = new TreeSet<>(part.languages().isEmpty() ? languages : part.languages());
            if (!languages.isEmpty() && !part.languages().isEmpty()) {
                shared.retainAll(languages);
                if (shared.isEmpty()) {
                    continue;
                }
            }
            known.addAll(shared);
            weaknesses.addAll(part.weaknesses());
            cwes.addAll(part.cwes());
        }
        return new Coverage(known, weaknesses, cwes);
    }

    /** Every language it is documented to scan; empty: any file. */
    public Set<String> languages() {
        return coverage().languages();
    }

    public boolean needsClasses() {
        return needs.contains("classes");
    }
}
