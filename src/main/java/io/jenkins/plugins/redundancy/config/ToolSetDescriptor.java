package io.jenkins.plugins.redundancy.config;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import hudson.model.Descriptor;
import hudson.model.Item;
import hudson.util.FormValidation;
import hudson.util.ListBoxModel;
import java.util.List;
import org.kohsuke.stapler.AncestorInPath;
import org.kohsuke.stapler.QueryParameter;
import org.kohsuke.stapler.verb.POST;

/** The form of a tool set. */
public abstract class ToolSetDescriptor extends Descriptor<ToolSetConfig> {

    /** For the form: lists are written with commas. */
    public String joined(@CheckForNull List<?> items) {
        return Lists.joined(items);
    }

    public ListBoxModel doFillOnDegradedItems() {
        ListBoxModel items = new ListBoxModel();
        items.add(Messages.ToolSetDescriptor_onDegraded_default(), "");
        items.add(Messages.ToolSetDescriptor_onDegraded_success(), "success");
        items.add(Messages.ToolSetDescriptor_onDegraded_unstable(), "unstable");
        return items;
    }

    public ListBoxModel doFillOnLostItems() {
        ListBoxModel items = new ListBoxModel();
        items.add(Messages.ToolSetDescriptor_onLost_default(), "");
        items.add(Messages.ToolSetDescriptor_onLost_fail(), "fail");
        items.add(Messages.ToolSetDescriptor_onLost_unstable(), "unstable");
        return items;
    }

    @POST
    public FormValidation doCheckName(@CheckForNull @AncestorInPath Item item, @QueryParameter String value) {
        FieldCheck check = FieldCheck.of(item);
        return check.permitted() && value.isBlank()
                ? FormValidation.error(Messages.ToolSetDescriptor_name())
                : check.set("name", value.trim());
    }

    @POST
    public FormValidation doCheckRequired(@CheckForNull @AncestorInPath Item item, @QueryParameter String value) {
        return FieldCheck.of(item).set("required", value);
    }

    @POST
    public FormValidation doCheckAgreement(@CheckForNull @AncestorInPath Item item, @QueryParameter String value) {
        return FieldCheck.of(item).set("agreement", value);
    }

    @POST
    public FormValidation doCheckReplicaTimeout(@CheckForNull @AncestorInPath Item item, @QueryParameter String value) {
        return FieldCheck.of(item).set("replicaTimeout", value);
    }

    @POST
    public FormValidation doCheckQueueTimeout(@CheckForNull @AncestorInPath Item item, @QueryParameter String value) {
        return FieldCheck.of(item).set("queueTimeout", value);
    }

    @POST
    public FormValidation doCheckTotalTimeout(@CheckForNull @AncestorInPath Item item, @QueryParameter String value) {
        return FieldCheck.of(item).set("totalTimeout", value);
    }

    @POST
    public FormValidation doCheckRetries(@CheckForNull @AncestorInPath Item item, @QueryParameter String value) {
        return FieldCheck.of(item).set("retries", value);
    }

    @POST
    public FormValidation doCheckBackoff(@CheckForNull @AncestorInPath Item item, @QueryParameter String value) {
        return FieldCheck.of(item).set("backoff", value);
    }

    @POST
    public FormValidation doCheckBackoffMax(@CheckForNull @AncestorInPath Item item, @QueryParameter String value) {
        return FieldCheck.of(item).set("backoffMax", value);
    }

    @POST
    public FormValidation doCheckBackoffJitter(@CheckForNull @AncestorInPath Item item, @QueryParameter String value) {
        return FieldCheck.of(item).set("backoffJitter", value);
    }

    @POST
    public FormValidation doCheckWorthAnother(@CheckForNull @AncestorInPath Item item, @QueryParameter String value) {
        return FieldCheck.of(item).set("worthAnother", Lists.split(value));
    }

    @POST
    public FormValidation doCheckOnDegraded(@CheckForNull @AncestorInPath Item item, @QueryParameter String value) {
        return FieldCheck.of(item).set("onDegraded", value);
    }

    @POST
    public FormValidation doCheckOnLost(@CheckForNull @AncestorInPath Item item, @QueryParameter String value) {
        return FieldCheck.of(item).set("onLost", value);
    }
}
