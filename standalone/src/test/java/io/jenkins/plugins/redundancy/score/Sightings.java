package io.jenkins.plugins.redundancy.score;

import io.jenkins.plugins.redundancy.engine.finding.Finding;
import io.jenkins.plugins.redundancy.engine.finding.Location;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Where a scanner, or the merged result, reports which class. */
final class Sightings {

    /** Scanners that see the same thing are up to two lines apart: statements over several lines. */
    static final int WINDOW = 2;

    private final Map<String, List<Location>> byFileAndClass = new HashMap<>();

    Sightings add(Iterable<Finding> findings) {
        for (Finding finding : findings) {
            finding.subject()
                    .location()
                    .ifPresent(at -> byFileAndClass
                            .computeIfAbsent(key(at.path(), finding.weakness().id()), key -> new ArrayList<>())
                            .add(at));
        }
        return this;
    }

    /** Whether a finding of the case's class begins within two lines of its line; anywhere in a file it is about whole. */
    boolean flag(Truth.Case one) {
        return byFileAndClass.getOrDefault(key(one.file(), one.weakness().id()), List.of()).stream()
                .anyMatch(at -> one.line() == 0 || Math.abs(at.startLine() - one.line()) <= WINDOW);
    }

    private static String key(String file, String weakness) {
        return file + "\n" + weakness;
    }
}
