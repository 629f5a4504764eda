package io.jenkins.plugins.redundancy.engine.toolset;

import io.jenkins.plugins.redundancy.engine.merge.GateResult;
import io.jenkins.plugins.redundancy.engine.merge.GateRule;
import io.jenkins.plugins.redundancy.engine.policy.Durations;
import io.jenkins.plugins.redundancy.engine.policy.OnDegraded;
import io.jenkins.plugins.redundancy.engine.policy.OnLost;
import io.jenkins.plugins.redundancy.engine.policy.Policy;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** What a tool set asks of a scan, in sentences, for people who are about to rely on it. */
public final class Explanation {

    private Explanation() {}

    /** The quorum first, then times, agreement and gate. */
    public static List<String> of(ToolSet set) {
        Policy policy = set.policy();
        List<String> sentences = new ArrayList<>();
        int slots = set.slots().size();
        sentences.add(policy.required().resolve(slots) + " of " + slots + (slots == 1 ? " slot" : " slots")
                + " must be filled by a report, else the build "
                + (policy.onLost() == OnLost.FAIL ? "fails" : "is unstable")
                + (policy.onDegraded() == OnDegraded.UNSTABLE ? "; where a tool failed, it is unstable." : "."));
        if (policy.partialCounts()) {
            sentences.add("A report that says of itself that it is incomplete fills its slot.");
        }
        limit(sentences, "Each attempt", policy.replicaTimeout());
        limit(sentences, "The whole scan", policy.totalTimeout());
        sentences.add("A finding is confirmed by the rule " + set.agreement().text() + ".");
        for (GateRule rule : set.gate().rules()) {
            sentences.add("The gate " + (rule.outcome() == GateResult.Outcome.FAIL ? "fails" : "is unstable") + " with "
                    + rule.breach() + ".");
        }
        if (set.gate().rules().isEmpty()) {
            sentences.add("There is no gate.");
        }
        return sentences;
    }

    private static void limit(List<String> sentences, String what, Duration limit) {
        if (!limit.isZero()) {
            sentences.add(what + " ends after " + Durations.format(limit) + ".");
        }
    }
}
