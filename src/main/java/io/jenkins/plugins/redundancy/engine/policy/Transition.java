package io.jenkins.plugins.redundancy.engine.policy;

import java.io.Serializable;
import java.util.List;

/**
 * What an event led to.
 *
 * @param next to be asked from now on
 * @param actions to be done, in this order
 */
public record Transition(Coordinator next, List<Action> actions) implements Serializable {

    private static final long serialVersionUID = 1L;

    public Transition {
        actions = List.copyOf(actions);
    }
}
