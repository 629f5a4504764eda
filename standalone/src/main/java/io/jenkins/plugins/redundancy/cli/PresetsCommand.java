package io.jenkins.plugins.redundancy.cli;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import io.jenkins.plugins.redundancy.engine.toolset.Nearest;
import io.jenkins.plugins.redundancy.engine.toolset.Preset;
import io.jenkins.plugins.redundancy.engine.toolset.Presets;
import java.io.PrintStream;
import java.util.Comparator;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** Shows the catalogue. */
@Command(
        name = "presets",
        description = "Lists the scanners that are known, or shows one.",
        mixinStandardHelpOptions = true)
final class PresetsCommand implements Callable<Integer> {

    @Parameters(paramLabel = "NAME", arity = "0..1", description = "the preset to show")
    @CheckForNull
    private String name;

    private final Terminal terminal;

    PresetsCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() throws UsageException {
        Presets presets = Presets.shipped();
        if (name == null) {
            list(presets);
            return ExitCode.PASSED;
        }
        show(presets.find(name)
                .orElseThrow(() -> new UsageException(
                        "there is no preset \"" + name + "\". " + Nearest.remedy(name, presets.ids()))));
        return ExitCode.PASSED;
    }

    private void list(Presets presets) {
        SearchPath path = SearchPath.of(terminal.env());
        int width = presets.ids().stream()
                .map(String::length)
                .max(Comparator.naturalOrder())
                .orElse(0);
        for (Preset preset : presets.all()) {
            boolean installed = path.missing(preset.executables()).isEmpty();
            terminal.out()
                    .printf(
                            "%-" + width + "s  %-13s  %s (%s)%n",
                            preset.id(),
                            installed ? "installed" : "not installed",
                            preset.title(),
                            languages(preset));
        }
    }

    private static String languages(Preset preset) {
        return preset.languages().isEmpty() ? "any language" : String.join(", ", new TreeSet<>(preset.languages()));
    }

    private void show(Preset preset) {
        PrintStream out = terminal.out();
        out.println(preset.id() + ": " + preset.title());
        out.println("documentation: " + preset.documentation());
        out.println("languages: " + languages(preset));
        out.println("weaknesses: "
                + String.join(", ", new TreeSet<>(preset.coverage().weaknesses())));
        out.println("rules: " + preset.rulesSource());
        out.println("lineage: " + preset.lineage());
        out.println("needs on the PATH: " + String.join(", ", preset.executables()));
        if (!preset.needs().isEmpty()) {
            out.println("needs: " + String.join(", ", preset.needs()));
        }
        out.println("report format: " + preset.format());
        out.println("exit codes that mean it ran: " + preset.exitCodes());
        out.println("sh:");
        preset.command().sh().lines().forEach(line -> out.println("    " + line));
        if (!preset.command().bat().isEmpty()) {
            out.println("bat:");
            preset.command().bat().lines().forEach(line -> out.println("    " + line));
        }
    }
}
