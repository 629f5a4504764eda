package io.jenkins.plugins.redundancy.score;

import io.jenkins.plugins.redundancy.engine.merge.AgreementRule;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** The tables of docs/scores.md. */
final class ScoreTables {

    private ScoreTables() {}

    static String markdown(ScannedCorpus corpus) {
        Map<String, Score> rows = new LinkedHashMap<>();
        List<String> tools =
                corpus.ballots().stream().map(b -> b.voter().tool()).toList();
        tools.forEach(tool -> rows.put(tool + " alone", corpus.scanner(tool)));
        rows.put("merged, any", corpus.any());
        rows.put("merged, confirmed (2 of the eligible)", corpus.rule(AgreementRule.parse("2")));
        rows.put("merged, majority of the eligible", corpus.rule(AgreementRule.parse("majority")));
        rows.put("merged, all of the eligible", corpus.rule(AgreementRule.parse("all")));
        rows.put("**merged, confidence ≥ .5**", corpus.confidence());
        StringBuilder text = new StringBuilder("| what is reported | TPR | FPR | macro Youden |\n|---|---|---|---|\n");
        rows.forEach((name, score) -> text.append("| ")
                .append(String.join(" | ", name, number(score.tpr()), number(score.fpr()), number(score.youden())))
                .append(" |\n"));
        text.append("\n| class | cases |");
        List<Score> columns = new ArrayList<>();
        for (String tool : tools) {
            text.append(' ').append(tool).append(" |");
            columns.add(corpus.scanner(tool));
        }
        text.append(" any | confirmed | confidence |\n|---|---|")
                .append("---|".repeat(tools.size() + 3))
                .append('\n');
        columns.add(corpus.any());
        columns.add(corpus.rule(AgreementRule.parse("2")));
        columns.add(corpus.confidence());
        for (String label : corpus.any().youdenByClass().keySet()) {
            text.append("| ")
                    .append(label)
                    .append(" | ")
                    .append(cases(corpus, label))
                    .append(" |");
            columns.forEach(score -> text.append(' ')
                    .append(number(score.youdenByClass().get(label)))
                    .append(" |"));
            text.append('\n');
        }
        return text.toString();
    }

    private static long cases(ScannedCorpus corpus, String label) {
        return corpus.truth().cases().stream()
                .filter(one -> one.label().equals(label))
                .count();
    }

    /** Three decimals, without the zero in front. */
    private static String number(double value) {
        String text = String.format(Locale.ROOT, "%.3f", value == 0 ? 0 : value);
        return text.replace("-0.000", "0.000").replaceFirst("^(-?)0\\.", "$1.").replace('-', '−');
    }
}
