package io.jenkins.plugins.redundancy.config;

import io.jenkins.plugins.casc.ConfigurationContext;
import io.jenkins.plugins.casc.model.CNode;
import io.jenkins.plugins.casc.model.Mapping;
import io.jenkins.plugins.casc.model.Sequence;
import io.jenkins.plugins.casc.model.Source;
import io.jenkins.plugins.redundancy.engine.toolset.Place;
import io.jenkins.plugins.redundancy.engine.toolset.Setting;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Configuration as code as the engine's settings, each with its file and line. */
final class CodePlaces {

    private CodePlaces() {}

    static Place of(CNode node) {
        Source source = node.getSource();
        if (source == null) {
            return new Place("configuration as code", 0, 0);
        }
        return new Place(source.file() == null ? "configuration as code" : source.file(), source.line(), 0);
    }

    /** With variables and secrets in their places. */
    static Setting setting(CNode node, ConfigurationContext context) {
        Place at = of(node);
        if (node instanceof Mapping mapping) {
            Map<String, Setting> entries = new LinkedHashMap<>();
            Map<String, Place> keys = new LinkedHashMap<>();
            new TreeMap<>(mapping).forEach((key, value) -> {
                entries.put(key, setting(value, context));
                keys.put(key, of(value));
            });
            return new Setting.Mapping(entries, keys, at);
        } else if (node instanceof Sequence sequence) {
            List<Setting> items =
                    sequence.stream().map(item -> setting(item, context)).toList();
            return new Setting.Sequence(items, at);
        }
        return new Setting.Scalar(context.getSecretSourceResolver().resolve(String.valueOf(node)), at);
    }
}
