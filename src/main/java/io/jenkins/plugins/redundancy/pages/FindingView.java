package io.jenkins.plugins.redundancy.pages;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import hudson.model.Failure;
import hudson.model.Item;
import hudson.model.Run;
import io.jenkins.plugins.redundancy.engine.finding.Finding;
import io.jenkins.plugins.redundancy.engine.finding.Location;
import io.jenkins.plugins.redundancy.engine.finding.Subject;
import io.jenkins.plugins.redundancy.engine.merge.BaselineState;
import io.jenkins.plugins.redundancy.engine.merge.Cluster;
import io.jenkins.plugins.redundancy.engine.merge.Triage;
import io.jenkins.plugins.redundancy.engine.merge.TriageLog;
import io.jenkins.plugins.redundancy.engine.merge.Vote;
import io.jenkins.plugins.redundancy.engine.report.FindingIndex;
import io.jenkins.plugins.redundancy.engine.report.PagedResult;
import java.io.IOException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import jenkins.model.Jenkins;
import org.kohsuke.stapler.HttpResponse;
import org.kohsuke.stapler.HttpResponses;
import org.kohsuke.stapler.QueryParameter;
import org.kohsuke.stapler.StaplerProxy;
import org.kohsuke.stapler.verb.POST;

/** One finding on a page of its own: who says what, the source, and what was decided. */
public final class FindingView implements StaplerProxy {

    /** Of each scanner; one may say the same a million times. */
    private static final int MOST_QUOTES = 20;

    private final ScanAction action;
    private final ScanStore store;
    private final PagedResult result;
    private final Cluster cluster;
    private final int row;
    private final TriageLog log;
    private final FindingIndex index;

    FindingView(ScanAction action, ScanStore store, PagedResult result, Cluster cluster) throws IOException {
        this.action = action;
        this.store = store;
        this.result = result;
        this.cluster = cluster;
        this.row = result.index().row(cluster.id()).orElseThrow();
        this.log = TriageStore.of(action.getRun().getParent()).read();
        this.index = result.index().decided(log);
    }

    @Override
    public Object getTarget() {
        action.getRun().checkPermission(Item.READ);
        return this;
    }

    /** The build, as core's layouts call it. */
    public Run<?, ?> getObject() {
        return action.getRun();
    }

    public ScanAction getScan() {
        return action;
    }

    public String getDisplayName() {
        String place = getPlace();
        return place.isEmpty()
                ? cluster.weakness().title()
                : Messages.FindingView_displayName(cluster.weakness().title(), place);
    }

    public String getId() {
        return cluster.id();
    }

    public String getTitle() {
        return cluster.weakness().title();
    }

    public String getPlace() {
        if (cluster.subject() instanceof Subject.Dependency dependency) {
            String version = dependency.version().isEmpty() ? "" : " " + dependency.version();
            return dependency.name() + version;
        }
        return cluster.subject().location().map(Location::toString).orElse("");
    }

    public String getSeverity() {
        return Words.of(cluster.severity());
    }

    public String getSeverityId() {
        return Words.id(cluster.severity());
    }

    public String getAgreement() {
        return Words.of(cluster.agreement());
    }

    /** In percent of certainty, two digits: {@code .93}. */
    public String getConfidence() {
        return String.format(Locale.ROOT, "%.2f", index.confidence(row));
    }

    /** Empty where there was nothing to compare with. */
    public String getState() {
        return index.baseline(row).map(Words::of).orElse("");
    }

    /** Whether it is of an earlier build only. */
    public boolean isGone() {
        return index.baseline(row)
                .filter(state -> state == BaselineState.ABSENT || state == BaselineState.UNKNOWN)
                .isPresent();
    }

    /** Why nobody needs to act; empty when it is open. */
    public String getSuppression() {
        String suppression = cluster.suppression();
        return index.suppressed(row) && suppression != null ? suppression : "";
    }

    public String getWhy() {
        return cluster.why();
    }

    public List<VoteView> getVotes() {
        List<VoteView> votes = new ArrayList<>();
        for (int tool = 0; tool < index.tools().size(); tool++) {
            votes.add(new VoteView(index.tools().get(tool), index.vote(row, tool)));
        }
        return votes;
    }

