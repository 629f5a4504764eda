package io.jenkins.plugins.redundancy.engine.toolset;

import io.jenkins.plugins.redundancy.engine.merge.AgreementRule;
import io.jenkins.plugins.redundancy.engine.merge.Gate;
import io.jenkins.plugins.redundancy.engine.merge.GateRule;
import io.jenkins.plugins.redundancy.engine.policy.Mode;
import io.jenkins.plugins.redundancy.engine.policy.OnDegraded;
import io.jenkins.plugins.redundancy.engine.policy.OnLost;
import io.jenkins.plugins.redundancy.engine.policy.Policy;
import io.jenkins.plugins.redundancy.engine.policy.Required;
import io.jenkins.plugins.redundancy.engine.read.Limits;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Tool sets from what users write, wherever they write it: the one place that knows the keys. It reports everything that
 * is wrong at once. What every key means stands in docs/user/tool-sets.md.
 */
public final class ToolSetReader {

    private static final List<String> TOP = List.of("toolSets");
    private static final List<String> KEYS = List.of(
            "name",
            "slots",
            "required",
            "agreement",
            "gate",
            "timeout",
            "totalTimeout",
            "queueTimeout",
            "retries",
            "partialCounts",
            "onDegraded",
            "onLost",
            "limits");
    private static final List<String> LIMITS = List.of("bytes", "depth", "results", "stringLength", "messageLength");
    private static final List<String> GATE = List.of(
            "outcome", "allowed", "findings", "confidence", "agreement", "severity", "kind", "weakness");

    private final ToolReader tools;
    private final List<Problem> problems = new ArrayList<>();

    private ToolSetReader(Presets presets) {
        tools = new ToolReader(presets, problems);
    }

    /**
     * All tool sets of a file: {@code toolSets: [...]}.
     *
     * @throws InvalidToolSetException with every problem found
     */
    public static List<ToolSet> readAll(Setting top, Presets presets) throws InvalidToolSetException {
        ToolSetReader reader = new ToolSetReader(presets);
        Fields fields = Fields.of(top, "", TOP, reader.problems);
        List<ToolSet> sets = new ArrayList<>();
        Set<String> names = new HashSet<>();
        List<Setting> items = fields.items("toolSets");
        if (items.isEmpty() && reader.problems.isEmpty()) {
            fields.problem("toolSets", "there is no tool set", "Write a list with at least one tool set");
        }
        for (int i = 0; i < items.size(); i++) {
            ToolSet set = reader.toolSet(items.get(i), "toolSets[" + i + "]");
            if (!set.name().isEmpty() && !names.add(set.name())) {
                reader.problems.add(new Problem(
                        items.get(i).at(),
                        "toolSets[" + i + "].name",
                        "a tool set above is called \"" + set.name() + "\" too",
                        "Give each tool set a name of its own"));
            }
            sets.add(set);
        }
        reader.done();
        return sets;
    }

    /**
     * One tool set.
     *
     * @throws InvalidToolSetException with every problem found
     */
    public static ToolSet read(Setting setting, Presets presets) throws InvalidToolSetException {
        ToolSetReader reader = new ToolSetReader(presets);
        ToolSet set = reader.toolSet(setting, "");
        reader.done();
        return set;
    }

    private void done() throws InvalidToolSetException {
        if (!problems.isEmpty()) {
            throw new InvalidToolSetException(problems);
        }
    }

    private ToolSet toolSet(Setting setting, String path) {
        Fields fields = Fields.of(setting, path, KEYS, problems);
        String name = fields.parsed("name", Names::check).orElse("");
        if (name.isEmpty() && !fields.has("name")) {
            fields.problem("name", "the tool set has no name", "Write name: and a short name, like java-sast");
        }
        List<ToolSlot> slots = slots(fields);
        Policy policy = policy(fields, slots.size());
        AgreementRule agreement =
                fields.parsed("agreement", AgreementRule::parse).orElse(AgreementRule.DEFAULT);
        return new ToolSet(name, slots, policy, agreement, gate(fields), limits(fields));
    }

