package io.jenkins.plugins.redundancy.engine.policy;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class BackoffTest {

    @Test
    void doublesUpToItsLimit() {
        Backoff backoff = new Backoff(Duration.ofSeconds(2), Duration.ofSeconds(10), 0);
        assertThat(backoff.delay(1, 7)).hasSeconds(2);
        assertThat(backoff.delay(2, 7)).hasSeconds(4);
        assertThat(backoff.delay(3, 7)).hasSeconds(8);
        assertThat(backoff.delay(4, 7)).hasSeconds(10);
        assertThat(backoff.delay(100, 7)).hasSeconds(10);
    }

    @Test
    void jitterSpreadsOverItsShareAndIsTheSameForTheSameSeed() {
        Backoff backoff = new Backoff(Duration.ofSeconds(10), Duration.ofSeconds(10), 0.5);
        long[] waits = LongStream.range(0, 1_000)
                .map(seed -> backoff.delay(1, seed).toMillis())
                .toArray();
        assertThat(LongStream.of(waits)).allMatch(wait -> wait >= 5_000 && wait <= 10_000);
        assertThat(LongStream.of(waits).average().orElseThrow()).isBetween(7_300.0, 7_700.0);
        assertThat(backoff.delay(1, 3)).isEqualTo(backoff.delay(1, 3));
    }

    @Test
    void noBaseMeansNoWait() {
        assertThat(new Backoff(Duration.ZERO, Duration.ofDays(1), 1).delay(100, 1))
                .isZero();
    }
}
