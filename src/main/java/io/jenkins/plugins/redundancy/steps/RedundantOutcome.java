package io.jenkins.plugins.redundancy.steps;

import io.jenkins.plugins.redundancy.engine.policy.Attempt;
import io.jenkins.plugins.redundancy.engine.policy.Verdict;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jenkinsci.plugins.scriptsecurity.sandbox.whitelists.Whitelisted;

/** What a Jenkinsfile gets from a quorum. */
public final class RedundantOutcome implements Serializable {

    private static final long serialVersionUID = 1L;

    private final String verdict;
    private final String reason;
    private final LinkedHashMap<String, Object> values = new LinkedHashMap<>();

    RedundantOutcome(Verdict verdict, List<Attempt> winners, ReplicaGroup group) {
        this.verdict = verdict.outcome().id();
        this.reason = verdict.reason();
        winners.forEach(winner -> values.put(winner.replica(), group.value(winner)));
    }

    /** {@code met}, {@code degraded}, or {@code lost} where a lost quorum does not fail the build. */
    @Whitelisted
    public String getVerdict() {
        return verdict;
    }

    /** One sentence: who failed, why, who stood in. */
    @Whitelisted
    public String getReason() {
        return reason;
    }

    /** Names of the replicas that succeeded. */
    @Whitelisted
    public List<String> getWinners() {
        return new ArrayList<>(values.keySet());
    }

    /** What the blocks of the winners returned, by their names. */
    @Whitelisted
    public Map<String, Object> getValues() {
        return new LinkedHashMap<>(values);
    }

    @Override
    @Whitelisted
    public String toString() {
        return verdict + ": " + reason;
    }
}
