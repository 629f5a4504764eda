package io.jenkins.plugins.redundancy.engine.merge;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * Finds the clusters of renamed files again. A file that vanished from the report and one that appeared are the same when
 * they have the same name and a cluster in common, or when at least two and most of the clusters of both are.
 */
final class Renames {

    /** Files that a vanished one is compared with by what is said of them; more would say nothing. */
    private static final int MAX_CANDIDATES = 100;

    private record Move(String from, String to, int common, boolean sameName) {}

    private Renames() {}

    /**
     * Matches what it can.
     *
     * @param vanished unmatched, of paths that are not in the merge
     * @param appeared unmatched, of paths that are not in the reference
     */
    static void match(List<Trace> vanished, List<Trace> appeared) {
        Map<String, List<Trace>> from = byPath(vanished);
        Map<String, List<Trace>> to = byPath(appeared);
        Map<String, List<String>> candidates = new HashMap<>();
        to.forEach((path, traces) -> {
            add(candidates, "name\0" + name(path), path);
            traces.stream().map(Trace::rules).distinct().forEach(rules -> add(candidates, rules, path));
        });
        Map<String, Map<String, Integer>> counts = new HashMap<>();
        from.forEach((path, traces) -> counts.put(path, count(traces)));
        to.forEach((path, traces) -> counts.put(path, count(traces)));
        List<Move> moves = new ArrayList<>();
        from.forEach((path, traces) -> {
            Set<String> targets = new HashSet<>(candidates.getOrDefault("name\0" + name(path), List.of()));
            traces.stream()
                    .map(Trace::rules)
                    .distinct()
                    .limit(MAX_CANDIDATES)
                    .forEach(rules -> targets.addAll(candidates.getOrDefault(rules, List.of())));
            for (String target : targets) {
                int common = common(counts.get(path), counts.get(target));
                Move move = new Move(path, target, common, name(path).equals(name(target)));
                if (plausible(move, traces.size(), to.get(target).size())) {
                    moves.add(move);
                }
            }
        });
        moves.sort(Comparator.comparing(Move::sameName)
                .reversed()
                .thenComparing(Comparator.comparingInt(Move::common).reversed())
                .thenComparing(Move::from)
                .thenComparing(Move::to));
        for (Move move : moves) {
            List<Trace> olds = from.get(move.from);
            List<Trace> news = to.get(move.to);
            if (olds != null && news != null) {
                LineShift.match(olds, news, true);
                from.remove(move.from);
                to.remove(move.to);
            }
        }
    }

    private static void add(Map<String, List<String>> candidates, String key, String path) {
        List<String> paths = candidates.computeIfAbsent(key, k -> new ArrayList<>());
        if (paths.size() < MAX_CANDIDATES) {
            paths.add(path);
        }
    }

    private static boolean plausible(Move move, int before, int after) {
        return move.sameName ? move.common > 0 : move.common > 1 && 2 * move.common > before && 2 * move.common > after;
    }

    private static Map<String, List<Trace>> byPath(List<Trace> traces) {
        Map<String, List<Trace>> byPath = new TreeMap<>();
        traces.forEach(trace ->
                byPath.computeIfAbsent(trace.path, path -> new ArrayList<>()).add(trace));
        return byPath;
    }

    /** How many clusters say what. */
    private static Map<String, Integer> count(List<Trace> traces) {
        Map<String, Integer> counts = new HashMap<>();
        traces.forEach(trace -> counts.merge(trace.rules(), 1, Integer::sum));
        return counts;
    }

    private static int common(Map<String, Integer> olds, Map<String, Integer> news) {
        Map<String, Integer> fewer = olds.size() <= news.size() ? olds : news;
        Map<String, Integer> more = fewer == olds ? news : olds;
        int common = 0;
        for (Map.Entry<String, Integer> entry : fewer.entrySet()) {
            common += Math.min(entry.getValue(), more.getOrDefault(entry.getKey(), 0));
        }
        return common;
    }

    private static String name(String path) {
        return path.substring(path.lastIndexOf('/') + 1);
    }
}
