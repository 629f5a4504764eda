package io.jenkins.plugins.redundancy.pages;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import edu.umd.cs.findbugs.annotations.Nullable;
import edu.umd.cs.findbugs.annotations.SuppressFBWarnings;
import hudson.Functions;
import hudson.model.Api;
import hudson.model.Item;
import hudson.model.Run;
import io.jenkins.plugins.redundancy.engine.finding.Severity;
import io.jenkins.plugins.redundancy.engine.merge.Agreement;
import io.jenkins.plugins.redundancy.engine.merge.BaselineState;
import io.jenkins.plugins.redundancy.engine.merge.Cluster;
import io.jenkins.plugins.redundancy.engine.merge.GateResult;
import io.jenkins.plugins.redundancy.engine.merge.TriageLog;
import io.jenkins.plugins.redundancy.engine.policy.Verdict;
import io.jenkins.plugins.redundancy.engine.report.FindingQuery;
import io.jenkins.plugins.redundancy.engine.report.FindingsCsv;
import io.jenkins.plugins.redundancy.engine.report.FindingsPage;
import io.jenkins.plugins.redundancy.engine.report.PagedResult;
import io.jenkins.plugins.redundancy.engine.report.ScanResult;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Predicate;
import java.util.logging.Level;
import java.util.logging.Logger;
import jenkins.management.Badge;
import jenkins.model.RunAction2;
import jenkins.model.Tab;
import org.kohsuke.stapler.QueryParameter;
import org.kohsuke.stapler.StaplerProxy;
import org.kohsuke.stapler.StaplerRequest2;
import org.kohsuke.stapler.StaplerResponse2;
import org.kohsuke.stapler.export.Exported;
import org.kohsuke.stapler.export.ExportedBean;
import org.kohsuke.stapler.verb.GET;

/**
 * A scan on its build's page: a summary of constant size in build.xml, the findings in files beside it. Plain fields
 * only, since XStream reads them.
 */
@ExportedBean(defaultVisibility = 2)
public final class ScanAction extends Tab implements RunAction2, StaplerProxy {

    private static final Logger LOGGER = Logger.getLogger(ScanAction.class.getName());
    private static final int LONGEST_SENTENCE = 600;

    private final String id;

    /** Of the step in the graph of its build; builds of older versions do not say. */
    @CheckForNull
    private final String node;

    private final String outcome;
    private final String reason;
    private final String gate;
    private final String gateSentence;
    private final long confirmed;
    private final long singleSource;
    private final long fresh;
    private final boolean compared;

    /** Null without one, and in builds of older versions. */
    @Nullable
    private final String reference;

    /** Null where an older version wrote it. */
    @Nullable
    private final Long absent;

    /** Null where an older version wrote it. */
    @Nullable
    private final Long unknown;

    private final Map<String, Long> severities;

    /** Of the severities that have any; null where an older version wrote it. */
    @Nullable
    private final Map<String, Long> confirmedBySeverity;

    /** Of the severities that have any; null where an older version wrote it. */
    @Nullable
    private final Map<String, Long> freshBySeverity;

    /** Read from the files now; builds of older versions still hold it. */
    @Deprecated
    @Nullable
    private transient List<Row> rows;

    /** Null until the build takes it in, or is loaded with it. */
    @Nullable
    private transient Run<?, ?> run;

    /** An attempt, as older versions wrote it. */
    @Deprecated
    @SuppressWarnings("unused")
    @SuppressFBWarnings(value = "UUF_UNUSED_FIELD", justification = "known to XStream, so that it reads older builds")
    private static final class Row {
        @Nullable
        private String replica;

        @Nullable
        private String slot;

        @Nullable
        private String state;

        @Nullable
        private String why;

        private long seconds;
        private int findings;
    }

    private Object readResolve() {
        rows = null;
        return this;
    }

    /** @param node of the step, in the graph of its build */
    public ScanAction(String id, String node, ScanResult result) {
        super(null);
        this.id = id;
        this.node = node;
        this.outcome = result.outcome();
        Verdict verdict = result.verdict();
        this.reason = bounded(verdict == null ? "" : verdict.reason());
        GateResult decided = result.gate();
        this.gate = decided == null ? "undecided" : decided.outcome().name().toLowerCase(Locale.ROOT);
        this.gateSentence = bounded(result.gateLine());
        this.confirmed = result.confirmed();
        this.singleSource = result.singleSource();
        this.fresh = result.fresh();
        this.compared = result.compared();
        this.reference = result.reference();
        this.absent = result.gone(BaselineState.ABSENT);
        this.unknown = result.gone(BaselineState.UNKNOWN);
        this.severities = bySeverity(result, cluster -> true);
        this.confirmedBySeverity = bySeverity(result, cluster -> cluster.agreement() == Agreement.CONFIRMED);
        this.freshBySeverity = bySeverity(result, cluster -> cluster.baseline() == BaselineState.NEW);
    }

