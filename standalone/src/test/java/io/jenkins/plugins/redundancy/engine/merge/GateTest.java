package io.jenkins.plugins.redundancy.engine.merge;

import static io.jenkins.plugins.redundancy.engine.merge.Sample.ballot;
import static io.jenkins.plugins.redundancy.engine.merge.Sample.finding;
import static io.jenkins.plugins.redundancy.engine.merge.Sample.suppressed;
import static io.jenkins.plugins.redundancy.engine.merge.Sample.with;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jenkins.plugins.redundancy.engine.finding.Finding;
import io.jenkins.plugins.redundancy.engine.finding.Severity;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class GateTest {

    private static final Finding HIGH = finding("a", 89, "src/A.java", 5);

    private static GateResult.Outcome outcome(Map<String, ?> rule, Merged merged) {
        return new Gate(List.of(GateRule.of(rule))).check(merged).outcome();
    }

    @Test
    void failsByDefaultOnAnyLikelyHighFindingWithoutBaseline() {
        Merged merged = Sample.merge(ballot("a", HIGH));
        GateResult result = Gate.DEFAULT.check(merged);
        assertThat(result.outcome()).isEqualTo(GateResult.Outcome.FAIL);
        assertThat(result.reason()).isEqualTo("1 new finding with confidence ≥ 0.5 at high or above, 0 allowed");
        assertThat(result.breaches().get(0).ids())
                .containsExactly(Sample.only(merged).id());
    }

    @Test
    void passesWhatIsUnlikelyLowSuppressedOrOld() {
        Merged unlikely = Sample.merge(ballot("a", HIGH), ballot("b"), ballot("c"), ballot("d"));
        Merged low = Sample.merge(ballot("a", with(HIGH, Severity.MEDIUM)));
        Merged suppressed = Sample.merge(ballot("a", suppressed(HIGH, "accepted", "x")));
        Merged old = Merge.merge(
                List.of(ballot("a", HIGH)),
                Sample.options().withReference(Reference.of("before", Sample.merge(ballot("a", HIGH)))));
        Merged gone = Merge.merge(
                List.of(ballot("a")),
                Sample.options().withReference(Reference.of("before", Sample.merge(ballot("a", HIGH)))));
        for (Merged merged : List.of(unlikely, low, suppressed, old, gone)) {
            assertThat(Gate.DEFAULT.check(merged).outcome()).isEqualTo(GateResult.Outcome.PASS);
        }
        assertThat(Gate.DEFAULT.check(gone).reason())
                .isEqualTo("0 new findings with confidence ≥ 0.5 at high or above, 0 allowed");
    }

    @Test
    void goesByEachOfItsKeys() {
        Merged merged = Sample.merge(ballot("a", HIGH), ballot("b"), ballot("c"), ballot("d"));
        assertThat(outcome(Map.of("confidence", 0.3), merged)).isEqualTo(GateResult.Outcome.FAIL);
        assertThat(outcome(Map.of("confidence", 0.3, "outcome", "unstable"), merged))
                .isEqualTo(GateResult.Outcome.UNSTABLE);
        assertThat(outcome(Map.of("confidence", 0.3, "allowed", 1), merged)).isEqualTo(GateResult.Outcome.PASS);
        assertThat(outcome(Map.of("confidence", 0.3, "severity", "critical"), merged))
                .isEqualTo(GateResult.Outcome.PASS);
        assertThat(outcome(Map.of("agreement", "confirmed"), merged)).isEqualTo(GateResult.Outcome.PASS);
        assertThat(outcome(Map.of("agreement", "single-source"), merged)).isEqualTo(GateResult.Outcome.FAIL);
        assertThat(outcome(Map.of("confidence", 0, "kind", "secret"), merged)).isEqualTo(GateResult.Outcome.PASS);
        assertThat(outcome(Map.of("confidence", 0, "weakness", List.of("xss", "sql-injection")), merged))
                .isEqualTo(GateResult.Outcome.FAIL);
        assertThat(outcome(Map.of("confidence", 0, "weakness", "xss"), merged)).isEqualTo(GateResult.Outcome.PASS);
    }

    @Test
    void countsOldFindingsWhereAllAreAsked() {
        Merged old = Merge.merge(
                List.of(ballot("a", HIGH)),
                Sample.options().withReference(Reference.of("before", Sample.merge(ballot("a", HIGH)))));
        assertThat(outcome(Map.of("findings", "all"), old)).isEqualTo(GateResult.Outcome.FAIL);
    }

    @Test
    void theWorstOutcomeWinsAndItsReasonComesFirst() {
        GateResult result = new Gate(List.of(
                        GateRule.of(Map.of("outcome", "unstable", "severity", "info", "confidence", 0)),
                        GateRule.of(Map.of("outcome", "fail"))))
                .check(Sample.merge(ballot("a", HIGH)));
        assertThat(result.outcome()).isEqualTo(GateResult.Outcome.FAIL);
        assertThat(result.breaches()).hasSize(2);
        assertThat(result.reason())
                .isEqualTo(
                        "1 new finding with confidence ≥ 0.5 at high or above, 0 allowed; 1 more of the gate's rules broken");
    }

    @Test
    void emptyKeysAreTheDefault() {
        assertThat(GateRule.of(Map.of())).isEqualTo(GateRule.DEFAULT);
    }

    @Test
    void wrongKeysNameKeyValueAndWhatIsAllowed() {
        assertThatThrownBy(() -> GateRule.of(Map.of("severty", "high")))
                .hasMessageContaining("unknown key 'severty'")
                .hasMessageContaining("severity");
        assertThatThrownBy(() -> GateRule.of(Map.of("severity", "hi")))
                .hasMessage("'hi' is no severity of a gate rule: use high, critical, medium, low, info");
        assertThatThrownBy(() -> GateRule.of(Map.of("confidence", 50))).hasMessageContaining("from 0 to 1");
        assertThatThrownBy(() -> GateRule.of(Map.of("confidence", "NaN"))).hasMessageContaining("from 0 to 1");
        assertThatThrownBy(() -> GateRule.of(Map.of("allowed", 1.5))).hasMessageContaining("whole number");
        assertThatThrownBy(() -> GateRule.of(Map.of("kind", "codes"))).hasMessageContaining("'codes'");
        assertThatThrownBy(() -> GateRule.of(Map.of("weakness", List.of("sqli"))))
                .hasMessageContaining("'sqli'");
    }
}