    private List<ToolSlot> slots(Fields fields) {
        List<ToolSlot> slots = new ArrayList<>();
        Map<String, String> names = new HashMap<>();
        List<Setting> items = fields.items("slots");
        for (int i = 0; i < items.size(); i++) {
            slots.add(tools.slot(items.get(i), fields.path("slots") + "[" + i + "]", names));
        }
        if (slots.isEmpty()) {
            fields.problem("slots", "the tool set has no slots", "Write slots: and a list of tools, like - preset: pmd");
        }
        return slots;
    }

    private Policy policy(Fields fields, int slots) {
        Policy policy = Policy.of(Mode.QUORUM);
        Required required = fields.parsed("required", Required::parse).orElse(policy.required());
        int k = required.resolve(slots);
        if (slots > 0 && (k < 1 || k > slots)) {
            fields.problem(
                    "required",
                    k + " of " + slots + (slots == 1 ? " slot" : " slots") + " cannot be filled",
                    "Write a number from 1 to " + slots + ", majority or all");
        }
        policy = policy.withRequired(required)
                .withReplicaTimeout(fields.duration("timeout").orElse(policy.replicaTimeout()))
                .withTotalTimeout(fields.duration("totalTimeout").orElse(policy.totalTimeout()))
                .withQueueTimeout(fields.duration("queueTimeout").orElse(policy.queueTimeout()));
        return policy.withRetries(fields.count("retries").orElse(policy.retries()))
                .withPartialCounts(fields.flag("partialCounts").orElse(policy.partialCounts()))
                .withOnDegraded(
                        fields.parsed("onDegraded", OnDegraded::parse).orElse(policy.onDegraded()))
                .withOnLost(fields.parsed("onLost", OnLost::parse).orElse(policy.onLost()));
    }

    private Gate gate(Fields fields) {
        if (!fields.has("gate")) {
            return Gate.DEFAULT;
        }
        List<GateRule> rules = new ArrayList<>();
        List<Setting> items = fields.items("gate");
        for (int i = 0; i < items.size(); i++) {
            String path = fields.path("gate") + "[" + i + "]";
            int before = problems.size();
            Fields rule = Fields.of(items.get(i), path, GATE, problems);
            Map<String, Object> keys = new LinkedHashMap<>();
            for (String key : GATE) {
                rule.get(key).ifPresent(value -> keys.put(key, plain(value)));
            }
            if (problems.size() == before) {
                try {
                    rules.add(GateRule.of(keys));
                } catch (IllegalArgumentException e) {
                    problems.add(new Problem(items.get(i).at(), path, Fields.sentence(e), "Keys of a gate rule: "
                            + String.join(", ", GATE)));
                }
            }
        }
        return new Gate(rules);
    }

    private static Object plain(Setting setting) {
        if (setting instanceof Setting.Sequence sequence) {
            return sequence.items().stream().map(ToolSetReader::plain).toList();
        }
        return setting instanceof Setting.Scalar scalar ? scalar.text() : setting.shown();
    }

    private Limits limits(Fields fields) {
        if (!fields.has("limits")) {
            return Limits.DEFAULT;
        }
        Fields own = Fields.of(fields.get("limits").orElseThrow(), fields.path("limits"), LIMITS, problems);
        Limits defaults = Limits.DEFAULT;
        return new Limits(
                own.parsed("bytes", ToolSetReader::bytes).orElse(defaults.bytes()),
                own.parsed("depth", ToolSetReader::positive).orElse(defaults.depth()),
                own.parsed("results", ToolSetReader::positive).orElse(defaults.results()),
                own.parsed("stringLength", ToolSetReader::positive).orElse(defaults.stringLength()),
                own.parsed("messageLength", ToolSetReader::positive).orElse(defaults.messageLength()));
    }

    private static int positive(String text) {
        if (!text.matches("[1-9][0-9]{0,8}")) {
            throw new IllegalArgumentException("write a whole number from 1 to 999999999");
        }
        return Integer.parseInt(text);
    }

    private static long bytes(String text) {
        if (!text.matches("[1-9][0-9]{0,14}")) {
            throw new IllegalArgumentException("write a number of bytes, like 1073741824");
        }
        return Long.parseLong(text);
    }
}
