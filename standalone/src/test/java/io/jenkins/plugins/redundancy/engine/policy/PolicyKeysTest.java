package io.jenkins.plugins.redundancy.engine.policy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class PolicyKeysTest {

    @Test
    void readsEveryKey() {
        Map<String, String> values = new LinkedHashMap<>();
        values.put("onLost", "unstable");
        values.put("mode", "Race");
        values.put("required", "majority");
        values.put("replicaTimeout", "10m");
        values.put("queueTimeout", "2m");
        values.put("totalTimeout", "1h");
        values.put("retries", "2");
        values.put("backoff.max", "10m");
        values.put("backoff", "5s");
        values.put("backoff.jitter", "0.2");
        values.put("hedgeAfter", "90s");
        values.put("worthAnother", "infrastructure, job");
        values.put("partialCounts", "true");
        values.put("cancelRest", "false");
        values.put("cancelWhenLost", "false");
        values.put("onDegraded", "unstable");
        List<Problem> problems = new ArrayList<>();
        assertThat(PolicyKeys.read(values, problems))
                .isEqualTo(new Policy(
                        Mode.RACE,
                        Required.MAJORITY,
                        Duration.ofMinutes(10),
                        Duration.ofMinutes(2),
                        Duration.ofHours(1),
                        2,
                        new Backoff(Duration.ofSeconds(5), Duration.ofMinutes(10), 0.2),
                        Duration.ofSeconds(90),
                        Set.of(FailureKind.INFRASTRUCTURE, FailureKind.JOB),
                        true,
                        false,
                        false,
                        OnDegraded.UNSTABLE,
                        OnLost.UNSTABLE));
        assertThat(problems).isEmpty();
    }

    @Test
    void everyMistakeIsTold() {
        Map<String, String> values = new LinkedHashMap<>();
        values.put("mode", "lottery");
        values.put("required", "most");
        values.put("replicaTimeout", "10");
        values.put("retries", "two");
        values.put("onLost", "ignore");
        values.put("partialCounts", "perhaps");
        values.put("worthAnother", "weather");
        values.put("hedge", "1s");
        List<Problem> problems = new ArrayList<>();
        PolicyKeys.read(values, problems);
        assertThat(problems).extracting(Problem::field).containsExactlyElementsOf(values.keySet());
        assertThat(problems.get(0).remedy()).contains("failover, race, quorum");
        assertThat(problems.get(1).remedy()).contains("majority or all");
        assertThat(problems.get(4).remedy()).contains("fail, unstable");
        assertThat(problems.get(6).remedy()).contains("infrastructure, timeout, invalid-result, job");
        assertThat(problems.get(7).remedy()).contains("hedgeAfter");
    }

    @Test
    void aLongBackoffLiftsTheDefaultLimit() {
        assertThat(PolicyKeys.with(Policy.of(Mode.FAILOVER), "backoff", "5m")
                        .backoff()
                        .max())
                .isEqualTo(Duration.ofMinutes(5));
    }

    @Test
    void anUnknownModeNamesTheAllowedOnes() {
        assertThatThrownBy(() -> Mode.parse("lottery"))
                .hasMessage("mode: unknown value 'lottery', use one of failover, race, quorum");
    }

    @Test
    void everyKeyIsDescribedInThePolicyReference() throws IOException {
        String reference = Files.readString(Path.of("../docs/user/policy.md"));
        for (String key : PolicyKeys.names()) {
            assertThat(reference).contains("`" + key + "`");
        }
    }
}
