package io.jenkins.plugins.redundancy.engine.policy;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.redundancy.engine.policy.Attempt.State;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

/** A quorum in which only equal outputs agree. */
class EqualOutputsTest {

    private static final Plan THREE = Plan.slotEach(List.of("debian", "alpine", "rhel"));
    private static final Policy TWO = Policy.of(Mode.QUORUM).withRequired(2);

    private static Event.Succeeded delivered(int attempt, String digest, Map<Integer, String> differences) {
        return new Event.Succeeded(attempt, new Output(digest, differences));
    }

    @Test
    void namesTheOddOneOutAndWhereItDiffers() {
        Script script = new Script(THREE, TWO).started(0, 1).started(0, 2).started(0, 3);
        script.at(5, delivered(1, "x", Map.of()));
        script.at(6, delivered(3, "y", Map.of(1, "dist/app and 2 more files")));
        script.at(7, delivered(2, "x", Map.of(3, "dist/app and 2 more files")));

        assertThat(script.verdict().outcome()).isEqualTo(Outcome.DEGRADED);
        assertThat(script.verdict().reason())
                .isEqualTo("2 of 3 slots filled, 2 required;"
                        + " rhel (differs from debian and alpine in dist/app and 2 more files) failed");
        Attempt odd = script.verdict().attempts().get(2);
        assertThat(odd.state()).isEqualTo(State.FAILED);
        assertThat(odd.kind()).isEqualTo(FailureKind.INVALID_RESULT);
        assertThat(script.verdict().results()).extracting(Attempt::replica).containsExactly("debian", "alpine");
    }

    @Test
    void isLostWhereAllDeliveredOtherThings() {
        Script script = new Script(THREE, TWO);
        script.at(5, delivered(2, "x", Map.of()));
        script.at(6, delivered(3, "y", Map.of(2, "dist/app")));
        script.at(7, delivered(1, "z", Map.of(2, "dist/app", 3, "dist/lib")));

        assertThat(script.verdict().outcome()).isEqualTo(Outcome.LOST);
        assertThat(script.verdict().reason())
                .isEqualTo("1 of 3 slots filled, 2 required; alpine (differs from debian in dist/app) failed;"
                        + " rhel (differs from debian in dist/lib) failed");
    }

    @Test
    void tooFewThatAreLeftLoseIt() {
        Script script = new Script(THREE, TWO.withCancelWhenLost(true));
        script.at(5, delivered(1, "x", Map.of())).at(6, delivered(2, "y", Map.of()));
        assertThat(script.isOver()).isFalse();
        script.lost(7, 3);
        assertThat(script.verdict().outcome()).isEqualTo(Outcome.LOST);
    }

    @Test
    void outputOfAnAttemptThatWasGivenUpDoesNotCount() {
        Script script = new Script(THREE, TWO.withReplicaTimeout(Script.seconds(10)));
        script.started(0, 1).started(0, 2).started(0, 3).timer(10);
        assertThat(script.verdict().outcome()).isEqualTo(Outcome.LOST);
        script.at(11, delivered(1, "x", Map.of()));
        assertThat(script.coordinator().outputs()).isEmpty();
    }

    /** Whoever comes first, whoever fails in between: the largest agreement decides, and only it. */
    @Property
    void theLargestAgreementDecidesInAnyOrder(
            @ForAll @Size(min = 1, max = 9) List<@IntRange(min = 0, max = 3) Integer> digests, @ForAll Random random) {
        int n = digests.size();
        int majority = n / 2 + 1;
        int required = majority + random.nextInt(n - majority + 1);
        List<String> names = IntStream.range(0, n).mapToObj(i -> "r" + i).toList();
        Script script = new Script(Plan.slotEach(names), Policy.of(Mode.QUORUM).withRequired(required));
        List<Integer> order =
                new ArrayList<>(IntStream.rangeClosed(1, n).boxed().toList());
        Collections.shuffle(order, random);
        Map<Integer, String> delivered = new HashMap<>();
        for (int attempt : order) {
            int digest = digests.get(attempt - 1);
            if (digest == 0) {
                script.lost(attempt, attempt);
            } else {
                Map<Integer, String> differences = delivered.entrySet().stream()
                        .filter(other -> !other.getValue().equals("d" + digest))
                        .collect(Collectors.toMap(Map.Entry::getKey, other -> "file of " + digest + other.getValue()));
                script.at(attempt, delivered(attempt, "d" + digest, differences));
                delivered.put(attempt, "d" + digest);
            }
        }

        Map<Integer, Long> sizes = digests.stream()
                .filter(d -> d != 0)
                .collect(Collectors.groupingBy(d -> d, LinkedHashMap::new, Collectors.counting()));
        long largest = sizes.values().stream().mapToLong(Long::longValue).max().orElse(0);
        Verdict verdict = script.verdict();
        assertThat(verdict.filled()).isEqualTo((int) largest);
        assertThat(verdict.outcome())
                .isEqualTo(largest < required ? Outcome.LOST : largest < n ? Outcome.DEGRADED : Outcome.MET);
        assertThat(verdict.results().stream()
                        .map(a -> digests.get(a.number() - 1))
                        .distinct())
                .as("winners delivered the same")
                .hasSizeLessThanOrEqualTo(1);
        assertThat(verdict.attempts())
                .filteredOn(a -> a.kind() == FailureKind.INVALID_RESULT)
                .hasSize(delivered.size() - (int) largest)
                .allSatisfy(a -> assertThat(a.why()).contains("differs from ", " in file of "));
    }
}
