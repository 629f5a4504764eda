package io.jenkins.plugins.redundancy.config;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import hudson.Extension;
import hudson.Util;
import hudson.model.AbstractDescribableImpl;
import io.jenkins.plugins.redundancy.engine.toolset.InvalidToolSetException;
import io.jenkins.plugins.redundancy.engine.toolset.Place;
import io.jenkins.plugins.redundancy.engine.toolset.Presets;
import io.jenkins.plugins.redundancy.engine.toolset.Setting;
import io.jenkins.plugins.redundancy.engine.toolset.ToolSet;
import io.jenkins.plugins.redundancy.engine.toolset.ToolSetReader;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jenkinsci.plugins.structs.describable.UninstantiatedDescribable;
import org.kohsuke.stapler.DataBoundConstructor;
import org.kohsuke.stapler.DataBoundSetter;

/**
 * A tool set as it was written, with the keys of a YAML file; null: left out. It may be wrong: {@link #toolSet()} tells.
 */
public class ToolSetConfig extends AbstractDescribableImpl<ToolSetConfig> {

    private String name;
    private List<SlotConfig> slots;

    @CheckForNull
    private String required;

    @CheckForNull
    private String agreement;

    @CheckForNull
    private List<GateRuleConfig> gate;

    @CheckForNull
    private String replicaTimeout;

    @CheckForNull
    private String queueTimeout;

    @CheckForNull
    private String totalTimeout;

    @CheckForNull
    private Integer retries;

    @CheckForNull
    private String backoff;

    @CheckForNull
    private String backoffMax;

    @CheckForNull
    private Double backoffJitter;

    @CheckForNull
    private List<String> worthAnother;

    private boolean partialCounts;
    private boolean cancelRest;
    private boolean cancelWhenLost;

    @CheckForNull
    private String onDegraded;

    @CheckForNull
    private String onLost;

    @CheckForNull
    private LimitsConfig limits;

    @DataBoundConstructor
    public ToolSetConfig(@CheckForNull String name, @CheckForNull List<SlotConfig> slots) {
        this.name = Util.fixNull(name).trim();
        this.slots = Lists.orEmpty(slots);
    }

    /** Somebody may have edited the file. */
    private Object readResolve() {
        name = Util.fixNull(name);
        slots = Lists.orEmpty(slots);
        return this;
    }

    public String getName() {
        return name;
    }

    public List<SlotConfig> getSlots() {
        return Lists.orEmpty(slots);
    }

    /** Of the slots, a number, {@code majority} or {@code all}. */
    @CheckForNull
    public String getRequired() {
        return required;
    }

    @DataBoundSetter
    public void setRequired(@CheckForNull String required) {
        this.required = Util.fixEmptyAndTrim(required);
    }

    @CheckForNull
    public String getAgreement() {
        return agreement;
    }

    @DataBoundSetter
    public void setAgreement(@CheckForNull String agreement) {
        this.agreement = Util.fixEmptyAndTrim(agreement);
    }

    /** Null: the default gate; empty: no gate. */
    @CheckForNull
    public List<GateRuleConfig> getGate() {
        return Lists.copy(gate);
    }

    @DataBoundSetter
    public void setGate(@CheckForNull List<GateRuleConfig> gate) {
        this.gate = Lists.copy(gate);
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
    public String getQueueTimeout() {
        return queueTimeout;
    }

    @DataBoundSetter
    public void setQueueTimeout(@CheckForNull String queueTimeout) {
        this.queueTimeout = Util.fixEmptyAndTrim(queueTimeout);
    }

    @CheckForNull
    public String getTotalTimeout() {
        return totalTimeout;
    }

    @DataBoundSetter
    public void setTotalTimeout(@CheckForNull String totalTimeout) {
        this.totalTimeout = Util.fixEmptyAndTrim(totalTimeout);
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

    @CheckForNull
    public String getBackoffMax() {
        return backoffMax;
    }

    @DataBoundSetter
    public void setBackoffMax(@CheckForNull String backoffMax) {
        this.backoffMax = Util.fixEmptyAndTrim(backoffMax);
    }

    @CheckForNull
    public Double getBackoffJitter() {
        return backoffJitter;
    }

    @DataBoundSetter
    public void setBackoffJitter(@CheckForNull Double backoffJitter) {
        this.backoffJitter = backoffJitter;
    }

    @CheckForNull
    public List<String> getWorthAnother() {
        return Lists.copy(worthAnother);
    }

    @DataBoundSetter
    public void setWorthAnother(@CheckForNull List<String> worthAnother) {
        this.worthAnother = Lists.orNull(worthAnother);
    }

    public boolean isPartialCounts() {
        return partialCounts;
    }

    @DataBoundSetter
    public void setPartialCounts(boolean partialCounts) {
        this.partialCounts = partialCounts;
    }

    public boolean isCancelRest() {
        return cancelRest;
    }

    @DataBoundSetter
    public void setCancelRest(boolean cancelRest) {
        this.cancelRest = cancelRest;
    }

    public boolean isCancelWhenLost() {
        return cancelWhenLost;
    }

    @DataBoundSetter
    public void setCancelWhenLost(boolean cancelWhenLost) {
        this.cancelWhenLost = cancelWhenLost;
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

    @CheckForNull
    public LimitsConfig getLimits() {
        return limits;
    }

    @DataBoundSetter
    public void setLimits(@CheckForNull LimitsConfig limits) {
        this.limits = limits == null || limits.plain().isEmpty() ? null : limits;
    }

    /** @throws InvalidToolSetException with everything that is wrong, each with what to write instead */
    public ToolSet toolSet() throws InvalidToolSetException {
        Place place = new Place(name.isEmpty() ? "tool set" : "tool set \"" + name + '"', 0, 0);
        return ToolSetReader.read(Setting.of(plain(), place), Presets.shipped());
    }

    /**
     * The arguments of {@code withCredentials(bindings)} by name of tool; a tool without any is not in it.
     * Serializable, and ids only.
     */
    public Map<String, List<UninstantiatedDescribable>> credentials() {
        Map<String, List<UninstantiatedDescribable>> bindings = new LinkedHashMap<>();
        for (SlotConfig slot : slots) {
            for (ToolConfig tool : slot.tools()) {
                if (tool.getCredentials() != null) {
                    bindings.put(tool.effectiveName(), tool.bindings());
                }
            }
        }
        return bindings;
    }

    /** What was written, as {@link Setting#of} takes it. */
    Map<String, Object> plain() {
        return new Plain()
                .put("name", name)
                .put("slots", slots.stream().map(SlotConfig::plain).toList())
                .put("required", required)
                .put("agreement", agreement)
                .putList(
                        "gate",
                        gate == null
                                ? null
                                : gate.stream().map(GateRuleConfig::plain).toList())
                .put("replicaTimeout", replicaTimeout)
                .put("queueTimeout", queueTimeout)
                .put("totalTimeout", totalTimeout)
                .put("retries", retries)
                .put("backoff", backoff)
                .put("backoffMax", backoffMax)
                .put("backoffJitter", backoffJitter)
                .put("worthAnother", worthAnother)
                .flag("partialCounts", partialCounts)
                .flag("cancelRest", cancelRest)
                .flag("cancelWhenLost", cancelWhenLost)
                .put("onDegraded", onDegraded)
                .put("onLost", onLost)
                .put("limits", limits == null ? null : limits.plain())
                .map();
    }

    @Extension
    public static final class DescriptorImpl extends ToolSetDescriptor {}
}
