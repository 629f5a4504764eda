package io.jenkins.plugins.redundancy.engine.merge;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import io.jenkins.plugins.redundancy.engine.finding.Finding;
import io.jenkins.plugins.redundancy.engine.finding.Location;
import io.jenkins.plugins.redundancy.engine.finding.Suppression;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Which clusters nobody needs to act on: those of which every finding is suppressed, by its own tool or by the checked-in
 * file. One live finding keeps the cluster live.
 */
final class Suppressions {

    private static final int MAX_REASONS = 3;

    /** Stands for the path of rules that have a glob; the others are found by their path. */
    private static final String ANY = "*";

    private final List<SuppressionRule> rules;
    private final LocalDate today;
    private final Map<String, List<SuppressionRule>> live = new HashMap<>();
    private final Set<SuppressionRule> used = new HashSet<>();

    Suppressions(List<SuppressionRule> rules, LocalDate today) {
        this.rules = rules;
        this.today = today;
        for (SuppressionRule rule : rules) {
            if (!expired(rule)) {
                boolean glob = rule.path().indexOf('*') >= 0 || rule.path().indexOf('?') >= 0;
                live.computeIfAbsent(key(rule.tool(), rule.rule(), glob ? ANY : rule.path()), key -> new ArrayList<>())
                        .add(rule);
            }
        }
    }

    private boolean expired(SuppressionRule rule) {
        return rule.expires() != null && today.isAfter(rule.expires());
    }

    private static String key(String tool, String rule, String path) {
        return tool + "\0" + rule + "\0" + path;
    }

    void apply(Draft draft) {
        Set<String> reasons = null;
        boolean all = true;
        String path = draft.path();
        for (int i = 0; i < draft.findings.size(); i++) {
            String reason = reason(draft.findings.get(i), path);
            if (reason == null) {
                all = false; // goes on: a rule that matches another finding is not unused
            } else {
                reasons = reasons == null ? new LinkedHashSet<>() : reasons;
                reasons.add(reason);
            }
        }
        if (all && reasons != null) {
            draft.suppression = text(List.copyOf(reasons));
        }
    }

    private static String text(List<String> reasons) {
        String shown = String.join("; ", reasons.subList(0, Math.min(reasons.size(), MAX_REASONS)));
        return reasons.size() <= MAX_REASONS ? shown : shown + "; and " + (reasons.size() - MAX_REASONS) + " more";
    }

    @CheckForNull
    private String reason(Finding finding, String clusterPath) {
        String reason = null;
        if (!live.isEmpty()) {
            String path = finding.subject().location().map(Location::path).orElse("");
            for (String place : Set.copyOf(List.of(path, clusterPath, ANY))) {
                String rule = finding.rule().id();
                for (SuppressionRule one : live.getOrDefault(key(finding.tool(), rule, place), List.of())) {
                    if (matches(one, finding, path, clusterPath)) {
                        used.add(one);
                        reason = reason == null || one.reason().compareTo(reason) < 0 ? one.reason() : reason;
                    }
                }
            }
        }
        if (reason != null || finding.suppressions().isEmpty()) {
            return reason;
        }
        for (Suppression own : finding.suppressions()) {
            if (own.accepted()) {
                return own.justification().isBlank()
                        ? "suppressed by " + Sentence.bounded(finding.tool())
                                + (own.kind().equals("inSource") ? " in the source" : "")
                        : own.justification();
            }
        }
        return null;
    }

    private static boolean matches(SuppressionRule rule, Finding finding, String path, String clusterPath) {
        Location at = finding.subject().at();
        if (rule.line() > 0 && (at == null || at.startLine() != rule.line())) {
            return false;
        }
        if (!rule.fingerprint().isEmpty() && !finding.fingerprints().containsValue(rule.fingerprint())) {
            return false;
        }
        return Glob.matches(rule.path(), path) || Glob.matches(rule.path(), clusterPath);
    }

    /** What expired and what matched nothing; nobody can tell of a tool that did not deliver all of its report. */
    List<String> warnings(List<Ballot> ballots) {
        Map<String, Merged.Participation> participation = new HashMap<>();
        ballots.forEach(ballot -> participation.put(ballot.voter().tool(), ballot.participation()));
        List<String> warnings = new ArrayList<>();
        for (SuppressionRule rule : rules) {
            if (expired(rule)) {
                warnings.add("suppression of " + rule + " expired on " + rule.expires()
                        + " and has no effect: mend the finding or renew the date");
            } else if (!participation.containsKey(rule.tool())) {
                warnings.add("suppression of " + rule + " names a tool that is not in this scan");
            } else if (!used.contains(rule) && participation.get(rule.tool()) == Merged.Participation.COMPLETE) {
                warnings.add("suppression of " + rule + " matches nothing: remove it");
            }
        }
        return warnings;
    }
}
