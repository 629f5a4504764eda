package io.jenkins.plugins.redundancy.cli;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import io.jenkins.plugins.redundancy.engine.merge.AgreementRule;
import io.jenkins.plugins.redundancy.engine.merge.Ballot;
import io.jenkins.plugins.redundancy.engine.merge.Gate;
import io.jenkins.plugins.redundancy.engine.merge.LineSource;
import io.jenkins.plugins.redundancy.engine.merge.Merge;
import io.jenkins.plugins.redundancy.engine.merge.MergeOptions;
import io.jenkins.plugins.redundancy.engine.merge.Merged;
import io.jenkins.plugins.redundancy.engine.merge.Reference;
import io.jenkins.plugins.redundancy.engine.merge.SuppressionRule;
import io.jenkins.plugins.redundancy.engine.merge.TriageFile;
import io.jenkins.plugins.redundancy.engine.merge.TriageLog;
import io.jenkins.plugins.redundancy.engine.policy.Verdict;
import io.jenkins.plugins.redundancy.engine.report.ResultJson;
import io.jenkins.plugins.redundancy.engine.report.ScanResult;
import io.jenkins.plugins.redundancy.engine.toolset.InvalidToolSetException;
import io.jenkins.plugins.redundancy.engine.toolset.SuppressionReader;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import picocli.CommandLine.Option;

/** What scan and merge take besides reports. */
final class MergeInputs {

    /** Where a triage log is looked for when none is named. */
    static final String TRIAGE = "redundancy-triage.json";

    @Option(
            names = "--baseline",
            paramLabel = "FILE",
            description = "result.json of an earlier run: tells new findings from known ones")
    @CheckForNull
    private String baseline;

    @Option(
            names = "--triage",
            paramLabel = "FILE",
            description = "decisions that confidence learns from; " + TRIAGE + " is taken where it exists")
    @CheckForNull
    private String triage;

    @Option(names = "--suppressions", paramLabel = "FILE", description = "findings nobody needs to act on (YAML)")
    @CheckForNull
    private String suppressions;

    /** How to merge, once the reports are there. */
    record Ready(MergeOptions options, TriageLog triage) {

        /** @param verdict null where nothing was run */
        ScanResult merge(String name, @CheckForNull Verdict verdict, List<Ballot> ballots, Gate gate) {
            Merged merged = triage.decide(Merge.merge(ballots, options));
            return ScanResult.of(name, verdict, merged, gate.check(merged)).comparedWith(options.reference());
        }
    }

    /** Everything is read before a scanner starts: a mistake in a file costs seconds, not a scan. */
    Ready prepare(Terminal terminal, AgreementRule rule, LineSource lines)
            throws IOException, InvalidToolSetException, UsageException {
        TriageLog log = triage(terminal);
        MergeOptions options = MergeOptions.on(LocalDate.now())
                .withRule(rule)
                .withLines(lines)
                .withConfidence(log.confidence())
                .withReference(reference(terminal))
                .withSuppressions(suppressions(terminal));
        return new Ready(options, log);
    }

    private TriageLog triage(Terminal terminal) throws IOException, UsageException {
        Path file = terminal.path(triage == null ? TRIAGE : triage);
        if (triage == null && !Files.exists(file)) {
            return TriageLog.EMPTY;
        }
        try (InputStream in = open(file, "--triage", terminal)) {
            return TriageFile.read(in, terminal.shown(file));
        }
    }

    @CheckForNull
    private Reference reference(Terminal terminal) throws IOException, UsageException {
        return baseline == null
                ? null
                : Reference.of(
                        baseline, result(terminal, baseline, "--baseline").merged());
    }

    private List<SuppressionRule> suppressions(Terminal terminal) throws InvalidToolSetException {
        return suppressions == null
                ? List.of()
                : SuppressionReader.read(YamlSettings.read(terminal.path(suppressions), suppressions));
    }

    /** A stored result. */
    static ScanResult result(Terminal terminal, String file, String option) throws IOException, UsageException {
        try (InputStream in = open(terminal.path(file), option, terminal)) {
            return ResultJson.read(in, file);
        }
    }

    private static InputStream open(Path file, String option, Terminal terminal) throws IOException, UsageException {
        if (!Files.isRegularFile(file)) {
            throw new UsageException(option + ": there is no file " + terminal.shown(file) + ": name one that exists");
        }
        return new BufferedInputStream(Files.newInputStream(file));
    }
}
