package io.jenkins.plugins.redundancy.config;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import hudson.Extension;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.kohsuke.stapler.DataBoundConstructor;
import org.kohsuke.stapler.DataBoundSetter;

/** A place that one scanner's report must fill: a tool, and those that stand in for it, in this order. */
public class SlotConfig extends ToolConfig {

    @CheckForNull
    private List<ToolConfig> fallbacks;

    @DataBoundConstructor
    public SlotConfig() {}

    @CheckForNull
    public List<ToolConfig> getFallbacks() {
        return Lists.copy(fallbacks);
    }

    @DataBoundSetter
    public void setFallbacks(@CheckForNull List<ToolConfig> fallbacks) {
        this.fallbacks = Lists.orNull(fallbacks);
    }

    /** The primary, then its fallbacks. */
    List<ToolConfig> tools() {
        List<ToolConfig> tools = new ArrayList<>();
        tools.add(this);
        if (fallbacks != null) {
            tools.addAll(fallbacks);
        }
        return tools;
    }

    @Override
    Map<String, Object> plain() {
        Map<String, Object> plain = super.plain();
        if (fallbacks != null) {
            plain.put("fallbacks", fallbacks.stream().map(ToolConfig::plain).toList());
        }
        return plain;
    }

    @Extension
    public static final class DescriptorImpl extends ToolDescriptor {}
}
