package io.jenkins.plugins.redundancy.engine.merge;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Finds the clusters of one file again after its lines have shifted. What was inserted above moves everything below by
 * one number of lines: the shifts that most clusters of the file agree on are tried first, then equal words in their
 * order.
 */
final class LineShift {

    /** Shifts that are tried: a file is not edited in more places that matter. */
    private static final int MAX_SHIFTS = 30;

    /** Neighbours by order that a cluster is compared with. */
    private static final int REACH = 25;

    private LineShift() {}

    /**
     * Matches what it can.
     *
     * @param before all of one file
     * @param after all of the same file under its name of today
     * @param renamed whether the name was another one: then no id can have found anything
     */
    static void match(List<Trace> before, List<Trace> after, boolean renamed) {
        Map<String, List<Trace>> olds = bySort(before);
        Map<String, List<Trace>> news = bySort(after);
        news.keySet().forEach(sort -> olds.putIfAbsent(sort, List.of()));
        olds.keySet().forEach(sort -> news.putIfAbsent(sort, List.of()));
        for (int lines : commonShifts(olds, news)) {
            olds.forEach((sort, old) -> shift(old, news.get(sort), lines, true));
        }
        olds.forEach((sort, old) -> shift(old, news.get(sort), 0, false));
        olds.forEach((sort, old) -> matchWords(old, news.get(sort), renamed));
    }

    private static Map<String, List<Trace>> bySort(List<Trace> traces) {
        Map<String, List<Trace>> bySort = new TreeMap<>();
        traces.stream()
                .sorted(Comparator.<Trace>comparingInt(trace -> trace.line).thenComparing(trace -> trace.id))
                .forEach(trace -> bySort.computeIfAbsent(trace.sort, sort -> new ArrayList<>())
                        .add(trace));
        return bySort;
    }

    /** Matches what stands exactly so many lines further down. */
    private static void shift(List<Trace> olds, List<Trace> news, int lines, boolean sameRule) {
        int from = 0;
        for (Trace old : olds) {
            int line = old.line + lines;
            while (from < news.size() && (news.get(from).line < line || news.get(from).match != null)) {
                from++;
            }
            int to = Math.min(news.size(), from + REACH);
            for (int i = from; old.match == null && i < to && news.get(i).line == line; i++) {
                if (news.get(i).match == null && (!sameRule || old.sharesRule(news.get(i)))) {
                    old.matches(news.get(i));
                }
            }
        }
    }

    /** Shifts of at least two clusters, the most common first, then the smallest; and those within a few lines. */
    private static List<Integer> commonShifts(Map<String, List<Trace>> olds, Map<String, List<Trace>> news) {
        Map<Integer, Integer> support = new HashMap<>();
        olds.forEach((sort, old) -> {
            for (Trace found : old) {
                if (found.match != null) {
                    support.merge(found.match.line - found.line, 1, Integer::sum);
                }
            }
            List<Trace> here =
                    news.get(sort).stream().filter(trace -> trace.match == null).toList();
            List<Trace> left = old.stream().filter(trace -> trace.match == null).toList();
            for (int i = 0; i < left.size(); i++) {
                int to = Math.min(here.size(), i + REACH);
                for (int j = Math.max(0, i - REACH); j < to; j++) {
                    if (left.get(i).sharesRule(here.get(j))) {
                        support.merge(here.get(j).line - left.get(i).line, 1, Integer::sum);
                    }
                }
            }
        });
        return support.entrySet().stream()
                .filter(shift -> shift.getValue() > 1 || Math.abs(shift.getKey()) <= MergeOptions.DEFAULT_WINDOW)
                .sorted(Comparator.<Map.Entry<Integer, Integer>>comparingInt(shift -> -shift.getValue())
                        .thenComparingInt(shift -> Math.abs(shift.getKey()))
                        .thenComparingInt(Map.Entry::getKey))
                .limit(MAX_SHIFTS)
                .map(Map.Entry::getKey)
                .toList();
    }

    /** The same tools say the same in the same function of the same file: first to first, second to second. */
    private static void matchWords(List<Trace> olds, List<Trace> news, boolean renamed) {
        Map<String, List<Trace>> left = new HashMap<>();
        for (Trace trace : news) {
            if (trace.match == null && (renamed || trace.basis != IdentityBasis.TEXT || !trace.function.isEmpty())) {
                left.computeIfAbsent(trace.words(), words -> new ArrayList<>()).add(trace);
            }
        }
        Map<String, Integer> next = new HashMap<>();
        for (Trace old : olds) {
            if (old.match == null && !left.isEmpty()) {
                String words = old.words();
                List<Trace> same = left.getOrDefault(words, List.of());
                int index = next.merge(words, 1, Integer::sum) - 1;
                if (index < same.size()) {
                    old.matches(same.get(index));
                }
            }
        }
    }
}
