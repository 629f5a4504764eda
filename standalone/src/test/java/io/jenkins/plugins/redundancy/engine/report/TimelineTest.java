package io.jenkins.plugins.redundancy.engine.report;

import static io.jenkins.plugins.redundancy.engine.report.Timeline.Phase.GAP;
import static io.jenkins.plugins.redundancy.engine.report.Timeline.Phase.QUEUED;
import static io.jenkins.plugins.redundancy.engine.report.Timeline.Phase.RUNNING;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.jenkins.plugins.redundancy.engine.policy.Action;
import io.jenkins.plugins.redundancy.engine.policy.Attempt;
import io.jenkins.plugins.redundancy.engine.policy.Coordinator;
import io.jenkins.plugins.redundancy.engine.policy.Event;
import io.jenkins.plugins.redundancy.engine.policy.FailureKind;
import io.jenkins.plugins.redundancy.engine.policy.Plan;
import io.jenkins.plugins.redundancy.engine.policy.PolicyKeys;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

class TimelineTest {

    private static final Instant BEGAN = Instant.parse("2026-01-31T12:00:00Z");

    private Coordinator coordinator = Coordinator.of(
            Plan.failover("a", List.of("a", "b", "c")),
            PolicyKeys.read(Map.of("mode", "failover", "on", "any"), new ArrayList<>()),
            1);

    private void at(long seconds, Event event) {
        coordinator = coordinator.on(event, BEGAN.plusSeconds(seconds)).next();
    }

    private Timeline now(long seconds) {
        return Timeline.of(coordinator.attempts(), BEGAN, BEGAN.plusSeconds(seconds));
    }

    private static List<String> bars(Timeline timeline) {
        return timeline.rows().stream()
                .flatMap(row -> row.bars().stream()
                        .map(bar -> row.replica() + " " + bar.phase() + " "
                                + Duration.between(BEGAN, bar.from()).toSeconds() + "-"
                                + Duration.between(BEGAN, bar.to()).toSeconds()))
                .toList();
    }

    @Test
    void failoverShowsTheGapUntilTheNextOneRan() {
        at(0, new Event.Begin());
        at(10, new Event.Started(1));
        at(70, new Event.Failed(1, FailureKind.INFRASTRUCTURE, "agent 'a1' is gone"));
        at(75, new Event.Started(2));
        at(135, new Event.Succeeded(2));

        Timeline timeline = Timeline.of(coordinator.verdict().orElseThrow());

        assertThat(bars(timeline))
                .containsExactly(
                        "a QUEUED 0-10", "a RUNNING 10-70", "a GAP 70-75", "b QUEUED 70-75", "b RUNNING 75-135");
        assertThat(timeline.rows()).extracting(Timeline.Row::replica).containsExactly("a", "b", "c");
        assertThat(timeline.rows()).extracting(Timeline.Row::isStandIn).containsExactly(false, true, true);
        Attempt first = timeline.rows().get(0).last();
        assertThat(timeline.length(first, GAP)).contains(Duration.ofSeconds(5));
        assertThat(timeline.length(timeline.rows().get(1).last(), GAP)).isEmpty();
        assertThat(timeline.share(BEGAN.plusSeconds(75))).isCloseTo(75 / 135.0, within(1e-9));
    }

    @Test
    void whatIsNotOverReachesUntilNow() {
        at(0, new Event.Begin());
        assertThat(bars(now(3))).containsExactly("a QUEUED 0-3");
        at(10, new Event.Started(1));
        assertThat(bars(now(20))).containsExactly("a QUEUED 0-10", "a RUNNING 10-20");
        at(30, new Event.Failed(1, FailureKind.INFRASTRUCTURE, "gone"));
        assertThat(bars(now(42))).contains("a GAP 30-42", "b QUEUED 30-42");
    }

    @Test
    void timelineWithoutLengthHasItsBarsAtItsBeginning() {
        at(0, new Event.Begin());
        at(0, new Event.Started(1));
        Timeline timeline = now(0);
        assertThat(bars(timeline)).containsExactly("a RUNNING 0-0");
        assertThat(timeline.share(BEGAN.plusSeconds(5))).isZero();
    }

    /** Whatever happens when: bars stay inside, none runs backwards, those of one attempt touch each other. */
    @Property(tries = 2_000)
    void barsLieWithinTheTimelineAndTouch(@ForAll Random random) {
        List<String> names =
                IntStream.range(0, 1 + random.nextInt(4)).mapToObj(i -> "r" + i).toList();
        String mode = List.of("failover", "race", "quorum").get(random.nextInt(3));
        Coordinator any = Coordinator.of(
                mode.equals("failover") ? Plan.failover("r0", names) : Plan.slotEach(names),
                PolicyKeys.read(Map.of("mode", mode, "on", "any", "retries", "1", "backoff", "2s"), new ArrayList<>()),
                random.nextLong());
        Instant now = BEGAN;
        List<Integer> known = new ArrayList<>();
        Event event = new Event.Begin();
        for (int i = 0; i < 30; i++) {
            var transition = any.on(event, now);
            any = transition.next();
            transition.actions().stream()
                    .filter(Action.Start.class::isInstance)
                    .forEach(action -> known.add(((Action.Start) action).attempt()));
            Timeline timeline = any.verdict().map(Timeline::of).orElse(Timeline.of(any.attempts(), BEGAN, now));
            for (Timeline.Row row : timeline.rows()) {
                row.bars().forEach(bar -> {
                    assertThat(bar.from()).isBetween(timeline.began(), timeline.until());
                    assertThat(bar.to()).isBetween(bar.from(), timeline.until());
                });
                for (int next = 1; next < row.bars().size(); next++) {
                    var bar = row.bars().get(next);
                    var before = row.bars().get(next - 1);
                    if (bar.attempt().equals(before.attempt())) {
                        assertThat(bar.from()).isEqualTo(before.to());
                        assertThat(List.of(QUEUED, RUNNING, GAP).indexOf(bar.phase()))
                                .isGreaterThan(List.of(QUEUED, RUNNING, GAP).indexOf(before.phase()));
                    }
                }
            }
            now = now.plusSeconds(random.nextInt(5));
            int attempt = known.isEmpty() ? 1 : known.get(random.nextInt(known.size()));
            event = switch (random.nextInt(4)) {
                case 0 -> new Event.Started(attempt);
                case 1 -> new Event.Failed(attempt, FailureKind.INFRASTRUCTURE, "gone");
                case 2 -> new Event.Timer();
                default -> new Event.Succeeded(attempt);
            };
        }
    }
}
