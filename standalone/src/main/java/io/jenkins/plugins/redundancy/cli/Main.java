package io.jenkins.plugins.redundancy.cli;

import edu.umd.cs.findbugs.annotations.SuppressFBWarnings;
import io.jenkins.plugins.redundancy.engine.toolset.InvalidToolSetException;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/** The command line. Its exit codes: 0 passed, 1 gate failed, 2 quorum lost, 3 wrong use or bad configuration. */
@Command(
        name = "redundancy",
        description = "Runs security scanners that stand in for each other, and merges what they report.",
        mixinStandardHelpOptions = true,
        version = "redundancy 999999-SNAPSHOT",
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {
            "0:passed",
            "1:the gate failed",
            "2:too few scanners delivered a report",
            "3:wrong use or bad configuration"
        })
public final class Main {

    @SuppressFBWarnings(value = "DM_EXIT", justification = "the one place where the process ends")
    @SuppressWarnings("lgtm[jenkins/unsafe-calls]")
    public static void main(String[] args) {
        boolean interactive = System.console() != null && !"dumb".equals(System.getenv("TERM"));
        System.exit(run(args, new Terminal(System.out, System.err, interactive, System.getenv(), Path.of(""))));
    }

    static int run(String[] args, Terminal terminal) {
        CommandLine line = new CommandLine(new Main())
                .addSubcommand(new ScanCommand(terminal))
                .addSubcommand(new MergeCommand(terminal))
                .addSubcommand(new ExplainCommand(terminal))
                .addSubcommand(new TriageCommand(terminal))
                .addSubcommand(new PresetsCommand(terminal));
        line.setOut(new PrintWriter(terminal.out(), true, StandardCharsets.UTF_8));
        line.setErr(new PrintWriter(terminal.err(), true, StandardCharsets.UTF_8));
        line.setColorScheme(CommandLine.Help.defaultColorScheme(
                terminal.colours() ? CommandLine.Help.Ansi.ON : CommandLine.Help.Ansi.OFF));
        line.setParameterExceptionHandler((problem, arguments) -> {
            CommandLine command = problem.getCommandLine();
            terminal.err().println("redundancy: " + PlainText.of(problem.getMessage()));
            if (!CommandLine.UnmatchedArgumentException.printSuggestions(problem, command.getErr())) {
                command.usage(command.getErr());
            }
            return ExitCode.WRONG_USE;
        });
        line.setExecutionExceptionHandler((problem, command, result) -> explained(problem, terminal));
        int code = line.execute(args);
        terminal.out().flush();
        terminal.err().flush();
        return args.length == 0 ? usage(line) : code;
    }

    private static int usage(CommandLine line) {
        line.usage(line.getErr());
        return ExitCode.WRONG_USE;
    }

    private static int explained(Exception problem, Terminal terminal) throws Exception {
        if (problem instanceof InvalidToolSetException invalid) {
            invalid.problems().forEach(each -> terminal.err().println(PlainText.of(each.toString(), 1000)));
        } else if (problem instanceof UsageException || problem instanceof IOException) {
            terminal.err().println("redundancy: " + PlainText.of(message(problem), 1000));
        } else {
            throw problem;
        }
        return ExitCode.WRONG_USE;
    }

    private static String message(Exception problem) {
        return problem instanceof java.nio.file.FileSystemException || problem.getMessage() == null
                ? problem.toString()
                : problem.getMessage();
    }
}
