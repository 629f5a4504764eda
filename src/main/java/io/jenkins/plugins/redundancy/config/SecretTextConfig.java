package io.jenkins.plugins.redundancy.config;

import com.cloudbees.plugins.credentials.common.StandardCredentials;
import edu.umd.cs.findbugs.annotations.CheckForNull;
import hudson.Extension;
import org.jenkinsci.Symbol;
import org.jenkinsci.plugins.plaincredentials.StringCredentials;
import org.kohsuke.stapler.DataBoundConstructor;

/** A secret text in a variable. */
public class SecretTextConfig extends VariableCredentialConfig {

    @DataBoundConstructor
    public SecretTextConfig(@CheckForNull String credentialsId, @CheckForNull String variable) {
        super(credentialsId, variable);
    }

    @Extension
    @Symbol("string")
    public static final class DescriptorImpl extends VariableDescriptor {

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
    }
}
