package io.jenkins.plugins.redundancy.engine.toolset;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Settings as they were written, before anything is known about their meaning: what YAML, configuration as code and the
 * arguments of a step have in common.
 */
public sealed interface Setting {

    Place at();

    /** As written, shortened: for messages. */
    String shown();

    /** A string, number or truth value, as text. */
    record Scalar(String text, Place at) implements Setting {
        @Override
        public String shown() {
            return '"' + (text.length() > 60 ? text.substring(0, 57) + "..." : text) + '"';
        }
    }

    /** A list. */
    record Sequence(List<Setting> items, Place at) implements Setting {
        public Sequence {
            items = List.copyOf(items);
        }

        @Override
        public String shown() {
            return "a list of " + items.size();
        }
    }

    /**
     * Keys and values in the order of the source.
     *
     * @param keys where each key stands
     */
    record Mapping(Map<String, Setting> entries, Map<String, Place> keys, Place at) implements Setting {
        public Mapping {
            entries = Collections.unmodifiableMap(new LinkedHashMap<>(entries));
            keys = Map.copyOf(keys);
        }

        @Override
        public String shown() {
            return "the keys " + entries.keySet();
        }
    }

    /** Of plain maps, collections and scalars, all standing at one place; null becomes the empty text. */
    static Setting of(@CheckForNull Object plain, Place at) {
        if (plain instanceof Map<?, ?> map) {
            Map<String, Setting> entries = new LinkedHashMap<>();
            Map<String, Place> keys = new LinkedHashMap<>();
            map.forEach((key, value) -> {
                entries.put(String.valueOf(key), of(value, at));
                keys.put(String.valueOf(key), at);
            });
            return new Mapping(entries, keys, at);
        } else if (plain instanceof Collection<?> collection) {
            List<Setting> items = new ArrayList<>();
            collection.forEach(item -> items.add(of(item, at)));
            return new Sequence(items, at);
        }
        return new Scalar(plain == null ? "" : plain.toString(), at);
    }
}
