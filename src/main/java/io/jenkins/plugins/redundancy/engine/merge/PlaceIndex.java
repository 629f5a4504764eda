package io.jenkins.plugins.redundancy.engine.merge;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import io.jenkins.plugins.redundancy.engine.finding.Finding;
import io.jenkins.plugins.redundancy.engine.finding.Location;
import io.jenkins.plugins.redundancy.engine.finding.Subject;
import io.jenkins.plugins.redundancy.engine.finding.WeaknessClass;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/**
 * Sorts what has a place in a file into buckets of one path, class and sort. Findings go to their path by counting and are
 * compared with others of their file only: a million costs about as much per finding as ten thousand.
 */
final class PlaceIndex {

    /** A bucket is 1 bit for configuration, then 31 each for the ranks of path and class. */
    private static final int BITS = 31;

    private final List<Located> located;
    private final Map<String, Integer> pathNumbers = new HashMap<>();
    private final List<String> pathNames = new ArrayList<>();
    private final List<BitSet> pathTools = new ArrayList<>();
    private final Map<String, Integer> classNumbers = new HashMap<>();
    private final List<WeaknessClass> classes = new ArrayList<>();
    private List<String> paths = List.of();

    @CheckForNull
    private String lastPath;

    private int lastNumber;

    /** @param expected about as many as will be added */
    PlaceIndex(int expected) {
        located = new ArrayList<>(expected);
    }

    void add(Finding finding, int tool, Location at, WeaknessClass weakness) {
        if (!at.path().equals(lastPath)) { // findings come by file
            lastPath = at.path();
            lastNumber = pathNumber(lastPath);
        }
        pathTools.get(lastNumber).set(tool);
        Integer number = classNumbers.putIfAbsent(weakness.id(), classes.size());
        if (number == null) {
            number = classes.size();
            classes.add(weakness);
        } else if (weakness.title().compareTo(classes.get(number).title()) < 0) {
            classes.set(number, weakness); // two readers may give one id different titles: the order must not matter
        }
        located.add(new Located(finding, tool, at, (long) lastNumber << BITS | number));
    }

    private int pathNumber(String path) {
        Integer known = pathNumbers.putIfAbsent(path, pathNames.size());
        if (known == null) {
            pathNames.add(path);
            pathTools.add(new BitSet());
            return pathNames.size() - 1;
        }
        return known;
    }

    /** By path, then bucket, then line; to be called once. */
    Located[] sorted() {
        int[] pathRanks = pathRanks();
        int[] classRanks = ranks(classes.stream().map(WeaknessClass::id).toList());
        classes.sort(Comparator.comparing(WeaknessClass::id));
        int[] next = new int[paths.size() + 1];
        for (int i = 0; i < located.size(); i++) {
            Located one = located.get(i);
            int path = pathRanks[(int) (one.bucket() >>> BITS)];
            long bucket = (one.finding().subject() instanceof Subject.Configuration ? 1L << 2 * BITS : 0)
                    | (long) path << BITS
                    | classRanks[(int) one.bucket() & Integer.MAX_VALUE];
            one.moveTo(bucket);
            next[path + 1]++;
        }
        for (int path = 0; path < paths.size(); path++) {
            next[path + 1] += next[path];
        }
        int[] from = next.clone();
        Located[] sorted = new Located[located.size()];
        for (Located one : located) {
            sorted[next[pathRank(one.bucket())]++] = one;
        }
        located.clear();
        for (int path = 0; path < paths.size(); path++) {
            Arrays.sort(sorted, from[path], from[path + 1], PlaceIndex::byBucketThenLine);
        }
        return sorted;
    }

    private static int byBucketThenLine(Located a, Located b) {
        int order = Long.compare(a.bucket(), b.bucket());
        return order != 0 ? order : Integer.compare(a.start(), b.start());
    }

    String path(long bucket) {
        return paths.get(pathRank(bucket));
    }

    WeaknessClass weakness(long bucket) {
        return classes.get((int) bucket & Integer.MAX_VALUE);
    }

    static boolean configuration(long bucket) {
        return bucket >>> 2 * BITS == 1;
    }

    private static int pathRank(long bucket) {
        return (int) (bucket >>> BITS) & Integer.MAX_VALUE;
    }

    /** Of each path by number, the rank of the one that stands for its file. */
    private int[] pathRanks() {
        Map<String, BitSet> toolsByPath = new HashMap<>();
        for (int i = 0; i < pathNames.size(); i++) {
            toolsByPath.put(pathNames.get(i), pathTools.get(i));
        }
        Map<String, String> representatives = SuffixGroups.representatives(toolsByPath, 2);
        paths = representatives.values().stream().distinct().sorted().toList();
        Map<String, Integer> rank = new HashMap<>();
        for (int i = 0; i < paths.size(); i++) {
            rank.put(paths.get(i), i);
        }
        return pathNames.stream().map(representatives::get).mapToInt(rank::get).toArray();
    }

    private static int[] ranks(List<String> names) {
        int[] byName = IntStream.range(0, names.size())
                .boxed()
                .sorted(Comparator.comparing(names::get))
                .mapToInt(Integer::intValue)
                .toArray();
        int[] ranks = new int[byName.length];
        for (int rank = 0; rank < byName.length; rank++) {
            ranks[byName[rank]] = rank;
        }
        return ranks;
    }
}
