package io.jenkins.plugins.redundancy.engine.merge;

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
import java.util.Set;
import java.util.TreeMap;

/**
 * Which findings of all tools are one weakness at one place (docs/developer/correlation.md). What has a place in a file is
 * sorted into buckets of one path and class; each bucket is looked at alone.
 */
final class Correlation {

    /** Secrets join with what other tools call a hard-coded credential. */
    private static final String CREDENTIALS = "hard-coded-credentials";

    private static final Set<String> LEAKS = Set.of("memory-leak", "resource-leak");

    private final int window;
    private final List<Draft> drafts = new ArrayList<>();
    private final List<Located> located = new ArrayList<>();
    private final Dependencies dependencies = new Dependencies();
    private final Map<String, List<Located>> placeless = new TreeMap<>();
    private List<String> paths = List.of();
    private List<WeaknessClass> classes = List.of();

    private Correlation(int window) {
        this.window = window;
    }

    /**
     * @param ballots by tool
     * @return one draft per place, those of one file and class next to each other, by line
     */
    static List<Draft> of(List<Ballot> ballots, int window) {
        Correlation correlation = new Correlation(window);
        correlation.sortIntoBuckets(ballots);
        correlation.clusterBuckets();
        correlation.dependencies.addTo(correlation.drafts);
        correlation.placeless.values().forEach(same -> correlation.draft(same, same.get(0).finding().weakness(), ""));
        return correlation.drafts;
    }

    private void sortIntoBuckets(List<Ballot> ballots) {
        Map<String, BitSet> toolsByPath = new HashMap<>();
        Map<String, WeaknessClass> byId = new TreeMap<>();
        byId.put(CREDENTIALS, WeaknessClass.ofId(CREDENTIALS).orElseThrow());
        for (int tool = 0; tool < ballots.size(); tool++) {
            for (Finding finding : findings(ballots, tool)) {
                Location at = finding.subject().location().orElse(null);
                if (at != null && !(finding.subject() instanceof Subject.Dependency)) {
                    toolsByPath.computeIfAbsent(at.path(), path -> new BitSet()).set(tool);
                    byId.merge(finding.weakness().id(), finding.weakness(), Correlation::sameForAnyOrder);
                }
            }
        }
        Map<String, String> representatives = SuffixGroups.representatives(toolsByPath, 2);
        paths = representatives.values().stream().distinct().sorted().toList();
        classes = List.copyOf(byId.values());
        Map<String, Integer> pathIndex = indexOf(paths);
        representatives.forEach((path, representative) -> pathIndex.put(path, pathIndex.get(representative)));
        Map<String, Integer> classIndex = indexOf(List.copyOf(byId.keySet()));
        for (int tool = 0; tool < ballots.size(); tool++) {
            for (Finding finding : findings(ballots, tool)) {
                Location at = finding.subject().location().orElse(null);
                if (finding.subject() instanceof Subject.Dependency) {
                    dependencies.add(new Located(finding, tool, at, 0));
                } else if (at == null) {
                    placeless
                            .computeIfAbsent(placelessKey(finding), key -> new ArrayList<>(1))
                            .add(new Located(finding, tool, at, 0));
                } else {
                    boolean configuration = finding.subject() instanceof Subject.Configuration;
                    String weakness = finding.subject() instanceof Subject.Secret
                            ? CREDENTIALS
                            : finding.weakness().id();
                    long bucket = (configuration ? 1L << 62 : 0)
                            | (long) pathIndex.get(at.path()) << 31
                            | classIndex.get(weakness);
                    located.add(new Located(finding, tool, at, bucket));
                }
            }
        }
    }

    private static List<Finding> findings(List<Ballot> ballots, int tool) {
        return ballots.get(tool).report() == null
                ? List.of()
                : ballots.get(tool).report().findings();
    }

    /** Two readers may give one class id different titles. */
    private static WeaknessClass sameForAnyOrder(WeaknessClass a, WeaknessClass b) {
        return a == b || a.title().compareTo(b.title()) <= 0 ? a : b;
    }

    private static Map<String, Integer> indexOf(List<String> sorted) {
        Map<String, Integer> index = new HashMap<>();
        for (int i = 0; i < sorted.size(); i++) {
            index.put(sorted.get(i), i);
        }
        return index;
    }

    /** Without a place only a resource, or one tool's own words, can say that two findings are the same. */
    private static String placelessKey(Finding finding) {
        if (finding.subject() instanceof Subject.Configuration configuration
                && !configuration.resource().isEmpty()) {
            return "resource\0" + configuration.resource() + "\0"
                    + finding.weakness().id();
        }
        return String.join(
                "\0",
                finding.subject().kind(),
                finding.tool(),
                finding.rule().id(),
                finding.weakness().id(),
                finding.message());
    }

    private void clusterBuckets() {
        Located[] sorted = located.toArray(Located[]::new);
        located.clear();
        Arrays.sort(sorted, Comparator.comparingLong(Located::bucket).thenComparingInt(Located::start));
        for (int from = 0, to; from < sorted.length; from = to) {
            to = from + 1;
            while (to < sorted.length && sorted[to].bucket() == sorted[from].bucket()) {
                to++;
            }
            cluster(Arrays.asList(sorted).subList(from, to));
        }
    }

    private void cluster(List<Located> bucket) {
        long key = bucket.get(0).bucket();
        WeaknessClass weakness = classes.get((int) (key & Integer.MAX_VALUE));
        String path = paths.get((int) (key >>> 31 & Integer.MAX_VALUE));
        if (bucket.size() == 1) {
            draft(bucket, weakness, path);
        } else if (key >>> 62 == 1) {
            Configurations.places(bucket, window).forEach(same -> draft(same, weakness, path));
        } else {
            // an access key's id and its secret stand on neighbouring lines and are two secrets
            int near = weakness.id().equals(CREDENTIALS) && anySecret(bucket) ? 0 : window;
            for (Place place : Places.of(bucket, near, LEAKS.contains(weakness.id()))) {
                draft(place.members, weakness, path);
            }
        }
    }

    private static boolean anySecret(List<Located> bucket) {
        for (Located one : bucket) {
            if (one.finding().subject() instanceof Subject.Secret) {
                return true;
            }
        }
        return false;
    }

    private void draft(List<Located> members, WeaknessClass weakness, String path) {
        drafts.add(draftOf(members, weakness, path));
    }

    static Draft draftOf(List<Located> members, WeaknessClass weakness, String path) {
        if (members.size() == 1) {
            Finding only = members.get(0).finding();
            BitSet reporters = new BitSet();
            reporters.set(members.get(0).tool());
            return new Draft(weakness, Standing.at(only.subject(), path), List.of(only), reporters);
        }
        BitSet reporters = new BitSet();
        Finding[] findings = new Finding[members.size()];
        for (int i = 0; i < findings.length; i++) {
            findings[i] = members.get(i).finding();
            reporters.set(members.get(i).tool());
        }
        Arrays.sort(findings, FindingOrder.INSTANCE);
        return new Draft(weakness, Standing.at(Standing.of(members), path), List.of(findings), reporters);
    }
}
