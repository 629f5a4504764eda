package io.jenkins.plugins.redundancy.engine.merge;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import io.jenkins.plugins.redundancy.engine.finding.WeaknessClass;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** What one voter could have seen, told by its participation and coverage. */
final class Sight {

    /** Kinds that are a matter of their own: a tool that covers deserialization in Java does not look at packages. */
    private static final Set<String> LANGUAGELESS = Set.of("dependency", "secret");

    private final Ballot ballot;
    private final Coverage coverage;
    private final Map<String, Set<Integer>> cwesByClass = new HashMap<>();

    Sight(Ballot ballot) {
        this.ballot = ballot;
        coverage = ballot.voter().coverage();
        for (Integer cwe : coverage.cwes()) {
            cwesByClass
                    .computeIfAbsent(WeaknessClass.ofCwe(cwe).id(), id -> new HashSet<>())
                    .add(cwe);
        }
    }

    /** Why it could not see such a cluster; null when it could have. */
    @CheckForNull
    Abstention abstention(String kind, WeaknessClass weakness, String language, List<Integer> cwes) {
        switch (ballot.participation()) {
            case NONE:
                return Abstention.NO_REPORT;
            case PARTIAL:
                return Abstention.PARTIAL_REPORT;
            default:
        }
        boolean knowsKind = coverage.weaknesses().contains(kind);
        if (LANGUAGELESS.contains(kind) && knowsKind) {
            return null;
        }
        if (kind.equals("dependency")) {
            return Abstention.KIND;
        }
        boolean knowsClass = coverage.weaknesses().contains(weakness.id()) || kind.equals("configuration") && knowsKind;
        if (!weakness.shared() || !knowsClass) {
            return kind.equals("secret") ? Abstention.KIND : Abstention.WEAKNESS;
        }
        if (!coverage.languages().isEmpty() && !coverage.languages().contains(language)) {
            return Abstention.LANGUAGE;
        }
        Set<Integer> known = cwesByClass.getOrDefault(weakness.id(), Set.of());
        boolean knowsNumber = known.isEmpty() || cwes.isEmpty() || cwes.stream().anyMatch(known::contains);
        return knowsNumber ? null : Abstention.CWE;
    }
}
