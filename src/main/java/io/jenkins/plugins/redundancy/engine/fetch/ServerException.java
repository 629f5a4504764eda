package io.jenkins.plugins.redundancy.engine.fetch;

import java.io.IOException;

/** Why a server's issues could not be had, and what to do about it; it never holds a credential. */
public final class ServerException extends IOException {

    private static final long serialVersionUID = 1L;

    ServerException(String message) {
        super(message);
    }

    ServerException(String message, Throwable cause) {
        super(message, cause);
    }
}