    private static Map<String, Long> bySeverity(ScanResult result, Predicate<Cluster> which) {
        Map<String, Long> counts = new LinkedHashMap<>();
        result.bySeverity(which).forEach((severity, count) -> counts.put(Words.id(severity), count));
        return counts;
    }

    /** build.xml is to stay small whatever a sentence has to name. */
    private static String bounded(String sentence) {
        return sentence.length() <= LONGEST_SENTENCE ? sentence : sentence.substring(0, LONGEST_SENTENCE) + "…";
    }

    /** The scan of that id; null where the build has none. */
    @CheckForNull
    public static ScanAction of(Run<?, ?> run, String id) {
        return run.getActions(ScanAction.class).stream()
                .filter(action -> action.id.equals(id))
                .findFirst()
                .orElse(null);
    }

    @Override
    public void onAttached(Run<?, ?> attached) {
        run = attached;
        object = attached;
    }

    @Override
    public void onLoad(Run<?, ?> loaded) {
        onAttached(loaded);
    }

    @Override
    public String getIconFileName() {
        return "symbol-shield-checkmark-outline plugin-ionicons-api";
    }

    @Override
    public String getDisplayName() {
        return Messages.ScanAction_displayName(id);
    }

    @Override
    public String getUrlName() {
        return urlName(id);
    }

    /** Of the scan of that id, below its build. */
    public static String urlName(String id) {
        return "redundancy-" + id;
    }

    @Override
    public Object getTarget() {
        run.checkPermission(Item.READ);
        return this;
    }

    public Run<?, ?> getRun() {
        return run;
    }

    /** The build that the page belongs to, as core's layouts call it. */
    @Override
    public Run<?, ?> getObject() {
        return run;
    }

    @Exported
    public String getId() {
        return id;
    }

    /** Of the step, in the graph of its build; null where an older version ran it. */
    @CheckForNull
    public String getNode() {
        return node;
    }

    /** Of its page, in full, for machines. */
    @Exported
    @SuppressWarnings("deprecation") // meant for the remote API alone, which this is
    public String getUrl() {
        return run.getAbsoluteUrl() + getUrlName() + "/";
    }

    @Exported
    public String getOutcome() {
        return outcome;
    }

    /** Whether enough scanners delivered for the findings to mean something. */
    public boolean isQuorate() {
        return outcome.equals("met") || outcome.equals("degraded");
    }

    @Exported
    public String getReason() {
        return reason;
    }

    @Exported
    public String getGate() {
        return gate;
    }

    @Exported
    public String getGateSentence() {
        return gateSentence;
    }

    /** Findings that are not suppressed. */
    @Exported
    public long getTotal() {
        return confirmed + singleSource;
    }

    @Exported
    public long getConfirmed() {
        return confirmed;
    }

    @Exported
    public long getSingleSource() {
        return singleSource;
    }

    @Exported
    public long getNew() {
        return fresh;
    }

    /** Whether there was an earlier build to compare with. */
    @Exported
    public boolean isCompared() {
        return compared;
    }

    /** What the build was compared with; null without one, and in builds of older versions. */
    @Exported
    @CheckForNull
    public String getReference() {
        return reference;
    }

    @Exported
    public long getUnchanged() {
        return compared ? getTotal() - fresh : 0;
    }

    /** Null where an older version counted. */
    @Exported
    @CheckForNull
    public Long getAbsent() {
        return absent;
    }

    /** Null where an older version counted. */
    @Exported
    @CheckForNull
    public Long getUnknown() {
        return unknown;
    }

    /** The counts of each severity that has any, the worst first. */
    @Exported
    public List<SeverityCounts> getSeverities() {
        return Arrays.stream(Severity.values())
                .filter(severity -> severities.getOrDefault(Words.id(severity), 0L) > 0)
                .map(severity -> SeverityCounts.of(severity, severities, confirmedBySeverity, freshBySeverity))
                .toList();
    }

    /** Findings that need somebody, beside the tab. */
    @Override
    @CheckForNull
    public Badge getBadge() {
        return confirmed == 0
                ? null
                : new Badge(Long.toString(confirmed), Messages.ScanAction_badge(confirmed), Badge.Severity.WARNING);
    }

    /**
     * Every attempt, from the files: in the scan's own answer, not in its build's, which reads none. Null when they cannot be
     * read, which the log says.
     */
    @Exported(visibility = 1)
    @CheckForNull
    public List<AttemptExport> getAttempts() {
        try {
            Verdict verdict = store().paged().head().verdict();
            return verdict == null
                    ? List.of()
                    : verdict.attempts().stream().map(AttemptExport::new).toList();
        } catch (IOException x) {
            unreadable(x);
            return null;
        }
    }

    private void unreadable(IOException x) {
        LOGGER.log(Level.WARNING, x, () -> "cannot read scan " + id + " of " + run);
    }

