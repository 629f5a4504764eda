package io.jenkins.plugins.redundancy.config;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import hudson.Extension;
import hudson.model.AbstractDescribableImpl;
import hudson.model.Descriptor;
import hudson.model.Item;
import hudson.util.FormValidation;
import java.util.List;
import java.util.Map;
import org.kohsuke.stapler.AncestorInPath;
import org.kohsuke.stapler.DataBoundConstructor;
import org.kohsuke.stapler.DataBoundSetter;
import org.kohsuke.stapler.QueryParameter;
import org.kohsuke.stapler.verb.POST;

/** Which exit codes mean that a tool did its work. */
public class ExitCodesConfig extends AbstractDescribableImpl<ExitCodesConfig> {

    @CheckForNull
    private List<Integer> clean;

    @CheckForNull
    private List<Integer> findings;

    @DataBoundConstructor
    public ExitCodesConfig() {}

    @CheckForNull
    public List<Integer> getClean() {
        return Lists.copy(clean);
    }

    @DataBoundSetter
    public void setClean(@CheckForNull List<Integer> clean) {
        this.clean = Lists.orNull(clean);
    }

    @CheckForNull
    public List<Integer> getFindings() {
        return Lists.copy(findings);
    }

    @DataBoundSetter
    public void setFindings(@CheckForNull List<Integer> findings) {
        this.findings = Lists.orNull(findings);
    }

    Map<String, Object> plain() {
        return new Plain().put("clean", clean).put("findings", findings).map();
    }

    @Extension
    public static final class DescriptorImpl extends Descriptor<ExitCodesConfig> {

        /** For the form: lists are written with commas. */
        public String joined(@CheckForNull List<?> items) {
            return Lists.joined(items);
        }

        @POST
        public FormValidation doCheckClean(@CheckForNull @AncestorInPath Item item, @QueryParameter String value) {
            return FieldCheck.of(item).tool("exitCodes.clean", Lists.split(value));
        }

        @POST
        public FormValidation doCheckFindings(@CheckForNull @AncestorInPath Item item, @QueryParameter String value) {
            return FieldCheck.of(item).tool("exitCodes.findings", Lists.split(value));
        }
    }
}
