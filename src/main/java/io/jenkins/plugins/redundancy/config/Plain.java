package io.jenkins.plugins.redundancy.config;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Settings as the engine's readers take them: plain maps, lists and texts; what is not set has no key. */
final class Plain {

    private final Map<String, Object> map = new LinkedHashMap<>();

    /** Null, blank texts and empty collections count as not set. */
    Plain put(String key, @CheckForNull Object value) {
        boolean unset = value == null
                || value instanceof String text && text.isBlank()
                || value instanceof Collection<?> items && items.isEmpty()
                || value instanceof Map<?, ?> entries && entries.isEmpty();
        if (!unset) {
            map.put(key, value);
        }
        return this;
    }

    /** A list that says something even where it is empty; null is not set. */
    Plain putList(String key, @CheckForNull List<?> items) {
        if (items != null) {
            map.put(key, items);
        }
        return this;
    }

    /** Only where it is set. */
    Plain flag(String key, boolean value) {
        if (value) {
            map.put(key, true);
        }
        return this;
    }

    Map<String, Object> map() {
        return map;
    }
}
