package io.jenkins.plugins.redundancy.engine.policy;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.EnumMap;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The invariants are worth something only if each of them notices a coordinator that breaks it. */
class CoordinatorMutationTest {

    private static final int SCHEDULES = 1_500;

    @ParameterizedTest
    @EnumSource
    void everyDefectIsCaughtByTheInvariantThatForbidsIt(Mutant mutant) {
        Map<Invariant, Integer> caught = new EnumMap<>(Invariant.class);
        for (long seed = 0; seed < SCHEDULES && !caught.keySet().containsAll(mutant.caughtBy()); seed++) {
            Schedule schedule = Schedule.of(seed);
            Recording recording = World.play(schedule, mutant.of(schedule, seed));
            for (Invariant invariant : Judge.broken(recording).keySet()) {
                caught.merge(invariant, 1, Integer::sum);
            }
            if (!Judge.repeats(recording, mutant.of(schedule, seed))) {
                caught.merge(Invariant.SAME_EVENTS_SAME_ACTIONS, 1, Integer::sum);
            }
        }
        assertThat(caught.keySet()).as("what noticed %s", mutant).containsAll(mutant.caughtBy());
    }

    @ParameterizedTest
    @EnumSource
    void everyInvariantIsBrokenBySomeDefect(Invariant invariant) {
        boolean hasMutant = Arrays.stream(Mutant.values())
                .anyMatch(mutant -> mutant.caughtBy().contains(invariant));
        assertThat(hasMutant).as("a mutant for %s", invariant).isTrue();
    }
}
