package io.jenkins.plugins.redundancy.steps;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import hudson.Extension;
import hudson.Util;
import hudson.util.FormValidation;
import java.util.Map;
import java.util.Set;
import jenkins.model.Jenkins;
import org.jenkinsci.plugins.workflow.steps.Step;
import org.jenkinsci.plugins.workflow.steps.StepContext;
import org.jenkinsci.plugins.workflow.steps.StepDescriptor;
import org.jenkinsci.plugins.workflow.steps.StepExecution;
import org.kohsuke.stapler.DataBoundConstructor;
import org.kohsuke.stapler.DataBoundSetter;
import org.kohsuke.stapler.QueryParameter;
import org.kohsuke.stapler.verb.POST;

/** {@code replica('nexus') { … }}: one of the interchangeable blocks of a {@code redundant}. */
public final class ReplicaStep extends Step {

    private final String name;

    @CheckForNull
    private String fallbackFor;

    @CheckForNull
    private String timeout;

    @CheckForNull
    private Integer retries;

    @DataBoundConstructor
    public ReplicaStep(String name) {
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

    @Override
    public StepExecution start(StepContext context) throws Exception {
        return new CollectedExecution<>(context, BlockSpec.of(this), BlockCollection.class);
    }

    @Extension
    public static final class DescriptorImpl extends StepDescriptor {

        @Override
        public String getFunctionName() {
            return "replica";
        }

        @Override
        public String getDisplayName() {
            return Messages.ReplicaStep_displayName();
        }

        @Override
        public boolean takesImplicitBlockArgument() {
            return true;
        }

        @Override
        public Set<? extends Class<?>> getRequiredContext() {
            return Set.of(BlockCollection.class);
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
