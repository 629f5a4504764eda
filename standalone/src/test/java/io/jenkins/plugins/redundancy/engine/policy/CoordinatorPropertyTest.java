package io.jenkins.plugins.redundancy.engine.policy;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.concurrent.atomic.LongAdder;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.ShrinkingMode;
import net.jqwik.api.lifecycle.AfterContainer;

/**
 * Every {@link Invariant} in random schedules: {@code -Dschedules=…} of them (20,000; the profile {@code exhaustive}
 * plays a million). A failure shows the schedule's seed and its play; {@code -Dschedule=<seed>} plays that one alone.
 */
class CoordinatorPropertyTest {

    private static final int BATCHES = 20;
    private static final LongAdder[] OUTCOMES = IntStream.range(0, Outcome.values().length)
            .mapToObj(i -> new LongAdder())
            .toArray(LongAdder[]::new);
    private static final LongAdder EVENTS = new LongAdder();
    private static final LongAdder STARTS = new LongAdder();

    @Property(tries = BATCHES, shrinking = ShrinkingMode.OFF, edgeCases = EdgeCasesMode.NONE)
    void everyInvariantHoldsInEverySchedule(@ForAll long seed) {
        Long single = Long.getLong("schedule");
        long[] seeds = single != null
                ? new long[] {single}
                : LongStream.range(0, Math.max(1, Integer.getInteger("schedules", 20_000) / BATCHES))
                        .map(i -> seed + i)
                        .toArray();
        LongStream.of(seeds).parallel().forEach(CoordinatorPropertyTest::play);
    }

    private static void play(long seed) {
        Schedule schedule = Schedule.of(seed);
        Recording recording = World.play(schedule, new Genuine(schedule.plan(), schedule.policy(), seed));
        Map<Invariant, String> broken = Judge.broken(recording);
        if (!Judge.repeats(recording, new Genuine(schedule.plan(), schedule.policy(), seed))) {
            broken.put(Invariant.SAME_EVENTS_SAME_ACTIONS, "the second play went another way");
        }
        if (!broken.isEmpty()) {
            throw new AssertionError(
                    "broken: " + broken + "\nplay it again with -Dschedule=" + seed + "\n" + recording);
        }
        for (Recording.Step step : recording.steps()) {
            EVENTS.increment();
            for (Action action : step.actions()) {
                if (action instanceof Action.Start) {
                    STARTS.increment();
                } else if (action instanceof Action.Finish finish) {
                    OUTCOMES[finish.verdict().outcome().ordinal()].increment();
                }
            }
        }
    }

    @AfterContainer
    static void everyOutcomeWasReached() {
        long schedules = 0;
        StringBuilder line = new StringBuilder();
        for (Outcome outcome : Outcome.values()) {
            long count = OUTCOMES[outcome.ordinal()].sum();
            schedules += count;
            line.append(", ").append(count).append(' ').append(outcome.id());
            assertThat(Long.getLong("schedule") != null || count > 0)
                    .as("%s was reached", outcome)
                    .isTrue();
        }
        System.out.printf(
                "%,d random schedules held %d invariants: %,d events, %,d starts%s%n",
                schedules, Invariant.values().length, EVENTS.sum(), STARTS.sum(), line);
    }
}
