package io.jenkins.plugins.redundancy.steps;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import hudson.AbortException;
import hudson.Extension;
import hudson.Util;
import hudson.model.Item;
import hudson.model.Job;
import hudson.model.Run;
import hudson.util.FormValidation;
import hudson.util.ListBoxModel;
import io.jenkins.plugins.redundancy.config.ToolSets;
import io.jenkins.plugins.redundancy.cps.OptionalBlockDescriptor;
import io.jenkins.plugins.redundancy.engine.merge.AgreementRule;
import io.jenkins.plugins.redundancy.engine.policy.FailureKind;
import io.jenkins.plugins.redundancy.engine.policy.Required;
import io.jenkins.plugins.redundancy.pages.ScanStore;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import jenkins.model.Jenkins;
import net.sf.json.JSONObject;
import org.jenkinsci.plugins.workflow.graph.FlowNode;
import org.jenkinsci.plugins.workflow.steps.Step;
import org.jenkinsci.plugins.workflow.steps.StepContext;
import org.jenkinsci.plugins.workflow.steps.StepExecution;
import org.kohsuke.stapler.AncestorInPath;
import org.kohsuke.stapler.DataBoundConstructor;
import org.kohsuke.stapler.DataBoundSetter;
import org.kohsuke.stapler.QueryParameter;
import org.kohsuke.stapler.StaplerRequest2;
import org.kohsuke.stapler.verb.POST;

/**
 * {@code redundantScan 'java-sast'}, or {@code redundantScan(required: 2) { scanner('pmd') { … } … }}, or both: runs the
 * scanners of a tool set, and those of the block, as branches under a quorum, merges their reports and says what they
 * agree on. What is given here wins over the tool set; null: not given.
 */
public final class RedundantScanStep extends ScanPolicyStep {

    @CheckForNull
    private String toolSet;

    private String id = "scan";

    @CheckForNull
    private Object agreement;

    @CheckForNull
    private Object gate;

    @CheckForNull
    private String sources;

    @CheckForNull
    private String agentGrace;

    @CheckForNull
    private String reference;

    @CheckForNull
    private String mergedSarif;

    private boolean skipPublishingChecks;

    /**
     * Its only parameter is what {@code redundantScan 'java-sast'} gives. That there is a setter of the same name makes it
     * optional: Declarative insists on those that a constructor alone takes.
     */
    @DataBoundConstructor
    public RedundantScanStep(@CheckForNull String toolSet) {
        this.toolSet = Util.fixEmptyAndTrim(toolSet);
    }

    @CheckForNull
    public String getToolSet() {
        return toolSet;
    }

    @DataBoundSetter
    public void setToolSet(@CheckForNull String toolSet) {
        this.toolSet = Util.fixEmptyAndTrim(toolSet);
    }

    public String getId() {
        return id;
    }

    @DataBoundSetter
    public void setId(String id) {
        this.id = id;
    }

    @CheckForNull
    public Object getAgreement() {
        return agreement;
    }

    @DataBoundSetter
    public void setAgreement(@CheckForNull Object agreement) {
        this.agreement = agreement instanceof String text ? Util.fixEmptyAndTrim(text) : agreement;
    }

    /** {@code fail}, {@code unstable}, {@code off}, or a list of rules as in a tool set. */
    @CheckForNull
    public Object getGate() {
        return gate;
    }

    @DataBoundSetter
    public void setGate(@CheckForNull Object gate) {
        this.gate = gate instanceof String text ? Util.fixEmptyAndTrim(text) : gate;
    }

    /** {@code stash} or {@code none}: what scanners with a label find on their agents. */
    @CheckForNull
    public String getSources() {
        return sources;
    }

    @DataBoundSetter
    public void setSources(@CheckForNull String sources) {
        this.sources = Util.fixEmptyAndTrim(sources);
    }

    /** How long the agent of a scanner with a label may be away; null: a minute, or not at all where it is from a cloud. */
    @CheckForNull
    public String getAgentGrace() {
        return agentGrace;
    }

    @DataBoundSetter
    public void setAgentGrace(@CheckForNull String agentGrace) {
        this.agentGrace = Util.fixEmptyAndTrim(agentGrace);
    }

    /** Name of the job to compare with, seen from this one; {@code none}: nothing is compared. */
    @CheckForNull
    public String getReference() {
        return reference;
    }

    @DataBoundSetter
    public void setReference(@CheckForNull String reference) {
        this.reference = Util.fixEmptyAndTrim(reference);
    }

    /** Where to write the merged report, relative to the workspace. */
    @CheckForNull
    public String getMergedSarif() {
        return mergedSarif;
    }

    @DataBoundSetter
    public void setMergedSarif(@CheckForNull String mergedSarif) {
        this.mergedSarif = Util.fixEmptyAndTrim(mergedSarif);
    }

    /** Called as the steps of junit and warnings-ng have it. */
    public boolean isSkipPublishingChecks() {
        return skipPublishingChecks;
    }

    @DataBoundSetter
    public void setSkipPublishingChecks(boolean skipPublishingChecks) {
        this.skipPublishingChecks = skipPublishingChecks;
    }

