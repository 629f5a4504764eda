package io.jenkins.plugins.redundancy.engine.toolset;

import java.util.Objects;

/**
 * Where a setting was written.
 *
 * @param source a file, a step or a page, as a reader knows it
 * @param line from 1; 0 where the source has no lines
 * @param column from 1; 0 where the source has none
 */
public record Place(String source, int line, int column) {

    public Place {
        Objects.requireNonNull(source, "source");
    }

    /** {@code file:line:column}, as editors and terminals make it a link. */
    @Override
    public String toString() {
        return line == 0 ? source : source + ":" + line + (column == 0 ? "" : ":" + column);
    }
}
