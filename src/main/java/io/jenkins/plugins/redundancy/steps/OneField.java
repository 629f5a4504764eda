package io.jenkins.plugins.redundancy.steps;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import hudson.Util;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import net.sf.json.JSONArray;
import net.sf.json.JSONObject;

/** Lists that a form shows in one field, with commas between their items. */
final class OneField {

    private OneField() {}

    static String join(@CheckForNull List<?> list) {
        return list == null ? "" : list.stream().map(String::valueOf).collect(Collectors.joining(", "));
    }

    static List<String> split(@CheckForNull String text) {
        return Arrays.stream(Util.fixNull(text).split(","))
                .map(String::trim)
                .filter(part -> !part.isEmpty())
                .toList();
    }

    /** In a form as it is submitted, so that it can be bound. */
    static void split(JSONObject form, String field) {
        if (form.opt(field) instanceof String text) {
            form.put(field, JSONArray.fromObject(split(text)));
        }
    }
}
