package io.jenkins.plugins.redundancy.config;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import hudson.Extension;
import hudson.Util;
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
    public static final class DescriptorImpl extends Descriptor<CommandConfig> {

        @POST
        public FormValidation doCheckSh(@CheckForNull @AncestorInPath Item item, @QueryParameter String value) {
            return check(item, "$REDUNDANCY_REPORT", value);
        }

        @POST
        public FormValidation doCheckBat(@CheckForNull @AncestorInPath Item item, @QueryParameter String value) {
            return check(item, "%REDUNDANCY_REPORT%", value);
        }

        /** A hint only: the tool may leave its report elsewhere. */
        private static FormValidation check(@CheckForNull Item item, String variable, String script) {
            return script.isBlank()
                            || script.contains("REDUNDANCY_REPORT")
                            || !FieldCheck.of(item).permitted()
                    ? FormValidation.ok()
                    : FormValidation.ok(Messages.CommandConfig_report(variable));
        }
    }
}
