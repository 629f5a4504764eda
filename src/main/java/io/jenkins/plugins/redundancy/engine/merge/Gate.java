package io.jenkins.plugins.redundancy.engine.merge;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;

/** Rules over the outcome of a merge. */
public record Gate(List<GateRule> rules) implements Serializable {

    private static final long serialVersionUID = 1L;

    public static final Gate DEFAULT = new Gate(List.of(GateRule.DEFAULT));

    public Gate {
        rules = List.copyOf(rules);
    }

    /** The worst outcome of any rule; suppressed and gone clusters never count. */
    public GateResult check(Merged merged) {
        List<GateResult.Breach> breaches = new ArrayList<>();
        GateResult.Outcome outcome = GateResult.Outcome.PASS;
        for (GateRule rule : rules) {
            List<String> ids = new ArrayList<>();
            for (Cluster cluster : merged.clusters()) {
                if (rule.counts(cluster)) {
                    ids.add(cluster.id());
                }
            }
            if (ids.size() > rule.allowed()) {
                breaches.add(new GateResult.Breach(rule, rule.saying(ids.size()), ids));
                outcome = rule.outcome().compareTo(outcome) > 0 ? rule.outcome() : outcome;
            }
        }
        return new GateResult(outcome, reason(breaches, outcome), breaches);
    }

    private String reason(List<GateResult.Breach> breaches, GateResult.Outcome outcome) {
        if (rules.isEmpty()) {
            return "the gate has no rules";
        }
        for (GateResult.Breach breach : breaches) {
            if (breach.rule().outcome() == outcome) {
                return breach.reason()
                        + (breaches.size() > 1
                                ? "; " + (breaches.size() - 1) + " more of the gate's rules broken"
                                : "");
            }
        }
        return rules.size() == 1 ? rules.get(0).saying(0) : "all " + rules.size() + " rules of the gate hold";
    }
}
