package io.jenkins.plugins.redundancy.config;

import com.cloudbees.plugins.credentials.common.StandardCredentials;
import com.cloudbees.plugins.credentials.common.StandardUsernamePasswordCredentials;
import edu.umd.cs.findbugs.annotations.CheckForNull;
import hudson.Extension;
import hudson.Util;
import hudson.model.Item;
import hudson.util.FormValidation;
import java.util.Map;
import org.jenkinsci.Symbol;
import org.kohsuke.stapler.AncestorInPath;
import org.kohsuke.stapler.DataBoundConstructor;
import org.kohsuke.stapler.QueryParameter;
import org.kohsuke.stapler.verb.POST;

/** A user's name and password in two variables. */
public class UserPasswordConfig extends CredentialConfig {

    private final String usernameVariable;
    private final String passwordVariable;

    @DataBoundConstructor
    public UserPasswordConfig(
            @CheckForNull String credentialsId,
            @CheckForNull String usernameVariable,
            @CheckForNull String passwordVariable) {
        super(credentialsId);
        this.usernameVariable = Util.fixNull(usernameVariable).trim();
        this.passwordVariable = Util.fixNull(passwordVariable).trim();
    }

    public String getUsernameVariable() {
        return Util.fixNull(usernameVariable);
    }

    public String getPasswordVariable() {
        return Util.fixNull(passwordVariable);
    }

    @Override
    Map<String, String> variables() {
        return Map.of("usernameVariable", getUsernameVariable(), "passwordVariable", getPasswordVariable());
    }

    @Extension
    @Symbol("usernamePassword")
    public static final class DescriptorImpl extends CredentialDescriptor {

        @Override
        String symbol() {
            return "usernamePassword";
        }

        @Override
        Class<? extends StandardCredentials> type() {
            return StandardUsernamePasswordCredentials.class;
        }

        @Override
        public String getDisplayName() {
            return Messages.UserPasswordConfig_displayName();
        }

        @POST
        public FormValidation doCheckUsernameVariable(
                @CheckForNull @AncestorInPath Item item, @QueryParameter String value) {
            return FieldCheck.of(item).variable(value);
        }

        @POST
        public FormValidation doCheckPasswordVariable(
                @CheckForNull @AncestorInPath Item item, @QueryParameter String value) {
            return FieldCheck.of(item).variable(value);
        }
    }
}
