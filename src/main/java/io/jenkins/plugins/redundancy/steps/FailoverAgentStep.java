package io.jenkins.plugins.redundancy.steps;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import hudson.AbortException;
import hudson.Extension;
import hudson.Util;
import hudson.model.Computer;
import hudson.model.Run;
import hudson.util.FormValidation;
import io.jenkins.plugins.redundancy.engine.policy.Durations;
import io.jenkins.plugins.redundancy.engine.policy.Mode;
import io.jenkins.plugins.redundancy.engine.policy.Percentile;
import io.jenkins.plugins.redundancy.engine.policy.Policy;
import io.jenkins.plugins.redundancy.engine.policy.PolicyCheck;
import io.jenkins.plugins.redundancy.pages.ScanStore;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import jenkins.model.Jenkins;
import net.sf.json.JSONObject;
import org.jenkinsci.plugins.workflow.graph.FlowNode;
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
    private static final String DEFAULT_ID = "failoverAgent";

    private final List<String> labels;

    @CheckForNull
    private String queueTimeout;

    @CheckForNull
    private String agentGrace;

    @CheckForNull
    private Integer maxAttempts;

    @CheckForNull
    private String compare;

    private String id = DEFAULT_ID;

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

    /** Files that a quorum has to agree on; null where success is enough. */
    @CheckForNull
    public String getCompare() {
        return compare;
    }

    @DataBoundSetter
    public void setCompare(@CheckForNull String compare) {
        this.compare = Util.fixEmptyAndTrim(compare);
    }

    /** Name of the stash. */
    public String getId() {
        return id;
    }

    @DataBoundSetter
    public void setId(@CheckForNull String id) {
        String text = Util.fixEmptyAndTrim(id);
        this.id = text == null ? DEFAULT_ID : text;
    }

    /** All arguments are checked here, before anything runs. */
    @Override
    public StepExecution start(StepContext context) throws Exception {
        Policy policy = check();
        AgentPlan plan = plan(policy);
        FlowNode node = context.get(FlowNode.class);
        Computer outer = context.get(Computer.class);
        AgentHedge hedge =
                percentile().isEmpty() ? null : AgentHedge.of(percentile().get(), plan, node, context);
        return new FailoverAgentExecution(
                context,
                hedge == null ? policy : policy.withHedgeDelay(hedge.delay()),
                onceOnly(policy, true, context),
                plan,
                new Agents(checkedGrace(), outer == null ? null : outer.getName()),
                compare == null ? null : new SameOutput(compare, id, required(policy, plan), node.getId()),
                hedge);
    }

    @Override
    Policy check() throws AbortException {
        Map<String, Object> keys = keys(Mode.FAILOVER, "infrastructure, timeout");
        keys.put("queueTimeout", queueTimeout);
        boolean learns = percentile().isPresent();
        if (learns) {
            keys.remove("hedgeAfter");
        }
        Policy policy = policy(keys);
        if (learns && policy.mode() != Mode.RACE) {
            throw new AbortException(
                    "hedgeAfter: '" + getHedgeAfter() + "': only a race hedges: leave it out or set mode: 'race'");
        }
        AgentPlan plan = plan(policy);
        refuse(PolicyCheck.check(policy, plan.plan(policy.mode())));
        checkedGrace();
        checkAllow(policy);
        checkCompare(policy, plan);
        return policy;
    }

    private Optional<Percentile> percentile() throws AbortException {
        return Checks.parsed("hedgeAfter", getHedgeAfter(), Optional.empty(), Percentile::parse);
    }

    private AgentPlan plan(Policy policy) throws AbortException {
        return AgentPlan.of(checkedLabels(), policy.mode(), checkedAttempts(policy.mode()));
    }

    @CheckForNull
    private Duration checkedGrace() throws AbortException {
        return agentGrace == null ? null : Checks.duration("agentGrace", agentGrace);
    }

    private void checkCompare(Policy policy, AgentPlan plan) throws AbortException {
        if (!ScanStore.isValidId(id)) {
            throw new AbortException("id: '" + id + "': use letters, digits, dashes and underscores, at most 64");
        }
        if (compare == null) {
            return;
        }
        if (policy.mode() != Mode.QUORUM) {
            throw new AbortException("compare: '" + compare + "': only a quorum has outputs to compare:"
                    + " leave it out or set mode: 'quorum'");
        }
        int required = required(policy, plan);
        if (2 * required <= plan.labels().size()) {
            throw new AbortException("required: '" + required + "': with compare it must be more than half of the "
                    + plan.labels().size() + " labels, or two different outputs could both win");
        }
    }

    private static int required(Policy policy, AgentPlan plan) {
        return policy.required().resolve(plan.labels().size());
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
        Checks.label("labels", text);
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

        @Override
        public Set<? extends Class<?>> getProvidedContext() {
            return Set.of(AgentExecution.class);
        }

        @Override
        public Step newInstance(@CheckForNull StaplerRequest2 request, JSONObject form) throws FormException {
            OneField.split(form, "labels");
            return super.newInstance(request, form);
        }

        @POST
        public FormValidation doCheckLabels(@QueryParameter String value) {
            Jenkins.get().checkPermission(Jenkins.READ);
            return Checks.form(() -> {
                for (String label : OneField.split(value)) {
                    checkLabel(label);
                }
            });
        }

        @Override
        @POST
        public FormValidation doCheckHedgeAfter(@QueryParameter String value) {
            Jenkins.get().checkPermission(Jenkins.READ);
            return Checks.form(
                    "hedgeAfter",
                    value,
                    text -> Percentile.parse(text).<Object>map(p -> p).orElseGet(() -> Durations.parse(text)));
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
