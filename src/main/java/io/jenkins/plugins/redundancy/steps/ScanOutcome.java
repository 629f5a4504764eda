package io.jenkins.plugins.redundancy.steps;

import io.jenkins.plugins.redundancy.engine.finding.Severity;
import io.jenkins.plugins.redundancy.engine.merge.BaselineState;
import io.jenkins.plugins.redundancy.engine.merge.GateResult;
import io.jenkins.plugins.redundancy.engine.policy.Attempt;
import io.jenkins.plugins.redundancy.engine.policy.Verdict;
import io.jenkins.plugins.redundancy.engine.report.ScanResult;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jenkinsci.plugins.scriptsecurity.sandbox.whitelists.Whitelisted;

/** What {@code redundantScan} returns to the Jenkinsfile. */
public final class ScanOutcome implements Serializable {

    private static final long serialVersionUID = 1L;

    private final String verdict;
    private final String reason;
    private final String gate;
    private final String gateReason;
    private final long confirmed;
    private final long singleSource;
    private final boolean compared;
    private final long fresh;
    private final long unchanged;
    private final long absent;
    private final long unknown;

    /** By severity, then by what is counted. */
    private final LinkedHashMap<String, Long> severities = new LinkedHashMap<>();

    private final ArrayList<String> failed = new ArrayList<>();

    ScanOutcome(ScanResult result) {
        verdict = result.outcome();
        Verdict judged = result.verdict();
        reason = judged == null ? "" : judged.reason();
        GateResult gated = result.gate();
        gate = gated == null ? "undecided" : gated.outcome().name().toLowerCase(Locale.ROOT);
        gateReason = result.gateSentence();
        confirmed = result.confirmed();
        singleSource = result.singleSource();
        compared = result.compared();
        fresh = result.fresh();
        unchanged = result.count(c -> c.baseline() == BaselineState.UNCHANGED);
        absent = result.gone(BaselineState.ABSENT);
        unknown = result.gone(BaselineState.UNKNOWN);
        Map<Severity, Long> counts = result.bySeverity(cluster -> true);
        for (Severity severity : Severity.values()) {
            severities.put(severity.name().toLowerCase(Locale.ROOT), counts.getOrDefault(severity, 0L));
        }
        if (judged != null) {
            judged.attempts().stream()
                    .filter(Attempt::hasFailed)
                    .map(Attempt::replica)
                    .distinct()
                    .forEach(failed::add);
        }
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

    /** {@code pass}, {@code unstable}, or {@code undecided} where the quorum was lost; one that fails ends the build. */
    @Whitelisted
    public String getGate() {
        return gate;
    }

    /** One sentence: what of the findings decided it. */
    @Whitelisted
    public String getGateReason() {
        return gateReason;
    }

    /** Findings that are not suppressed. */
    @Whitelisted
    public long getTotal() {
        return confirmed + singleSource;
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

    /** Whether there was a build to compare with; without one, the next four are 0. */
    @Whitelisted
    public boolean isCompared() {
        return compared;
    }

    /** Findings that the build compared with did not have. */
    @Whitelisted
    public long getNew() {
        return fresh;
    }

    @Whitelisted
    public long getUnchanged() {
        return unchanged;
    }

    /** Findings of the build compared with that are gone. */
    @Whitelisted
    public long getAbsent() {
        return absent;
    }

    /** Findings of the build compared with that no scanner which could see them looked for. */
    @Whitelisted
    public long getUnknown() {
        return unknown;
    }

    /** How many findings there are, by severity: {@code critical}, {@code high}, {@code medium}, {@code low}, {@code info}. */
    @Whitelisted
    public Map<String, Long> getSeverities() {
        return new LinkedHashMap<>(severities);
    }

    /** Names of the scanners that failed or were skipped, whether or not another one stood in. */
    @Whitelisted
    public List<String> getFailed() {
        return new ArrayList<>(failed);
    }

    @Override
    @Whitelisted
    public String toString() {
        return verdict + ", gate " + gate + ": " + confirmed + " confirmed, " + singleSource + " single-source";
    }
}
