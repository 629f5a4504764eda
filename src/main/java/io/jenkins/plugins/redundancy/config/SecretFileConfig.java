package io.jenkins.plugins.redundancy.config;

import com.cloudbees.plugins.credentials.common.StandardCredentials;
import edu.umd.cs.findbugs.annotations.CheckForNull;
import hudson.Extension;
import org.jenkinsci.Symbol;
import org.jenkinsci.plugins.plaincredentials.FileCredentials;
import org.kohsuke.stapler.DataBoundConstructor;

/** A secret file; the variable holds its path on the agent. */
public class SecretFileConfig extends VariableCredentialConfig {

    @DataBoundConstructor
    public SecretFileConfig(@CheckForNull String credentialsId, @CheckForNull String variable) {
        super(credentialsId, variable);
    }

    @Extension
    @Symbol("file")
    public static final class DescriptorImpl extends VariableDescriptor {

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
    }
}
