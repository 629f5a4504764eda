package io.jenkins.plugins.redundancy.steps;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import hudson.Util;
import hudson.util.FormValidation;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import jenkins.model.Jenkins;
import org.jenkinsci.Symbol;
import org.jenkinsci.plugins.pipeline.modeldefinition.agent.DeclarativeAgent;
import org.jenkinsci.plugins.pipeline.modeldefinition.agent.DeclarativeAgentDescriptor;
import org.jenkinsci.plugins.structs.describable.DescribableModel;
import org.jenkinsci.plugins.variant.OptionalExtension;
import org.kohsuke.stapler.DataBoundConstructor;
import org.kohsuke.stapler.DataBoundSetter;
import org.kohsuke.stapler.QueryParameter;
import org.kohsuke.stapler.verb.POST;

/**
 * {@code agent { failover { labels 'a, b' } }} of a Declarative Pipeline or of a stage: {@link FailoverAgentStep} around
 * it, one agent after the other. Several at once are the step's alone: a Declarative stage keeps its state outside of its
 * block, so it cannot run twice at the same time.
 */
public final class DeclarativeFailover extends DeclarativeAgent<DeclarativeFailover> {

    private static final long serialVersionUID = 1L;

    /** Arguments of the step, as they were given. */
    private final Map<String, Object> arguments = new LinkedHashMap<>();

    @CheckForNull
    private String customWorkspace;

    /** @param labels a list, or one text with commas between the labels */
    @DataBoundConstructor
    public DeclarativeFailover(Object labels) {
        put("labels", labels);
    }

    private void put(String argument, @CheckForNull Object value) {
        if (value != null && !value.equals("")) {
            arguments.put(argument, value);
        }
    }

    @CheckForNull
    private String text(String argument) {
        Object value = arguments.get(argument);
        return value == null ? null : value.toString();
    }

    /** One text, as the form has it. */
    public Object getLabels() {
        return String.join(", ", labels());
    }

    private List<String> labels() {
        Object labels = arguments.get("labels");
        return labels instanceof List<?> list
                ? list.stream().map(String::valueOf).toList()
                : Arrays.stream(String.valueOf(Util.fixNull(labels, "")).split(","))
                        .map(String::trim)
                        .toList();
    }

    @CheckForNull
    public String getQueueTimeout() {
        return text("queueTimeout");
    }

    @DataBoundSetter
    public void setQueueTimeout(@CheckForNull String queueTimeout) {
        put("queueTimeout", queueTimeout);
    }

    @CheckForNull
    public String getAgentGrace() {
        return text("agentGrace");
    }

    @DataBoundSetter
    public void setAgentGrace(@CheckForNull String agentGrace) {
        put("agentGrace", agentGrace);
    }

    @CheckForNull
    public Integer getMaxAttempts() {
        return (Integer) arguments.get("maxAttempts");
    }

    @DataBoundSetter
    public void setMaxAttempts(@CheckForNull Integer maxAttempts) {
        put("maxAttempts", maxAttempts);
    }

    @CheckForNull
    public String getOn() {
        return text("on");
    }

    @DataBoundSetter
    public void setOn(@CheckForNull String on) {
        put("on", on);
    }

    @CheckForNull
    public String getTimeout() {
        return text("timeout");
    }

    @DataBoundSetter
    public void setTimeout(@CheckForNull String timeout) {
        put("timeout", timeout);
    }

    @CheckForNull
    public String getReplicaTimeout() {
        return text("replicaTimeout");
    }

    @DataBoundSetter
    public void setReplicaTimeout(@CheckForNull String replicaTimeout) {
        put("replicaTimeout", replicaTimeout);
    }

    @CheckForNull
    public String getOnDegraded() {
        return text("onDegraded");
    }

    @DataBoundSetter
    public void setOnDegraded(@CheckForNull String onDegraded) {
        put("onDegraded", onDegraded);
    }

    @CheckForNull
    public String getOnLost() {
        return text("onLost");
    }

    @DataBoundSetter
    public void setOnLost(@CheckForNull String onLost) {
        put("onLost", onLost);
    }

    @CheckForNull
    public String getCustomWorkspace() {
        return customWorkspace;
    }

    @DataBoundSetter
    public void setCustomWorkspace(@CheckForNull String customWorkspace) {
        this.customWorkspace = Util.fixEmptyAndTrim(customWorkspace);
    }

    /** Of the step. */
    public Map<String, Object> arguments() {
        Map<String, Object> all = new LinkedHashMap<>(arguments);
        all.put("labels", labels());
        return all;
    }

    /** The step as it will run. */
    FailoverAgentStep step() throws Exception {
        return new DescribableModel<>(FailoverAgentStep.class).instantiate(arguments(), null);
    }

    /** Its script, a resource beside this class, is run trusted: nothing has to be approved. */
    @Symbol("failover")
    @OptionalExtension(requirePlugins = "pipeline-model-definition")
    public static final class DescriptorImpl extends DeclarativeAgentDescriptor<DeclarativeFailover> {

        @Override
        public String getDisplayName() {
            return Messages.DeclarativeFailover_displayName();
        }

        private static FailoverAgentStep.DescriptorImpl step() {
            return Jenkins.get().getDescriptorByType(FailoverAgentStep.DescriptorImpl.class);
        }

        /** The arguments are the step's, and so is what there is to say of them. */
        @Override
        public String getHelpFile(String field) {
            String own = super.getHelpFile(field);
            return own == null ? step().getHelpFile(field) : own;
        }

        @POST
        public FormValidation doCheckLabels(@QueryParameter String value) {
            return step().doCheckLabels(value);
        }

        @POST
        public FormValidation doCheckQueueTimeout(@QueryParameter String value) {
            return step().doCheckQueueTimeout(value);
        }

        @POST
        public FormValidation doCheckAgentGrace(@QueryParameter String value) {
            return step().doCheckAgentGrace(value);
        }
    }
}
