package io.jenkins.plugins.redundancy.cli;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import io.jenkins.plugins.redundancy.engine.merge.AgreementRule;
import io.jenkins.plugins.redundancy.engine.merge.Ballot;
import io.jenkins.plugins.redundancy.engine.merge.Gate;
import io.jenkins.plugins.redundancy.engine.merge.Voter;
import io.jenkins.plugins.redundancy.engine.read.Limits;
import io.jenkins.plugins.redundancy.engine.read.PathMapping;
import io.jenkins.plugins.redundancy.engine.read.ReportReader;
import io.jenkins.plugins.redundancy.engine.read.Source;
import io.jenkins.plugins.redundancy.engine.read.ToolReport;
import io.jenkins.plugins.redundancy.engine.read.UnreadableReportException;
import io.jenkins.plugins.redundancy.engine.report.ScanResult;
import io.jenkins.plugins.redundancy.engine.toolset.InvalidToolSetException;
import io.jenkins.plugins.redundancy.engine.toolset.Preset;
import io.jenkins.plugins.redundancy.engine.toolset.Presets;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Merges reports that are already there. */
@Command(
        name = "merge",
        description = "Merges existing reports of any readable format; runs nothing.",
        mixinStandardHelpOptions = true)
final class MergeCommand implements Callable<Integer> {

    private static final Pattern NAMED = Pattern.compile("([A-Za-z0-9][A-Za-z0-9._-]{0,63})=(.+)");

    @Option(
            names = "--rule",
            paramLabel = "RULE",
            defaultValue = "2",
            description = "when findings count as confirmed: any, majority, all, sqrt, a number, weighted(0.6)"
                    + " (default: ${DEFAULT-VALUE})")
    private String rule = "";

    @Option(
            names = "--out",
            paramLabel = "DIR",
            defaultValue = "redundancy-report",
            description = "where the results go (default: ${DEFAULT-VALUE})")
    private String out = "";

    @Option(
            names = "--format",
            paramLabel = "TOOL=FORMAT",
            description = "the format of a tool's report, where its content does not tell: sarif, bandit, sonarqube,"
                    + " cppcheck, spotbugs, shellcheck, or an id of analysis-model such as gcc")
    private Map<String, String> formats = new HashMap<>();

    @Option(
            names = "--root",
            paramLabel = "DIR",
            description = "the directory that was scanned: brings paths of different tools to one form")
    @CheckForNull
    private String root;

    @Option(names = "--json", description = "the outcome as a JSON object on standard output, for machines")
    private boolean json;

    @Mixin
    private final MergeInputs inputs = new MergeInputs();

    @Parameters(
            paramLabel = "[TOOL=]REPORT",
            arity = "1..*",
            description =
                    "reports, also .gz; TOOL names the scanner, and gives it what is known of the preset of that name")
    private List<String> reports = new ArrayList<>();

    private final Terminal terminal;

    MergeCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() throws IOException, UsageException, InvalidToolSetException {
        Path directory = terminal.path(root == null ? "" : root);
        if (!Files.isDirectory(directory)) {
            throw new UsageException("--root: " + root + " is no directory: name the directory that was scanned");
        }
        ScannedTree tree = ScannedTree.of(directory);
        MergeInputs.Ready merging = inputs.prepare(terminal, agreement(), tree);
        ScanResult result = merging.merge("merge", null, ballots(tree), Gate.DEFAULT);
        List<Path> files = ResultFiles.write(result, terminal.path(out), tree);
        return new Ending(terminal, result, json).tell(files, Map.of(), Map.of());
    }

    private AgreementRule agreement() throws UsageException {
        try {
            return AgreementRule.parse(rule);
        } catch (IllegalArgumentException e) {
            throw new UsageException("--rule: " + e.getMessage(), e);
        }
    }

    private List<Ballot> ballots(ScannedTree tree) throws IOException, UsageException {
        Set<String> named = new HashSet<>();
        List<SeveralReports.Reading> readings = new ArrayList<>();
        PathMapping paths = tree.paths();
        for (String argument : reports) {
            Matcher parts = NAMED.matcher(argument);
            boolean hasName = parts.matches() && !Files.exists(terminal.path(argument));
            String tool = hasName ? parts.group(1) : null;
            String file = hasName ? parts.group(2) : argument;
            named.add(tool);
            readings.add(() -> read(tool, file, paths));
        }
        List<Ballot> ballots = new ArrayList<>();
        Set<String> names = new HashSet<>();
        List<List<ToolReport>> read = SeveralReports.read(readings);
        for (int i = 0; i < read.size(); i++) {
            for (ToolReport report : read.get(i)) {
                if (!names.add(report.tool())) {
                    throw new UsageException(reports.get(i) + ": another report is of " + report.tool()
                            + " too: give each a name of its own, like " + report.tool() + "-2=" + reports.get(i));
                }
                ballots.add(ballot(ReportNames.without(terminal.directory(), report), tree));
            }
        }
        Set<String> unused = new TreeSet<>(formats.keySet());
        unused.removeAll(named);
        if (!unused.isEmpty()) {
            throw new UsageException("--format " + unused.iterator().next() + "=…: no report is given as that of "
                    + unused.iterator().next() + ": name it, like "
                    + unused.iterator().next() + "=REPORT");
        }
        return ballots;
    }

    private List<ToolReport> read(@CheckForNull String tool, String file, PathMapping paths) throws IOException {
        Source source = Source.of(terminal.path(file));
        try {
            return ReportReader.readAll(source, tool, format(source, tool), Limits.DEFAULT, paths);
        } catch (OutOfMemoryError e) {
            throw new IOException(HeapLimit.passedBy("reading " + file), e);
        }
    }

    /** What was said, else what its content tells, else what its name or the preset of its name means; null where nobody knows. */
    @CheckForNull
    private String format(Source source, @CheckForNull String tool) throws UnreadableReportException {
        if (tool == null || formats.containsKey(tool)) {
            return formats.get(tool);
        }
        return ReportReader.formatOf(source)
                .or(() -> ReportReader.knows(tool)
                        ? Optional.of(tool)
                        : preset(tool).map(Preset::format).filter(ReportReader::knows))
                .orElse(null);
    }

    private static Optional<Preset> preset(String tool) {
        return Presets.shipped().find(tool.toLowerCase(Locale.ROOT).replace(' ', '-'));
    }

    private static Ballot ballot(ToolReport report, ScannedTree tree) {
        Optional<Preset> preset = preset(report.tool());
        if (preset.isEmpty()) {
            return Ballot.bare(report);
        }
        Set<String> languages = tree.languages().keySet();
        return new Ballot(
                new Voter(report.tool(), preset.get().lineage(), 1, preset.get().coverage(languages)), report);
    }
}
