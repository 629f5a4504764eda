package io.jenkins.plugins.redundancy.pages;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import io.jenkins.plugins.redundancy.engine.finding.Severity;
import io.jenkins.plugins.redundancy.engine.finding.WeaknessClass;
import io.jenkins.plugins.redundancy.engine.merge.Agreement;
import io.jenkins.plugins.redundancy.engine.merge.TriageLog;
import io.jenkins.plugins.redundancy.engine.merge.Vote;
import io.jenkins.plugins.redundancy.engine.policy.Cost;
import io.jenkins.plugins.redundancy.engine.policy.Durations;
import io.jenkins.plugins.redundancy.engine.policy.Verdict;
import io.jenkins.plugins.redundancy.engine.report.AgreementMatrix;
import io.jenkins.plugins.redundancy.engine.report.FindingIndex;
import io.jenkins.plugins.redundancy.engine.report.FindingState;
import io.jenkins.plugins.redundancy.engine.report.PagedResult;
import io.jenkins.plugins.redundancy.engine.report.Timeline;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.IntPredicate;

/** A scan as its page shows it. Findings are not in it: the page's script asks for them. */
public final class ScanView {

    private static final int MOST_WARNINGS = 100;
    private static final int MOST_CLASSES = 30;

    private final ScanAction action;
    private final PagedResult result;
    private final FindingIndex index;
    private final ScanStore store;
    private final List<MatrixRow> matrix;

    ScanView(ScanAction action, ScanStore store, TriageLog log) throws IOException {
        this.action = action;
        this.store = store;
        this.result = store.paged();
        this.index = result.index().decided(log);
        this.matrix =
                AgreementMatrix.of(index).rows().stream().map(MatrixRow::new).toList();
    }

    /** Null where nothing was run. */
    @CheckForNull
    public TimelineView getTimeline() {
        Verdict verdict = result.head().verdict();
        return verdict == null ? null : new TimelineView(Timeline.of(verdict));
    }

    /** What the attempts took together, and what of it filled no slot; empty where nothing was run. */
    public String getCost() {
        Verdict verdict = result.head().verdict();
        if (verdict == null) {
            return "";
        }
        Cost cost = verdict.cost();
        return Messages.ScanView_cost(
                Durations.format(verdict.took()), Durations.format(cost.total()), Durations.format(cost.lost()));
    }

    public List<ScannerView> getScanners() {
        return ScannerView.of(result, index, action.isReportVisible() ? store::hasRaw : attempt -> false);
    }

    /** The voters, as columns of the matrix. */
    public List<String> getTools() {
        return index.tools().stream().map(FindingIndex.Tool::name).toList();
    }

    /** The classes that say most, most first. */
    public List<MatrixRow> getMatrix() {
        return matrix.subList(0, Math.min(MOST_CLASSES, matrix.size()));
    }

    /** How many classes there was no room for. */
    public int getMoreClasses() {
        return Math.max(0, matrix.size() - MOST_CLASSES);
    }

    public int getTotal() {
        return index.size();
    }

    /** False where silence means nothing: too few scanners delivered, or the scan was aborted. */
    public boolean isQuorate() {
        return result.head().quorate();
    }

    public boolean isAborted() {
        return result.head().aborted();
    }

    public List<Choice> getStates() {
        List<Choice> choices = new ArrayList<>();
        for (FindingState state : FindingState.values()) {
            boolean always =
                    state == FindingState.ALL || state == FindingState.OPEN || state == FindingState.SUPPRESSED;
            if (always || index.compared()) {
                choices.add(new Choice(state.id(), Words.of(state), index.count(state)));
            }
        }
        return choices;
    }

    public List<Choice> getSeverities() {
        List<Choice> choices = new ArrayList<>();
        for (Severity severity : Severity.values()) {
            choices.add(
                    new Choice(Words.id(severity), Words.of(severity), open(row -> index.severity(row) == severity)));
        }
        return choices;
    }

    public List<Choice> getAgreements() {
        List<Choice> choices = new ArrayList<>();
        for (Agreement agreement : Agreement.values()) {
            choices.add(
                    new Choice(agreement.id(), Words.of(agreement), open(row -> index.agreement(row) == agreement)));
        }
        return choices;
    }

    public List<Choice> getWeaknesses() {
        Map<WeaknessClass, Integer> counts = new HashMap<>();
        for (int row = 0; row < index.size(); row++) {
            counts.merge(index.weakness(row), index.is(row, FindingState.OPEN) ? 1 : 0, Integer::sum);
        }
        return index.weaknesses().stream()
                .map(weakness -> new Choice(weakness.id(), weakness.title(), counts.getOrDefault(weakness, 0)))
                .toList();
    }

    public List<Choice> getVotes() {
        List<Choice> choices = new ArrayList<>();
        for (Vote vote : Vote.values()) {
            choices.add(new Choice(vote.id(), Words.of(vote), -1));
        }
        return choices;
    }

    private int open(IntPredicate test) {
        int count = 0;
        for (int row = 0; row < index.present(); row++) {
            count += index.is(row, FindingState.OPEN) && test.test(row) ? 1 : 0;
        }
        return count;
    }

    public List<String> getWarnings() {
        return result.warnings().stream().limit(MOST_WARNINGS).toList();
    }

    /** How many warnings there was no room for. */
    public int getMoreWarnings() {
        return Math.max(0, result.warnings().size() - MOST_WARNINGS);
    }

    /** One choice of a filter; {@code count} is −1 where counting makes no sense. */
    public static final class Choice {
        private final String value;
        private final String label;
        private final int count;

        Choice(String value, String label, int count) {
            this.value = value;
            this.label = label;
            this.count = count;
        }

        public String getValue() {
            return value;
        }

        public String getLabel() {
            return label;
        }

        public String getText() {
            return count < 0 ? label : label + " (" + count + ")";
        }
    }

    /** One class of the matrix. */
    public static final class MatrixRow {
        private final AgreementMatrix.Row row;

        MatrixRow(AgreementMatrix.Row row) {
            this.row = row;
        }

        public String getId() {
            return row.weakness().id();
        }

        public String getTitle() {
            return row.weakness().title();
        }

        public int getConfirmed() {
            return row.confirmed();
        }

        public int getSingleSource() {
            return row.singleSource();
        }

        public List<MatrixCell> getCells() {
            return row.cells().stream().map(MatrixCell::new).toList();
        }
    }

    /** What one scanner says of one class. */
    public static final class MatrixCell {
        private final AgreementMatrix.Cell cell;

        MatrixCell(AgreementMatrix.Cell cell) {
            this.cell = cell;
        }

        public boolean isBlind() {
            return cell.blind();
        }

        public int getReported() {
            return cell.reported();
        }

        public int getSilent() {
            return cell.silent();
        }
    }
}
