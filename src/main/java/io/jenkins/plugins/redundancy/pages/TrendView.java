package io.jenkins.plugins.redundancy.pages;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import hudson.model.Job;
import io.jenkins.plugins.redundancy.engine.report.ScanTrend;
import java.util.List;
import org.kohsuke.stapler.export.Exported;
import org.kohsuke.stapler.export.ExportedBean;

/** The scans of one id in a job's latest builds. Read from their builds' build.xml alone. */
@ExportedBean(defaultVisibility = 2)
public final class TrendView {

    private static final int ROWS_ON_JOB_PAGE = 20;

    private final Job<?, ?> job;
    private final ScanAction last;
    private final List<TrendRow> rows;
    private final int newer;

    /**
     * @param scans of the newest build first, at least one
     * @param newer builds after the last scan
     */
    TrendView(Job<?, ?> job, List<ScanAction> scans, int newer) {
        this.job = job;
        this.last = scans.get(0);
        this.rows = scans.stream().map(TrendRow::new).toList();
        this.newer = newer;
    }

    @Exported
    public String getId() {
        return last.getId();
    }

    public String getDisplayName() {
        return Messages.ScanAction_displayName(last.getId());
    }

    /** The latest scan. */
    public ScanAction getLast() {
        return last;
    }

    /** How many newer builds have no such scan; one that runs may still get it. */
    @Exported
    public int getNewerBuilds() {
        return newer;
    }

    /** The newest build first. */
    @Exported(name = "builds")
    public List<TrendRow> getRows() {
        return rows;
    }

    /** Those that the job's page has room for. */
    public List<TrendRow> getFirstRows() {
        return rows.subList(0, Math.min(ROWS_ON_JOB_PAGE, rows.size()));
    }

    Job<?, ?> job() {
        return job;
    }

    ScanTrend trend() {
        return new ScanTrend(rows.stream().map(TrendRow::point).toList());
    }

    /** An object with a view {@code chart}; null where nothing draws charts, or one point makes no line. */
    @CheckForNull
    public Object getChart() {
        return rows.size() < 2 ? null : TrendChart.find(this);
    }
}
