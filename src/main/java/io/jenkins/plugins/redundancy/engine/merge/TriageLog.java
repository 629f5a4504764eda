package io.jenkins.plugins.redundancy.engine.merge;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * All that was triaged: the latest decision per cluster. The order in which entries came does not matter, so two logs
 * can be put together either way round. Immutable.
 */
public final class TriageLog {

    public static final TriageLog EMPTY = new TriageLog(List.of());

    private final Map<String, Triage> latest = new TreeMap<>();

    public TriageLog(Collection<Triage> entries) {
        for (Triage triage : entries) {
            latest.merge(triage.cluster(), triage, (one, other) -> Triage.BY_AGE.compare(one, other) < 0 ? other : one);
        }
    }

    /** Ascending by cluster, one for each. */
    public List<Triage> entries() {
        return List.copyOf(latest.values());
    }

    public TriageLog and(TriageLog other) {
        return new TriageLog(Stream.concat(latest.values().stream(), other.latest.values().stream())
                .toList());
    }

    public TriageLog with(Triage triage) {
        return and(new TriageLog(List.of(triage)));
    }

    public Optional<Triage> decision(String cluster) {
        return Optional.ofNullable(latest.get(cluster));
    }

    /** What all these decisions teach about clusters that nobody has decided on. */
    public Confidence confidence() {
        return Confidence.learnt(entries());
    }

    /**
     * What a merge came to, with the decisions of this log: an accepted cluster has confidence 1, a false positive 0 and is
     * suppressed, unless a lineage reports it now that did not then. Each says so in its {@code why}. Apply it once, to
     * what {@link Merge} returned, before the gate.
     */
    public Merged decide(Merged merged) {
        if (merged.clusters().stream().noneMatch(cluster -> latest.containsKey(cluster.id()))) {
            return merged;
        }
        ClusterTriage votes = new ClusterTriage(merged.tools());
        List<Cluster> clusters = merged.clusters().stream()
                .map(cluster -> decision(cluster.id())
                        .map(triage -> votes.decided(cluster, triage))
                        .orElse(cluster))
                .sorted(ClusterOrder.INSTANCE)
                .toList();
        return new Merged(clusters, merged.gone(), merged.tools(), merged.rule(), merged.warnings());
    }
}
