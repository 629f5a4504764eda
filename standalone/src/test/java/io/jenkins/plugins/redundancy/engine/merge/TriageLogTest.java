package io.jenkins.plugins.redundancy.engine.merge;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.redundancy.engine.finding.WeaknessClass;
import io.jenkins.plugins.redundancy.engine.merge.Triage.Decision;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class TriageLogTest {

    @Test
    void latestDecisionOnAClusterStands() {
        Triage early = triage("a", Decision.ACCEPTED, 1);
        Triage late = triage("a", Decision.FALSE_POSITIVE, 2);
        assertThat(new TriageLog(List.of(late, early)).entries()).containsExactly(late);
        assertThat(new TriageLog(List.of(early)).with(late).entries()).containsExactly(late);
        assertThat(new TriageLog(List.of(late)).with(early).entries()).containsExactly(late);
    }

    @Test
    void ofTwoDecisionsAtTheSameInstantTheOneStandsThatHidesNothing() {
        TriageLog one = new TriageLog(List.of(triage("a", Decision.FALSE_POSITIVE, 1)));
        TriageLog other = new TriageLog(List.of(triage("a", Decision.ACCEPTED, 1)));
        assertThat(one.and(other).decision("a").orElseThrow().decision()).isEqualTo(Decision.ACCEPTED);
        assertThat(one.and(other).entries()).isEqualTo(other.and(one).entries());
    }

    @Test
    void supersededDecisionTeachesNothing() {
        TriageLog log =
                new TriageLog(List.of(triage("a", Decision.FALSE_POSITIVE, 1), triage("a", Decision.ACCEPTED, 2)));
        WeaknessClass xss = WeaknessClass.ofId("xss").orElseThrow();
        assertThat(log.confidence().of(xss, Set.of("pmd"), Set.of("spotbugs")))
                .isGreaterThan(Confidence.prior().of(xss, Set.of("pmd"), Set.of("spotbugs")));
    }

    private static Triage triage(String cluster, Decision decision, long second) {
        return new Triage(
                cluster,
                decision,
                "looked at it",
                "ada",
                Instant.ofEpochSecond(second),
                "xss",
                Set.of("pmd"),
                Set.of("spotbugs"));
    }
}
