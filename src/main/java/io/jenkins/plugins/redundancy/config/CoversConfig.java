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

/** What a tool can see; elsewhere it abstains. */
public class CoversConfig extends AbstractDescribableImpl<CoversConfig> {

    @CheckForNull
    private List<String> languages;

    @CheckForNull
    private List<String> weaknesses;

    @DataBoundConstructor
    public CoversConfig() {}

    @CheckForNull
    public List<String> getLanguages() {
        return Lists.copy(languages);
    }

    @DataBoundSetter
    public void setLanguages(@CheckForNull List<String> languages) {
        this.languages = Lists.orNull(languages);
    }

    @CheckForNull
    public List<String> getWeaknesses() {
        return Lists.copy(weaknesses);
    }

    @DataBoundSetter
    public void setWeaknesses(@CheckForNull List<String> weaknesses) {
        this.weaknesses = Lists.orNull(weaknesses);
    }

    Map<String, Object> plain() {
        return new Plain()
                .put("languages", languages)
                .put("weaknesses", weaknesses)
                .map();
    }

    @Extension
    public static final class DescriptorImpl extends Descriptor<CoversConfig> {

        /** For the form: lists are written with commas. */
        public String joined(@CheckForNull List<?> items) {
            return Lists.joined(items);
        }

        @POST
        public FormValidation doCheckLanguages(@CheckForNull @AncestorInPath Item item, @QueryParameter String value) {
            return FieldCheck.of(item).tool("covers.languages", Lists.split(value));
        }

        @POST
        public FormValidation doCheckWeaknesses(@CheckForNull @AncestorInPath Item item, @QueryParameter String value) {
            return FieldCheck.of(item).tool("covers.weaknesses", Lists.split(value));
        }
    }
}
