package io.jenkins.plugins.redundancy.steps;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import hudson.Util;
import hudson.util.FormValidation;
import java.util.Map;
import jenkins.model.Jenkins;
import org.jenkinsci.plugins.workflow.steps.Step;
import org.jenkinsci.plugins.workflow.steps.StepDescriptor;
import org.kohsuke.stapler.DataBoundSetter;
import org.kohsuke.stapler.QueryParameter;
import org.kohsuke.stapler.verb.POST;

/** A named block inside of a redundant one: it fills a slot, or stands in for one that does. */
public abstract class MemberStep extends Step {

    private final String name;

    @CheckForNull
    private String fallbackFor;

    @CheckForNull
    private String timeout;

    @CheckForNull
    private Integer retries;

    protected MemberStep(String name) {
        this.name = name;
    }

    public String getName() {
        return name;
    }

    @CheckForNull
    public String getFallbackFor() {
        return fallbackFor;
    }

    @DataBoundSetter
    public void setFallbackFor(@CheckForNull String fallbackFor) {
        this.fallbackFor = Util.fixEmptyAndTrim(fallbackFor);
    }

    @CheckForNull
    public String getTimeout() {
        return timeout;
    }

    @DataBoundSetter
    public void setTimeout(@CheckForNull String timeout) {
        this.timeout = Util.fixEmptyAndTrim(timeout);
    }

    @CheckForNull
    public Integer getRetries() {
        return retries;
    }

    @DataBoundSetter
    public void setRetries(@CheckForNull Integer retries) {
        this.retries = retries;
    }

    /** Forms of the shared arguments. */
    public abstract static class MemberStepDescriptor extends StepDescriptor {

        @Override
        public final boolean takesImplicitBlockArgument() {
            return true;
        }

        @Override
        public String argumentsToString(Map<String, Object> namedArgs) {
            Object name = namedArgs.get("name");
            return name == null ? null : name.toString();
        }

        @POST
        public FormValidation doCheckTimeout(@QueryParameter String value) {
            Jenkins.get().checkPermission(Jenkins.READ);
            return Checks.duration(value);
        }
    }
}
