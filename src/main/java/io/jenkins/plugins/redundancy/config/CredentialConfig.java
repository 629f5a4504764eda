package io.jenkins.plugins.redundancy.config;

import com.cloudbees.plugins.credentials.CredentialsMatchers;
import com.cloudbees.plugins.credentials.CredentialsProvider;
import com.cloudbees.plugins.credentials.common.StandardCredentials;
import com.cloudbees.plugins.credentials.common.StandardListBoxModel;
import edu.umd.cs.findbugs.annotations.CheckForNull;
import hudson.Util;
import hudson.model.AbstractDescribableImpl;
import hudson.model.Descriptor;
import hudson.model.Item;
import hudson.model.Queue;
import hudson.model.queue.Tasks;
import hudson.security.ACL;
import hudson.util.FormValidation;
import hudson.util.ListBoxModel;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import jenkins.model.Jenkins;
import org.jenkinsci.plugins.structs.describable.UninstantiatedDescribable;
import org.kohsuke.stapler.AncestorInPath;
import org.kohsuke.stapler.QueryParameter;
import org.kohsuke.stapler.verb.POST;
import org.springframework.security.core.Authentication;

/**
 * Credentials, by their id only, and the environment variables that a tool finds them in: as code what
 * {@code withCredentials} takes. Its own forms offer nothing outside of jobs, hence these.
 */
public abstract class CredentialConfig extends AbstractDescribableImpl<CredentialConfig> {

    private final String credentialsId;

    protected CredentialConfig(@CheckForNull String credentialsId) {
        this.credentialsId = Util.fixNull(credentialsId).trim();
    }

    public String getCredentialsId() {
        return Util.fixNull(credentialsId); // null: an edited file
    }

    /** By argument of the binding. */
    abstract Map<String, String> variables();

    /** An element of {@code withCredentials(bindings)}. */
    UninstantiatedDescribable binding() {
        Map<String, Object> arguments = new TreeMap<>(variables());
        arguments.put("credentialsId", getCredentialsId());
        return new UninstantiatedDescribable(getDescriptor().symbol(), null, arguments);
    }

    @Override
    public CredentialDescriptor getDescriptor() {
        return (CredentialDescriptor) super.getDescriptor();
    }

    /** What the forms of all kinds have in common. */
    public abstract static class CredentialDescriptor extends Descriptor<CredentialConfig> {

        /** Of the binding in {@code withCredentials}. */
        abstract String symbol();

        abstract Class<? extends StandardCredentials> type();

        @POST
        public ListBoxModel doFillCredentialsIdItems(
                @CheckForNull @AncestorInPath Item item, @QueryParameter String credentialsId) {
            StandardListBoxModel items = new StandardListBoxModel();
            if (!mayChoose(item)) {
                return items.includeCurrentValue(credentialsId);
            }
            return items.includeEmptyValue()
                    .includeMatchingAs(
                            authentication(item), item, type(), List.of(), CredentialsMatchers.instanceOf(type()))
                    .includeCurrentValue(credentialsId);
        }

        @POST
        public FormValidation doCheckCredentialsId(
                @CheckForNull @AncestorInPath Item item, @QueryParameter String value) {
            if (!mayChoose(item)) {
                return FormValidation.ok();
            }
            if (value.isBlank()) {
                return FormValidation.error(Messages.CredentialConfig_none());
            }
            boolean missing = CredentialsProvider.listCredentialsInItem(
                            type(), item, authentication(item), List.of(), CredentialsMatchers.withId(value))
                    .isEmpty();
            return missing ? FormValidation.warning(Messages.CredentialConfig_missing(value)) : FormValidation.ok();
        }

        private static boolean mayChoose(@CheckForNull Item item) {
            return item == null
                    ? Jenkins.get().hasPermission(Jenkins.ADMINISTER)
                    : item.hasPermission(Item.EXTENDED_READ) || item.hasPermission(CredentialsProvider.USE_ITEM);
        }

        private static Authentication authentication(@CheckForNull Item item) {
            return item instanceof Queue.Task task ? Tasks.getAuthenticationOf2(task) : ACL.SYSTEM2;
        }
    }
}