    private ScanStore store() {
        return ScanStore.of(run, id);
    }

    /** What the page shows, read anew for each look at it; null when the files cannot be read, which the log says. */
    @CheckForNull
    public ScanView getViewOrNull() {
        try {
            return new ScanView(this, store(), TriageStore.of(run.getParent()).read());
        } catch (IOException x) {
            unreadable(x);
            return null;
        }
    }

    /** A finding's own page: {@code finding/3f9a0c5d17e2b846/}; null where there is no such finding. */
    @CheckForNull
    public FindingView getFinding(String finding) throws IOException {
        PagedResult result = store().paged();
        Cluster cluster = result.cluster(finding).orElse(null);
        return cluster == null ? null : new FindingView(this, store(), result, cluster);
    }

    /** The summary for machines; the findings are in {@code resultJson}. */
    public Api getApi() {
        return new Api(this);
    }

    /** The verdict in words, for headings. */
    public String getHeadline() {
        return switch (outcome) {
            case "met" -> Messages.ScanAction_met();
            case "degraded" -> Messages.ScanAction_degraded();
            case "lost" -> Messages.ScanAction_lost();
            default -> Messages.ScanAction_aborted();
        };
    }

    /** Jenkins' symbol and colour for the verdict; never the only sign of it. */
    public String getSymbol() {
        return switch (outcome) {
            case "met" -> "symbol-status-blue";
            case "degraded" -> "symbol-status-yellow";
            case "lost" -> "symbol-status-red";
            default -> "symbol-status-aborted";
        };
    }

    /** {@code findings}: a page of findings as JSON; docs/user/report.md has the parameters. */
    @GET
    public void doFindings(StaplerRequest2 request, StaplerResponse2 response) throws IOException {
        run.checkPermission(Item.READ);
        FindingQuery query;
        try {
            query = FindingQuery.parse(request::getParameter);
        } catch (IllegalArgumentException x) {
            response.sendError(HttpServletResponse.SC_BAD_REQUEST, x.getMessage());
            return;
        }
        PagedResult result = store().paged();
        TriageLog log = TriageStore.of(run.getParent()).read();
        response.setContentType("application/json;charset=UTF-8");
        response.setHeader("X-Content-Type-Options", "nosniff");
        FindingsPage.write(result, log, query, response.getOutputStream());
    }

    /** {@code findingsCsv}: all findings for spreadsheets. */
    @GET
    public void doFindingsCsv(StaplerRequest2 request, StaplerResponse2 response) throws IOException {
        run.checkPermission(Item.READ);
        PagedResult result = store().paged();
        TriageLog log = TriageStore.of(run.getParent()).read();
        attachment(response, "text/csv;charset=UTF-8", "findings.csv");
        FindingsCsv.write(result, log, response.getOutputStream());
    }

    /** {@code mergedSarif}: SARIF 2.1.0. */
    @GET
    public void doMergedSarif(StaplerRequest2 request, StaplerResponse2 response) throws IOException {
        run.checkPermission(Item.READ);
        serve(response, "application/sarif+json;charset=UTF-8", "merged.sarif", store().sarif());
    }

    /** {@code resultJson}: the stored form. */
    @GET
    public void doResultJson(StaplerRequest2 request, StaplerResponse2 response) throws IOException {
        run.checkPermission(Item.READ);
        serve(response, "application/json;charset=UTF-8", "result.json", store().result());
    }

    /** {@code report?attempt=3}: what a scanner wrote. It may say more than the findings do, so it counts as an artifact. */
    @GET
    public void doReport(StaplerRequest2 request, StaplerResponse2 response, @QueryParameter int attempt)
            throws IOException {
        run.checkPermission(Item.READ);
        if (!isReportVisible()) {
            run.checkPermission(Run.ARTIFACTS);
        }
        InputStream report = store().openRaw(attempt);
        if (report == null) {
            response.sendError(HttpServletResponse.SC_NOT_FOUND, "attempt: " + attempt + " left no report");
            return;
        }
        serve(response, "application/octet-stream", "attempt-" + attempt + ".report", report);
    }

    /** Whether the reader may have the scanners' own reports, as core asks it for artifacts. */
    boolean isReportVisible() {
        return !Functions.isArtifactsPermissionEnabled() || run.hasPermission(Run.ARTIFACTS);
    }

    private void serve(StaplerResponse2 response, String type, String name, InputStream content) throws IOException {
        try (content) {
            attachment(response, type, name);
            content.transferTo(response.getOutputStream());
        }
    }

    private void attachment(StaplerResponse2 response, String type, String name) {
        response.setContentType(type);
        response.setHeader("Content-Disposition", "attachment; filename=\"" + id + "-" + name + "\"");
        response.setHeader("X-Content-Type-Options", "nosniff");
    }
}