    /** All arguments are checked here, before anything runs. */
    @Override
    public StepExecution start(StepContext context) throws Exception {
        if (!ScanStore.isValidId(id)) {
            throw new AbortException("id: '" + id + "': give letters, digits, dashes and underscores, at most 64");
        }
        Job<?, ?> job = context.get(Run.class).getParent();
        ReferenceBuild.check(job, reference);
        return new RedundantScanExecution(context, ScanRequest.of(this, job));
    }

    @Extension
    public static final class DescriptorImpl extends OptionalBlockDescriptor {

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
            return Set.of(Run.class, FlowNode.class);
        }

        @Override
        public Set<? extends Class<?>> getProvidedContext() {
            return Set.of(ScanCollection.class);
        }

        @Override
        public String argumentsToString(Map<String, Object> namedArgs) {
            Object set = namedArgs.get("toolSet");
            return set == null ? null : set.toString();
        }

        @Override
        public Step newInstance(@CheckForNull StaplerRequest2 request, JSONObject form) throws FormException {
            // what is not chosen would be bound as false
            for (String flag : List.of("partialCounts", "cancelRest", "cancelWhenLost")) {
                if ("".equals(form.opt(flag))) {
                    form.remove(flag);
                }
            }
            return super.newInstance(request, form);
        }

        /** The tool sets that a job sees; on pages without a job, those of all of Jenkins. */
        @POST
        public ListBoxModel doFillToolSetItems(@AncestorInPath Item item, @QueryParameter String toolSet) {
            ListBoxModel items = new ListBoxModel();
            items.add(Messages.RedundantScanStep_toolSet_none(), "");
            if (item == null ? Jenkins.get().hasPermission(Jenkins.READ) : item.hasPermission(Item.READ)) {
                ToolSets.visible(item).forEach((name, found) -> items.add(found.toString(), name));
            }
            String current = Util.fixEmptyAndTrim(toolSet);
            if (current != null && items.stream().noneMatch(option -> option.value.equals(current))) {
                items.add(current, current);
            }
            return items;
        }

        public ListBoxModel doFillGateItems() {
            ListBoxModel items = new ListBoxModel();
            items.add(Messages.RedundantScanStep_gate_default(), "");
            items.add(Messages.RedundantScanStep_gate_fail(), ScanGate.FAIL.id());
            items.add(Messages.RedundantScanStep_gate_unstable(), ScanGate.UNSTABLE.id());
            items.add(Messages.RedundantScanStep_gate_off(), ScanGate.OFF.id());
            return items;
        }

        public ListBoxModel doFillOnDegradedItems() {
            return QuorumStepDescriptor.onDegradedItems();
        }

        public ListBoxModel doFillOnLostItems() {
            return QuorumStepDescriptor.onLostItems();
        }

        public ListBoxModel doFillPartialCountsItems() {
            return flags();
        }

        public ListBoxModel doFillCancelRestItems() {
            return flags();
        }

        public ListBoxModel doFillCancelWhenLostItems() {
            return flags();
        }

        private static ListBoxModel flags() {
            return QuorumStepDescriptor.items(Stream.of("true", "false"));
        }

        public ListBoxModel doFillSourcesItems() {
            ListBoxModel items = new ListBoxModel();
            items.add(Messages.RedundantScanStep_sources_stash(), "");
            items.add(Messages.RedundantScanStep_sources_none(), Sources.NONE.id());
            return items;
        }

        @POST
        public FormValidation doCheckAgreement(@QueryParameter String value) {
            Jenkins.get().checkPermission(Jenkins.READ);
            return Checks.form("agreement", value, AgreementRule::parse);
        }

        @POST
        public FormValidation doCheckRequired(@QueryParameter String value) {
            Jenkins.get().checkPermission(Jenkins.READ);
            return Checks.form("required", value, Required::parse);
        }

        @POST
        public FormValidation doCheckTimeout(@QueryParameter String value) {
            Jenkins.get().checkPermission(Jenkins.READ);
            return Checks.duration(value);
        }

        @POST
        public FormValidation doCheckReplicaTimeout(@QueryParameter String value) {
            Jenkins.get().checkPermission(Jenkins.READ);
            return Checks.duration(value);
        }

        @POST
        public FormValidation doCheckQueueTimeout(@QueryParameter String value) {
            Jenkins.get().checkPermission(Jenkins.READ);
            return Checks.duration(value);
        }

        @POST
        public FormValidation doCheckBackoff(@QueryParameter String value) {
            Jenkins.get().checkPermission(Jenkins.READ);
            return Checks.duration(value);
        }

        @POST
        public FormValidation doCheckWorthAnother(@QueryParameter String value) {
            Jenkins.get().checkPermission(Jenkins.READ);
            return Checks.form("worthAnother", value, FailureKind::parseSet);
        }

        /** Whether there is such a job, to those who may know of it. */
        @POST
        public FormValidation doCheckReference(@AncestorInPath Item item, @QueryParameter String value) {
            return item instanceof Job<?, ?> job && job.hasPermission(Item.READ)
                    ? Checks.form(() -> ReferenceBuild.check(job, Util.fixEmptyAndTrim(value)))
                    : FormValidation.ok();
        }

        @POST
        public FormValidation doCheckAgentGrace(@QueryParameter String value) {
            Jenkins.get().checkPermission(Jenkins.READ);
            return Checks.duration(value);
        }

        @POST
        public FormValidation doCheckMergedSarif(@QueryParameter String value) {
            Jenkins.get().checkPermission(Jenkins.READ);
            return Checks.path(value);
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
