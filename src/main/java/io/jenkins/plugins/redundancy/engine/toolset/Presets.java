package io.jenkins.plugins.redundancy.engine.toolset;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The catalogue of scanners, read once from {@code presets.json} beside this class. */
public final class Presets {

    private static final String RESOURCE = "presets.json";

    private final Map<String, Preset> byId;

    Presets(List<Preset> presets) {
        Map<String, Preset> map = new LinkedHashMap<>();
        for (Preset preset : presets) {
            if (map.put(preset.id(), preset) != null) {
                throw new IllegalArgumentException("two presets are called " + preset.id() + ": rename one");
            }
        }
        byId = Collections.unmodifiableMap(map);
    }

    private static final class Shipped {
        static final Presets CATALOGUE = load();

        private static Presets load() {
            try (InputStream json = Presets.class.getResourceAsStream(RESOURCE)) {
                if (json == null) {
                    throw new IllegalStateException(RESOURCE + " is missing beside " + Presets.class.getName());
                }
                return new Presets(PresetJson.read(json));
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    /** What is shipped. */
    public static Presets shipped() {
        return Shipped.CATALOGUE;
    }

    /** In the order of the catalogue. */
    public Collection<Preset> all() {
        return byId.values();
    }

    public Set<String> ids() {
        return byId.keySet();
    }

    public Optional<Preset> find(String id) {
        return Optional.ofNullable(byId.get(id));
    }
}
