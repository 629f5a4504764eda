package io.jenkins.plugins.redundancy.cli;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import io.jenkins.plugins.redundancy.engine.policy.Attempt;
import io.jenkins.plugins.redundancy.engine.policy.Durations;
import io.jenkins.plugins.redundancy.engine.policy.Verdict;
import io.jenkins.plugins.redundancy.engine.report.ScanResult;
import io.jenkins.plugins.redundancy.engine.toolset.InvalidToolSetException;
import io.jenkins.plugins.redundancy.engine.toolset.Nearest;
import io.jenkins.plugins.redundancy.engine.toolset.Presets;
import io.jenkins.plugins.redundancy.engine.toolset.ToolSet;
import io.jenkins.plugins.redundancy.engine.toolset.ToolSetReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Runs the scanners of a tool set, merges what they report, and judges it. */
@Command(
        name = "scan",
        description = "Runs scanners over a directory and merges what they report.",
        mixinStandardHelpOptions = true)
final class ScanCommand implements Callable<Integer> {

    @Option(
            names = "--tools",
            paramLabel = "FILE",
            description = "tool sets (YAML); without it, what is installed and knows the languages found is run")
    @CheckForNull
    private String tools;

    @Option(names = "--set", paramLabel = "NAME", description = "the tool set of the file, where it has several")
    @CheckForNull
    private String set;

    @Option(
            names = "--out",
            paramLabel = "DIR",
            defaultValue = "redundancy-report",
            description = "where the results go (default: ${DEFAULT-VALUE})")
    private String out = "";

    @Option(names = "--json", description = "one JSON object per line on standard output, for machines")
    private boolean json;

    @Option(
            names = "--grace",
            paramLabel = "TIME",
            defaultValue = "5s",
            description = "how long a cancelled scanner may take to end by itself (default: ${DEFAULT-VALUE})")
    private String grace = "";

    @Mixin
    private final MergeInputs inputs = new MergeInputs();

    @Parameters(paramLabel = "DIR", description = "the directory to scan")
    private String directory = "";

    private final Terminal terminal;

    ScanCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() throws IOException, InterruptedException, UsageException, InvalidToolSetException {
        Path root = terminal.path(directory);
        if (!Files.isDirectory(root)) {
            throw new UsageException(directory + " is no directory: name the directory to scan");
        }
        ScannedTree tree = ScannedTree.of(root);
        ToolSet toolSet = toolSet(tree);
        MergeInputs.Ready merging = inputs.prepare(terminal, toolSet.agreement(), tree);
        Path target = terminal.path(out);
        Files.createDirectories(target);
        Path work = Files.createTempDirectory("redundancy-");
        ScannerRun.Setup setup =
                new ScannerRun.Setup(root, tree.paths(), toolSet.limits(), terminal.env(), Durations.parse(grace));
        try (LocalScan scan = new LocalScan(toolSet, setup, work, progress(), Clock.systemUTC())) {
            Verdict verdict = scan.run();
            ScanResult result = merging.merge(toolSet.name(), verdict, scan.ballots(verdict), toolSet.gate());
            return finish(result, scan, target, tree);
        } finally {
            Directories.delete(work);
        }
    }

    private int finish(ScanResult result, LocalScan scan, Path target, ScannedTree tree) throws IOException {
        Directories.delete(target.resolve("scanners"));
        Map<Integer, Path> logs = scan.keep(target.resolve("scanners"));
        List<Path> files = ResultFiles.write(result, target, tree);
        Map<Integer, Integer> findings =
                result.verdict().attempts().stream().collect(Collectors.toMap(Attempt::number, scan::findings));
        return new Ending(terminal, result, json).tell(files, findings, logs);
    }

    private Progress progress() {
        if (json) {
            return new JsonProgress(terminal.out());
        }
        return terminal.interactive() ? new LiveProgress(terminal.out()) : new LineProgress(terminal.out());
    }

    private ToolSet toolSet(ScannedTree tree) throws InvalidToolSetException, UsageException {
        if (tools != null) {
            return named(ToolSetReader.readAll(YamlSettings.read(terminal.path(tools), tools), Presets.shipped()));
        } else if (set != null) {
            throw new UsageException("--set names a tool set of a file: add --tools FILE");
        }
        ToolChoice choice = ToolChoice.of(tree, SearchPath.of(terminal.env()), Presets.shipped());
        (json ? terminal.err() : terminal.out()).println("no --tools: languages found: " + tree.languages());
        choice.reasons().forEach((json ? terminal.err() : terminal.out())::println);
        return choice.toolSet()
                .orElseThrow(() -> new UsageException("no scanner that can be run knows a language of " + directory
                        + ": install one (bin/scanners install …) or write a tool set and name it by --tools"));
    }

    private ToolSet named(List<ToolSet> sets) throws UsageException {
        List<String> names = sets.stream().map(ToolSet::name).toList();
        if (set == null) {
            if (sets.size() == 1) {
                return sets.get(0);
            }
            throw new UsageException(tools + " has several tool sets: add --set and one of " + names);
        }
        return sets.stream()
                .filter(each -> each.name().equals(set))
                .findFirst()
                .orElseThrow(() -> new UsageException(
                        "--set: " + tools + " has no tool set \"" + set + "\". " + Nearest.remedy(set, names)));
    }
}
