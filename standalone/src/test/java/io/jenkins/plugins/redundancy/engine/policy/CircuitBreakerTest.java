package io.jenkins.plugins.redundancy.engine.policy;

import static io.jenkins.plugins.redundancy.engine.policy.Script.second;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jenkins.plugins.redundancy.engine.policy.CircuitBreaker.State;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class CircuitBreakerTest {

    private static final String KEY = "codeql on linux";
    private static final CircuitBreaker NEW = CircuitBreaker.of(3, Duration.ofSeconds(60));

    private static CircuitBreaker open() {
        return NEW.failed(KEY, "exit code 137", second(1))
                .failed(KEY, "exit code 137", second(2))
                .failed(KEY, "exit code 137", second(3));
    }

    @Test
    void opensAfterSoManyFailuresInARowOnly() {
        CircuitBreaker twice = NEW.failed(KEY, "x", second(1)).failed(KEY, "x", second(2));
        assertThat(twice.state(KEY, second(2))).isEqualTo(State.CLOSED);
        assertThat(twice.succeeded(KEY)).isEqualTo(NEW);
        assertThat(twice.failed(KEY, "x", second(3)).allows(KEY, second(3))).isFalse();
        assertThat(open().why(KEY)).contains("failed 3 times in a row, last: exit code 137");
    }

    @Test
    void everyKeyHasACircuitOfItsOwn() {
        assertThat(open().state("codeql on windows", second(3))).isEqualTo(State.CLOSED);
    }

    @Test
    void letsOneRunTryAfterItsPause() {
        assertThat(open().allows(KEY, second(62.9))).isFalse();
        assertThat(open().state(KEY, second(63))).isEqualTo(State.HALF_OPEN);
        assertThat(open().allows(KEY, second(63))).isTrue();
        CircuitBreaker trying = open().began(KEY, second(63));
        assertThat(trying.allows(KEY, second(64)))
                .as("a second one at the same time")
                .isFalse();
        assertThat(trying.succeeded(KEY).allows(KEY, second(64))).isTrue();
        assertThat(trying.failed(KEY, "again", second(70)).allows(KEY, second(129)))
                .isFalse();
        assertThat(trying.failed(KEY, "again", second(70)).allows(KEY, second(130)))
                .isTrue();
    }

    @Test
    void aTrialThatNeverReportsBackDoesNotBlockForEver() {
        CircuitBreaker trying = open().began(KEY, second(63));
        assertThat(trying.allows(KEY, second(122))).isFalse();
        assertThat(trying.allows(KEY, second(123))).isTrue();
    }

    @Test
    void survivesARestart() {
        assertThat(Genuine.copy(open())).isEqualTo(open());
    }

    @Test
    void refusesSettingsThatCannotBeMeant() {
        assertThatThrownBy(() -> CircuitBreaker.of(0, Duration.ZERO)).hasMessageContaining("failures: '0'");
        assertThatThrownBy(() -> CircuitBreaker.of(1, Duration.ofSeconds(-1))).hasMessageContaining("pause: 'PT-1S'");
    }
}
