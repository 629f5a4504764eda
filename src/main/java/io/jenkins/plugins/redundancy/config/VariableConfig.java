package io.jenkins.plugins.redundancy.config;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import hudson.Extension;
import hudson.Util;
import hudson.model.AbstractDescribableImpl;
import hudson.model.Descriptor;
import hudson.model.Item;
import hudson.util.FormValidation;
import org.kohsuke.stapler.AncestorInPath;
import org.kohsuke.stapler.DataBoundConstructor;
import org.kohsuke.stapler.QueryParameter;
import org.kohsuke.stapler.verb.POST;

/** A further environment variable of a tool. */
public class VariableConfig extends AbstractDescribableImpl<VariableConfig> {

    private final String name;
    private final String value;

    @DataBoundConstructor
    public VariableConfig(@CheckForNull String name, @CheckForNull String value) {
        this.name = Util.fixNull(name).trim();
        this.value = Util.fixNull(value);
    }

    public String getName() {
        return name;
    }

    public String getValue() {
        return value;
    }

    @Extension
    public static final class DescriptorImpl extends Descriptor<VariableConfig> {
        @POST
        public FormValidation doCheckName(@CheckForNull @AncestorInPath Item item, @QueryParameter String value) {
            return FieldCheck.of(item).variable(value);
        }
    }
}
