package io.jenkins.plugins.redundancy.steps;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import hudson.AbortException;
import hudson.Extension;
import hudson.FilePath;
import hudson.Launcher;
import hudson.Util;
import hudson.model.Run;
import hudson.util.FormValidation;
import hudson.util.ListBoxModel;
import io.jenkins.plugins.redundancy.engine.merge.AgreementRule;
import io.jenkins.plugins.redundancy.engine.policy.Mode;
import io.jenkins.plugins.redundancy.engine.policy.OnDegraded;
import io.jenkins.plugins.redundancy.engine.policy.OnLost;
import io.jenkins.plugins.redundancy.engine.policy.Policy;
import io.jenkins.plugins.redundancy.engine.policy.Required;
import io.jenkins.plugins.redundancy.pages.ScanStore;
import java.util.Set;
import jenkins.model.Jenkins;
import org.jenkinsci.plugins.workflow.graph.FlowNode;
import org.jenkinsci.plugins.workflow.steps.StepContext;
import org.jenkinsci.plugins.workflow.steps.StepExecution;
import org.kohsuke.stapler.DataBoundConstructor;
import org.kohsuke.stapler.DataBoundSetter;
import org.kohsuke.stapler.QueryParameter;
import org.kohsuke.stapler.verb.POST;

/**
 * {@code redundantScan(required: 2) { scanner('pmd') { … } scanner('spotbugs') { … } }}: runs the scanners as branches
 * under a quorum, merges their reports and says what they agree on.
 */
public final class RedundantScanStep extends QuorumStep {

    private String id = "scan";

    @CheckForNull
    private String agreement;

    @CheckForNull
    private String gate;

    private boolean partialCounts;

    @DataBoundConstructor
    public RedundantScanStep() {}

    public String getId() {
        return id;
    }

    @DataBoundSetter
    public void setId(String id) {
        this.id = id;
    }

    @CheckForNull
    public String getAgreement() {
        return agreement;
    }

    @DataBoundSetter
    public void setAgreement(@CheckForNull String agreement) {
        this.agreement = Util.fixEmptyAndTrim(agreement);
    }

    @CheckForNull
    public String getGate() {
        return gate;
    }

    @DataBoundSetter
    public void setGate(@CheckForNull String gate) {
        this.gate = Util.fixEmptyAndTrim(gate);
    }

    public boolean isPartialCounts() {
        return partialCounts;
    }

    @DataBoundSetter
    public void setPartialCounts(boolean partialCounts) {
        this.partialCounts = partialCounts;
    }

    /** All arguments are checked here, before anything runs. */
    @Override
    public StepExecution start(StepContext context) throws Exception {
        if (!ScanStore.isValidId(id)) {
            throw new AbortException("id: '" + id + "': give letters, digits, dashes and underscores, at most 64");
        }
        Policy policy = Policy.of(Mode.QUORUM)
                .withRequired(Checks.parsed("required", getRequired(), Required.MAJORITY, Required::parse))
                .withTotalTimeout(Checks.duration("timeout", getTimeout()))
                .withOnDegraded(Checks.parsed("onDegraded", getOnDegraded(), OnDegraded.SUCCESS, OnDegraded::parse))
                .withOnLost(Checks.parsed("onLost", getOnLost(), OnLost.FAIL, OnLost::parse))
                .withPartialCounts(partialCounts);
        Checks.parsed("agreement", agreement, AgreementRule.DEFAULT, AgreementRule::parse);
        ScanGate action = Checks.parsed("gate", gate, ScanGate.FAIL, ScanGate::parse);
        return new RedundantScanExecution(context, id, policy, agreement, action);
    }

    @Extension
    public static final class DescriptorImpl extends QuorumStepDescriptor {

        @Override
        public String getFunctionName() {
            return "redundantScan";
        }

        @Override
        public String getDisplayName() {
            return Messages.RedundantScanStep_displayName();
        }

        @Override
        public Set<? extends Class<?>> getRequiredContext() {
            return Set.of(Run.class, FilePath.class, Launcher.class, FlowNode.class);
        }

        @Override
        public Set<? extends Class<?>> getProvidedContext() {
            return Set.of(ScanCollection.class);
        }

        public ListBoxModel doFillGateItems() {
            ListBoxModel items = new ListBoxModel();
            items.add(Messages.RedundantScanStep_gate_fail(), ScanGate.FAIL.id());
            items.add(Messages.RedundantScanStep_gate_unstable(), ScanGate.UNSTABLE.id());
            items.add(Messages.RedundantScanStep_gate_off(), ScanGate.OFF.id());
            return items;
        }

        @POST
        public FormValidation doCheckAgreement(@QueryParameter String value) {
            Jenkins.get().checkPermission(Jenkins.READ);
            return Checks.form("agreement", value, AgreementRule::parse);
        }

        @POST
        public FormValidation doCheckId(@QueryParameter String value) {
            Jenkins.get().checkPermission(Jenkins.READ);
            return ScanStore.isValidId(value)
                    ? FormValidation.ok()
                    : FormValidation.error(Messages.RedundantScanStep_id());
        }
    }
}
