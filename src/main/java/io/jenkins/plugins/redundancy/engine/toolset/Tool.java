package io.jenkins.plugins.redundancy.engine.toolset;

import io.jenkins.plugins.redundancy.engine.merge.Coverage;
import io.jenkins.plugins.redundancy.engine.merge.Voter;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/**
 * One scanner of a tool set, ready to run.
 *
 * @param name unique in its tool set; the voter's name
 * @param preset id it was made from; empty for a tool of one's own
 * @param command how it is started
 * @param reportFile where it leaves its report, relative to the scanned directory; empty: in {@code $REDUNDANCY_REPORT}
 * @param format of the report, as {@code engine.read} names it; {@code auto} to look at the file
 * @param timeout of one attempt; empty: the tool set's
 * @param retries further attempts of this tool before its fallback's turn; empty: the tool set's
 * @param executables that must be on the path; empty when unknown
 * @param label of the Jenkins agents that can run it; empty: where the scan runs. The command line ignores it
 * @param env further environment variables
 * @param secrets names of environment variables whose values must not be shown
 */
public record Tool(
        String name,
        String preset,
        Command command,
        String reportFile,
        String format,
        ExitCodes exitCodes,
        Optional<Duration> timeout,
        Optional<Integer> retries,
        Coverage coverage,
        String lineage,
        double weight,
        List<String> executables,
        String label,
        Map<String, String> env,
        Set<String> secrets) {

    /** Words that begin a script and are no programs. */
    private static final Set<String> SHELL_WORDS =
            Set.of("call", "cd", "case", "echo", "exec", "export", "for", "if", "mkdir", "rem", "set", "test", "while");

    public Tool {
        Objects.requireNonNull(name, "name");
        Objects.requireNonNull(preset, "preset");
        Objects.requireNonNull(command, "command");
        Objects.requireNonNull(reportFile, "reportFile");
        Objects.requireNonNull(format, "format");
        Objects.requireNonNull(exitCodes, "exitCodes");
        Objects.requireNonNull(timeout, "timeout");
        Objects.requireNonNull(retries, "retries");
        Objects.requireNonNull(coverage, "coverage");
        Objects.requireNonNull(lineage, "lineage");
        executables = List.copyOf(executables);
        Objects.requireNonNull(label, "label");
        env = java.util.Collections.unmodifiableMap(new TreeMap<>(env));
        secrets = Set.copyOf(secrets);
    }

    /** Of a preset, as it is, under its own name. */
    public static Tool of(Preset preset) {
        return of(preset, Set.of());
    }

    /** The same where only these languages matter; all where there are none. */
    public static Tool of(Preset preset, Set<String> languages) {
        return new Tool(
                preset.id(),
                preset.id(),
                preset.command(),
                "",
                preset.format(),
                preset.exitCodes(),
                Optional.empty(),
                Optional.empty(),
                preset.coverage(languages),
                preset.lineage(),
                1,
                preset.executables(),
                "",
                Map.of(),
                preset.secrets());
    }

    /**
     * What must be on the path: the preset's programs, else the first word of the command where that is a program's
     * name; empty when it cannot be told.
     *
     * @param unix whether by {@code sh} or by {@code bat}
     */
    public List<String> programs(boolean unix) {
        if (!executables.isEmpty()) {
            return executables;
        }
        String first = (unix ? command.sh() : command.bat()).strip().split("\\s", 2)[0];
        return first.matches("[A-Za-z0-9][A-Za-z0-9._+-]*") && !SHELL_WORDS.contains(first.toLowerCase(Locale.ROOT))
                ? List.of(first)
                : List.of();
    }

    public Voter voter() {
        return new Voter(name, lineage, weight, coverage);
    }
}
