package io.jenkins.plugins.redundancy.engine.fetch;

import java.io.IOException;

/** One server, its address and its credentials known to whoever made this. */
@FunctionalInterface
public interface Server {

    /**
     * The body of one answer.
     *
     * @param path with its query, beginning with a slash: {@code /api/issues/search?p=1}
     * @throws ServerException when the server says no, or nothing
     */
    byte[] get(String path) throws IOException, InterruptedException;
}
