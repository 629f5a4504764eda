package io.jenkins.plugins.redundancy.engine.read;

import java.io.IOException;

/** A report that cannot count: its message names the file, what is wrong with it, where, and what to do. */
public class UnreadableReportException extends IOException {
    private static final long serialVersionUID = 1L;

    public UnreadableReportException(String message) {
        super(message);
    }

    public UnreadableReportException(String message, Throwable cause) {
        super(message, cause);
    }
}
