package io.jenkins.plugins.redundancy.engine.toolset;

import io.jenkins.plugins.redundancy.engine.merge.AgreementRule;
import io.jenkins.plugins.redundancy.engine.merge.Gate;
import io.jenkins.plugins.redundancy.engine.merge.GateRule;
import io.jenkins.plugins.redundancy.engine.policy.Mode;
import io.jenkins.plugins.redundancy.engine.policy.Plan;
import io.jenkins.plugins.redundancy.engine.policy.Policy;
import io.jenkins.plugins.redundancy.engine.policy.PolicyCheck;
import io.jenkins.plugins.redundancy.engine.policy.PolicyKeys;
import io.jenkins.plugins.redundancy.engine.read.Limits;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Tool sets from what users write, wherever they write it: the one place that knows the keys. It reports everything
 * that is wrong at once. What every key means stands in docs/user/tool-sets.md.
 */
public final class ToolSetReader {

    private static final List<String> TOP = List.of("toolSets");
    private static final List<String> OWN_KEYS = List.of("name", "slots", "agreement", "gate", "limits");

    /** A tool set is a quorum of slots: what only failover and races have does not belong here. */
    private static final Set<String> OTHER_MODES = Set.of("mode", "hedgeAfter", "on", "backoff.base");

    private static final List<String> POLICY_KEYS = PolicyKeys.names().stream()
            .filter(key -> !OTHER_MODES.contains(key))
            .toList();
    static final List<String> KEYS =
            Stream.concat(OWN_KEYS.stream(), POLICY_KEYS.stream()).toList();
    static final List<String> LIMITS = List.of("bytes", "depth", "results", "stringLength", "messageLength");
    static final List<String> GATE =
            List.of("outcome", "allowed", "findings", "confidence", "agreement", "severity", "kind", "weakness");

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

    /**
     * One tool by itself, without fallbacks.
     *
     * @throws InvalidToolSetException with every problem found
     */
    public static Tool readTool(Setting setting, Presets presets) throws InvalidToolSetException {
        ToolSetReader reader = new ToolSetReader(presets);
        Tool tool = reader.tools.tool(setting, "", new HashMap<>());
        reader.done();
        return tool;
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
        Policy policy = policy(fields, slots);
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
            fields.problem(
                    "slots", "the tool set has no slots", "Write slots: and a list of tools, like - preset: pmd");
        }
        return slots;
    }

    private Policy policy(Fields fields, List<ToolSlot> slots) {
        Policy policy = Policy.of(Mode.QUORUM);
        for (String key : POLICY_KEYS) {
            Policy before = policy;
            policy = fields.joined(key)
                    .flatMap(text -> fields.parsed(key, text, value -> PolicyKeys.with(before, key, value)))
                    .orElse(before);
        }
        for (io.jenkins.plugins.redundancy.engine.policy.Problem problem : check(policy, slots)) {
            if (POLICY_KEYS.contains(problem.field())) {
                fields.problem(
                        problem.field(),
                        new Setting.Scalar(problem.value(), fields.at()).shown() + " cannot be used",
                        Fields.sentence(problem.remedy()));
            }
        }
        return policy;
    }

    private static List<io.jenkins.plugins.redundancy.engine.policy.Problem> check(
            Policy policy, List<ToolSlot> slots) {
        return slots.isEmpty()
                ? PolicyCheck.check(policy)
                : PolicyCheck.check(
                        policy, new Plan(slots.stream().map(ToolSlot::slot).toList()));
    }

    private Gate gate(Fields fields) {
        if (!fields.has("gate")) {
            return Gate.DEFAULT;
        }
        if (fields.get("gate").orElseThrow() instanceof Setting.Scalar scalar
                && scalar.text().equals("none")) {
            return new Gate(List.of());
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
                    problems.add(new Problem(
                            items.get(i).at(),
                            path,
                            Fields.sentence(e.getMessage()),
                            "Keys of a gate rule: " + String.join(", ", GATE)));
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
