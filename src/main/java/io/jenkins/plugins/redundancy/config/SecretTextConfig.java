package io.jenkins.plugins.redundancy.config;

import com.cloudbees.plugins.credentials.common.StandardCredentials;
import edu.umd.cs.findbugs.annotations.CheckForNull;
import hudson.Extension;
import hudson.Util;
import hudson.model.Item;
import hudson.util.FormValidation;
import java.util.Map;
import org.jenkinsci.Symbol;
import org.jenkinsci.plugins.plaincredentials.StringCredentials;
import org.kohsuke.stapler.AncestorInPath;
import org.kohsuke.stapler.DataBoundConstructor;
import org.kohsuke.stapler.QueryParameter;
import org.kohsuke.stapler.verb.POST;

/** A secret text in a variable. */
public class SecretTextConfig extends CredentialConfig {

    private final String variable;

    @DataBoundConstructor
    public SecretTextConfig(@CheckForNull String credentialsId, @CheckForNull String variable) {
        super(credentialsId);
        this.variable = Util.fixNull(variable).trim();
    }

    public String getVariable() {
        return variable;
    }

    @Override
    Map<String, String> variables() {
        return Map.of("variable", variable);
    }

    @Extension
    @Symbol("string")
    public static final class DescriptorImpl extends CredentialDescriptor {

        @Override
        String symbol() {
            return "string";
        }

        @Override
        Class<? extends StandardCredentials> type() {
            return StringCredentials.class;
        }

        @Override
        public String getDisplayName() {
            return Messages.SecretTextConfig_displayName();
        }

        @POST
        public FormValidation doCheckVariable(@CheckForNull @AncestorInPath Item item, @QueryParameter String value) {
            return FieldCheck.of(item).variable(value);
        }
    }
}
