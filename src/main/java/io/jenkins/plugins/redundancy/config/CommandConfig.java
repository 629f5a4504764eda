package io.jenkins.plugins.redundancy.config;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import hudson.Extension;
import hudson.Util;
import hudson.model.AbstractDescribableImpl;
import hudson.model.Descriptor;
import java.util.Map;
import org.kohsuke.stapler.DataBoundConstructor;
import org.kohsuke.stapler.DataBoundSetter;

/** How a tool is started, on each sort of agent. */
public class CommandConfig extends AbstractDescribableImpl<CommandConfig> {

    @CheckForNull
    private String sh;

    @CheckForNull
    private String bat;

    @DataBoundConstructor
    public CommandConfig() {}

    @CheckForNull
    public String getSh() {
        return sh;
    }

    @DataBoundSetter
    public void setSh(@CheckForNull String sh) {
        this.sh = Scripts.normalized(sh);
    }

    @CheckForNull
    public String getBat() {
        return bat;
    }

    @DataBoundSetter
    public void setBat(@CheckForNull String bat) {
        this.bat = Scripts.normalized(bat);
    }

    Map<String, Object> plain() {
        return new Plain().put("sh", sh).put("bat", bat).map();
    }

    /** Browsers submit CR LF, which a POSIX shell stumbles over. */
    private static final class Scripts {
        @CheckForNull
        static String normalized(@CheckForNull String script) {
            String text = Util.fixEmpty(script);
            return text == null || text.isBlank() ? null : text.replace("\r\n", "\n");
        }
    }

    @Extension
    public static final class DescriptorImpl extends Descriptor<CommandConfig> {}
}
