package io.jenkins.plugins.redundancy.config;

import hudson.model.Descriptor;
import hudson.model.Descriptor.FormException;
import java.util.ArrayList;
import java.util.List;
import net.sf.json.JSONArray;
import net.sf.json.JSONObject;
import org.kohsuke.stapler.StaplerRequest2;

/**
 * Tool sets as a browser submits them. Data binding would take a number that is none for not given, and knows nothing of
 * lists in one line.
 */
final class SubmittedForm {

    private static final List<String> LIMITS = List.of("bytes", "depth", "results", "stringLength", "messageLength");

    private SubmittedForm() {}

    /** @throws FormException naming the first field that holds no number where one is needed */
    static List<ToolSetConfig> toolSets(StaplerRequest2 request, JSONObject form) throws FormException {
        List<ToolSetConfig> sets = new ArrayList<>();
        for (JSONObject set : objects(form, "toolSets")) {
            prepare(set);
            sets.add(Descriptor.bindJSON(request, ToolSetConfig.class, set));
        }
        return sets;
    }

    private static void prepare(JSONObject set) throws FormException {
        number(set, "retries", "[0-9]{1,9}");
        number(set, "backoffJitter", "[0-9]*\\.?[0-9]+");
        list(set, "worthAnother");
        JSONObject limits = set.optJSONObject("limits");
        for (String key : LIMITS) {
            number(limits, key, "[0-9]{1,15}");
        }
        gate(set);
        array(set, "slots");
        for (JSONObject slot : objects(set, "slots")) {
            tool(slot);
            for (JSONObject fallback : objects(slot, "fallbacks")) {
                tool(fallback);
            }
        }
    }

    /** Nothing, where the default gate is meant; else a list, which may be empty. */
    private static void gate(JSONObject set) throws FormException {
        JSONObject own = set.optJSONObject("ownGate");
        set.remove("ownGate");
        if (own == null) {
            return;
        }
        for (JSONObject rule : objects(own, "gate")) {
            number(rule, "allowed", "[0-9]{1,9}");
            number(rule, "confidence", "[0-9]*\\.?[0-9]+");
            list(rule, "kind");
            list(rule, "weakness");
        }
        set.put("gate", JSONArray.fromObject(objects(own, "gate")));
    }

    private static void tool(JSONObject tool) throws FormException {
        number(tool, "retries", "[0-9]{1,9}");
        number(tool, "weight", "[0-9]*\\.?[0-9]+");
        list(tool, "secrets");
        JSONObject codes = tool.optJSONObject("exitCodes");
        numbers(codes, "clean");
        numbers(codes, "findings");
        JSONObject covers = tool.optJSONObject("covers");
        list(covers, "languages");
        list(covers, "weaknesses");
    }

    /** A repeated block is an object where there is one, an array where there are more, and missing where there is none. */
    private static List<JSONObject> objects(JSONObject json, String key) {
        List<JSONObject> objects = new ArrayList<>();
        Object value = json.opt(key);
        if (value instanceof JSONObject object) {
            objects.add(object);
        } else if (value instanceof JSONArray array) {
            for (Object item : array) {
                if (item instanceof JSONObject object) {
                    objects.add(object);
                }
            }
        }
        return objects;
    }

    private static void array(JSONObject json, String key) {
        json.put(key, JSONArray.fromObject(objects(json, key)));
    }

    private static void number(JSONObject json, String key, String pattern) throws FormException {
        if (json == null || !json.has(key)) {
            return;
        }
        String text = json.getString(key).trim();
        if (text.isEmpty()) {
            json.remove(key);
        } else if (!text.matches(pattern)) {
            throw new FormException(Messages.SubmittedForm_number(key, text), key);
        } else {
            json.put(key, text);
        }
    }

    private static void numbers(JSONObject json, String key) throws FormException {
        list(json, key);
        if (json != null && json.has(key)) {
            for (Object code : json.getJSONArray(key)) {
                if (!code.toString().matches("[0-9]{1,9}")) {
                    throw new FormException(Messages.SubmittedForm_number(key, code), key);
                }
            }
        }
    }

    private static void list(JSONObject json, String key) {
        if (json != null && json.has(key)) {
            json.put(key, JSONArray.fromObject(Lists.split(json.getString(key))));
        }
    }
}
