package io.jenkins.plugins.redundancy.engine.toolset;

import java.io.Serializable;
import java.util.Objects;

/**
 * How a tool is started, in the directory to scan. It writes its report to the file named by the environment variable
 * {@code REDUNDANCY_REPORT}, unless {@code reportFile} says where else it leaves it.
 *
 * @param sh script for a POSIX shell; empty when there is none
 * @param bat script for Windows' command interpreter; empty when there is none
 */
public record Command(String sh, String bat) implements Serializable {

    private static final long serialVersionUID = 1L;

    public Command {
        Objects.requireNonNull(sh, "sh");
        Objects.requireNonNull(bat, "bat");
        if (sh.isBlank() && bat.isBlank()) {
            throw new IllegalArgumentException("a command needs sh or bat");
        }
    }
}
