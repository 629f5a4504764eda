package io.jenkins.plugins.redundancy.steps;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import hudson.AbortException;
import io.jenkins.plugins.redundancy.engine.fetch.SonarQubeTask;
import io.jenkins.plugins.redundancy.engine.finding.WeaknessClass;
import io.jenkins.plugins.redundancy.engine.merge.Ballot;
import io.jenkins.plugins.redundancy.engine.merge.Coverage;
import io.jenkins.plugins.redundancy.engine.merge.ReportCoverage;
import io.jenkins.plugins.redundancy.engine.merge.Voter;
import io.jenkins.plugins.redundancy.engine.policy.ReplicaLimits;
import io.jenkins.plugins.redundancy.engine.read.PathMapping;
import io.jenkins.plugins.redundancy.engine.read.ToolReport;
import io.jenkins.plugins.redundancy.engine.toolset.Command;
import io.jenkins.plugins.redundancy.engine.toolset.ExitCodes;
import io.jenkins.plugins.redundancy.engine.toolset.Preset;
import io.jenkins.plugins.redundancy.engine.toolset.Presets;
import io.jenkins.plugins.redundancy.engine.toolset.Tool;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/**
 * A scanner as a Jenkinsfile or a tool set names it, checked; lives in program.dat. What a Jenkinsfile leaves open comes
 * from the preset of the catalogue that it names, or that has its name.
 *
 * @param report relative to the workspace; empty for {@code $REDUNDANCY_REPORT}
 * @param format empty: by content
 * @param exitCodes that mean that it ran
 * @param fallbackFor a scanner it stands in for; empty for one with a slot of its own
 * @param coverage what it can see; without weaknesses: what its report tells
 * @param label of the agents it runs on; empty: where the scan runs
 * @param sources what it finds there; without a label of no meaning
 * @param command of a tool set's tool; null for a block of the Jenkinsfile
 * @param env further variables
 * @param secrets names of variables whose values are hidden in its report
 */
record ScannerSpec(
        String name,
        String report,
        String format,
        Set<Integer> exitCodes,
        String fallbackFor,
        ReplicaLimits limits,
        Coverage coverage,
        String lineage,
        double weight,
        String label,
        Sources sources,
        @CheckForNull Command command,
        Map<String, String> env,
        Set<String> secrets)
        implements ReplicaSpec {

    private static final long serialVersionUID = 1L;

    ScannerSpec {
        env = Collections.unmodifiableMap(new TreeMap<>(env));
    }

    /** @param sources of the scan, where the scanner says nothing of its own */
    static ScannerSpec of(ScannerStep step, Sources sources) throws AbortException {
        String scanner = "scanner '" + step.getName() + "': ";
        Checks.name(scanner, step.getName());
        String named = step.getPreset();
        Optional<Preset> known = Presets.shipped().find(named != null ? named : step.getName());
        if (known.isEmpty() && named != null) {
            throw new AbortException(scanner + "preset: there is no '" + named + "' in the catalogue; it has "
                    + String.join(", ", Presets.shipped().ids()));
        }
        String report = step.getReport();
        if (report != null && !PathMapping.isInsideTree(report)) {
            throw new AbortException(scanner + "report: '" + report
                    + "' is outside of the workspace; give a path relative to it, with / and without ..");
        }
        Double weight = step.getWeight();
        if (weight != null && !(weight > 0 && weight <= 1000)) {
            throw new AbortException(scanner + "weight: '" + weight + "': give a number above 0 and at most 1000");
        }
        String label = step.getLabel();
        if (label != null) {
            Checks.label(scanner + "label", label);
        }
        String timeout = step.getTimeout();
        String format = step.getFormat();
        String lineage = step.getLineage();
        List<Integer> codes = step.getExitCodes();
        return new ScannerSpec(
                step.getName(),
                orEmpty(report),
                format != null ? format : known.map(ScannerSpec::formatToKnow).orElse(""),
                codes != null
                        ? Set.copyOf(codes)
                        : known.map(p -> all(p.exitCodes())).orElse(Set.of(0)),
                orEmpty(step.getFallbackFor()),
                new ReplicaLimits(
                        timeout == null ? null : Checks.duration(scanner + "timeout", timeout), step.getRetries()),
                coverage(scanner, step, known),
                lineage != null ? lineage : known.map(Preset::lineage).orElse(step.getName()),
                weight == null ? 1 : weight,
                orEmpty(label),
                Checks.parsed(scanner + "sources", step.getSources(), sources, Sources::parse),
                null,
                Map.of(),
                known.map(Preset::secrets).orElse(Set.of()));
    }

    /** A block's commands may write another format than the preset's, so it is told by the content where that tells. */
    private static String formatToKnow(Preset preset) {
        return preset.format().equals(SonarQubeTask.FORMAT) ? SonarQubeTask.FORMAT : "";
    }

    private static Coverage coverage(String scanner, ScannerStep step, Optional<Preset> known) throws AbortException {
        Set<String> weaknesses = Set.copyOf(orEmpty(step.getWeaknesses()));
        for (String weakness : weaknesses) {
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
        Set<String> languages = Set.copyOf(orEmpty(step.getLanguages()));
        return !weaknesses.isEmpty() || known.isEmpty()
                ? new Coverage(languages, weaknesses, Set.of())
                : known.get().coverage(languages);
    }

    /** @param fallbackFor the primary of its slot; empty for a primary */
    static ScannerSpec of(Tool tool, String fallbackFor, Sources sources) {
        return new ScannerSpec(
                tool.name(),
                tool.reportFile(),
                tool.format().equals("auto") ? "" : tool.format(),
                all(tool.exitCodes()),
                fallbackFor,
                new ReplicaLimits(tool.timeout().orElse(null), tool.retries().orElse(null)),
                tool.coverage(),
                tool.lineage(),
                tool.weight(),
                tool.label(),
                sources,
                tool.command(),
                tool.env(),
                tool.secrets());
    }

    private static Set<Integer> all(ExitCodes codes) {
        Set<Integer> all = new HashSet<>(codes.clean());
        all.addAll(codes.findings());
        return Set.copyOf(all);
    }

    private static String orEmpty(@CheckForNull String text) {
        return text == null ? "" : text;
    }

    private static List<String> orEmpty(@CheckForNull List<String> list) {
        return list == null ? List.of() : list;
    }

    /** Whether it runs on an agent of its own. */
    boolean hasLabel() {
        return !label.isEmpty();
    }

    boolean needsStash() {
        return hasLabel() && sources == Sources.STASH;
    }

    /** Null: by its content. */
    @CheckForNull
    String formatOrNull() {
        return format.isEmpty() ? null : format;
    }

    /**
     * With what it delivered.
     *
     * @param delivered null when it delivered none
     */
    Ballot ballot(@CheckForNull ToolReport delivered) {
        Coverage seen = coverage;
        if (delivered != null && seen.weaknesses().isEmpty()) {
            Coverage told = ReportCoverage.of(delivered);
            seen = new Coverage(
                    seen.languages().isEmpty() ? told.languages() : seen.languages(), told.weaknesses(), told.cwes());
        }
        return new Ballot(new Voter(name, lineage, weight, seen), delivered);
    }
}