    /** Each scanner's own words, some of each. */
    public List<QuoteView> getQuotes() {
        Map<String, Integer> quotes = new HashMap<>();
        return cluster.findings().stream()
                .filter(finding -> quotes.merge(finding.tool(), 1, Integer::sum) <= MOST_QUOTES)
                .map(QuoteView::new)
                .toList();
    }

    /** How many more there are. */
    public int getMoreQuotes() {
        return cluster.findings().size() - getQuotes().size();
    }

    /** Whether the reader may see source code here, as in a workspace. */
    public boolean isSourceVisible() {
        return action.getRun().getParent().hasPermission(Item.WORKSPACE);
    }

    /** The lines around it, none where none were kept or the reader may not see them. */
    public List<SourceLineView> getSource() throws IOException {
        Location at = cluster.subject().location().orElse(null);
        if (at == null || !isSourceVisible()) {
            return List.of();
        }
        return SourceLineView.of(at, store.source(at.path()), cluster, index, row, result);
    }

    /** Null where nobody decided. */
    @CheckForNull
    public DecisionView getDecision() {
        return log.decision(cluster.id()).map(DecisionView::new).orElse(null);
    }

    /** Whether the reader may decide. */
    public boolean isDecidable() {
        return action.getRun().hasPermission(Run.UPDATE);
    }

    /**
     * Decides on this finding, for this job: its confidence, the next build's gate, and this page. Takes {@code
     * decision} ({@code accepted}, {@code false-positive}) and {@code reason}.
     */
    @POST
    public HttpResponse doTriage(@QueryParameter String decision, @QueryParameter String reason) throws IOException {
        action.getRun().checkPermission(Run.UPDATE);
        Triage triage;
        try {
            triage = Triage.of(
                    cluster,
                    result.head().merged().tools(),
                    Triage.Decision.ofId(decision == null ? "" : decision),
                    reason == null ? "" : reason.strip(),
                    Jenkins.getAuthentication2().getName(),
                    Instant.now());
        } catch (IllegalArgumentException x) {
            throw new Failure(x.getMessage());
        }
        TriageStore.of(action.getRun().getParent()).add(triage);
        return HttpResponses.redirectToDot();
    }

    /** What one scanner says, in one word. */
    public static final class VoteView {
        private final FindingIndex.Tool tool;
        private final Vote vote;

        VoteView(FindingIndex.Tool tool, Vote vote) {
            this.tool = tool;
            this.vote = vote;
        }

        public String getTool() {
            return tool.name();
        }

        public String getText() {
            return Words.of(vote);
        }

        public String getId() {
            return vote.id();
        }
    }

    /** What one scanner says, in its own words. */
    public static final class QuoteView {
        private final Finding finding;

        QuoteView(Finding finding) {
            this.finding = finding;
        }

        public String getTool() {
            return finding.tool();
        }

        public String getRule() {
            return finding.rule().id();
        }

        public String getRuleName() {
            return finding.rule().name();
        }

        public String getDescription() {
            return finding.rule().description();
        }

        @CheckForNull
        public String getLink() {
            return Words.link(finding.rule().helpUri());
        }

        public String getSeverity() {
            return Words.of(finding.severity());
        }

        public String getCwes() {
            return String.join(
                    ", ", finding.cwes().stream().map(cwe -> "CWE-" + cwe).toList());
        }

        public String getPlace() {
            return finding.subject().location().map(Location::toString).orElse("");
        }

        public String getMessage() {
            return finding.message();
        }

        /** Source first. */
        public List<StepView> getFlow() {
            return finding.codeFlow().stream()
                    .map(step -> new StepView(step.location().toString(), step.message()))
                    .toList();
        }
    }

    /** One step of a code flow. */
    public static final class StepView {
        private final String place;
        private final String message;

        StepView(String place, String message) {
            this.place = place;
            this.message = message;
        }

        public String getPlace() {
            return place;
        }

        public String getMessage() {
            return message;
        }
    }

    /** What somebody decided. */
    public static final class DecisionView {
        private final Triage triage;

        DecisionView(Triage triage) {
            this.triage = triage;
        }

        public String getText() {
            return Messages.FindingView_decision(
                    Words.of(triage.decision()),
                    triage.who(),
                    triage.when().atOffset(ZoneOffset.UTC).toLocalDate().toString());
        }

        public String getReason() {
            return triage.reason();
        }
    }
}
