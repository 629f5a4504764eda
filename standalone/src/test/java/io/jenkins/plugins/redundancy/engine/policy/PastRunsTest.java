package io.jenkins.plugins.redundancy.engine.policy;

import static io.jenkins.plugins.redundancy.engine.policy.Script.seconds;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

/** How long replicas took, and the hedge that is made of it. */
class PastRunsTest {

    @Test
    void percentileIsTheNearestRankOfEnoughDurations() {
        List<Duration> hundred = new ArrayList<>(
                IntStream.rangeClosed(1, 100).mapToObj(Duration::ofSeconds).toList());
        Collections.shuffle(hundred, new Random(1));
        assertThat(new Percentile(95).of(hundred)).contains(seconds(95));
        assertThat(new Percentile(1).of(hundred)).contains(seconds(1));
        assertThat(new Percentile(95).of(hundred.subList(0, 4))).isEmpty();
        assertThat(new Percentile(50).of(List.of(seconds(9), seconds(1), seconds(2), seconds(3), seconds(4))))
                .contains(seconds(3));
    }

    @Property
    void soManyAreNotLonger(
            @ForAll @Size(min = 5, max = 60) List<@IntRange(min = 0, max = 1000) Integer> millis,
            @ForAll @IntRange(min = 1, max = 99) int rank) {
        Duration found = new Percentile(rank)
                .of(millis.stream().map(Duration::ofMillis).toList())
                .orElseThrow();
        long upTo = millis.stream().filter(m -> m <= found.toMillis()).count();
        long below = millis.stream().filter(m -> m < found.toMillis()).count();
        assertThat(upTo * 100).isGreaterThanOrEqualTo((long) rank * millis.size());
        assertThat(below * 100).isLessThan((long) rank * millis.size());
    }

    @Test
    void percentilesAreWrittenWithAP() {
        assertThat(Percentile.parse(" p95 ")).contains(new Percentile(95));
        assertThat(Percentile.parse("P5")).contains(new Percentile(5));
        assertThat(Percentile.parse("90s")).isEmpty();
        assertThat(Percentile.parse("PT1M30S")).isEmpty();
        assertThatThrownBy(() -> Percentile.parse("p100"))
                .hasMessage("'p100' is no percentile, use one from p1 to p99");
        assertThatThrownBy(() -> Percentile.parse("p0")).isInstanceOf(IllegalArgumentException.class);
    }

    @Property
    void readsWhatItWrites(@ForAll @Size(max = 30) List<String> names, @ForAll Random random) {
        PastRuns runs = PastRuns.NONE;
        for (String name : names) {
            // no lone surrogates: no file holds them
            String plain = name.replaceAll("[\\p{Cs}]", "");
            runs = runs.with(plain, "r" + random.nextInt(3), Duration.ofMillis(random.nextInt(1000)));
        }
        assertThat(PastRuns.read(runs.lines()).lines()).isEqualTo(runs.lines());
    }

    @Test
    void keepsTheLatestOfTheLatest() {
        PastRuns runs = PastRuns.NONE;
        for (int i = 0; i <= PastRuns.MOST_RUNS; i++) {
            runs = runs.with("build", "often", seconds(i));
        }
        assertThat(runs.of("build", "often"))
                .hasSize(PastRuns.MOST_RUNS)
                .startsWith(seconds(1))
                .endsWith(seconds(50));
        for (int i = 1; i < PastRuns.MOST_REPLICAS; i++) {
            runs = runs.with("build", "r" + i, seconds(1));
        }
        runs = runs.with("build", "often", seconds(1)).with("build", "new", seconds(1));
        assertThat(runs.lines()).hasSize(PastRuns.MOST_REPLICAS);
        assertThat(runs.of("build", "r1")).as("has not run for longest").isEmpty();
        assertThat(runs.of("build", "often")).isNotEmpty();
    }

    @Test
    void leavesOutWhatItCannotRead() {
        assertThat(PastRuns.read(List.of("", "x", "stage a 5 nonsense -1 99999999999999 7", "%zz a 5", "a\u0007 b 5"))
                        .lines())
                .containsExactly("stage a 5 7");
    }

    @Test
    void learnsFromWinnersAndFromLosersThatWereWaitedForTooLong() {
        Policy race = Policy.of(Mode.RACE).withHedgeDelay(seconds(10));
        Script script = new Script(Plan.slotEach(List.of("a", "b")), race);
        script.started(0, 1).timer(10).started(10, 2).succeeded(15, 2);
        PastRuns runs = PastRuns.NONE.with("s", script.verdict(), seconds(10), UnaryOperator.identity());
        assertThat(runs.of("s", "b")).containsExactly(seconds(5));
        assertThat(runs.of("s", "a")).as("at least so long").containsExactly(seconds(15));

        script = new Script(Plan.slotEach(List.of("a", "b")), race);
        script.started(0, 1).timer(10).started(10, 2).succeeded(12, 1);
        runs = PastRuns.NONE.with("s", script.verdict(), seconds(10), UnaryOperator.identity());
        assertThat(runs.of("s", "a")).containsExactly(seconds(12));
        assertThat(runs.of("s", "b")).as("two seconds say nothing").isEmpty();
    }
}
