package io.jenkins.plugins.redundancy.engine.merge;

import java.util.Optional;

/**
 * The text of a scanned file's line, so that ids can outlive shifted lines. Handed in: the engine opens no file. The
 * path comes from a report and is not to be trusted.
 */
public interface LineSource {

    LineSource NONE = (path, line) -> Optional.empty();

    /** Line {@code line} (from 1) of {@code path}; empty where the file or the line is not there. */
    Optional<String> line(String path, int line);
}
