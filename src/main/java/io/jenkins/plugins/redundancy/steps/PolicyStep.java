package io.jenkins.plugins.redundancy.steps;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import hudson.AbortException;
import hudson.Util;
import hudson.util.FormValidation;
import hudson.util.ListBoxModel;
import io.jenkins.plugins.redundancy.engine.policy.FailureKind;
import io.jenkins.plugins.redundancy.engine.policy.Mode;
import io.jenkins.plugins.redundancy.engine.policy.Policy;
import io.jenkins.plugins.redundancy.engine.policy.PolicyCheck;
import io.jenkins.plugins.redundancy.engine.policy.PolicyKeys;
import io.jenkins.plugins.redundancy.engine.policy.Problem;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import jenkins.model.Jenkins;
import net.sf.json.JSONObject;
import org.jenkinsci.plugins.workflow.steps.Step;
import org.jenkinsci.plugins.workflow.steps.StepContext;
import org.kohsuke.stapler.DataBoundSetter;
import org.kohsuke.stapler.QueryParameter;
import org.kohsuke.stapler.StaplerRequest2;
import org.kohsuke.stapler.verb.POST;

/** A step with all the arguments of a policy; they are named as in configuration. */
public abstract class PolicyStep extends QuorumStep {

    @CheckForNull
    private String mode;

    @CheckForNull
    private String replicaTimeout;

    @CheckForNull
    private String hedgeAfter;

    @CheckForNull
    private String on;

    @CheckForNull
    private Integer retries;

    @CheckForNull
    private String backoff;

    private List<String> allow = List.of();

    @CheckForNull
    public String getMode() {
        return mode;
    }

    @DataBoundSetter
    public void setMode(@CheckForNull String mode) {
        this.mode = Util.fixEmptyAndTrim(mode);
    }

    @CheckForNull
    public String getReplicaTimeout() {
        return replicaTimeout;
    }

    @DataBoundSetter
    public void setReplicaTimeout(@CheckForNull String replicaTimeout) {
        this.replicaTimeout = Util.fixEmptyAndTrim(replicaTimeout);
    }

    @CheckForNull
    public String getHedgeAfter() {
        return hedgeAfter;
    }

    @DataBoundSetter
    public void setHedgeAfter(@CheckForNull String hedgeAfter) {
        this.hedgeAfter = Util.fixEmptyAndTrim(hedgeAfter);
    }

    @CheckForNull
    public String getOn() {
        return on;
    }

    @DataBoundSetter
    public void setOn(@CheckForNull String on) {
        this.on = Util.fixEmptyAndTrim(on);
    }

    @CheckForNull
    public Integer getRetries() {
        return retries;
    }

    @DataBoundSetter
    public void setRetries(@CheckForNull Integer retries) {
        this.retries = retries;
    }

    @CheckForNull
    public String getBackoff() {
        return backoff;
    }

    @DataBoundSetter
    public void setBackoff(@CheckForNull String backoff) {
        this.backoff = Util.fixEmptyAndTrim(backoff);
    }

    /** Steps that must happen once, and are asked for nevertheless; see {@link OnceOnly}. */
    public List<String> getAllow() {
        return allow;
    }

    @DataBoundSetter
    public void setAllow(@CheckForNull List<String> allow) {
        this.allow = allow == null ? List.of() : List.copyOf(allow);
    }

    /**
     * Finds arguments that cannot be meant; needs no build.
     *
     * @throws AbortException naming them, and what is allowed
     */
    abstract Policy check() throws AbortException;

    /** Keys of the policy by the arguments of this step, with its own defaults; what is not given is null. */
    Map<String, Object> keys(Mode mode, String on) {
        Map<String, Object> keys = new LinkedHashMap<>();
        keys.put("mode", this.mode == null ? mode.id() : this.mode);
        keys.put("required", getRequired());
        keys.put("replicaTimeout", replicaTimeout);
        keys.put("hedgeAfter", hedgeAfter);
        keys.put("on", this.on == null ? on : this.on);
        keys.put("retries", retries);
        keys.put("backoff", backoff);
        keys.put("onDegraded", getOnDegraded());
        keys.put("onLost", getOnLost());
        return keys;
    }

    /** @throws AbortException naming every argument that cannot be meant, and what is allowed */
    final Policy policy(Map<String, Object> keys) throws AbortException {
        Map<String, String> given = new LinkedHashMap<>();
        keys.forEach((key, value) -> {
            if (value != null) {
                given.put(key, value.toString());
            }
        });
        List<Problem> problems = new ArrayList<>();
        Policy policy = PolicyKeys.read(given, problems).withTotalTimeout(Checks.duration("timeout", getTimeout()));
        if (problems.isEmpty()) {
            problems.addAll(PolicyCheck.check(policy));
        }
        refuse(problems);
        return policy;
    }

    static void refuse(List<Problem> problems) throws AbortException {
        if (!problems.isEmpty()) {
            throw new AbortException(problems.stream().map(Problem::toString).collect(Collectors.joining("; ")));
        }
    }

    /** @throws AbortException for what is not refused anyway */
    final void checkAllow(Policy policy) throws AbortException {
        for (String name : allow) {
            OnceOnly.checkName(name);
        }
        if (policy.mode() == Mode.FAILOVER && !allow.isEmpty()) {
            throw new AbortException("allow: " + allow + ": in mode failover no step is refused: leave it out");
        }
    }

    /**
     * What is refused in the blocks; null where they run one after the other.
     *
     * @param sameBlock whether all replicas run the same one
     */
    @CheckForNull
    final OnceOnly onceOnly(Policy policy, boolean sameBlock, StepContext context)
            throws IOException, InterruptedException {
        checkAllow(policy);
        return policy.mode() == Mode.FAILOVER
                ? null
                : OnceOnly.of(getDescriptor().getFunctionName(), sameBlock, allow, context);
    }

    /** Forms of the shared arguments. */
    public abstract static class PolicyStepDescriptor extends QuorumStepDescriptor {

        /** A list as the form shows it. */
        public final String text(@CheckForNull List<String> list) {
            return OneField.join(list);
        }

        @Override
        public Step newInstance(@CheckForNull StaplerRequest2 request, JSONObject form) throws FormException {
            OneField.split(form, "allow");
            return super.newInstance(request, form);
        }

        @POST
        public FormValidation doCheckAllow(@QueryParameter String value) {
            Jenkins.get().checkPermission(Jenkins.READ);
            return Checks.form(() -> {
                for (String name : OneField.split(value)) {
                    OnceOnly.checkName(name);
                }
            });
        }

        public ListBoxModel doFillModeItems() {
            return items(Arrays.stream(Mode.values()).map(Mode::id));
        }

        @POST
        public FormValidation doCheckOn(@QueryParameter String value) {
            Jenkins.get().checkPermission(Jenkins.READ);
            return Checks.form("on", value, FailureKind::parseSet);
        }

        @POST
        public FormValidation doCheckReplicaTimeout(@QueryParameter String value) {
            Jenkins.get().checkPermission(Jenkins.READ);
            return Checks.duration(value);
        }

        @POST
        public FormValidation doCheckHedgeAfter(@QueryParameter String value) {
            Jenkins.get().checkPermission(Jenkins.READ);
            return Checks.duration(value);
        }

        @POST
        public FormValidation doCheckBackoff(@QueryParameter String value) {
            Jenkins.get().checkPermission(Jenkins.READ);
            return Checks.duration(value);
        }
    }
}
