package io.jenkins.plugins.redundancy.steps;

import io.jenkins.plugins.redundancy.engine.merge.GateResult;
import io.jenkins.plugins.redundancy.engine.policy.Verdict;
import io.jenkins.plugins.redundancy.engine.report.ScanResult;
import java.io.Serializable;
import java.util.Locale;
import org.jenkinsci.plugins.scriptsecurity.sandbox.whitelists.Whitelisted;

/** What {@code redundantScan} returns to the Jenkinsfile. */
public final class ScanOutcome implements Serializable {

    private static final long serialVersionUID = 1L;

    private final String verdict;
    private final String reason;
    private final String gate;
    private final long confirmed;
    private final long singleSource;
    private final long fresh;

    ScanOutcome(ScanResult result) {
        this.verdict = result.outcome();
        Verdict judged = result.verdict();
        this.reason = judged == null ? "" : judged.reason();
        GateResult gated = result.gate();
        this.gate = gated == null ? "undecided" : gated.outcome().name().toLowerCase(Locale.ROOT);
        this.confirmed = result.confirmed();
        this.singleSource = result.singleSource();
        this.fresh = result.fresh();
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

    /** {@code pass}, {@code unstable}, {@code fail}, or {@code undecided} where the quorum was lost. */
    @Whitelisted
    public String getGate() {
        return gate;
    }

    /** Findings that enough independent scanners agree on. */
    @Whitelisted
    public long getConfirmed() {
        return confirmed;
    }

    /** Findings that are not confirmed. */
    @Whitelisted
    public long getSingleSource() {
        return singleSource;
    }

    /** Findings that the last successful build did not have. */
    @Whitelisted
    public long getNew() {
        return fresh;
    }

    @Override
    @Whitelisted
    public String toString() {
        return verdict + ", gate " + gate + ": " + confirmed + " confirmed, " + singleSource + " single-source";
    }
}
