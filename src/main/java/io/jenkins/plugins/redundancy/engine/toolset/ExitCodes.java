package io.jenkins.plugins.redundancy.engine.toolset;

import java.util.Set;
import java.util.TreeSet;

/**
 * Which exit codes mean that the tool did its work; with every other code it failed, whatever its report says.
 *
 * @param clean ran, and says so whether it found something or not
 * @param findings ran, and found something
 */
public record ExitCodes(Set<Integer> clean, Set<Integer> findings) {

    public static final ExitCodes ZERO = new ExitCodes(Set.of(0), Set.of());

    public ExitCodes {
        clean = Set.copyOf(clean);
        findings = Set.copyOf(findings);
        if (clean.isEmpty() && findings.isEmpty()) {
            throw new IllegalArgumentException("no exit code would mean success");
        }
    }

    public boolean ran(int code) {
        return clean.contains(code) || findings.contains(code);
    }

    /** {@code 0, 1}: all that mean success, ascending. */
    @Override
    public String toString() {
        TreeSet<Integer> all = new TreeSet<>(clean);
        all.addAll(findings);
        return all.toString().replaceAll("[\\[\\]]", "");
    }
}
