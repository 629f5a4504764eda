package io.jenkins.plugins.redundancy.steps;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import groovy.lang.Closure;
import hudson.AbortException;
import hudson.Extension;
import hudson.Util;
import hudson.model.Label;
import hudson.model.Result;
import hudson.model.Run;
import hudson.util.FormValidation;
import io.jenkins.plugins.redundancy.cps.Bodies;
import io.jenkins.plugins.redundancy.cps.StepClosure;
import io.jenkins.plugins.redundancy.engine.policy.Mode;
import io.jenkins.plugins.redundancy.engine.policy.Policy;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import jenkins.model.Jenkins;
import net.sf.json.JSONArray;
import net.sf.json.JSONObject;
import org.jenkinsci.plugins.workflow.graph.FlowNode;
import org.jenkinsci.plugins.workflow.steps.FlowInterruptedException;
import org.jenkinsci.plugins.workflow.steps.Step;
import org.jenkinsci.plugins.workflow.steps.StepContext;
import org.jenkinsci.plugins.workflow.steps.StepExecution;
import org.kohsuke.stapler.DataBoundConstructor;
import org.kohsuke.stapler.DataBoundSetter;
import org.kohsuke.stapler.QueryParameter;
import org.kohsuke.stapler.StaplerRequest2;
import org.kohsuke.stapler.verb.POST;

/**
 * {@code failoverAgent(labels: ['a', 'b']) { … }}: runs a block on an agent of one of several labels, and elsewhere when
 * that agent is lost; or on several at once.
 */
public final class FailoverAgentStep extends PolicyStep {

    private static final int MOST_ATTEMPTS = 100;

    private final List<String> labels;

    @CheckForNull
    private String queueTimeout;

    @CheckForNull
    private String agentGrace;

    @CheckForNull
    private Integer maxAttempts;

    @DataBoundConstructor
    public FailoverAgentStep(List<String> labels) {
        this.labels = labels == null ? List.of() : List.copyOf(labels);
    }

    public List<String> getLabels() {
        return labels;
    }

    @CheckForNull
    public String getQueueTimeout() {
        return queueTimeout;
    }

    @DataBoundSetter
    public void setQueueTimeout(@CheckForNull String queueTimeout) {
        this.queueTimeout = Util.fixEmptyAndTrim(queueTimeout);
    }

    @CheckForNull
    public String getAgentGrace() {
        return agentGrace;
    }

    @DataBoundSetter
    public void setAgentGrace(@CheckForNull String agentGrace) {
        this.agentGrace = Util.fixEmptyAndTrim(agentGrace);
    }

    @CheckForNull
    public Integer getMaxAttempts() {
        return maxAttempts;
    }

    @DataBoundSetter
    public void setMaxAttempts(@CheckForNull Integer maxAttempts) {
        this.maxAttempts = maxAttempts;
    }

    /** All arguments are checked here, before anything runs. */
    @Override
    public StepExecution start(StepContext context) throws Exception {
        Policy policy = checkedPolicy();
        return new Execution(
                context,
                policy,
                AgentPlan.of(checkedLabels(), policy.mode(), checkedAttempts(policy.mode())),
                new Agents(checkedGrace()));
    }

    /**
     * The same checks where there is no build yet.
     *
     * @throws AbortException naming the arguments that cannot be meant, and what is allowed
     */
    void check() throws AbortException {
        Policy policy = checkedPolicy();
        AgentPlan.of(checkedLabels(), policy.mode(), checkedAttempts(policy.mode()));
        checkedGrace();
    }

    private Policy checkedPolicy() throws AbortException {
        Map<String, Object> keys = keys(Mode.FAILOVER, "infrastructure, timeout");
        keys.put("queueTimeout", queueTimeout);
        return policy(keys);
    }

    @CheckForNull
    private Duration checkedGrace() throws AbortException {
        return agentGrace == null ? null : Checks.duration("agentGrace", agentGrace);
    }

    private List<String> checkedLabels() throws AbortException {
        if (labels.isEmpty()) {
            throw new AbortException(
                    "labels: there is none; give at least one, such as labels: ['linux-a', 'linux-b']");
        }
        for (String label : labels) {
            checkLabel(label);
        }
        return labels.stream().map(String::trim).toList();
    }

