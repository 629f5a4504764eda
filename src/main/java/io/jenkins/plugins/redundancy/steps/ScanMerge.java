package io.jenkins.plugins.redundancy.steps;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import hudson.model.Run;
import io.jenkins.plugins.redundancy.engine.merge.AgreementRule;
import io.jenkins.plugins.redundancy.engine.merge.Ballot;
import io.jenkins.plugins.redundancy.engine.merge.Gate;
import io.jenkins.plugins.redundancy.engine.merge.Merge;
import io.jenkins.plugins.redundancy.engine.merge.MergeOptions;
import io.jenkins.plugins.redundancy.engine.merge.Merged;
import io.jenkins.plugins.redundancy.engine.merge.Reference;
import io.jenkins.plugins.redundancy.engine.policy.Attempt;
import io.jenkins.plugins.redundancy.engine.policy.Verdict;
import io.jenkins.plugins.redundancy.engine.read.Limits;
import io.jenkins.plugins.redundancy.engine.read.PathMapping;
import io.jenkins.plugins.redundancy.engine.read.ReportReader;
import io.jenkins.plugins.redundancy.engine.read.Source;
import io.jenkins.plugins.redundancy.engine.read.ToolReport;
import io.jenkins.plugins.redundancy.engine.report.ScanResult;
import io.jenkins.plugins.redundancy.pages.ScanAction;
import io.jenkins.plugins.redundancy.pages.ScanStore;
import java.io.IOException;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.logging.Level;
import java.util.logging.Logger;

/** Merges what the attempts of a scan left on the controller, and keeps the result with the build. */
final class ScanMerge {

    private static final Logger LOGGER = Logger.getLogger(ScanMerge.class.getName());

    private final Run<?, ?> run;
    private final String id;
    private final Map<String, ScannerSpec> scanners;

    ScanMerge(Run<?, ?> run, String id, Map<String, ScannerSpec> scanners) {
        this.run = run;
        this.id = id;
        this.scanners = scanners;
    }

    ScanResult merge(Verdict verdict, AgreementRule rule, Gate gate) throws IOException {
        ScanStore store = ScanStore.of(run, id);
        Map<String, Attempt> delivered = new HashMap<>();
        for (Attempt attempt : verdict.results()) {
            delivered.merge(attempt.replica(), attempt, ScanMerge::better);
        }
        List<Ballot> ballots = new ArrayList<>();
        for (ScannerSpec scanner : scanners.values()) {
            Attempt attempt = delivered.get(scanner.name());
            ballots.add(scanner.ballot(attempt == null ? null : report(store, scanner, attempt)));
        }
        MergeOptions options = MergeOptions.on(run.getTimestamp()
                        .toInstant()
                        .atZone(ZoneId.systemDefault())
                        .toLocalDate())
                .withRule(rule)
                .withReference(reference());
        Merged merged = Merge.merge(ballots, options);
        ScanResult result = ScanResult.of(id, verdict, merged, gate.check(merged));
        store.write(result);
        store.clean(verdict.results().stream().map(Attempt::number).toList());
        return result;
    }

    /** A whole report before a part of one, then the later. */
    private static Attempt better(Attempt a, Attempt b) {
        boolean whole = a.state() == Attempt.State.SUCCEEDED;
        if (whole != (b.state() == Attempt.State.SUCCEEDED)) {
            return whole ? a : b;
        }
        return a.number() > b.number() ? a : b;
    }

    /** What the agent sent is read as strictly as a report: an agent is not trusted. */
    private static ToolReport report(ScanStore store, ScannerSpec scanner, Attempt attempt) throws IOException {
        ToolReport report = ReportReader.read(
                Source.of(store.findings(attempt.number()).toPath()),
                scanner.name(),
                "compact",
                Limits.DEFAULT,
                PathMapping.NONE);
        boolean complete = report.complete() && attempt.state() == Attempt.State.SUCCEEDED;
        return new ToolReport(
                report.tool(), report.version(), complete, report.findings(), report.rules(), report.warnings());
    }

    /** The same scan of the last successful build; null where there is none or it cannot be read. */
    @CheckForNull
    private Reference reference() {
        Run<?, ?> previous = run.getPreviousSuccessfulBuild();
        if (previous == null || ScanAction.of(previous, id) == null) {
            return null;
        }
        try {
            return Reference.of(ScanStore.of(previous, id).read().merged());
        } catch (IOException x) {
            LOGGER.log(Level.WARNING, x, () -> "no reference from " + previous + ": everything counts as new");
            return null;
        }
    }
}
