package io.jenkins.plugins.redundancy.steps;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.not;

import io.jenkins.plugins.redundancy.engine.policy.Mode;
import io.jenkins.plugins.redundancy.engine.policy.OnDegraded;
import io.jenkins.plugins.redundancy.engine.policy.OnLost;
import io.jenkins.plugins.redundancy.engine.policy.Policy;
import java.time.Duration;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What the arguments of a {@code redundantScan} without a tool set mean. */
class ScanRequestTest {

    private static final Policy DEFAULT = Policy.of(Mode.QUORUM);

    static Stream<Arguments> arguments() {
        return Stream.of(
                argument("required", step -> step.setRequired(2), DEFAULT.withRequired(2)),
                argument("timeout", step -> step.setTimeout("5m"), DEFAULT.withTotalTimeout(Duration.ofMinutes(5))),
                argument(
                        "replicaTimeout",
                        step -> step.setReplicaTimeout("7s"),
                        DEFAULT.withReplicaTimeout(Duration.ofSeconds(7))),
                argument("retries", step -> step.setRetries(3), DEFAULT.withRetries(3)),
                argument("partialCounts", step -> step.setPartialCounts(true), DEFAULT.withPartialCounts(true)),
                argument(
                        "onDegraded",
                        step -> step.setOnDegraded("unstable"),
                        DEFAULT.withOnDegraded(OnDegraded.UNSTABLE)),
                argument("onLost", step -> step.setOnLost("unstable"), DEFAULT.withOnLost(OnLost.UNSTABLE)));
    }

    private static Arguments argument(String name, Consumer<RedundantScanStep> set, Policy policy) {
        return Arguments.of(name, set, policy);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("arguments")
    void everyArgumentOfThePolicyCounts(String name, Consumer<RedundantScanStep> set, Policy expected)
            throws Exception {
        RedundantScanStep step = new RedundantScanStep(null);
        assertThat(ScanRequest.of(step, null).scan().policy(), is(DEFAULT));
        set.accept(step);

        assertThat(ScanRequest.of(step, null).scan().policy(), is(expected));
        assertThat(name, expected, is(not(DEFAULT)));
    }
}
