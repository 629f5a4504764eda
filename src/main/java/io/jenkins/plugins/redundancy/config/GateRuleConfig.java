package io.jenkins.plugins.redundancy.config;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import hudson.Extension;
import hudson.Util;
import hudson.model.AbstractDescribableImpl;
import hudson.model.Descriptor;
import java.util.List;
import java.util.Map;
import org.kohsuke.stapler.DataBoundConstructor;
import org.kohsuke.stapler.DataBoundSetter;

/** How many findings of a sort are too many. */
public class GateRuleConfig extends AbstractDescribableImpl<GateRuleConfig> {

    @CheckForNull
    private String outcome;

    @CheckForNull
    private Integer allowed;

    @CheckForNull
    private String findings;

    @CheckForNull
    private Double confidence;

    @CheckForNull
    private String agreement;

    @CheckForNull
    private String severity;

    @CheckForNull
    private List<String> kind;

    @CheckForNull
    private List<String> weakness;

    @DataBoundConstructor
    public GateRuleConfig() {}

    /** {@code fail} or {@code unstable}. */
    @CheckForNull
    public String getOutcome() {
        return outcome;
    }

    @DataBoundSetter
    public void setOutcome(@CheckForNull String outcome) {
        this.outcome = Util.fixEmptyAndTrim(outcome);
    }

    @CheckForNull
    public Integer getAllowed() {
        return allowed;
    }

    @DataBoundSetter
    public void setAllowed(@CheckForNull Integer allowed) {
        this.allowed = allowed;
    }

    /** {@code new} or {@code all}. */
    @CheckForNull
    public String getFindings() {
        return findings;
    }

    @DataBoundSetter
    public void setFindings(@CheckForNull String findings) {
        this.findings = Util.fixEmptyAndTrim(findings);
    }

    @CheckForNull
    public Double getConfidence() {
        return confidence;
    }

    @DataBoundSetter
    public void setConfidence(@CheckForNull Double confidence) {
        this.confidence = confidence;
    }

    /** {@code any}, {@code confirmed} or {@code single-source}. */
    @CheckForNull
    public String getAgreement() {
        return agreement;
    }

    @DataBoundSetter
    public void setAgreement(@CheckForNull String agreement) {
        this.agreement = Util.fixEmptyAndTrim(agreement);
    }

    @CheckForNull
    public String getSeverity() {
        return severity;
    }

    @DataBoundSetter
    public void setSeverity(@CheckForNull String severity) {
        this.severity = Util.fixEmptyAndTrim(severity);
    }

    @CheckForNull
    public List<String> getKind() {
        return Lists.copy(kind);
    }

    @DataBoundSetter
    public void setKind(@CheckForNull List<String> kind) {
        this.kind = Lists.orNull(kind);
    }

    @CheckForNull
    public List<String> getWeakness() {
        return Lists.copy(weakness);
    }

    @DataBoundSetter
    public void setWeakness(@CheckForNull List<String> weakness) {
        this.weakness = Lists.orNull(weakness);
    }

    Map<String, Object> plain() {
        return new Plain()
                .put("outcome", outcome)
                .put("allowed", allowed)
                .put("findings", findings)
                .put("confidence", confidence)
                .put("agreement", agreement)
                .put("severity", severity)
                .put("kind", kind)
                .put("weakness", weakness)
                .map();
    }

    @Extension
    public static final class DescriptorImpl extends Descriptor<GateRuleConfig> {}
}
