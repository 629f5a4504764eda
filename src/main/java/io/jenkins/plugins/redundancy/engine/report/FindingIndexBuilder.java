package io.jenkins.plugins.redundancy.engine.report;

import io.jenkins.plugins.redundancy.engine.finding.Finding;
import io.jenkins.plugins.redundancy.engine.finding.Location;
import io.jenkins.plugins.redundancy.engine.finding.Subject;
import io.jenkins.plugins.redundancy.engine.finding.WeaknessClass;
import io.jenkins.plugins.redundancy.engine.merge.Agreement;
import io.jenkins.plugins.redundancy.engine.merge.BaselineState;
import io.jenkins.plugins.redundancy.engine.merge.Cluster;
import io.jenkins.plugins.redundancy.engine.merge.Merged;
import io.jenkins.plugins.redundancy.engine.merge.Triage;
import io.jenkins.plugins.redundancy.engine.merge.Vote;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.IntStream;

/** Makes the index of a merge; what rows share is kept once, in sorted tables, so that ranks can be compared. */
final class FindingIndexBuilder {

    private static final Comparator<WeaknessClass> BY_TITLE =
            Comparator.comparing(WeaknessClass::title).thenComparing(WeaknessClass::id);

    private final Merged merged;
    private final Map<RuleTable.Key, Integer> rules;
    private final List<FindingIndex.Tool> tools;
    private final TreeMap<WeaknessClass, Integer> weaknesses = new TreeMap<>(BY_TITLE);
    private final TreeMap<String, Integer> places = new TreeMap<>();
    private final Map<Map<String, Vote>, Integer> ballots = new HashMap<>();
    private final List<byte[]> ballotList = new ArrayList<>();

    private FindingIndexBuilder(Merged merged, Map<RuleTable.Key, Integer> rules) {
        this.merged = merged;
        this.rules = rules;
        this.tools = merged.tools().stream()
                .map(tool ->
                        new FindingIndex.Tool(tool.voter().tool(), tool.voter().lineage()))
                .toList();
    }

    /** @param rules of the merge, numbered */
    static FindingIndex of(Merged merged, Map<RuleTable.Key, Integer> rules) {
        return new FindingIndexBuilder(merged, rules).build();
    }

    private FindingIndex build() {
        List<Cluster> clusters = new ArrayList<>(merged.clusters());
        clusters.addAll(merged.gone());
        for (Cluster cluster : clusters) {
            weaknesses.put(cluster.weakness(), 0);
            places.put(place(cluster), 0);
        }
        rank(weaknesses);
        rank(places);
        int n = clusters.size();
        int[] ruleEnds = new int[n];
        int[] numbers = ruleNumbers(clusters, ruleEnds);
        FindingIndex.Columns columns = new FindingIndex.Columns(
                merged.clusters().size(),
                new long[n],
                new byte[n],
                new byte[n],
                new byte[n],
                new short[n],
                new int[n],
                new int[n],
                new int[n],
                new int[n],
                ruleEnds,
                numbers,
                tools,
                List.copyOf(weaknesses.keySet()),
                List.copyOf(places.keySet()),
                ballotList);
        for (int row = 0; row < n; row++) {
            Cluster cluster = clusters.get(row);
            BaselineState state = cluster.baseline();
            columns.ids()[row] = FindingIndex.key(cluster.id());
            columns.severity()[row] = (byte) cluster.severity().ordinal();
            columns.flags()[row] = flags(cluster);
            columns.state()[row] = (byte) (state == null ? 0 : 1 + state.ordinal());
            columns.confidence()[row] = (short) Math.round(cluster.confidence() * FindingIndex.CONFIDENCE_SCALE);
            columns.weakness()[row] = weaknesses.get(cluster.weakness());
            columns.place()[row] = places.get(place(cluster));
            columns.line()[row] =
                    cluster.subject().location().map(Location::startLine).orElse(0);
            columns.votes()[row] = ballots.computeIfAbsent(cluster.votes(), this::ballot);
        }
        return new FindingIndex(columns);
    }

    private static byte flags(Cluster cluster) {
        String suppression = cluster.suppression();
        int flags = cluster.agreement() == Agreement.CONFIRMED ? FindingIndex.CONFIRMED : 0;
        if (suppression != null) {
            flags |= FindingIndex.SUPPRESSED;
            flags |= suppression.startsWith(Triage.DISMISSED_BY) ? FindingIndex.DISMISSED : 0;
        }
        return (byte) flags;
    }

    static String place(Cluster cluster) {
        if (cluster.subject() instanceof Subject.Dependency dependency) {
            return dependency.name();
        }
        return cluster.subject().location().map(Location::path).orElse("");
    }

    private static <K> void rank(TreeMap<K, Integer> table) {
        int rank = 0;
        for (Map.Entry<K, Integer> entry : table.entrySet()) {
            entry.setValue(rank++);
        }
    }

    private int ballot(Map<String, Vote> votes) {
        byte[] ballot = new byte[tools.size()];
        for (int tool = 0; tool < ballot.length; tool++) {
            Vote vote = votes.getOrDefault(tools.get(tool).name(), Vote.ABSTAINED);
            ballot[tool] = (byte) vote.ordinal();
        }
        ballotList.add(ballot);
        return ballotList.size() - 1;
    }

    /** One run after the other, and where each ends. */
    private int[] ruleNumbers(List<Cluster> clusters, int[] ends) {
        IntStream.Builder numbers = IntStream.builder();
        int end = 0;
        for (int row = 0; row < ends.length; row++) {
            int[] run = ruleNumbers(clusters.get(row));
            Arrays.stream(run).forEach(numbers);
            end += run.length;
            ends[row] = end;
        }
        return numbers.build().toArray();
    }

    /** One cluster may hold a million reports of a few rules. */
    private int[] ruleNumbers(Cluster cluster) {
        IntStream numbers = cluster.findings().stream().mapToInt(this::rule);
        return numbers.distinct().sorted().toArray();
    }

    private int rule(Finding finding) {
        return rules.get(new RuleTable.Key(finding.tool(), finding.rule()));
    }
}
