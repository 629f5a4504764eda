package io.jenkins.plugins.redundancy.engine.merge;

import io.jenkins.plugins.redundancy.engine.merge.Triage.Decision;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** Brings decisions and clusters together: what a cluster hands to a decision, and what the decision does to it. */
final class ClusterTriage {

    private final Map<String, String> lineages = new HashMap<>();

    ClusterTriage(List<Merged.Tool> tools) {
        tools.forEach(tool -> lineages.put(tool.voter().tool(), tool.voter().lineage()));
    }

    Set<String> reporters(Cluster cluster) {
        return voted(cluster, Vote.REPORTED);
    }

    /** A tool that is silent while another of its lineage reports is outvoted by it. */
    Set<String> silent(Cluster cluster) {
        Set<String> silent = voted(cluster, Vote.SILENT);
        silent.removeAll(reporters(cluster));
        return silent;
    }

    private Set<String> voted(Cluster cluster, Vote vote) {
        Set<String> voted = new TreeSet<>();
        cluster.votes().forEach((tool, its) -> {
            if (its == vote) {
                voted.add(lineages.getOrDefault(tool, tool));
            }
        });
        return voted;
    }

    /**
     * The cluster as it stands after the decision. A false positive is taken back by a reporter that was not there when it
     * was decided: a dismissed finding must not hide the one that another tool reports now.
     */
    Cluster decided(Cluster cluster, Triage triage) {
        String by =
                triage.who() + " on " + triage.when().atOffset(ZoneOffset.UTC).toLocalDate();
        if (triage.decision() == Decision.ACCEPTED) {
            return with(cluster, 1, "accepted by " + by + ": " + triage.reason(), false);
        }
        Set<String> newcomers = reporters(cluster);
        newcomers.removeAll(triage.reporters());
        if (newcomers.isEmpty()) {
            return with(cluster, 0, Triage.DISMISSED_BY + by + ": " + triage.reason(), true);
        }
        String open = "open again, as " + String.join(", ", newcomers) + " did not report it when " + by
                + " called it a false positive: " + triage.reason();
        return with(cluster, cluster.confidence(), open, false);
    }

    private static Cluster with(Cluster cluster, double confidence, String decision, boolean suppressed) {
        String sentence = decision.endsWith(".") ? decision : decision + ".";
        String why = cluster.why().endsWith(".")
                ? cluster.why().substring(0, cluster.why().length() - 1)
                : cluster.why();
        return cluster.withDecision(
                confidence, why + "; " + sentence, suppressed && cluster.live() ? decision : cluster.suppression());
    }
}
