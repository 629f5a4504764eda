package io.jenkins.plugins.redundancy.config;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import hudson.model.Item;
import hudson.util.FormValidation;
import io.jenkins.plugins.redundancy.engine.toolset.InvalidToolSetException;
import io.jenkins.plugins.redundancy.engine.toolset.Place;
import io.jenkins.plugins.redundancy.engine.toolset.Presets;
import io.jenkins.plugins.redundancy.engine.toolset.Problem;
import io.jenkins.plugins.redundancy.engine.toolset.Setting;
import io.jenkins.plugins.redundancy.engine.toolset.ToolSetReader;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import jenkins.model.Jenkins;

/**
 * One field of a form, checked by putting its value into an otherwise faultless tool set and asking the engine. Says
 * nothing to those who may not change the configuration.
 */
final class FieldCheck {

    /** As many as nobody has, so that no number of required slots is too large while the form is being filled. */
    private static final int SLOTS = 200;

    private final boolean permitted;

    private FieldCheck(boolean permitted) {
        this.permitted = permitted;
    }

    /** @param item the folder whose form it is; null: that of all of Jenkins */
    static FieldCheck of(@CheckForNull Item item) {
        return new FieldCheck(
                item == null ? Jenkins.get().hasPermission(Jenkins.ADMINISTER) : item.hasPermission(Item.CONFIGURE));
    }

    boolean permitted() {
        return permitted;
    }

    /** Of a tool set; {@code key} may be a path such as {@code limits.depth}. */
    FormValidation set(String key, @CheckForNull Object value) {
        Map<String, Object> set = new LinkedHashMap<>();
        set.put("name", "set");
        List<Object> slots = new ArrayList<>();
        for (int i = 0; i < SLOTS; i++) {
            slots.add(Map.of("name", "tool" + i, "command", "x"));
        }
        set.put("slots", slots);
        return check(set, "", key, value);
    }

    /** Of a tool; {@code key} may be a path such as {@code covers.languages}. */
    FormValidation tool(String key, @CheckForNull Object value) {
        Map<String, Object> tool = new LinkedHashMap<>(Map.of("name", "tool", "command", "x"));
        return check(new LinkedHashMap<>(Map.of("name", "set", "slots", List.of(tool))), "slots[0].", key, value, tool);
    }

    /** Of a gate's rule. */
    FormValidation rule(String key, @CheckForNull Object value) {
        Map<String, Object> rule = new LinkedHashMap<>();
        Map<String, Object> set = new LinkedHashMap<>(Map.of("name", "set", "slots", List.of("pmd")));
        set.put("gate", List.of(rule));
        put(rule, key, value);
        return permitted && isSet(value) ? problems(set, "gate[0]") : FormValidation.ok();
    }

    /** The name of an environment variable. */
    FormValidation variable(String name) {
        if (permitted && name.isBlank()) {
            return FormValidation.error(Messages.FieldCheck_variable());
        }
        return tool("env", Collections.singletonMap(name.trim(), "x"));
    }

    private FormValidation check(Map<String, Object> set, String prefix, String key, @CheckForNull Object value) {
        return check(set, prefix, key, value, set);
    }

    private FormValidation check(
            Map<String, Object> set,
            String prefix,
            String key,
            @CheckForNull Object value,
            Map<String, Object> target) {
        if (!permitted || !isSet(value)) {
            return FormValidation.ok();
        }
        put(target, key, value);
        return problems(set, prefix + key);
    }

    private static boolean isSet(@CheckForNull Object value) {
        return value instanceof String text
                ? !text.isBlank()
                : value instanceof List<?> list ? !list.isEmpty() : value != null;
    }

    private static void put(Map<String, Object> map, String key, @CheckForNull Object value) {
        int dot = key.indexOf('.');
        map.put(
                dot < 0 ? key : key.substring(0, dot),
                dot < 0 ? value : Collections.singletonMap(key.substring(dot + 1), value));
    }

    private static FormValidation problems(Map<String, Object> set, String path) {
        try {
            ToolSetReader.read(Setting.of(set, new Place("form", 0, 0)), Presets.shipped());
            return FormValidation.ok();
        } catch (InvalidToolSetException x) {
            String message = x.problems().stream()
                    .filter(problem -> problem.path().equals(path))
                    .map(FieldCheck::sentence)
                    .collect(Collectors.joining(" "));
            return message.isEmpty() ? FormValidation.ok() : FormValidation.error(message);
        }
    }

    private static String sentence(Problem problem) {
        return problem.what() + ". " + problem.remedy();
    }
}
