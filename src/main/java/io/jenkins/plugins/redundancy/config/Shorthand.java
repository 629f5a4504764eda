package io.jenkins.plugins.redundancy.config;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import io.jenkins.plugins.casc.model.CNode;
import io.jenkins.plugins.casc.model.Mapping;
import io.jenkins.plugins.casc.model.Scalar;
import io.jenkins.plugins.casc.model.Sequence;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.UnaryOperator;

/**
 * What a YAML file may write shorter than data binding has it: a word for a preset, a script for a command, one value
 * for a list, a mapping for variables. The engine has checked all of it before.
 */
final class Shorthand {

    private static final Map<String, String> DOTTED =
            Map.of("backoff.base", "backoff", "backoff.max", "backoffMax", "backoff.jitter", "backoffJitter");

    private Shorthand() {}

    /** Written out; changes and returns the given mapping. */
    static Mapping written(Mapping set) {
        DOTTED.forEach((dotted, name) -> {
            CNode value = set.remove(dotted);
            if (value != null) {
                set.put(name, value);
            }
        });
        if (set.get("gate") instanceof Scalar) {
            set.put("gate", new Sequence());
        }
        change(set, "worthAnother", Shorthand::commas);
        each(set, "gate", rule -> {
            change(rule, "kind", Shorthand::list);
            change(rule, "weakness", Shorthand::list);
        });
        slots(set, Shorthand::writtenTool);
        return set;
    }

    private static void writtenTool(Mapping tool) {
        change(tool, "command", value -> value instanceof Scalar ? keyed("sh", value) : value);
        change(tool, "exitCodes", value -> value instanceof Mapping ? value : keyed("clean", list(value)));
        if (tool.get("exitCodes") instanceof Mapping codes) {
            change(codes, "clean", Shorthand::list);
            change(codes, "findings", Shorthand::list);
        }
        if (tool.get("covers") instanceof Mapping covers) {
            change(covers, "languages", Shorthand::list);
            change(covers, "weaknesses", Shorthand::list);
        }
        change(tool, "secrets", Shorthand::list);
        change(tool, "credentials", Shorthand::list);
        change(tool, "env", value -> value instanceof Mapping variables ? pairs(variables) : value);
    }

    /** As people write it; changes and returns the given mapping. */
    static Mapping shortened(Mapping set) {
        if (set.get("gate") instanceof Sequence rules && rules.isEmpty()) {
            // an empty list is not exported at all
            set.put("gate", new Scalar("none"));
        }
        slots(set, tool -> change(tool, "env", value -> value instanceof Sequence pairs ? unpaired(pairs) : value));
        return set;
    }

    private interface Change {
        void in(Mapping keys);
    }

    /** All tools: slots and their fallbacks, a plain word being a preset. */
    private static void slots(Mapping set, Change change) {
        for (String key : new String[] {"slots", "fallbacks"}) {
            change(set, key, Shorthand::list);
            if (set.get(key) instanceof Sequence tools) {
                tools.replaceAll(tool -> tool instanceof Scalar ? keyed("preset", tool) : tool);
            }
            each(set, key, tool -> {
                change.in(tool);
                slots(tool, change);
            });
        }
    }

    private static void each(Mapping keys, String key, Change change) {
        if (keys.get(key) instanceof Sequence items) {
            items.stream()
                    .filter(Mapping.class::isInstance)
                    .map(Mapping.class::cast)
                    .forEach(change::in);
        }
    }

    private static void change(Mapping keys, String key, UnaryOperator<CNode> change) {
        CNode value = keys.get(key);
        if (value != null) {
            keys.put(key, change.apply(value));
        }
    }

    private static Mapping keyed(String key, @CheckForNull CNode value) {
        Mapping mapping = new Mapping();
        mapping.putIfNotNull(key, value);
        return mapping;
    }

    private static CNode list(CNode value) {
        if (value instanceof Sequence) {
            return value;
        }
        Sequence list = new Sequence();
        list.add(value);
        return list;
    }

    /** {@code timeout, infrastructure} is a list as well. */
    private static CNode commas(CNode value) {
        if (!(value instanceof Scalar scalar)) {
            return value;
        }
        Sequence list = new Sequence();
        for (String item : scalar.toString().split(",")) {
            list.add(new Scalar(item.trim()));
        }
        return list;
    }

    private static Sequence pairs(Mapping variables) {
        Sequence pairs = new Sequence();
        new TreeMap<>(variables).forEach((name, value) -> {
            Mapping pair = keyed("value", value);
            pair.put("name", name);
            pairs.add(pair);
        });
        return pairs;
    }

    private static Mapping unpaired(Sequence pairs) {
        Mapping variables = new Mapping();
        for (CNode pair : pairs) {
            if (pair instanceof Mapping keys) {
                variables.put(String.valueOf(keys.get("name")), keys.getOrDefault("value", new Scalar("")));
            }
        }
        return variables;
    }
}
