package io.jenkins.plugins.redundancy.engine.merge;

import io.jenkins.plugins.redundancy.engine.finding.WeaknessClass;
import java.io.Serializable;
import java.util.Objects;
import java.util.Set;

/**
 * What a tool can see. A tool is no voter on what it cannot see.
 *
 * @param languages as {@link io.jenkins.plugins.redundancy.engine.finding.Language} names them; empty = any
 * @param weaknesses ids of {@link WeaknessClass}; empty = none known
 * @param cwes where the tool's rules are known, the numbers it knows: finer than a class (a tool that knows only
 *     {@code HttpOnly} is no voter on {@code Secure}); empty = all of its classes
 */
public record Coverage(Set<String> languages, Set<String> weaknesses, Set<Integer> cwes) implements Serializable {

    private static final long serialVersionUID = 1L;

    public static final Coverage NOTHING = new Coverage(Set.of(), Set.of(), Set.of());

    public Coverage {
        Objects.requireNonNull(languages, "languages");
        languages = Set.copyOf(languages);
        weaknesses = Set.copyOf(weaknesses);
        cwes = Set.copyOf(cwes);
    }
}
