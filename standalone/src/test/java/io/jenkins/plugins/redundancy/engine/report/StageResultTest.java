package io.jenkins.plugins.redundancy.engine.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jenkins.plugins.redundancy.engine.policy.Coordinator;
import io.jenkins.plugins.redundancy.engine.policy.Event;
import io.jenkins.plugins.redundancy.engine.policy.FailureKind;
import io.jenkins.plugins.redundancy.engine.policy.Plan;
import io.jenkins.plugins.redundancy.engine.policy.PolicyKeys;
import io.jenkins.plugins.redundancy.engine.read.UnreadableReportException;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class StageResultTest {

    private static final Instant BEGAN = Instant.parse("2026-01-31T12:00:00Z");

    private Coordinator coordinator = Coordinator.of(
            Plan.failover("a", List.of("a", "<b>", "c")),
            PolicyKeys.read(Map.of("mode", "failover"), new ArrayList<>()),
            1);

    private void at(long seconds, Event event) {
        coordinator = coordinator.on(event, BEGAN.plusSeconds(seconds)).next();
    }

    private StageResult now() {
        return new StageResult(
                "failoverAgent",
                "Build \u0000 <i>",
                BEGAN,
                BEGAN.plusSeconds(20),
                coordinator.attempts(),
                null,
                Map.of(1, new StageResult.Note("a1", "waiting for <b>"), 2, StageResult.Note.NONE.withAgent("b1")));
    }

    private StageResult over() {
        at(0, new Event.Begin());
        at(10, new Event.Started(1));
        at(20, new Event.Failed(1, FailureKind.INFRASTRUCTURE, "agent 'a1' is gone"));
        at(30, new Event.Started(2));
        at(40, new Event.Succeeded(2));
        return StageResult.of(
                "failoverAgent", now().stage(), coordinator.verdict().orElseThrow(), now().notes());
    }

    private static byte[] write(StageResult stage) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        StageJson.write(stage, out);
        return out.toByteArray();
    }

    private static StageResult read(byte[] bytes) throws IOException {
        return StageJson.read(new ByteArrayInputStream(bytes), "build/stage.json");
    }

    @Test
    void whatIsReadIsWhatWasWritten() throws IOException {
        assertThat(read(write(over()))).isEqualTo(over());
    }

    @Test
    void stageThatRunsSaysWhoIsAtItAndWhoFailed() {
        at(0, new Event.Begin());
        assertThat(now().reason()).isEqualTo("waits for its start: a");
        at(10, new Event.Started(1));
        assertThat(now().reason()).isEqualTo("runs: a on 'a1'");
        at(20, new Event.Failed(1, FailureKind.INFRASTRUCTURE, "agent 'a1' is gone"));
        assertThat(now().reason()).isEqualTo("waits for its start: <b>; a failed (agent 'a1' is gone)");
        assertThat(now().outcome()).isEqualTo("running");
        assertThat(now().at(BEGAN.plusSeconds(50)).took()).hasSeconds(50);
        assertThatThrownBy(() -> write(now())).hasMessageContaining("is not over");
    }

    @Test
    void verdictsTimeStandsStill() {
        assertThat(over().at(BEGAN.plusSeconds(5000)).took()).hasSeconds(40);
        assertThat(over().outcome()).isEqualTo("degraded");
        assertThat(over().reason()).contains("<b> stood in for a (agent 'a1' is gone after 10 s)");
    }

    @Test
    void threeHundredReplicasAreNamedInOneShortSentence() {
        List<String> names =
                IntStream.range(0, 300).mapToObj(i -> "replica-" + i).toList();
        Coordinator many = Coordinator.of(
                        Plan.slotEach(names), PolicyKeys.read(Map.of("mode", "quorum"), new ArrayList<>()), 1)
                .on(new Event.Begin(), BEGAN)
                .next();
        String reason = new StageResult("redundant", "", BEGAN, BEGAN, many.attempts(), null, Map.of()).reason();
        assertThat(reason).endsWith("replica-4 and 295 more").hasSizeLessThan(200);
    }

    @ParameterizedTest
    @ValueSource(strings = {"{}", "[]", "{\"format\":\"redundancy-result\"}", "{\"format\":\"redundancy-stage\"}"})
    void otherFilesAreRefusedByName(String json) {
        assertThatThrownBy(() -> read(json.getBytes(StandardCharsets.UTF_8)))
                .isInstanceOf(UnreadableReportException.class)
                .hasMessageContaining("build/stage.json");
    }

    @Test
    void truncatedFileIsRefusedWhereverItWasCut() throws IOException {
        byte[] bytes = write(over());
        for (int length = 0; length < bytes.length; length++) {
            byte[] part = Arrays.copyOf(bytes, length);
            assertThatThrownBy(() -> read(part)).isInstanceOf(UnreadableReportException.class);
        }
    }
}
