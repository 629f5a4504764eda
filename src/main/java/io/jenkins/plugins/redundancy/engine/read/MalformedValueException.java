package io.jenkins.plugins.redundancy.engine.read;

/** A value of the wrong type: it costs the result or rule it stands in. Has no stack trace, a report may have millions. */
final class MalformedValueException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    MalformedValueException(String message) {
        super(message, null, false, false);
    }
}
