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
        List<Move> moves = new ArrayList<>();
        from.forEach((path, traces) -> {
            Set<String> targets = new HashSet<>(candidates.getOrDefault("name\0" + name(path), List.of()));
            traces.stream()
                    .map(Trace::rules)
                    .distinct()
                    .forEach(rules -> targets.addAll(candidates.getOrDefault(rules, List.of())));
            for (String target : targets) {
                Move move = new Move(path, target, common(traces, to.get(target)), name(path).equals(name(target)));
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
        return move.sameName
                ? move.common > 0
                : move.common > 1 && 2 * move.common > before && 2 * move.common > after;
    }

    private static Map<String, List<Trace>> byPath(List<Trace> traces) {
        Map<String, List<Trace>> byPath = new TreeMap<>();
        traces.forEach(
                trace -> byPath.computeIfAbsent(trace.path, path -> new ArrayList<>()).add(trace));
        return byPath;
    }

    private static int common(List<Trace> olds, List<Trace> news) {
        Map<String, Integer> left = new HashMap<>();
        news.forEach(trace -> left.merge(trace.rules(), 1, Integer::sum));
        int common = 0;
        for (Trace old : olds) {
            if (left.merge(old.rules(), -1, Integer::sum) >= 0) {
                common++;
            }
        }
        return common;
    }

    private static String name(String path) {
        return path.substring(path.lastIndexOf('/') + 1);
    }
}
