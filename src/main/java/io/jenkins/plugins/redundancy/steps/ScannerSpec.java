package io.jenkins.plugins.redundancy.steps;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import hudson.AbortException;
import io.jenkins.plugins.redundancy.engine.fetch.SonarQubeTask;
import io.jenkins.plugins.redundancy.engine.finding.WeaknessClass;
import io.jenkins.plugins.redundancy.engine.merge.Ballot;
import io.jenkins.plugins.redundancy.engine.merge.Coverage;
import io.jenkins.plugins.redundancy.engine.merge.Voter;
import io.jenkins.plugins.redundancy.engine.policy.ReplicaLimits;
import io.jenkins.plugins.redundancy.engine.read.PathMapping;
import io.jenkins.plugins.redundancy.engine.read.ToolReport;
import io.jenkins.plugins.redundancy.engine.toolset.Preset;
import io.jenkins.plugins.redundancy.engine.toolset.Presets;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * A scanner as a Jenkinsfile names it, checked; lives in program.dat. What it leaves open comes from the preset of the
 * catalogue that it names, or that has its name.
 *
 * @param preset id in the catalogue; empty for none
 * @param report relative to the workspace; empty for {@code $REDUNDANCY_REPORT}
 * @param format empty: by content
 * @param exitCodes that mean that it ran
 * @param fallbackFor a scanner it stands in for; empty for one with a slot of its own
 */
record ScannerSpec(
        String name,
        String preset,
        String report,
        String format,
        Set<Integer> exitCodes,
        String fallbackFor,
        ReplicaLimits limits,
        Set<String> languages,
        Set<String> weaknesses,
        String lineage)
        implements ReplicaSpec {

    private static final long serialVersionUID = 1L;

    static ScannerSpec of(ScannerStep step) throws AbortException {
        String scanner = "scanner '" + step.getName() + "': ";
        Checks.name(scanner, step.getName());
        String named = step.getPreset();
        String preset = named != null ? named : step.getName();
        Optional<Preset> known = Presets.shipped().find(preset);
        if (known.isEmpty() && named != null) {
            throw new AbortException(scanner + "preset: there is no '" + named + "' in the catalogue; it has "
                    + String.join(", ", Presets.shipped().ids()));
        }
        String report = step.getReport();
        if (report != null && !PathMapping.isInsideTree(report)) {
            throw new AbortException(scanner + "report: '" + report
                    + "' is outside of the workspace; give a path relative to it, with / and without ..");
        }
        for (String weakness : orEmpty(step.getWeaknesses())) {
            if (WeaknessClass.ofId(weakness).isEmpty()) {
                throw new AbortException(scanner + "weaknesses: there is no class '" + weakness + "'; there are "
                        + String.join(
                                ", ",
                                WeaknessClass.known().stream()
                                        .map(WeaknessClass::id)
                                        .toList())
                        + ", and cwe-N");
            }
        }
        String timeout = step.getTimeout();
        Duration limit = timeout == null ? null : Checks.duration(scanner + "timeout", timeout);
        List<Integer> codes = step.getExitCodes();
        Set<Integer> exitCodes = codes != null
                ? Set.copyOf(codes)
                : known.map(p -> union(p.exitCodes().clean(), p.exitCodes().findings()))
                        .orElse(Set.of(0));
        return new ScannerSpec(
                step.getName(),
                known.isPresent() ? preset : "",
                orEmpty(report),
                step.getFormat() != null
                        ? step.getFormat()
                        : known.map(ScannerSpec::formatToKnow).orElse(""),
                exitCodes,
                orEmpty(step.getFallbackFor()),
                new ReplicaLimits(limit, step.getRetries()),
                Set.copyOf(orEmpty(step.getLanguages())),
                Set.copyOf(orEmpty(step.getWeaknesses())),
                orEmpty(step.getLineage()));
    }

    /** A block's commands may write another format than the preset's, so it is told by the content where that tells. */
    private static String formatToKnow(Preset preset) {
        return preset.format().equals(SonarQubeTask.FORMAT) ? SonarQubeTask.FORMAT : "";
    }

    private static Set<Integer> union(Set<Integer> a, Set<Integer> b) {
        Set<Integer> all = new java.util.HashSet<>(a);
        all.addAll(b);
        return Set.copyOf(all);
    }

    private static String orEmpty(@CheckForNull String text) {
        return text == null ? "" : text;
    }

    private static List<String> orEmpty(@CheckForNull List<String> list) {
        return list == null ? List.of() : list;
    }

    /** Null: by its content. */
    @CheckForNull
    String formatOrNull() {
        return format.isEmpty() ? null : format;
    }

    /**
     * With what it delivered. What it can see is what the Jenkinsfile says, else its preset, else what its report tells.
     *
     * @param report null when it delivered none
     */
    Ballot ballot(@CheckForNull ToolReport report) {
        Optional<Preset> known = Presets.shipped().find(preset);
        String ownLineage =
                !lineage.isEmpty() ? lineage : known.map(Preset::lineage).orElse(name);
        if (!weaknesses.isEmpty()) {
            return new Ballot(new Voter(name, ownLineage, 1, new Coverage(languages, weaknesses, Set.of())), report);
        } else if (known.isPresent()) {
            return new Ballot(new Voter(name, ownLineage, 1, known.get().coverage(languages)), report);
        } else if (report != null) {
            Voter bare = Ballot.bare(report).voter();
            return new Ballot(new Voter(name, ownLineage, 1, bare.coverage()), report);
        }
        return Ballot.failed(new Voter(name, ownLineage, 1, Coverage.NOTHING));
    }
}
