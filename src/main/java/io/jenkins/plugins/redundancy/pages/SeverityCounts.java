package io.jenkins.plugins.redundancy.pages;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import edu.umd.cs.findbugs.annotations.Nullable;
import io.jenkins.plugins.redundancy.engine.finding.Severity;
import java.util.Map;
import org.kohsuke.stapler.export.Exported;
import org.kohsuke.stapler.export.ExportedBean;

/** How many findings of one severity a scan has, for pages and machines. */
@ExportedBean(defaultVisibility = 3)
public final class SeverityCounts {

    private final Severity severity;
    private final long total;

    @Nullable
    private final Long confirmed;

    @Nullable
    private final Long fresh;

    private SeverityCounts(Severity severity, long total, @Nullable Long confirmed, @Nullable Long fresh) {
        this.severity = severity;
        this.total = total;
        this.confirmed = confirmed;
        this.fresh = fresh;
    }

    /** @param confirmed by severity, as {@code fresh}; null where nobody counted them */
    static SeverityCounts of(
            Severity severity,
            Map<String, Long> totals,
            @Nullable Map<String, Long> confirmed,
            @Nullable Map<String, Long> fresh) {
        String id = Words.id(severity);
        return new SeverityCounts(severity, totals.getOrDefault(id, 0L), of(id, confirmed), of(id, fresh));
    }

    @CheckForNull
    private static Long of(String id, @Nullable Map<String, Long> counts) {
        return counts == null ? null : counts.getOrDefault(id, 0L);
    }

    /** {@code critical}, {@code high}, … */
    @Exported(name = "severity")
    public String getId() {
        return Words.id(severity);
    }

    public String getLabel() {
        return Words.of(severity);
    }

    @Exported
    public long getTotal() {
        return total;
    }

    /** Null where nobody counted them, as the next two. */
    @Exported
    @CheckForNull
    public Long getConfirmed() {
        return confirmed;
    }

    @Exported
    @CheckForNull
    public Long getSingleSource() {
        return confirmed == null ? null : total - confirmed;
    }

    @Exported
    @CheckForNull
    public Long getNew() {
        return fresh;
    }
}
