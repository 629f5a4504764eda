package io.jenkins.plugins.redundancy.engine.policy;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** What is put to the test: the coordinator, or one with a defect made on purpose. */
interface Subject {

    List<Action> on(Event event, Instant now);

    Coordinator coordinator();

    /** Through serialization and back, as a restart of the controller does it. */
    void restart();

    default List<Attempt> attempts() {
        return coordinator().attempts();
    }

    default Optional<Verdict> verdict() {
        return coordinator().verdict();
    }
}
