package io.jenkins.plugins.redundancy.engine.merge;

import io.jenkins.plugins.redundancy.engine.finding.WeaknessClass;
import io.jenkins.plugins.redundancy.engine.merge.AgreementStudy.Learnt;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** The figures of docs/agreement.md as Markdown. */
final class AgreementTables {

    private final OwaspScorecards scorecards;
    private final AgreementStudy study;
    private final Learnt prior;
    private final Map<Integer, Learnt> learnt;
    private final Learnt outOfFold;

    AgreementTables(
            OwaspScorecards scorecards,
            AgreementStudy study,
            Learnt prior,
            Map<Integer, Learnt> learnt,
            Learnt outOfFold) {
        this.scorecards = scorecards;
        this.study = study;
        this.prior = prior;
        this.learnt = learnt;
        this.outOfFold = outOfFold;
    }

    String markdown() {
        return String.join("\n", decisions(), calibration(), classes());
    }

    private String decisions() {
        List<String> rows = new ArrayList<>();
        rows.add("| what is reported | TPR | FPR | macro Youden | Brier |");
        rows.add("|---|---|---|---|---|");
        scorecards.scanners().forEach(name -> rows.add(row("scanner " + name + " alone", study.scanner(name))));
        rows.add(row("any = 1 of the eligible", study.rule(new AgreementRule.Any())));
        for (int votes = 2; votes <= 4; votes++) {
            rows.add(row(votes + " of the eligible", study.rule(new AgreementRule.AtLeast(votes))));
        }
        rows.add(row("majority of the eligible", study.rule(new AgreementRule.Majority())));
        rows.add(row("all of the eligible", study.rule(new AgreementRule.All())));
        rows.add(row("⌊√eligible⌋", study.rule(new AgreementRule.SquareRoot())));
        rows.add(row("confidence, no label", prior, ""));
        learnt.forEach((labels, result) ->
                rows.add(row("confidence, " + labels + " labels", result, " ± " + number(result.standardError()))));
        rows.add(row("confidence, all labels, " + AgreementStudy.FOLDS + " folds", outOfFold, ""));
        rows.add(row("limit: best decision per class and voters", study.limit()));
        return lines("### Decisions", rows);
    }

    private String calibration() {
        List<Learnt> columns = List.of(prior, learnt.get(80), outOfFold);
        List<String> rows = new ArrayList<>();
        rows.add("| confidence | no label: findings | mean | real | 80 labels: findings | mean | real "
                + "| 5 folds: findings | mean | real |");
        rows.add("|---|---|---|---|---|---|---|---|---|---|");
        for (int band = 0; band < 10; band++) {
            StringBuilder row = new StringBuilder(
                    "| " + number(band / 10.0).substring(0, 2) + "–" + (band == 9 ? "1" : "." + (band + 1)) + " |");
            for (Learnt column : columns) {
                double[] cells = column.calibration().band(band);
                row.append(
                        cells[0] == 0
                                ? " – | – | – |"
                                : " " + percent(cells[0]) + " | " + number(cells[1]) + " | " + number(cells[2]) + " |");
            }
            rows.add(row.toString());
        }
        StringBuilder errors = new StringBuilder("| mean distance |");
        columns.forEach(column -> errors.append(" | ")
                .append(number(column.calibration().error()))
                .append(" | |"));
        rows.add(errors.toString());
        return lines("### Calibration", rows);
    }

    private String classes() {
        Score any = study.rule(new AgreementRule.Any());
        List<String> rows = new ArrayList<>();
        rows.add(
                "| class | cases | eligible | best scanner there | any | √ | no label | 80 labels | 5 folds | limit |");
        rows.add("|---|---|---|---|---|---|---|---|---|---|");
        Score root = study.rule(new AgreementRule.SquareRoot());
        Score limit = study.limit();
        for (WeaknessClass weakness : any.youdenByClass().keySet()) {
            List<OwaspScorecards.Case> cases = scorecards.cases().stream()
                    .filter(one -> one.voters().weakness().equals(weakness))
                    .toList();
            double best = scorecards.scanners().stream()
                    .mapToDouble(name -> study.scanner(name).youdenByClass().get(weakness))
                    .max()
                    .orElseThrow();
            rows.add("| " + weakness.title() + " | " + cases.size() + " | "
                    + cases.get(0).voters().eligible() + " | " + number(best) + " | "
                    + number(any.youdenByClass().get(weakness)) + " | "
                    + number(root.youdenByClass().get(weakness)) + " | " + number(mean(prior, weakness)) + " | "
                    + number(mean(learnt.get(80), weakness)) + " | " + number(mean(outOfFold, weakness)) + " | "
                    + number(limit.youdenByClass().get(weakness)) + " |");
        }
        return lines("### Per class (Youden)", rows);
    }

    private static double mean(Learnt result, WeaknessClass weakness) {
        return result.draws().stream()
                .mapToDouble(draw -> draw.youdenByClass().get(weakness))
                .average()
                .orElseThrow();
    }

    private static String row(String name, Score score) {
        return "| " + name + " | " + number(score.tpr()) + " | " + number(score.fpr()) + " | " + number(score.youden())
                + " | |";
    }

    private static String row(String name, Learnt result, String error) {
        return "| " + name + " | " + number(result.tpr()) + " | " + number(result.fpr()) + " | **"
                + number(result.youden()) + "**" + error + " | "
                + number(result.calibration().brier()) + " |";
    }

    private static String lines(String heading, List<String> rows) {
        return heading + "\n\n" + String.join("\n", rows) + "\n";
    }

    private static String percent(double share) {
        return String.format(Locale.ROOT, "%.1f %%", 100 * share);
    }

    /** Three decimals without the zero in front: {@code .450}. */
    private static String number(double value) {
        String text = String.format(Locale.ROOT, "%.3f", value);
        return text.startsWith("0.") ? text.substring(1) : text.replace("-0.", "−.");
    }
}
