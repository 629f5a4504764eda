package io.jenkins.plugins.redundancy.config;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import hudson.Extension;
import hudson.model.AbstractDescribableImpl;
import hudson.model.Descriptor;
import hudson.model.Item;
import hudson.util.FormValidation;
import java.util.Map;
import org.kohsuke.stapler.AncestorInPath;
import org.kohsuke.stapler.DataBoundConstructor;
import org.kohsuke.stapler.DataBoundSetter;
import org.kohsuke.stapler.QueryParameter;
import org.kohsuke.stapler.verb.POST;

/** What one report may cost; null: the engine's limit. */
public class LimitsConfig extends AbstractDescribableImpl<LimitsConfig> {

    @CheckForNull
    private Long bytes;

    @CheckForNull
    private Integer depth;

    @CheckForNull
    private Integer results;

    @CheckForNull
    private Integer stringLength;

    @CheckForNull
    private Integer messageLength;

    @DataBoundConstructor
    public LimitsConfig() {}

    @CheckForNull
    public Long getBytes() {
        return bytes;
    }

    @DataBoundSetter
    public void setBytes(@CheckForNull Long bytes) {
        this.bytes = bytes;
    }

    @CheckForNull
    public Integer getDepth() {
        return depth;
    }

    @DataBoundSetter
    public void setDepth(@CheckForNull Integer depth) {
        this.depth = depth;
    }

    @CheckForNull
    public Integer getResults() {
        return results;
    }

    @DataBoundSetter
    public void setResults(@CheckForNull Integer results) {
        this.results = results;
    }

    @CheckForNull
    public Integer getStringLength() {
        return stringLength;
    }

    @DataBoundSetter
    public void setStringLength(@CheckForNull Integer stringLength) {
        this.stringLength = stringLength;
    }

    @CheckForNull
    public Integer getMessageLength() {
        return messageLength;
    }

    @DataBoundSetter
    public void setMessageLength(@CheckForNull Integer messageLength) {
        this.messageLength = messageLength;
    }

    Map<String, Object> plain() {
        return new Plain()
                .put("bytes", bytes)
                .put("depth", depth)
                .put("results", results)
                .put("stringLength", stringLength)
                .put("messageLength", messageLength)
                .map();
    }

    @Extension
    public static final class DescriptorImpl extends Descriptor<LimitsConfig> {
        @POST
        public FormValidation doCheckBytes(@CheckForNull @AncestorInPath Item item, @QueryParameter String value) {
            return FieldCheck.of(item).set("limits.bytes", value);
        }

        @POST
        public FormValidation doCheckDepth(@CheckForNull @AncestorInPath Item item, @QueryParameter String value) {
            return FieldCheck.of(item).set("limits.depth", value);
        }

        @POST
        public FormValidation doCheckResults(@CheckForNull @AncestorInPath Item item, @QueryParameter String value) {
            return FieldCheck.of(item).set("limits.results", value);
        }

        @POST
        public FormValidation doCheckStringLength(
                @CheckForNull @AncestorInPath Item item, @QueryParameter String value) {
            return FieldCheck.of(item).set("limits.stringLength", value);
        }

        @POST
        public FormValidation doCheckMessageLength(
                @CheckForNull @AncestorInPath Item item, @QueryParameter String value) {
            return FieldCheck.of(item).set("limits.messageLength", value);
        }
    }
}
