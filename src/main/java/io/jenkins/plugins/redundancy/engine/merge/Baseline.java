package io.jenkins.plugins.redundancy.engine.merge;

import io.jenkins.plugins.redundancy.engine.finding.Finding;
import io.jenkins.plugins.redundancy.engine.read.ToolReport;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * How a merge stands to its reference: by id, then by place in the same file, then in renamed files. What is found again
 * keeps the id it had there.
 */
final class Baseline {

    private final Reference reference;
    private final List<Trace> before = new ArrayList<>();
    private final List<Cluster> clusters = new ArrayList<>();

    /** Sets state and, where it is found again, the id of each draft. */
    Baseline(Reference reference, List<Draft> drafts, Identity identity) {
        this.reference = reference;
        Map<String, Trace> byId = new HashMap<>();
        addAll(reference.clusters(), byId);
        addAll(reference.unknown(), byId);
        List<Trace> after = new ArrayList<>(drafts.size());
        for (Draft draft : drafts) {
            Trace trace = Trace.of(draft);
            Trace old = byId.get(trace.id);
            if (old != null && old.match == null) {
                trace.matches(old);
            }
            after.add(trace);
        }
        doubtLinesOfEditedFiles(after);
        matchFiles(after);
        matchRenamed(after);
        for (int i = 0; i < drafts.size(); i++) {
            Trace match = after.get(i).match;
            drafts.get(i).baseline = match == null ? BaselineState.NEW : BaselineState.UNCHANGED;
            drafts.get(i).id = match == null ? drafts.get(i).id : match.id;
        }
        Set<String> taken = new HashSet<>(byId.keySet());
        for (int i = 0; i < drafts.size(); i++) {
            Draft draft = drafts.get(i);
            while (after.get(i).match == null && !taken.add(draft.id)) {
                draft.id = identity.another(draft.id);
            }
        }
    }

    /** The reference may come from a file that somebody edited: of two clusters with one id the first counts. */
    private void addAll(List<Cluster> some, Map<String, Trace> byId) {
        for (Cluster cluster : some) {
            Trace trace = Trace.of(cluster);
            if (byId.putIfAbsent(trace.id, trace) == null) {
                before.add(trace);
                clusters.add(cluster);
            }
        }
    }

    /** Where anything came or went lines may have shifted, and an id that is a line may be a neighbour's. */
    private void doubtLinesOfEditedFiles(List<Trace> after) {
        Set<String> edited = new HashSet<>();
        for (List<Trace> traces : List.of(before, after)) {
            for (Trace trace : traces) {
                if (trace.match == null) {
                    edited.add(trace.path);
                }
            }
        }
        for (Trace trace : after) {
            if (trace.basis == IdentityBasis.LINE && trace.match != null && edited.contains(trace.path)) {
                trace.match.match = null;
                trace.match = null;
            }
        }
    }

    private void matchFiles(List<Trace> after) {
        Set<String> open = new HashSet<>();
        for (Trace trace : before) {
            if (trace.match == null && !trace.path.isEmpty()) {
                open.add(trace.path);
            }
        }
        Map<String, List<Trace>> news = byPath(after, open);
        byPath(before, open).forEach((path, old) -> {
            if (news.containsKey(path)) {
                LineShift.match(old, news.get(path), false);
            }
        });
    }

    /** Packages are found by their ids alone: a manifest's line says nothing of them. */
    private static Map<String, List<Trace>> byPath(List<Trace> traces, Set<String> paths) {
        Map<String, List<Trace>> byPath = new TreeMap<>();
        for (Trace trace : traces) {
            if (paths.contains(trace.path) && !trace.sort.equals("dependency")) {
                byPath.computeIfAbsent(trace.path, path -> new ArrayList<>()).add(trace);
            }
        }
        return byPath;
    }

    private void matchRenamed(List<Trace> after) {
        Set<String> pathsBefore = new HashSet<>();
        Set<String> pathsAfter = new HashSet<>();
        before.forEach(trace -> pathsBefore.add(trace.path));
        after.forEach(trace -> pathsAfter.add(trace.path));
        List<Trace> vanished = only(before, pathsAfter);
        if (!vanished.isEmpty()) {
            Renames.match(vanished, only(after, pathsBefore));
        }
    }

    private static List<Trace> only(List<Trace> traces, Set<String> pathsElsewhere) {
        List<Trace> only = new ArrayList<>();
        for (Trace trace : traces) {
            if (trace.match == null
                    && !trace.path.isEmpty()
                    && !trace.sort.equals("dependency")
                    && !pathsElsewhere.contains(trace.path)) {
                only.add(trace);
            }
        }
        return only;
    }

    /** Clusters of the reference that are not here: absent when a tool that reported them looked again, else unknown. */
    List<Cluster> gone(List<Ballot> ballots) {
        Set<String> looked = new HashSet<>();
        for (Ballot ballot : ballots) {
            if (ballot.participation() == Merged.Participation.COMPLETE) {
                looked.add(ballot.voter().tool());
            }
        }
        List<Cluster> gone = new ArrayList<>();
        for (int i = 0; i < before.size(); i++) {
            if (before.get(i).match == null) {
                Cluster cluster = clusters.get(i);
                boolean absent = cluster.findings().stream().map(Finding::tool).anyMatch(looked::contains);
                gone.add(cluster.withBaseline(absent ? BaselineState.ABSENT : BaselineState.UNKNOWN));
            }
        }
        gone.sort(ClusterOrder.INSTANCE);
        return gone;
    }

    /** Tools whose findings the reference could not hold. */
    List<String> warnings(List<Ballot> ballots) {
        Set<String> tookPart = new HashSet<>();
        reference
                .clusters()
                .forEach(cluster -> cluster.votes().forEach((tool, vote) -> {
                    if (vote != Vote.ABSTAINED) {
                        tookPart.add(tool);
                    }
                }));
        reference.unknown().forEach(cluster -> cluster.findings().forEach(finding -> tookPart.add(finding.tool())));
        List<String> warnings = new ArrayList<>();
        for (Ballot ballot : ballots) {
            String tool = ballot.voter().tool();
            ToolReport report = ballot.report();
            boolean reports = report != null && !report.findings().isEmpty();
            if (reports && !tookPart.contains(tool) && !reference.clusters().isEmpty()) {
                warnings.add("no cluster of the reference report has a vote of " + tool
                        + ": what only it reports counts as new");
            }
        }
        return warnings;
    }
}
