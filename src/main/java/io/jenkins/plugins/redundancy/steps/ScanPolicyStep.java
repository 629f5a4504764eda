package io.jenkins.plugins.redundancy.steps;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import hudson.Util;
import java.util.LinkedHashMap;
import java.util.Map;
import org.kohsuke.stapler.DataBoundSetter;

/** A step with the policy of a tool set as arguments, named as there; null: as the tool set says. */
public abstract class ScanPolicyStep extends QuorumStep {

    @CheckForNull
    private Boolean partialCounts;

    @CheckForNull
    private String replicaTimeout;

    @CheckForNull
    private String queueTimeout;

    @CheckForNull
    private Integer retries;

    @CheckForNull
    private String backoff;

    @CheckForNull
    private String worthAnother;

    @CheckForNull
    private Boolean cancelRest;

    @CheckForNull
    private Boolean cancelWhenLost;

    @CheckForNull
    public Boolean getPartialCounts() {
        return partialCounts;
    }

    @DataBoundSetter
    public void setPartialCounts(@CheckForNull Boolean partialCounts) {
        this.partialCounts = partialCounts;
    }

    /** Of one attempt of a scanner that has no timeout of its own. */
    @CheckForNull
    public String getReplicaTimeout() {
        return replicaTimeout;
    }

    @DataBoundSetter
    public void setReplicaTimeout(@CheckForNull String replicaTimeout) {
        this.replicaTimeout = Util.fixEmptyAndTrim(replicaTimeout);
    }

    /** How long a scanner with a label waits for an executor. */
    @CheckForNull
    public String getQueueTimeout() {
        return queueTimeout;
    }

    @DataBoundSetter
    public void setQueueTimeout(@CheckForNull String queueTimeout) {
        this.queueTimeout = Util.fixEmptyAndTrim(queueTimeout);
    }

    /** Of a scanner that says nothing of its own. */
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

    /** Kinds of failures, separated by commas. */
    @CheckForNull
    public String getWorthAnother() {
        return worthAnother;
    }

    @DataBoundSetter
    public void setWorthAnother(@CheckForNull String worthAnother) {
        this.worthAnother = Util.fixEmptyAndTrim(worthAnother);
    }

    @CheckForNull
    public Boolean getCancelRest() {
        return cancelRest;
    }

    @DataBoundSetter
    public void setCancelRest(@CheckForNull Boolean cancelRest) {
        this.cancelRest = cancelRest;
    }

    @CheckForNull
    public Boolean getCancelWhenLost() {
        return cancelWhenLost;
    }

    @DataBoundSetter
    public void setCancelWhenLost(@CheckForNull Boolean cancelWhenLost) {
        this.cancelWhenLost = cancelWhenLost;
    }

    /** Keys of the policy by the arguments of this step, but for {@code timeout}; what is not given is null. */
    final Map<String, Object> keys() {
        Map<String, Object> keys = new LinkedHashMap<>();
        keys.put("required", getRequired());
        keys.put("replicaTimeout", replicaTimeout);
        keys.put("queueTimeout", queueTimeout);
        keys.put("retries", retries);
        keys.put("backoff", backoff);
        keys.put("worthAnother", worthAnother);
        keys.put("partialCounts", partialCounts);
        keys.put("cancelRest", cancelRest);
        keys.put("cancelWhenLost", cancelWhenLost);
        keys.put("onDegraded", getOnDegraded());
        keys.put("onLost", getOnLost());
        return keys;
    }
}
