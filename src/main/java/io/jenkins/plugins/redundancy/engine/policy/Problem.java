package io.jenkins.plugins.redundancy.engine.policy;

import java.io.Serializable;

/**
 * Something in a policy or plan that cannot be meant.
 *
 * @param field as users write it, e.g. {@code required} or {@code slots[2].replicas}
 * @param value that stands there
 * @param remedy what to write instead
 */
public record Problem(String field, String value, String remedy) implements Serializable {

    private static final long serialVersionUID = 1L;

    @Override
    public String toString() {
        return field + ": '" + value + "': " + remedy;
    }
}
