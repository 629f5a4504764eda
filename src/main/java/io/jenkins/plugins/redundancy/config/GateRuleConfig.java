package io.jenkins.plugins.redundancy.config;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import hudson.Extension;
import hudson.Util;
import hudson.model.AbstractDescribableImpl;
import hudson.model.Descriptor;
import hudson.model.Item;
import hudson.util.FormValidation;
import hudson.util.ListBoxModel;
import java.util.List;
import java.util.Map;
import org.kohsuke.stapler.AncestorInPath;
import org.kohsuke.stapler.DataBoundConstructor;
import org.kohsuke.stapler.DataBoundSetter;
import org.kohsuke.stapler.QueryParameter;
import org.kohsuke.stapler.verb.POST;

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
    public static final class DescriptorImpl extends Descriptor<GateRuleConfig> {

        /** For the form: lists are written with commas. */
        public String joined(@CheckForNull List<?> items) {
            return Lists.joined(items);
        }

        public ListBoxModel doFillOutcomeItems() {
            return items("fail", "unstable");
        }

        public ListBoxModel doFillFindingsItems() {
            return items("new", "all");
        }

        public ListBoxModel doFillAgreementItems() {
            return items("any", "confirmed", "single-source");
        }

        public ListBoxModel doFillSeverityItems() {
            return items("high", "critical", "medium", "low", "info");
        }

        /** The first is what is meant where nothing is chosen. */
        private static ListBoxModel items(String... ids) {
            ListBoxModel items = new ListBoxModel();
            items.add(Messages.GateRuleConfig_default(ids[0]), "");
            for (String id : ids) {
                items.add(id);
            }
            return items;
        }

        @POST
        public FormValidation doCheckOutcome(@CheckForNull @AncestorInPath Item item, @QueryParameter String value) {
            return FieldCheck.of(item).rule("outcome", value);
        }

        @POST
        public FormValidation doCheckAllowed(@CheckForNull @AncestorInPath Item item, @QueryParameter String value) {
            return FieldCheck.of(item).rule("allowed", value);
        }

        @POST
        public FormValidation doCheckFindings(@CheckForNull @AncestorInPath Item item, @QueryParameter String value) {
            return FieldCheck.of(item).rule("findings", value);
        }

        @POST
        public FormValidation doCheckConfidence(@CheckForNull @AncestorInPath Item item, @QueryParameter String value) {
            return FieldCheck.of(item).rule("confidence", value);
        }

        @POST
        public FormValidation doCheckAgreement(@CheckForNull @AncestorInPath Item item, @QueryParameter String value) {
            return FieldCheck.of(item).rule("agreement", value);
        }

        @POST
        public FormValidation doCheckSeverity(@CheckForNull @AncestorInPath Item item, @QueryParameter String value) {
            return FieldCheck.of(item).rule("severity", value);
        }

        @POST
        public FormValidation doCheckKind(@CheckForNull @AncestorInPath Item item, @QueryParameter String value) {
            return FieldCheck.of(item).rule("kind", Lists.split(value));
        }

        @POST
        public FormValidation doCheckWeakness(@CheckForNull @AncestorInPath Item item, @QueryParameter String value) {
            return FieldCheck.of(item).rule("weakness", Lists.split(value));
        }
    }
}
