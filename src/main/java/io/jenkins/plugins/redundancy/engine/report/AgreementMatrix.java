package io.jenkins.plugins.redundancy.engine.report;

import io.jenkins.plugins.redundancy.engine.finding.WeaknessClass;
import io.jenkins.plugins.redundancy.engine.merge.Agreement;
import io.jenkins.plugins.redundancy.engine.merge.Vote;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What scanners said of the open findings, by class: what they agree on, and where they are blind. Classes that
 * several scanners could see come first; a class that belongs to one tool's rule tells nothing and is left out.
 *
 * @param tools by name
 */
public record AgreementMatrix(List<String> tools, List<Row> rows) {

    public AgreementMatrix {
        tools = List.copyOf(tools);
        rows = List.copyOf(rows);
    }

    /** @param cells one for each tool */
    public record Row(WeaknessClass weakness, int confirmed, int singleSource, List<Cell> cells) {
        public Row {
            cells = List.copyOf(cells);
        }

        private boolean several() {
            return cells.stream().filter(cell -> !cell.blind()).count() > 1;
        }
    }

    /** What one tool said of the findings of one class: reported them, could have and did not, could not. */
    public record Cell(int reported, int silent, int abstained) {
        public boolean blind() {
            return reported + silent == 0;
        }
    }

    public static AgreementMatrix of(FindingIndex index) {
        int tools = index.tools().size();
        Map<WeaknessClass, int[]> counts = new LinkedHashMap<>();
        for (int row = 0; row < index.present(); row++) {
            if (!index.is(row, FindingState.OPEN) || !index.weakness(row).shared()) {
                continue;
            }
            int[] count = counts.computeIfAbsent(index.weakness(row), weakness -> new int[2 + 3 * tools]);
            count[index.agreement(row) == Agreement.CONFIRMED ? 0 : 1]++;
            for (int tool = 0; tool < tools; tool++) {
                count[2 + 3 * tool + index.vote(row, tool).ordinal()]++;
            }
        }
        List<Row> rows = new ArrayList<>();
        counts.forEach((weakness, count) -> {
            List<Cell> cells = new ArrayList<>();
            for (int tool = 0; tool < tools; tool++) {
                cells.add(new Cell(
                        count[2 + 3 * tool + Vote.REPORTED.ordinal()],
                        count[2 + 3 * tool + Vote.SILENT.ordinal()],
                        count[2 + 3 * tool + Vote.ABSTAINED.ordinal()]));
            }
            rows.add(new Row(weakness, count[0], count[1], cells));
        });
        rows.sort(Comparator.comparing((Row row) -> !row.several())
                .thenComparing(row -> -row.confirmed())
                .thenComparing(row -> -row.singleSource())
                .thenComparing(row -> row.weakness().title()));
        return new AgreementMatrix(
                index.tools().stream().map(FindingIndex.Tool::name).toList(), rows);
    }
}
