package io.jenkins.plugins.redundancy.engine.finding;

import java.util.Objects;

/**
 * A place in a source file.
 *
 * @param path relative to the root of the scanned tree, with {@code /}, never leaving it; an absolute or foreign path
 *     that could not be brought below the root is kept as it was reported and is never opened
 * @param startLine from 1; 0 when the tool named only the file
 * @param startColumn from 1; 0 when unknown
 * @param endLine inclusive, ≥ startLine; startLine when unknown
 * @param endColumn exclusive as in SARIF; 0 when unknown
 * @param function enclosing function or method as the tool names it; empty when unknown
 */
public record Location(String path, int startLine, int startColumn, int endLine, int endColumn, String function) {

    public Location {
        Objects.requireNonNull(path, "path");
        Objects.requireNonNull(function, "function");
        if (startLine < 0 || startColumn < 0 || endLine < startLine || endColumn < 0) {
            throw new IllegalArgumentException("lines and columns must not be negative and must end after they start: "
                    + path + ":" + startLine + ":" + startColumn + "-" + endLine + ":" + endColumn);
        }
    }

    public static Location of(String path, int line) {
        return new Location(path, line, 0, line, 0, "");
    }

    public static Location of(String path, int startLine, int endLine) {
        return new Location(path, startLine, 0, Math.max(startLine, endLine), 0, "");
    }

    /** {@code path:line}, or the path alone where no line is known. */
    @Override
    public String toString() {
        return startLine == 0 ? path : path + ":" + startLine;
    }
}
