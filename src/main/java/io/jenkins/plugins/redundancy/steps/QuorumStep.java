package io.jenkins.plugins.redundancy.steps;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import hudson.Util;
import hudson.util.FormValidation;
import hudson.util.ListBoxModel;
import io.jenkins.plugins.redundancy.engine.policy.OnDegraded;
import io.jenkins.plugins.redundancy.engine.policy.OnLost;
import io.jenkins.plugins.redundancy.engine.policy.Required;
import java.util.Arrays;
import java.util.stream.Stream;
import jenkins.model.Jenkins;
import org.jenkinsci.plugins.workflow.steps.Step;
import org.jenkinsci.plugins.workflow.steps.StepDescriptor;
import org.kohsuke.stapler.DataBoundSetter;
import org.kohsuke.stapler.QueryParameter;
import org.kohsuke.stapler.verb.POST;

/** A step with the arguments that every redundant block has: its quorum, its clock, and what the verdict does. */
public abstract class QuorumStep extends Step {

    @CheckForNull
    private Object required;

    @CheckForNull
    private String timeout;

    @CheckForNull
    private String onDegraded;

    @CheckForNull
    private String onLost;

    /** A number, {@code majority} or {@code all}. */
    @CheckForNull
    public Object getRequired() {
        return required;
    }

    @DataBoundSetter
    public void setRequired(@CheckForNull Object required) {
        this.required = required instanceof String text ? Util.fixEmptyAndTrim(text) : required;
    }

    /** For everything together. */
    @CheckForNull
    public String getTimeout() {
        return timeout;
    }

    @DataBoundSetter
    public void setTimeout(@CheckForNull String timeout) {
        this.timeout = Util.fixEmptyAndTrim(timeout);
    }

    @CheckForNull
    public String getOnDegraded() {
        return onDegraded;
    }

    @DataBoundSetter
    public void setOnDegraded(@CheckForNull String onDegraded) {
        this.onDegraded = Util.fixEmptyAndTrim(onDegraded);
    }

    @CheckForNull
    public String getOnLost() {
        return onLost;
    }

    @DataBoundSetter
    public void setOnLost(@CheckForNull String onLost) {
        this.onLost = Util.fixEmptyAndTrim(onLost);
    }

    /** Forms of the shared arguments. */
    public abstract static class QuorumStepDescriptor extends StepDescriptor {

        @Override
        public boolean takesImplicitBlockArgument() {
            return true;
        }

        public ListBoxModel doFillOnDegradedItems() {
            return onDegradedItems();
        }

        static ListBoxModel onDegradedItems() {
            return items(Arrays.stream(OnDegraded.values()).map(OnDegraded::id));
        }

        public ListBoxModel doFillOnLostItems() {
            return onLostItems();
        }

        static ListBoxModel onLostItems() {
            return items(Arrays.stream(OnLost.values()).map(OnLost::id));
        }

        /** The words that a Jenkinsfile may use, and nothing at all. */
        static ListBoxModel items(Stream<String> words) {
            ListBoxModel items = new ListBoxModel();
            items.add(Messages.QuorumStep_default(), "");
            words.forEach(items::add);
            return items;
        }

        @POST
        public FormValidation doCheckRequired(@QueryParameter String value) {
            Jenkins.get().checkPermission(Jenkins.READ);
            return Checks.form("required", value, Required::parse);
        }

        @POST
        public FormValidation doCheckTimeout(@QueryParameter String value) {
            Jenkins.get().checkPermission(Jenkins.READ);
            return Checks.duration(value);
        }
    }
}
