package io.jenkins.plugins.redundancy.steps;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import hudson.AbortException;
import io.jenkins.plugins.redundancy.config.CoversConfig;
import io.jenkins.plugins.redundancy.engine.fetch.SonarQubeTask;
import io.jenkins.plugins.redundancy.engine.merge.Ballot;
import io.jenkins.plugins.redundancy.engine.merge.Coverage;
import io.jenkins.plugins.redundancy.engine.merge.ReportCoverage;
import io.jenkins.plugins.redundancy.engine.merge.Voter;
import io.jenkins.plugins.redundancy.engine.policy.ReplicaLimits;
import io.jenkins.plugins.redundancy.engine.read.PathMapping;
import io.jenkins.plugins.redundancy.engine.read.ToolReport;
import io.jenkins.plugins.redundancy.engine.toolset.Command;
import io.jenkins.plugins.redundancy.engine.toolset.ExitCodes;
import io.jenkins.plugins.redundancy.engine.toolset.InvalidToolSetException;
import io.jenkins.plugins.redundancy.engine.toolset.Place;
import io.jenkins.plugins.redundancy.engine.toolset.Preset;
import io.jenkins.plugins.redundancy.engine.toolset.Presets;
import io.jenkins.plugins.redundancy.engine.toolset.Problem;
import io.jenkins.plugins.redundancy.engine.toolset.Setting;
import io.jenkins.plugins.redundancy.engine.toolset.Tool;
import io.jenkins.plugins.redundancy.engine.toolset.ToolSetReader;
import java.util.Collections;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

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
        String report = step.getReport();
        if (report != null && !PathMapping.isInsideTree(report)) {
            throw new AbortException(scanner + "report: '" + report
                    + "' is outside of the workspace; give a path relative to it, with / and without ..");
        }
        String label = step.getLabel();
        if (label != null) {
            Checks.label(scanner + "label", label);
        }
        Tool tool = tool(scanner, step);
        String lineage = step.getLineage();
        return new ScannerSpec(
                step.getName(),
                orEmpty(report),
                formatToKnow(tool),
                all(tool.exitCodes()),
                orEmpty(step.getFallbackFor()),
                new ReplicaLimits(tool.timeout().orElse(null), tool.retries().orElse(null)),
                tool.coverage(),
                lineage != null ? lineage : tool.preset().isEmpty() ? step.getName() : tool.lineage(),
                tool.weight(),
                orEmpty(label),
                Checks.parsed(scanner + "sources", step.getSources(), sources, Sources::parse),
                null,
                Map.of(),
                tool.secrets());
    }

    /** What a block says, read as if a tool set said it. */
    private static Tool tool(String scanner, ScannerStep step) throws AbortException {
        String named = step.getPreset();
        Optional<Preset> known = Presets.shipped().find(named != null ? named : step.getName());
        Map<String, Object> keys = new LinkedHashMap<>();
        put(keys, "preset", known.map(Preset::id).orElse(named));
        put(keys, "format", format(step, known));
        put(keys, "exitCodes", step.getExitCodes());
        put(keys, "timeout", step.getTimeout());
        put(keys, "retries", step.getRetries());
        put(keys, "covers", covers(scanner, step));
        put(keys, "weight", step.getWeight());
        return tool(scanner, keys);
    }

    /**
     * @param prefix of the message
     * @param keys of a tool set's tool
     * @throws AbortException naming every argument that cannot be meant, and what is allowed
     */
    static Tool tool(String prefix, Map<String, ?> keys) throws AbortException {
        // a block is its command, and its name may have spaces
        Map<String, Object> tool = new LinkedHashMap<>(Map.of("name", "scanner", "command", ":"));
        tool.putAll(keys);
        try {
            return ToolSetReader.readTool(Setting.of(tool, new Place("scanner", 0, 0)), Presets.shipped());
        } catch (InvalidToolSetException x) {
            throw new AbortException(
                    prefix + x.problems().stream().map(ScannerSpec::sentence).collect(Collectors.joining("; ")));
        }
    }

    /** What a scanner covers may be said without that word. */
    private static String sentence(Problem problem) {
        return problem.path().replaceFirst("^covers\\.", "") + ": " + problem.what() + ". " + problem.remedy();
    }

    private static void put(Map<String, Object> keys, String key, @CheckForNull Object value) {
        if (value != null) {
            keys.put(key, value);
        }
    }

    /** A block's commands may write another format than the preset's, so it is told by the content where that tells. */
    @CheckForNull
    private static String format(ScannerStep step, Optional<Preset> known) {
        boolean fetched = known.isPresent() && known.get().format().equals(SonarQubeTask.FORMAT);
        return step.getFormat() != null || fetched ? step.getFormat() : "auto";
    }

    @CheckForNull
    private static Map<String, Object> covers(String scanner, ScannerStep step) throws AbortException {
        CoversConfig covers = step.getCovers();
        boolean flat = step.getLanguages() != null || step.getWeaknesses() != null;
        if (covers != null && flat) {
            throw new AbortException(scanner + "covers: languages and weaknesses stand beside it; put them into it");
        }
        Map<String, Object> keys = new LinkedHashMap<>();
        put(keys, "languages", covers == null ? step.getLanguages() : covers.getLanguages());
        put(keys, "weaknesses", covers == null ? step.getWeaknesses() : covers.getWeaknesses());
        return keys.isEmpty() ? null : keys;
    }

    /** @param fallbackFor the primary of its slot; empty for a primary */
    static ScannerSpec of(Tool tool, String fallbackFor, Sources sources) {
        return new ScannerSpec(
                tool.name(),
                tool.reportFile(),
                formatToKnow(tool),
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

    private static String formatToKnow(Tool tool) {
        return tool.format().equals("auto") ? "" : tool.format();
    }

    private static Set<Integer> all(ExitCodes codes) {
        Set<Integer> all = new HashSet<>(codes.clean());
        all.addAll(codes.findings());
        return Set.copyOf(all);
    }

    private static String orEmpty(@CheckForNull String text) {
        return text == null ? "" : text;
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
