package io.jenkins.plugins.redundancy.cli;

import io.jenkins.plugins.redundancy.engine.toolset.InvalidToolSetException;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.PrintStream;
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
            "0:passed, or unstable: the output says which",
            "1:the gate failed",
            "2:too few scanners delivered a report",
            "3:wrong use or bad configuration"
        })
public final class Main {

    @SuppressWarnings("lgtm[jenkins/unsafe-calls]")
    public static void main(String[] args) {
        // bin/redundancy asks the shell; newer Javas have a console without a terminal, too
        boolean console = System.console() != null && Runtime.version().feature() < 22;
        boolean interactive =
                (console || Boolean.getBoolean("redundancy.terminal")) && !"dumb".equals(System.getenv("TERM"));
        PrintStream out = ProcessTree.windows() ? System.out : utf8(FileDescriptor.out);
        PrintStream err = ProcessTree.windows() ? System.err : utf8(FileDescriptor.err);
        System.exit(run(args, new Terminal(out, err, interactive, System.getenv(), Path.of(""))));
    }

    /** Messages and paths are UTF-8 whatever the locale of a build machine says. */
    private static PrintStream utf8(FileDescriptor descriptor) {
        return new PrintStream(new FileOutputStream(descriptor), true, StandardCharsets.UTF_8);
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
        int code = execute(line, args, terminal);
        terminal.out().flush();
        terminal.err().flush();
        return args.length == 0 ? usage(line) : code;
    }

    /** Nothing that goes wrong here may look like the outcome of a scan. */
    private static int execute(CommandLine line, String[] args, Terminal terminal) {
        try {
            return line.execute(args);
        } catch (OutOfMemoryError e) {
            terminal.err().println("redundancy: " + HeapLimit.passedBy("merging these reports"));
        } catch (StackOverflowError e) {
            e.printStackTrace(terminal.err());
        }
        return ExitCode.WRONG_USE;
    }

    private static int usage(CommandLine line) {
        line.usage(line.getErr());
        return ExitCode.WRONG_USE;
    }

    private static int explained(Exception problem, Terminal terminal) {
        if (problem instanceof InvalidToolSetException invalid) {
            invalid.problems().forEach(each -> terminal.err().println(PlainText.of(each.toString(), 1000)));
        } else if (problem instanceof UsageException || problem instanceof IOException) {
            terminal.err().println("redundancy: " + PlainText.of(message(problem), 1000));
        } else {
            problem.printStackTrace(terminal.err());
        }
        return ExitCode.WRONG_USE;
    }

    private static String message(Exception problem) {
        return problem instanceof java.nio.file.FileSystemException || problem.getMessage() == null
                ? problem.toString()
                : problem.getMessage();
    }
}
