package io.jenkins.plugins.redundancy.engine.merge;

import io.jenkins.plugins.redundancy.engine.finding.WeaknessClass;
import java.util.Collection;
import java.util.Comparator;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Predicate;

/**
 * How good a decision is, per class and as the mean over classes. All 0…1, Youden −1…1.
 *
 * @param youden TPR − FPR
 */
record Score(double tpr, double fpr, double youden, Map<WeaknessClass, Double> youdenByClass) {

    /** Scores {@code reports} on cases, flagged or not. */
    static Score of(Collection<OwaspScorecards.Case> cases, Predicate<OwaspScorecards.Case> reports) {
        Map<WeaknessClass, int[]> counts = new TreeMap<>(Comparator.comparing(WeaknessClass::id));
        for (OwaspScorecards.Case one : cases) {
            int[] count = counts.computeIfAbsent(one.voters().weakness(), weakness -> new int[4]);
            int column = one.real() ? 0 : 2;
            count[column]++;
            count[column + 1] += reports.test(one) ? 1 : 0;
        }
        double tpr = 0;
        double fpr = 0;
        Map<WeaknessClass, Double> byClass = new TreeMap<>(Comparator.comparing(WeaknessClass::id));
        for (Map.Entry<WeaknessClass, int[]> entry : counts.entrySet()) {
            int[] count = entry.getValue();
            double hits = (double) count[1] / count[0];
            double alarms = (double) count[3] / count[2];
            tpr += hits / counts.size();
            fpr += alarms / counts.size();
            byClass.put(entry.getKey(), hits - alarms);
        }
        return new Score(tpr, fpr, tpr - fpr, byClass);
    }
}
