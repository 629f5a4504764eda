package io.jenkins.plugins.redundancy.cli;

/** What was asked for cannot be done; the message says what to do instead. */
final class UsageException extends Exception {
    private static final long serialVersionUID = 1L;

    UsageException(String message) {
        super(message);
    }

    UsageException(String message, Throwable cause) {
        super(message, cause);
    }
}
