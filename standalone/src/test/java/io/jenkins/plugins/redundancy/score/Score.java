package io.jenkins.plugins.redundancy.score;

import java.util.Map;
import java.util.TreeMap;
import java.util.function.Predicate;

/**
 * How good a decision is: means over the truth's classes, 0…1, Youden −1…1.
 *
 * @param youden TPR − FPR
 */
record Score(double tpr, double fpr, double youden, Map<String, Double> youdenByClass) {

    static Score of(Truth truth, Predicate<Truth.Case> reported) {
        Map<String, int[]> counts = new TreeMap<>();
        for (Truth.Case one : truth.cases()) {
            int[] count = counts.computeIfAbsent(one.label(), label -> new int[4]);
            int column = one.vulnerable() ? 0 : 2;
            count[column]++;
            count[column + 1] += reported.test(one) ? 1 : 0;
        }
        double tpr = 0;
        double fpr = 0;
        Map<String, Double> byClass = new TreeMap<>();
        for (Map.Entry<String, int[]> entry : counts.entrySet()) {
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
