package io.jenkins.plugins.redundancy.config;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import hudson.Util;
import hudson.model.Item;
import hudson.util.FormValidation;
import java.util.Map;
import org.kohsuke.stapler.AncestorInPath;
import org.kohsuke.stapler.QueryParameter;
import org.kohsuke.stapler.verb.POST;

/** Credentials that one variable is enough for. */
public abstract class VariableCredentialConfig extends CredentialConfig {

    private final String variable;

    protected VariableCredentialConfig(@CheckForNull String credentialsId, @CheckForNull String variable) {
        super(credentialsId);
        this.variable = Util.fixNull(variable).trim();
    }

    public String getVariable() {
        return Util.fixNull(variable);
    }

    @Override
    Map<String, String> variables() {
        return Map.of("variable", getVariable());
    }

    /** Its form. */
    public abstract static class VariableDescriptor extends CredentialDescriptor {

        @POST
        public FormValidation doCheckVariable(@CheckForNull @AncestorInPath Item item, @QueryParameter String value) {
            return FieldCheck.of(item).variable(value);
        }
    }
}
