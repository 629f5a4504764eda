package io.jenkins.plugins.redundancy.engine.toolset;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import java.util.List;
import java.util.stream.Collectors;

/** A tool set that cannot be used; tells everything that is wrong with it at once. */
public class InvalidToolSetException extends Exception {
    private static final long serialVersionUID = 1L;

    /** Null after deserialization, which keeps the message alone. */
    @CheckForNull
    private final transient List<Problem> problems;

    public InvalidToolSetException(List<Problem> problems) {
        super(problems.stream().map(Problem::toString).collect(Collectors.joining("\n")));
        this.problems = List.copyOf(problems);
    }

    /** In the order of the source, at least one. */
    public List<Problem> problems() {
        return problems == null ? List.of() : problems;
    }
}
