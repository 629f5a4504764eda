package io.jenkins.plugins.redundancy.engine.merge;

import java.util.List;

/** Rules over the outcome of a merge. */
public record Gate(List<GateRule> rules) {

    public static final Gate DEFAULT = new Gate(List.of(GateRule.DEFAULT));

    public Gate {
        rules = List.copyOf(rules);
    }

    /** The worst outcome of any rule; suppressed and gone clusters never count. */
    public GateResult check(Merged merged) {
        throw new UnsupportedOperationException("not yet: " + merged);
    }
}
