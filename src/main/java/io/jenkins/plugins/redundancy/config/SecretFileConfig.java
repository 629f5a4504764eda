package io.jenkins.plugins.redundancy.config;

import com.cloudbees.plugins.credentials.common.StandardCredentials;
import edu.umd.cs.findbugs.annotations.CheckForNull;
import hudson.Extension;
import hudson.Util;
import hudson.model.Item;
import hudson.util.FormValidation;
import java.util.Map;
import org.jenkinsci.Symbol;
import org.jenkinsci.plugins.plaincredentials.FileCredentials;
import org.kohsuke.stapler.AncestorInPath;
import org.kohsuke.stapler.DataBoundConstructor;
import org.kohsuke.stapler.QueryParameter;
import org.kohsuke.stapler.verb.POST;

/** A secret file; the variable holds its path on the agent. */
public class SecretFileConfig extends CredentialConfig {

    private final String variable;

    @DataBoundConstructor
    public SecretFileConfig(@CheckForNull String credentialsId, @CheckForNull String variable) {
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
    @Symbol("file")
    public static final class DescriptorImpl extends CredentialDescriptor {

        @Override
        String symbol() {
            return "file";
        }

        @Override
        Class<? extends StandardCredentials> type() {
            return FileCredentials.class;
        }

        @Override
        public String getDisplayName() {
            return Messages.SecretFileConfig_displayName();
        }

        @POST
        public FormValidation doCheckVariable(@CheckForNull @AncestorInPath Item item, @QueryParameter String value) {
            return FieldCheck.of(item).variable(value);
        }
    }
}
