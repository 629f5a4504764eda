package io.jenkins.plugins.redundancy.pages;

import io.jenkins.plugins.redundancy.engine.merge.Agreement;
import io.jenkins.plugins.redundancy.engine.merge.Merged;
import io.jenkins.plugins.redundancy.engine.merge.Vote;
import io.jenkins.plugins.redundancy.engine.policy.Attempt;
import io.jenkins.plugins.redundancy.engine.policy.Durations;
import io.jenkins.plugins.redundancy.engine.policy.Verdict;
import io.jenkins.plugins.redundancy.engine.report.FindingIndex;
import io.jenkins.plugins.redundancy.engine.report.FindingState;
import io.jenkins.plugins.redundancy.engine.report.PagedResult;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntPredicate;

/** What one scanner did, found and cost. */
public final class ScannerView {

    private final Merged.Tool tool;
    private final int confirmed;
    private final int alone;
    private final List<Attempt> attempts;
    private final List<Integer> reports;

    private ScannerView(Merged.Tool tool, int confirmed, int alone, List<Attempt> attempts, List<Integer> reports) {
        this.tool = tool;
        this.confirmed = confirmed;
        this.alone = alone;
        this.attempts = attempts;
        this.reports = reports;
    }

    /** @param raw whether the reader may have the report of an attempt, and it is there */
    static List<ScannerView> of(PagedResult result, FindingIndex index, IntPredicate raw) {
        Verdict verdict = result.head().verdict();
        List<ScannerView> scanners = new ArrayList<>();
        for (Merged.Tool tool : result.head().merged().tools()) {
            String name = tool.voter().tool();
            List<Attempt> attempts = verdict == null
                    ? List.of()
                    : verdict.attempts().stream()
                            .filter(attempt -> attempt.replica().equals(name))
                            .toList();
            List<Integer> reports =
                    attempts.stream().map(Attempt::number).filter(raw::test).toList();
            int[] reported = reported(index, name);
            scanners.add(new ScannerView(tool, reported[0], reported[1], attempts, reports));
        }
        return scanners;
    }

    /** Of the open findings that it reports: how many are confirmed, how many it alone reports. */
    private static int[] reported(FindingIndex index, String name) {
        int number =
                index.tools().stream().map(FindingIndex.Tool::name).toList().indexOf(name);
        int confirmed = 0;
        int alone = 0;
        for (int row = 0; number >= 0 && row < index.present(); row++) {
            if (index.is(row, FindingState.OPEN) && index.vote(row, number) == Vote.REPORTED) {
                confirmed += index.agreement(row) == Agreement.CONFIRMED ? 1 : 0;
                alone += index.tools(row, Vote.REPORTED).size() == 1 ? 1 : 0;
            }
        }
        return new int[] {confirmed, alone};
    }

    public String getName() {
        return tool.voter().tool();
    }

    public String getVersion() {
        return tool.version();
    }

    /** What of a report it delivered, in words. */
    public String getDelivered() {
        return Words.of(tool.participation());
    }

    public boolean isDelivering() {
        return tool.participation() != Merged.Participation.NONE;
    }

    /** As its report counts them; several may be one finding of the merged report. */
    public int getFindings() {
        return tool.findings();
    }

    public int getConfirmed() {
        return confirmed;
    }

    public int getAlone() {
        return alone;
    }

    /** How long its attempts ran together; empty where it never did. */
    public String getTime() {
        return format(attempts);
    }

    /** What of that filled no slot; empty where nothing was lost. */
    public String getLost() {
        return format(attempts.stream()
                .filter(attempt -> attempt.hasFailed() || !attempt.hasResult())
                .toList());
    }

    private static String format(List<Attempt> attempts) {
        Duration spent = attempts.stream().map(Attempt::spent).reduce(Duration.ZERO, Duration::plus);
        return spent.isZero() ? "" : Durations.format(spent);
    }

    /** Numbers of attempts whose own report the reader may have. */
    public List<Integer> getReports() {
        return reports;
    }
}
