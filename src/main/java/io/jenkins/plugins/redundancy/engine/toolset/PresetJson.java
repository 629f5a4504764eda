package io.jenkins.plugins.redundancy.engine.toolset;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.jenkins.plugins.redundancy.engine.finding.WeaknessClass;
import io.jenkins.plugins.redundancy.engine.merge.Coverage;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** The catalogue's file: a list of objects, see docs/developer/presets.md. Trusted: a mistake in it is a bug. */
final class PresetJson {

    private PresetJson() {}

    static List<Preset> read(InputStream json) throws IOException {
        List<Preset> presets = new ArrayList<>();
        try (JsonParser parser = new JsonFactory().createParser(json)) {
            parser.nextToken();
            for (Object entry : list(value(parser))) {
                presets.add(preset(new LinkedHashMap<>(map(entry))));
            }
        }
        return presets;
    }

    private static Preset preset(Map<String, Object> entry) {
        String id = (String) entry.remove("id");
        Map<String, Object> exitCodes = map(entry.remove("exitCodes"));
        Preset preset = new Preset(
                id,
                (String) entry.remove("title"),
                (String) entry.remove("documentation"),
                strings(entry.remove("executables")),
                new Command(script(entry.remove("sh")), script(entry.remove("bat"))),
                (String) entry.remove("format"),
                new ExitCodes(numbers(exitCodes.get("clean")), numbers(exitCodes.get("findings"))),
                list(entry.remove("covers")).stream().map(PresetJson::coverage).toList(),
                (String) entry.remove("rulesSource"),
                entry.containsKey("lineage") ? (String) entry.remove("lineage") : id,
                strings(entry.remove("needs")),
                Set.copyOf(strings(entry.remove("secrets"))));
        if (!entry.isEmpty()) {
            throw new IllegalArgumentException("preset " + id + " has unknown keys: " + entry.keySet());
        }
        return preset;
    }

    private static Coverage coverage(Object entry) {
        Set<Integer> cwes = numbers(map(entry).get("cwes"));
        Set<String> weaknesses =
                cwes.stream().map(cwe -> WeaknessClass.ofCwe(cwe).id()).collect(Collectors.toCollection(TreeSet::new));
        weaknesses.addAll(strings(map(entry).get("kinds")));
        return new Coverage(Set.copyOf(strings(map(entry).get("languages"))), weaknesses, cwes);
    }

    /** A script is one string, or a list of lines. */
    private static String script(Object entry) {
        return entry instanceof String line ? line : String.join("\n", strings(entry));
    }

    private static List<String> strings(Object entry) {
        return list(entry).stream().map(String.class::cast).toList();
    }

    private static Set<Integer> numbers(Object entry) {
        return list(entry).stream().map(Integer.class::cast).collect(Collectors.toCollection(TreeSet::new));
    }

    private static List<?> list(Object entry) {
        return entry == null ? List.of() : (List<?>) entry;
    }

    @SuppressWarnings("unchecked")
    private static Map<String, Object> map(Object entry) {
        return entry == null ? Map.of() : (Map<String, Object>) entry;
    }

    private static Object value(JsonParser parser) throws IOException {
        if (parser.currentToken() == JsonToken.START_OBJECT) {
            Map<String, Object> entries = new LinkedHashMap<>();
            while (parser.nextToken() == JsonToken.FIELD_NAME) {
                String key = parser.currentName();
                parser.nextToken();
                entries.put(key, value(parser));
            }
            return entries;
        } else if (parser.currentToken() == JsonToken.START_ARRAY) {
            List<Object> items = new ArrayList<>();
            while (parser.nextToken() != JsonToken.END_ARRAY) {
                items.add(value(parser));
            }
            return items;
        }
        return parser.currentToken() == JsonToken.VALUE_NUMBER_INT ? (Object) parser.getIntValue() : parser.getText();
    }
}
