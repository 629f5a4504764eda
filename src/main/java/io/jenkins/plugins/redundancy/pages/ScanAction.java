package io.jenkins.plugins.redundancy.pages;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import edu.umd.cs.findbugs.annotations.Nullable;
import hudson.model.Api;
import hudson.model.Item;
import hudson.model.Run;
import io.jenkins.plugins.redundancy.engine.finding.Severity;
import io.jenkins.plugins.redundancy.engine.merge.GateResult;
import io.jenkins.plugins.redundancy.engine.merge.Merged;
import io.jenkins.plugins.redundancy.engine.policy.Attempt;
import io.jenkins.plugins.redundancy.engine.policy.Verdict;
import io.jenkins.plugins.redundancy.engine.report.ScanResult;
import jakarta.servlet.ServletException;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import jenkins.model.RunAction2;
import org.kohsuke.stapler.StaplerProxy;
import org.kohsuke.stapler.StaplerRequest2;
import org.kohsuke.stapler.StaplerResponse2;
import org.kohsuke.stapler.export.Exported;
import org.kohsuke.stapler.export.ExportedBean;

/**
 * A scan on its build's page: a summary of constant size in build.xml, the findings in files beside it. Plain fields
 * only, since XStream reads them.
 */
@ExportedBean
public final class ScanAction implements RunAction2, StaplerProxy {

    private final String id;
    private final String outcome;
    private final String reason;
    private final String gate;
    private final String gateSentence;
    private final long confirmed;
    private final long singleSource;
    private final long fresh;
    private final boolean compared;
    private final Map<String, Long> severities;
    private final List<Row> rows;

    /** Null until the build takes it in, or is loaded with it. */
    @Nullable
    private transient Run<?, ?> run;

    /** One attempt, for people. */
    @ExportedBean
    public static final class Row {
        private final String replica;
        private final String slot;
        private final String state;
        private final String why;
        private final long seconds;
        private final int findings;

        Row(Attempt attempt, int findings) {
            this.replica = attempt.replica();
            this.slot = attempt.slot();
            this.state = attempt.state().id();
            this.why = attempt.why();
            this.seconds = attempt.spent().toSeconds();
            this.findings = findings;
        }

        @Exported
        public String getReplica() {
            return replica;
        }

        @Exported
        public String getSlot() {
            return slot;
        }

        @Exported
        public String getState() {
            return state;
        }

        @Exported
        public String getWhy() {
            return why;
        }

        @Exported
        public long getSeconds() {
            return seconds;
        }

        /** −1 where the attempt delivered no report. */
        @Exported
        public int getFindings() {
            return findings;
        }

        public boolean isStandIn() {
            return !replica.equals(slot);
        }
    }

    public ScanAction(String id, ScanResult result) {
        this.id = id;
        this.outcome = result.outcome();
        Verdict verdict = result.verdict();
        this.reason = verdict == null ? "" : verdict.reason();
        GateResult decided = result.gate();
        this.gate = decided == null ? "undecided" : decided.outcome().name().toLowerCase(Locale.ROOT);
        this.gateSentence = result.gateLine();
        this.confirmed = result.confirmed();
        this.singleSource = result.singleSource();
        this.fresh = result.fresh();
        this.compared = result.compared();
        this.severities = new LinkedHashMap<>();
        for (Severity severity : Severity.values()) {
            severities.put(severity.name().toLowerCase(Locale.ROOT), result.count(c -> c.severity() == severity));
        }
        this.rows = new ArrayList<>();
        if (verdict != null) {
            for (Attempt attempt : verdict.attempts()) {
                if (attempt.state() != Attempt.State.SKIPPED) {
                    rows.add(new Row(attempt, attempt.hasResult() ? findings(result, attempt.replica()) : -1));
                }
            }
        }
    }

    private static int findings(ScanResult result, String tool) {
        return result.merged().tools().stream()
                .filter(t -> t.voter().tool().equals(tool))
                .mapToInt(Merged.Tool::findings)
                .findFirst()
                .orElse(0);
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
    }

    @Override
    public void onLoad(Run<?, ?> loaded) {
        run = loaded;
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
    public Run<?, ?> getObject() {
        return run;
    }

    @Exported
    public String getId() {
        return id;
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

    public Map<String, Long> getSeverities() {
        return severities;
    }

    @Exported
    public List<Row> getRows() {
        return rows;
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

    /** {@code merged.sarif}: SARIF 2.1.0. */
    public void doMergedSarif(StaplerRequest2 request, StaplerResponse2 response) throws IOException, ServletException {
        run.checkPermission(Item.READ);
        serve(
                response,
                "application/sarif+json",
                "merged.sarif",
                ScanStore.of(run, id).sarif());
    }

    /** {@code result.json}: the stored form. */
    public void doResultJson(StaplerRequest2 request, StaplerResponse2 response) throws IOException, ServletException {
        run.checkPermission(Item.READ);
        serve(response, "application/json", "result.json", ScanStore.of(run, id).result());
    }

    private void serve(StaplerResponse2 response, String type, String name, InputStream content) throws IOException {
        try (content) {
            response.setContentType(type + ";charset=UTF-8");
            response.setHeader("Content-Disposition", "attachment; filename=\"" + id + "-" + name + "\"");
            response.setHeader("X-Content-Type-Options", "nosniff");
            content.transferTo(response.getOutputStream());
        }
    }
}
