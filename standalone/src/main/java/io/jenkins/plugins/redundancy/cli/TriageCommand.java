package io.jenkins.plugins.redundancy.cli;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import io.jenkins.plugins.redundancy.engine.merge.Triage;
import io.jenkins.plugins.redundancy.engine.merge.TriageFile;
import io.jenkins.plugins.redundancy.engine.merge.TriageLog;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Writes down what a person decided about a finding; confidence learns from it. */
@Command(
        name = "triage",
        description = "Writes down that a finding is real (accepted) or not (false-positive).",
        mixinStandardHelpOptions = true)
final class TriageCommand implements Callable<Integer> {

    @Option(
            names = "--result",
            paramLabel = "FILE",
            defaultValue = StoredCluster.DEFAULT_RESULT,
            description = "the result it stands in (default: ${DEFAULT-VALUE})")
    private String result = "";

    @Option(
            names = "--triage",
            paramLabel = "FILE",
            defaultValue = MergeInputs.TRIAGE,
            description = "the log to add it to (default: ${DEFAULT-VALUE})")
    private String file = "";

    @Option(
            names = "--reason",
            required = true,
            paramLabel = "TEXT",
            description = "why; a later reader has to be able to check it")
    private String reason = "";

    @Option(names = "--who", paramLabel = "NAME", description = "who decided (default: the user's name)")
    @CheckForNull
    private String who;

    @Parameters(index = "0", paramLabel = "ID", description = "of the finding, or the beginning of it")
    private String id = "";

    @Parameters(index = "1", paramLabel = "DECISION", description = "accepted or false-positive")
    private String decision = "";

    private final Terminal terminal;

    TriageCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() throws IOException, UsageException {
        StoredCluster stored = StoredCluster.find(terminal, result, id);
        Path log = terminal.path(file);
        TriageLog before = TriageLog.EMPTY;
        if (Files.exists(log)) {
            try (InputStream in = Files.newInputStream(log)) {
                before = TriageFile.read(in, file);
            }
        }
        Triage triage = triage(stored);
        Path unfinished = log.resolveSibling(log.getFileName() + ".tmp");
        try (OutputStream out = Files.newOutputStream(unfinished)) {
            TriageFile.write(before.with(triage), out);
        }
        Files.move(unfinished, log, StandardCopyOption.REPLACE_EXISTING);
        terminal.out()
                .println(stored.cluster().id() + ": " + triage.decision().id() + ", written to " + terminal.shown(log));
        return ExitCode.PASSED;
    }

    private Triage triage(StoredCluster stored) throws UsageException {
        String name =
                who != null ? who : terminal.env().getOrDefault("USER", System.getProperty("user.name", "unknown"));
        try {
            return Triage.of(
                    stored.cluster(),
                    stored.merged().tools(),
                    Triage.Decision.ofId(decision),
                    reason,
                    name,
                    Instant.now().truncatedTo(ChronoUnit.SECONDS));
        } catch (IllegalArgumentException e) {
            throw new UsageException(e.getMessage(), e);
        }
    }
}
