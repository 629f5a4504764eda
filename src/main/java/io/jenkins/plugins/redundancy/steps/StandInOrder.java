package io.jenkins.plugins.redundancy.steps;

import io.jenkins.plugins.redundancy.engine.policy.Event;
import io.jenkins.plugins.redundancy.engine.policy.Plan;
import java.io.Serializable;
import java.util.Optional;

/** In which order replicas that have not run should stand in, as the world is now. Asked on the CPS VM thread. */
interface StandInOrder extends Serializable {

    /** Empty where the plan has that order already. */
    Optional<Event.Reordered> now(Plan plan);
}
