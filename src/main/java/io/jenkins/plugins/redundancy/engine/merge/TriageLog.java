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

    /** The decision on that very cluster (1 or 0) where there is one, else the estimate. */
    public double confidence(String cluster, double estimate) {
        return decision(cluster).map(triage -> triage.decision().confidence()).orElse(estimate);
    }
}
