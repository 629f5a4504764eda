package io.jenkins.plugins.redundancy.steps;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import hudson.AbortException;
import hudson.model.Job;
import io.jenkins.plugins.redundancy.config.ToolSetConfig;
import io.jenkins.plugins.redundancy.config.ToolSets;
import io.jenkins.plugins.redundancy.engine.merge.AgreementRule;
import io.jenkins.plugins.redundancy.engine.merge.Gate;
import io.jenkins.plugins.redundancy.engine.policy.Mode;
import io.jenkins.plugins.redundancy.engine.policy.Policy;
import io.jenkins.plugins.redundancy.engine.policy.PolicyKeys;
import io.jenkins.plugins.redundancy.engine.read.Limits;
import io.jenkins.plugins.redundancy.engine.read.PathMapping;
import io.jenkins.plugins.redundancy.engine.toolset.InvalidToolSetException;
import io.jenkins.plugins.redundancy.engine.toolset.Tool;
import io.jenkins.plugins.redundancy.engine.toolset.ToolSet;
import io.jenkins.plugins.redundancy.engine.toolset.ToolSlot;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jenkinsci.plugins.structs.describable.UninstantiatedDescribable;

/**
 * A scan before its block has named further scanners: the tool set, and over it what the Jenkinsfile says.
 *
 * @param tools of the tool set
 * @param credentials arguments of {@code withCredentials}, by name of tool
 */
record ScanRequest(Scan scan, List<ScannerSpec> tools, Map<String, List<UninstantiatedDescribable>> credentials)
        implements Serializable {

    private static final long serialVersionUID = 1L;

    /** @throws AbortException naming the argument that cannot be meant, or what is wrong with the tool set */
    static ScanRequest of(RedundantScanStep step, Job<?, ?> job) throws AbortException {
        String name = step.getToolSet();
        ToolSetConfig config = name == null ? null : ToolSets.find(job, name);
        ToolSet set = config == null ? null : read(config);
        Sources sources = Checks.parsed("sources", step.getSources(), Sources.STASH, Sources::parse);
        AgreementRule rule = set == null ? AgreementRule.DEFAULT : set.agreement();
        Scan scan = new Scan(
                step.getId(),
                name == null ? "" : ToolSets.visible(job).get(name).toString(),
                policy(step, set == null ? Policy.of(Mode.QUORUM) : set.policy()),
                Checks.parsed("agreement", step.getAgreement(), rule, AgreementRule::parse)
                        .text(),
                gate(step.getGate(), set == null ? Gate.DEFAULT : set.gate()),
                set == null ? Limits.DEFAULT : set.limits(),
                sources,
                step.getAgentGrace() == null ? null : Checks.duration("agentGrace", step.getAgentGrace()),
                step.getReference(),
                inside(step.getMergedSarif()),
                step.isSkipPublishingChecks());
        List<ScannerSpec> tools = new ArrayList<>();
        if (set != null) {
            for (ToolSlot slot : set.slots()) {
                tools.add(ScannerSpec.of(slot.primary(), "", sources));
                for (Tool fallback : slot.fallbacks()) {
                    tools.add(ScannerSpec.of(fallback, slot.primary().name(), sources));
                }
            }
        }
        return new ScanRequest(scan, tools, config == null ? Map.of() : config.credentials());
    }

    @CheckForNull
    private static String inside(@CheckForNull String path) throws AbortException {
        if (path != null && !PathMapping.isInsideTree(path)) {
            throw new AbortException("mergedSarif: '" + path
                    + "' is outside of the workspace; give a path relative to it, with / and without ..");
        }
        return path;
    }

    private static ToolSet read(ToolSetConfig config) throws AbortException {
        try {
            return config.toolSet();
        } catch (InvalidToolSetException x) {
            throw new AbortException("the tool set cannot be used: " + x.getMessage());
        }
    }

    private static Policy policy(RedundantScanStep step, Policy unset) throws AbortException {
        Policy policy = with(unset, "timeout", "totalTimeout", step.getTimeout());
        for (Map.Entry<String, Object> key : step.keys().entrySet()) {
            policy = with(policy, key.getKey(), key.getKey(), key.getValue());
        }
        return policy;
    }

    private static Policy with(Policy policy, String argument, String key, @CheckForNull Object value)
            throws AbortException {
        return Checks.parsed(argument, value, policy, text -> PolicyKeys.with(policy, key, text));
    }

    private static Gate gate(@CheckForNull Object given, Gate unset) throws AbortException {
        try {
            return ScanGate.parse(given, unset);
        } catch (IllegalArgumentException x) {
            throw new AbortException("gate: " + x.getMessage());
        }
    }
}
