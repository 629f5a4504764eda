package io.jenkins.plugins.redundancy.pages;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import hudson.model.Run;
import io.jenkins.plugins.redundancy.engine.policy.Outcome;
import io.jenkins.plugins.redundancy.engine.report.ScanTrend;
import org.kohsuke.stapler.export.Exported;
import org.kohsuke.stapler.export.ExportedBean;

/** One build's scan in a trend. */
@ExportedBean(defaultVisibility = 3)
public final class TrendRow {

    private final ScanAction scan;
    private final Run<?, ?> run;
    private final ScanTrend.Point point;

    TrendRow(ScanAction scan) {
        this.scan = scan;
        this.run = scan.getRun();
        this.point = ScanTrend.Point.of(
                run.getNumber(),
                outcome(scan.getOutcome()),
                scan.getConfirmed(),
                scan.getSingleSource(),
                scan.isCompared() ? scan.getNew() : null);
    }

    private static Outcome outcome(String id) {
        for (Outcome outcome : Outcome.values()) {
            if (outcome.id().equals(id)) {
                return outcome;
            }
        }
        // as its own page takes it
        return Outcome.ABORTED;
    }

    ScanTrend.Point point() {
        return point;
    }

    @Exported
    public int getNumber() {
        return point.build();
    }

    /** As users may have named it. */
    public String getBuild() {
        return run.getDisplayName();
    }

    /** The address of the scan's page, below Jenkins' own. */
    public String getPath() {
        return run.getUrl() + scan.getUrlName() + "/";
    }

    /** In full, for machines. */
    @Exported
    @SuppressWarnings("deprecation") // meant for the remote API alone, which this is
    public String getUrl() {
        return run.getAbsoluteUrl() + scan.getUrlName() + "/";
    }

    /** {@code met}, {@code degraded}, {@code lost}, {@code aborted}. */
    @Exported
    public String getOutcome() {
        return point.outcome().id();
    }

    public String getVerdict() {
        return Words.of(point.outcome());
    }

    public String getReason() {
        return scan.getReason();
    }

    public String getSymbol() {
        return scan.getSymbol();
    }

    @Exported
    public String getGate() {
        return scan.getGate();
    }

    /** Null where the scan was lost or aborted. */
    @Exported
    @CheckForNull
    public Long getConfirmed() {
        return point.confirmed();
    }

    /** Null where the scan was lost or aborted. */
    @Exported
    @CheckForNull
    public Long getSingleSource() {
        return point.singleSource();
    }

    /** Null where the scan was lost or aborted, or had nothing to compare with. */
    @Exported
    @CheckForNull
    public Long getNew() {
        return point.fresh();
    }
}
