package io.jenkins.plugins.redundancy.engine.merge;

import static io.jenkins.plugins.redundancy.engine.merge.Sample.ballot;
import static io.jenkins.plugins.redundancy.engine.merge.Sample.finding;
import static io.jenkins.plugins.redundancy.engine.merge.Sample.merge;
import static io.jenkins.plugins.redundancy.engine.merge.Sample.only;
import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.redundancy.engine.finding.WeaknessClass;
import io.jenkins.plugins.redundancy.engine.merge.Triage.Decision;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class ClusterTriageTest {

    private static final Instant WHEN = Instant.parse("2026-01-31T23:30:00Z");

    private final Merged merged =
            merge(ballot("pmd", finding("pmd", 89, "A.java", 7)), ballot("ruff", "bandit"), ballot("bandit"));

    @Test
    void decisionTakesItsVotesFromTheClusterByLineage() {
        Triage triage = decide(merged, Decision.ACCEPTED);
        assertThat(triage.reporters()).containsExactly("pmd");
        assertThat(triage.silent()).containsExactly("bandit");
        assertThat(triage.weakness()).isEqualTo("sql-injection");
    }

    @Test
    void silentToolOfALineageThatReportsIsNoVoteAgainst() {
        Merged twins = merge(ballot("ruff", "bandit", finding("ruff", 89, "a.py", 7)), ballot("bandit"));
        Triage triage = decide(twins, Decision.ACCEPTED);
        assertThat(triage.reporters()).containsExactly("bandit");
        assertThat(triage.silent()).isEmpty();
    }

    /** Labels are looked up by what the merge asks for: they must speak of the same voters. */
    @Test
    void decisionIsFoundAgainByTheNextMergeOfTheSameTools() {
        TriageLog log = new TriageLog(List.of(decide(merged, Decision.ACCEPTED)));
        Merged next = Merge.merge(
                List.of(
                        ballot("pmd", finding("pmd", 89, "Other.java", 90)),
                        ballot("ruff", "bandit"),
                        ballot("bandit")),
                Sample.options().withConfidence(log.confidence()));
        double sameVotes = (1 + 6 * .55) / 7;
        assertThat(only(next).confidence()).isEqualTo((1 + 4 * sameVotes) / 5);
    }

    @Test
    void acceptedClusterIsCertainAndSaysWhoDecided() {
        Cluster cluster = only(new TriageLog(List.of(decide(merged, Decision.ACCEPTED))).decide(merged));
        assertThat(cluster.confidence()).isEqualTo(1);
        assertThat(cluster.live()).isTrue();
        assertThat(cluster.why()).endsWith("; accepted by ada on 2026-01-31: I looked at it.");
    }

    @Test
    void falsePositiveHasNoConfidenceAndCountsInNoGateButIsShown() {
        Merged decided = new TriageLog(List.of(decide(merged, Decision.FALSE_POSITIVE))).decide(merged);
        Cluster cluster = only(decided);
        assertThat(cluster.confidence()).isZero();
        assertThat(cluster.suppression()).isEqualTo("false positive by ada on 2026-01-31: I looked at it.");
        assertThat(Gate.DEFAULT.check(merged).outcome()).isEqualTo(GateResult.Outcome.FAIL);
        assertThat(Gate.DEFAULT.check(decided).outcome()).isEqualTo(GateResult.Outcome.PASS);
    }

    @Test
    void falsePositiveIsOpenAgainWhenAnotherToolReportsIt() {
        TriageLog log = new TriageLog(List.of(decide(merged, Decision.FALSE_POSITIVE)));
        Merged now = merge(
                ballot("pmd", finding("pmd", 89, "A.java", 7)),
                ballot("spotbugs", finding("spotbugs", 89, "A.java", 7)));
        assertThat(only(now).id()).as("the same place").isEqualTo(only(merged).id());
        Cluster cluster = only(log.decide(now));
        assertThat(cluster.live()).isTrue();
        assertThat(cluster.confidence()).isEqualTo(only(now).confidence());
        assertThat(cluster.why())
                .endsWith(
                        "; open again, as spotbugs did not report it when ada on 2026-01-31 called it a false positive:"
                                + " I looked at it.");
    }

    @Test
    void acceptedClusterStaysAcceptedWhoeverReportsIt() {
        TriageLog log = new TriageLog(List.of(decide(merged, Decision.ACCEPTED)));
        Merged now = merge(ballot("spotbugs", finding("spotbugs", 89, "A.java", 7)), ballot("pmd"));
        assertThat(only(log.decide(now)).confidence()).isEqualTo(1);
    }

    @Test
    void decidedClustersStandInTheOrderOfEveryReport() {
        Merged two = merge(
                ballot("pmd", finding("pmd", 89, "A.java", 7), finding("pmd", 89, "B.java", 7)), ballot("spotbugs"));
        Cluster last = two.clusters().get(1);
        Triage triage = Triage.of(last, two.tools(), Decision.ACCEPTED, "I looked at it.", "ada", WHEN);
        assertThat(new TriageLog(List.of(triage)).decide(two).clusters())
                .extracting(Cluster::id)
                .containsExactly(last.id(), two.clusters().get(0).id());
    }

    @Test
    void clustersThatNobodyDecidedOnAreLeftAlone() {
        Triage other = new Triage(
                "elsewhere",
                Decision.ACCEPTED,
                "seen",
                "ada",
                WHEN,
                WeaknessClass.ofCwe(89).id(),
                Set.of("pmd"),
                Set.of());
        assertThat(new TriageLog(List.of(other)).decide(merged)).isEqualTo(merged);
    }

    private static Triage decide(Merged merged, Decision decision) {
        return Triage.of(only(merged), merged.tools(), decision, "I looked at it.", "ada", WHEN);
    }
}
