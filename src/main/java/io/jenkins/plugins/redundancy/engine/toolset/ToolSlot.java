package io.jenkins.plugins.redundancy.engine.toolset;

import io.jenkins.plugins.redundancy.engine.policy.Slot;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;

/**
 * A place in a tool set that one scanner's report must fill.
 *
 * @param primary runs first
 * @param fallbacks in the order in which they stand in
 */
public record ToolSlot(Tool primary, List<Tool> fallbacks) {

    public ToolSlot {
        Objects.requireNonNull(primary, "primary");
        fallbacks = List.copyOf(fallbacks);
    }

    /** The primary, then its fallbacks. */
    public List<Tool> tools() {
        return Stream.concat(Stream.of(primary), fallbacks.stream()).toList();
    }

    Slot slot() {
        return new Slot(primary.name(), tools().stream().map(Tool::name).toList());
    }
}
