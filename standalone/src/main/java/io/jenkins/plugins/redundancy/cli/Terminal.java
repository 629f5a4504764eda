package io.jenkins.plugins.redundancy.cli;

import java.io.PrintStream;
import java.nio.file.Path;
import java.util.Map;
import java.util.Objects;

/**
 * What a run of the command line sees of the world.
 *
 * @param interactive whether out is a terminal that understands ANSI escapes
 * @param env of the process; scanners inherit it
 * @param directory that relative paths of arguments start from
 */
record Terminal(PrintStream out, PrintStream err, boolean interactive, Map<String, String> env, Path directory) {

    Terminal {
        Objects.requireNonNull(out, "out");
        Objects.requireNonNull(err, "err");
        env = Map.copyOf(env);
        directory = directory.toAbsolutePath().normalize();
    }

    /** Whether to colour; see no-color.org. */
    boolean colours() {
        return interactive && env.getOrDefault("NO_COLOR", "").isEmpty();
    }

    Path path(String argument) {
        return directory.resolve(argument).normalize();
    }

    /** As a user would type it from here. */
    String shown(Path path) {
        Path absolute = path.toAbsolutePath().normalize();
        return absolute.startsWith(directory) && !absolute.equals(directory)
                ? directory.relativize(absolute).toString()
                : absolute.toString();
    }
}