    private static void checkLabel(@CheckForNull String label) throws AbortException {
        String text = Util.fixEmptyAndTrim(label);
        if (text == null) {
            throw new AbortException("labels: one of them is empty; give a label or an expression of labels");
        }
        try {
            Label.parseExpression(text);
        } catch (IllegalArgumentException x) {
            throw new AbortException("labels: '" + text + "' is no expression of labels: " + x.getMessage());
        }
    }

    private int checkedAttempts(Mode mode) throws AbortException {
        if (maxAttempts == null) {
            return labels.size();
        }
        if (mode != Mode.FAILOVER) {
            throw new AbortException("maxAttempts: '" + maxAttempts + "': only failover goes round its labels:"
                    + " leave it out or set mode: 'failover'");
        }
        if (maxAttempts < 1 || maxAttempts > MOST_ATTEMPTS) {
            throw new AbortException(
                    "maxAttempts: '" + maxAttempts + "': give a number between 1 and " + MOST_ATTEMPTS);
        }
        return maxAttempts;
    }

    /** Makes a replica of the block for each attempt: a real {@code node} around it. */
    private static final class Execution extends VerdictExecution {

        private static final long serialVersionUID = 1L;

        private final AgentPlan plan;
        private final Agents agents;

        Execution(StepContext context, Policy policy, AgentPlan plan, Agents agents) {
            super(context, policy);
            this.plan = plan;
            this.agents = agents;
        }

        @Override
        public boolean start() throws Exception {
            Closure<?> block = Bodies.implicitBody(getContext());
            Map<String, Closure<?>> blocks = new LinkedHashMap<>();
            for (Map.Entry<String, String> replica : plan.labels().entrySet()) {
                Closure<?> onAgent = new StepClosure(owner(), OnAgentStep.FUNCTION, Map.of(), block);
                blocks.put(
                        replica.getKey(),
                        new StepClosure(owner(), "node", Map.of("label", replica.getValue()), onAgent));
            }
            run(AgentRunStep.FUNCTION, plan.plan(policy.mode()), policy, blocks, agents, plan);
            return false;
        }

        @Override
        protected void collected() {
            throw new IllegalStateException("failoverAgent collects nothing");
        }

        /** So that a {@code retry(conditions: [agent()])} around the step knows it for what it is. */
        @Override
        protected Throwable lost(String why) {
            return new FlowInterruptedException(Result.FAILURE, false, new AgentsLost(why));
        }
    }

    @Extension
    public static final class DescriptorImpl extends PolicyStepDescriptor {

        @Override
        public String getFunctionName() {
            return "failoverAgent";
        }

        @Override
        public String getDisplayName() {
            return Messages.FailoverAgentStep_displayName();
        }

        @Override
        public Set<? extends Class<?>> getRequiredContext() {
            return Set.of(Run.class, FlowNode.class);
        }

        /** The labels as the form shows them. */
        public String text(@CheckForNull FailoverAgentStep step) {
            return step == null ? "" : String.join(", ", step.getLabels());
        }

        /** The form has one field for all labels. */
        @Override
        public Step newInstance(@CheckForNull StaplerRequest2 request, JSONObject form) throws FormException {
            if (form.opt("labels") instanceof String text) {
                form.put("labels", JSONArray.fromObject(split(text)));
            }
            return super.newInstance(request, form);
        }

        private static List<String> split(String text) {
            List<String> labels = new ArrayList<>();
            Arrays.stream(text.split(","))
                    .map(String::trim)
                    .filter(l -> !l.isEmpty())
                    .forEach(labels::add);
            return labels;
        }

        @POST
        public FormValidation doCheckLabels(@QueryParameter String value) {
            Jenkins.get().checkPermission(Jenkins.READ);
            try {
                for (String label : split(Util.fixNull(value))) {
                    checkLabel(label);
                }
                return FormValidation.ok();
            } catch (AbortException x) {
                return FormValidation.error(x.getMessage());
            }
        }

        @POST
        public FormValidation doCheckQueueTimeout(@QueryParameter String value) {
            Jenkins.get().checkPermission(Jenkins.READ);
            return Checks.duration(value);
        }

        @POST
        public FormValidation doCheckAgentGrace(@QueryParameter String value) {
            Jenkins.get().checkPermission(Jenkins.READ);
            return Checks.duration(value);
        }
    }
}
