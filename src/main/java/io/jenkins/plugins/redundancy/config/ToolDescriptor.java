package io.jenkins.plugins.redundancy.config;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import hudson.model.Descriptor;
import hudson.model.Item;
import hudson.model.labels.LabelExpression;
import hudson.util.FormValidation;
import hudson.util.ListBoxModel;
import io.jenkins.plugins.redundancy.engine.toolset.Preset;
import io.jenkins.plugins.redundancy.engine.toolset.Presets;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import org.kohsuke.stapler.AncestorInPath;
import org.kohsuke.stapler.QueryParameter;
import org.kohsuke.stapler.verb.POST;

/** The form of a tool, with and without fallbacks. */
public abstract class ToolDescriptor extends Descriptor<ToolConfig> {

    /** For the form: lists are written with commas. */
    public String joined(@CheckForNull List<?> items) {
        return Lists.joined(items);
    }

    public ListBoxModel doFillPresetItems() {
        ListBoxModel items = new ListBoxModel();
        items.add(Messages.ToolDescriptor_preset_none(), "");
        for (Preset preset : Presets.shipped().all()) {
            items.add(preset.id() + " – " + preset.title(), preset.id());
        }
        return items;
    }

    /** What it needs, rather than only whether it is there. */
    @POST
    public FormValidation doCheckPreset(@CheckForNull @AncestorInPath Item item, @QueryParameter String value) {
        FieldCheck check = FieldCheck.of(item);
        Optional<Preset> found = Presets.shipped().find(value);
        if (!check.permitted() || found.isEmpty()) {
            return check.tool("preset", value);
        }
        Preset preset = found.get();
        String languages = preset.languages().isEmpty()
                ? Messages.ToolDescriptor_preset_any()
                : String.join(", ", new TreeSet<>(preset.languages()));
        String needs =
                preset.needs().isEmpty() ? "" : Messages.ToolDescriptor_preset_needs(Lists.joined(preset.needs()));
        String secrets = preset.secrets().isEmpty()
                ? ""
                : Messages.ToolDescriptor_preset_secrets(Lists.joined(List.copyOf(preset.secrets())));
        return FormValidation.ok(
                Messages.ToolDescriptor_preset_facts(Lists.joined(preset.executables()), languages) + needs + secrets);
    }

    @POST
    public FormValidation doCheckName(@CheckForNull @AncestorInPath Item item, @QueryParameter String value) {
        return FieldCheck.of(item).tool("name", value.trim());
    }

    @POST
    public FormValidation doCheckReportFile(@CheckForNull @AncestorInPath Item item, @QueryParameter String value) {
        return FieldCheck.of(item).tool("reportFile", value);
    }

    @POST
    public FormValidation doCheckFormat(@CheckForNull @AncestorInPath Item item, @QueryParameter String value) {
        return FieldCheck.of(item).tool("format", value);
    }

    @POST
    public FormValidation doCheckTimeout(@CheckForNull @AncestorInPath Item item, @QueryParameter String value) {
        return FieldCheck.of(item).tool("timeout", value);
    }

    @POST
    public FormValidation doCheckRetries(@CheckForNull @AncestorInPath Item item, @QueryParameter String value) {
        return FieldCheck.of(item).tool("retries", value);
    }

    @POST
    public FormValidation doCheckLineage(@CheckForNull @AncestorInPath Item item, @QueryParameter String value) {
        return FieldCheck.of(item).tool("lineage", value);
    }

    @POST
    public FormValidation doCheckWeight(@CheckForNull @AncestorInPath Item item, @QueryParameter String value) {
        return FieldCheck.of(item).tool("weight", value);
    }

    @POST
    public FormValidation doCheckSecrets(@CheckForNull @AncestorInPath Item item, @QueryParameter String value) {
        return FieldCheck.of(item).tool("secrets", Lists.split(value));
    }

    @POST
    public FormValidation doCheckLabel(@CheckForNull @AncestorInPath Item item, @QueryParameter String value) {
        return !FieldCheck.of(item).permitted() || value.isBlank()
                ? FormValidation.ok()
                : LabelExpression.validate(value, item);
    }
}
