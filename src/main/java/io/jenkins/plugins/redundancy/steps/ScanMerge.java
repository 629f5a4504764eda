package io.jenkins.plugins.redundancy.steps;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import hudson.model.Run;
import io.jenkins.plugins.redundancy.engine.merge.AgreementRule;
import io.jenkins.plugins.redundancy.engine.merge.Ballot;
import io.jenkins.plugins.redundancy.engine.merge.Merge;
import io.jenkins.plugins.redundancy.engine.merge.MergeOptions;
import io.jenkins.plugins.redundancy.engine.merge.Merged;
import io.jenkins.plugins.redundancy.engine.merge.Reference;
import io.jenkins.plugins.redundancy.engine.merge.TriageLog;
import io.jenkins.plugins.redundancy.engine.policy.Attempt;
import io.jenkins.plugins.redundancy.engine.policy.Verdict;
import io.jenkins.plugins.redundancy.engine.read.Limits;
import io.jenkins.plugins.redundancy.engine.read.PathMapping;
import io.jenkins.plugins.redundancy.engine.read.ReportReader;
import io.jenkins.plugins.redundancy.engine.read.Source;
import io.jenkins.plugins.redundancy.engine.read.SourceExcerpts;
import io.jenkins.plugins.redundancy.engine.read.ToolReport;
import io.jenkins.plugins.redundancy.engine.report.ScanResult;
import io.jenkins.plugins.redundancy.pages.ScanStore;
import io.jenkins.plugins.redundancy.pages.TriageStore;
import java.io.IOException;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.logging.Level;
import java.util.logging.Logger;

/** Merges what the attempts of a scan left on the controller, and keeps the result with the build. */
final class ScanMerge {

    private static final Logger LOGGER = Logger.getLogger(ScanMerge.class.getName());

    /** The scan's own limits were applied to the report; this is only what we can bear. */
    private static final Limits CONTROLLER = Limits.DEFAULT;

    private final Run<?, ?> run;
    private final Scan scan;
    private final Map<String, ScannerSpec> scanners;

    ScanMerge(Run<?, ?> run, Scan scan, Map<String, ScannerSpec> scanners) {
        this.run = run;
        this.scan = scan;
        this.scanners = scanners;
    }

    /** @param log for what a reader of the result should know */
    ScanResult merge(Verdict verdict, Consumer<String> log) throws IOException {
        ScanStore store = ScanStore.of(run, scan.id());
        Map<String, Attempt> delivered = new HashMap<>();
        for (Attempt attempt : verdict.results()) {
            delivered.merge(attempt.replica(), attempt, ScanMerge::better);
        }
        List<Ballot> ballots = new ArrayList<>();
        for (ScannerSpec scanner : scanners.values()) {
            Attempt attempt = delivered.get(scanner.name());
            ballots.add(scanner.ballot(attempt == null ? null : report(store, scanner, attempt)));
        }
        List<Integer> attempts = verdict.results().stream().map(Attempt::number).toList();
        List<String> notes = new ArrayList<>();
        SourceExcerpts sources = sources(store, attempts, ballots, notes);
        TriageLog triage = triage(notes);
        MergeOptions options = MergeOptions.on(run.getTimestamp()
                        .toInstant()
                        .atZone(ZoneId.systemDefault())
                        .toLocalDate())
                .withRule(AgreementRule.parse(scan.agreement()))
                .withReference(reference(log))
                .withConfidence(triage.confidence())
                .withLines(sources::line);
        Merged merged = noted(triage.decide(Merge.merge(ballots, options)), notes);
        ScanResult result = ScanResult.of(
                        scan.id(), verdict, merged, scan.gate().check(merged))
                .comparedWith(options.reference());
        store.write(result, sources);
        store.clean(attempts);
        return result;
    }

    private static Merged noted(Merged merged, List<String> notes) {
        notes.addAll(merged.warnings());
        return new Merged(merged.clusters(), merged.gone(), merged.tools(), merged.rule(), notes);
    }

    /** What the sources say is a help to readers: a scan does not fail without them. */
    private static SourceExcerpts sources(
            ScanStore store, List<Integer> attempts, List<Ballot> ballots, List<String> notes) {
        SourceExcerpts sources = SourceExcerpts.NONE;
        try {
            sources = store.sources(attempts);
        } catch (IOException x) {
            notes.add("The sources around the findings are not shown: " + x.getMessage());
        }
        for (Ballot ballot : ballots) {
            ToolReport report = ballot.report();
            if (report != null) {
                sources = sources.hiding(report.findings());
            }
        }
        return sources;
    }

    /** What this job's readers decided; nothing is decided where that cannot be read, and the report says so. */
    private TriageLog triage(List<String> notes) {
        try {
            return TriageStore.of(run.getParent()).read();
        } catch (IOException x) {
            notes.add("No decision on findings counts, because they cannot be read: " + x.getMessage());
            return TriageLog.EMPTY;
        }
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
                CONTROLLER,
                PathMapping.NONE);
        return attempt.state() == Attempt.State.SUCCEEDED ? report : report.incomplete();
    }

    /** Null where there is none or it cannot be read. */
    @CheckForNull
    private Reference reference(Consumer<String> log) {
        try {
            Run<?, ?> build = ReferenceBuild.find(run, scan).orElse(null);
            if (build == null) {
                return null;
            }
            String name = build.getFullDisplayName();
            Reference reference =
                    Reference.of(name, ScanStore.of(build, scan.id()).read().merged());
            log.accept("compared with " + name);
            return reference;
        } catch (IOException x) {
            LOGGER.log(Level.WARNING, x, () -> "nothing to compare " + run + " with");
            log.accept("there is nothing to compare with, so the gate counts every finding: " + x.getMessage());
            return null;
        }
    }
}
