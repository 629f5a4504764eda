package io.jenkins.plugins.redundancy.engine.read;

import java.io.Serializable;

/**
 * What a report may cost; each limit is an error of its own when it is passed.
 *
 * @param bytes of the report, uncompressed, with its external property files
 * @param depth of nested objects and arrays
 * @param results of all runs together
 * @param stringLength characters of any one string; longer messages are cut to {@code messageLength} instead
 * @param messageLength characters kept of a message
 */
public record Limits(long bytes, int depth, int results, int stringLength, int messageLength) implements Serializable {

    private static final long serialVersionUID = 1L;

    public static final Limits DEFAULT = new Limits(4L << 30, 100, 2_000_000, 20 << 20, 4_000);

    public Limits {
        if (bytes < 1 || depth < 1 || results < 1 || stringLength < 1 || messageLength < 1) {
            throw new IllegalArgumentException("limits must be positive");
        }
    }
}
