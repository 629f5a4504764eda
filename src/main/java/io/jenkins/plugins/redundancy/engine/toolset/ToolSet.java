package io.jenkins.plugins.redundancy.engine.toolset;

import io.jenkins.plugins.redundancy.engine.merge.AgreementRule;
import io.jenkins.plugins.redundancy.engine.merge.Gate;
import io.jenkins.plugins.redundancy.engine.policy.Plan;
import io.jenkins.plugins.redundancy.engine.policy.Policy;
import io.jenkins.plugins.redundancy.engine.policy.ReplicaLimits;
import io.jenkins.plugins.redundancy.engine.policy.Slot;
import io.jenkins.plugins.redundancy.engine.read.Limits;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * Scanners that are redundant to each other, and what is asked of them together. Made by {@link ToolSetReader} from
 * what users write; what it returns is valid.
 *
 * @param name unique among tool sets
 * @param slots to fill, one or more; names of tools are unique over all of them
 * @param policy of the scan: a quorum of slots
 * @param agreement when findings count as confirmed
 * @param gate what the findings may be
 * @param limits on each report
 */
public record ToolSet(
        String name, List<ToolSlot> slots, Policy policy, AgreementRule agreement, Gate gate, Limits limits) {

    public ToolSet {
        Objects.requireNonNull(name, "name");
        slots = List.copyOf(slots);
        Objects.requireNonNull(policy, "policy");
        Objects.requireNonNull(agreement, "agreement");
        Objects.requireNonNull(gate, "gate");
        Objects.requireNonNull(limits, "limits");
    }

    /** Primaries and fallbacks, slot by slot. */
    public List<Tool> tools() {
        return slots.stream().flatMap(slot -> slot.tools().stream()).toList();
    }

    public Optional<Tool> tool(String toolName) {
        return tools().stream().filter(tool -> tool.name().equals(toolName)).findFirst();
    }

    /** What the coordinator plays: a slot per slot, a replica per tool, each with the tool's own limits. */
    public Plan plan() {
        List<Slot> places = slots.stream().map(ToolSlot::slot).toList();
        Map<String, ReplicaLimits> limits = new LinkedHashMap<>();
        for (Tool tool : tools()) {
            limits.put(
                    tool.name(),
                    new ReplicaLimits(
                            tool.timeout().orElse(null), tool.retries().orElse(null)));
        }
        return new Plan(places, limits);
    }
}
