package io.jenkins.plugins.redundancy.config;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import hudson.Extension;
import hudson.model.AbstractDescribableImpl;
import hudson.model.Descriptor;
import java.util.List;
import java.util.Map;
import org.kohsuke.stapler.DataBoundConstructor;
import org.kohsuke.stapler.DataBoundSetter;

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
    public static final class DescriptorImpl extends Descriptor<CoversConfig> {}
}
