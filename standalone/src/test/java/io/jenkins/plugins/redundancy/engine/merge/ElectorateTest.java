package io.jenkins.plugins.redundancy.engine.merge;

import static io.jenkins.plugins.redundancy.engine.merge.Sample.EVERYTHING;
import static io.jenkins.plugins.redundancy.engine.merge.Sample.ballot;
import static io.jenkins.plugins.redundancy.engine.merge.Sample.finding;
import static io.jenkins.plugins.redundancy.engine.merge.Sample.merge;
import static io.jenkins.plugins.redundancy.engine.merge.Sample.only;
import static io.jenkins.plugins.redundancy.engine.merge.Sample.partial;
import static io.jenkins.plugins.redundancy.engine.merge.Sample.report;
import static io.jenkins.plugins.redundancy.engine.merge.Sample.voter;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;

import io.jenkins.plugins.redundancy.engine.finding.Finding;
import io.jenkins.plugins.redundancy.engine.finding.Location;
import io.jenkins.plugins.redundancy.engine.finding.Severity;
import io.jenkins.plugins.redundancy.engine.finding.Subject;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class ElectorateTest {

    private static final String JAVA = "src/A.java";

    private static Coverage coverage(String language, String weakness, Integer... cwes) {
        return new Coverage(Set.of(language), Set.of(weakness), Set.of(cwes));
    }

    private static Ballot silent(String tool, Coverage coverage) {
        return new Ballot(voter(tool, coverage), report(tool));
    }

    @Test
    void saysWhoSawItWhoCouldHaveAndWhoAbstains() {
        Cluster cluster = only(merge(
                ballot("spotbugs", finding("spotbugs", 89, JAVA, 5)),
                ballot("pmd", finding("pmd", 89, JAVA, 5)),
                ballot("semgrep"),
                silent("bandit", coverage("python", "sql-injection")),
                silent("flawfinder", coverage("java", "xss")),
                Ballot.failed(voter("codeql", EVERYTHING)),
                new Ballot(voter("snyk", EVERYTHING), partial("snyk"))));
        assertThat(cluster.votes())
                .containsExactly(
                        entry("bandit", Vote.ABSTAINED),
                        entry("codeql", Vote.ABSTAINED),
                        entry("flawfinder", Vote.ABSTAINED),
                        entry("pmd", Vote.REPORTED),
                        entry("semgrep", Vote.SILENT),
                        entry("snyk", Vote.ABSTAINED),
                        entry("spotbugs", Vote.REPORTED));
        assertThat(cluster.why())
                .isEqualTo("pmd and spotbugs report it; semgrep could have and did not; codeql delivered no report; "
                        + "snyk delivered a part of a report only; bandit does not know Java; "
                        + "flawfinder does not look for SQL injection.");
        assertThat(cluster.agreement()).isEqualTo(Agreement.CONFIRMED);
    }

    @Test
    void aPartialReportVotesByWhatItFound() {
        Cluster cluster = only(merge(
                ballot("a", finding("a", 89, JAVA, 5)),
                new Ballot(voter("b", EVERYTHING), partial("b", finding("b", 89, JAVA, 5)))));
        assertThat(cluster.votes()).containsEntry("b", Vote.REPORTED);
        assertThat(cluster.agreement()).isEqualTo(Agreement.CONFIRMED);
    }

    @Test
    void aLineageHasOneVote() {
        Cluster twice = only(merge(
                ballot("bandit", "bandit", finding("bandit", 89, "a.py", 5)),
                ballot("ruff", "bandit", finding("ruff", 89, "a.py", 5)),
                ballot("semgrep")));
        assertThat(twice.agreement()).isEqualTo(Agreement.SINGLE_SOURCE);
        assertThat(twice.confidence()).isEqualTo(SquareRootPrior.of(1, 2));
        assertThat(twice.why())
                .isEqualTo("bandit and ruff report it with one vote between them; semgrep could have and did not.");
    }

    @Test
    void aSilentMemberDoesNotOutvoteItsLineage() {
        Cluster cluster = only(merge(
                ballot("bandit", "bandit"),
                ballot("ruff", "bandit", finding("ruff", 89, "a.py", 5)),
                ballot("semgrep", finding("semgrep", 89, "a.py", 5))));
        assertThat(cluster.votes()).containsEntry("bandit", Vote.SILENT);
        assertThat(cluster.agreement()).isEqualTo(Agreement.CONFIRMED);
        assertThat(Merge.merge(
                                List.of(
                                        ballot("bandit", "bandit"),
                                        ballot("ruff", "bandit", finding("ruff", 89, "a.py", 5)),
                                        ballot("semgrep", finding("semgrep", 89, "a.py", 5))),
                                Sample.options().withRule(AgreementRule.parse("all")))
                        .clusters()
                        .get(0)
                        .agreement())
                .isEqualTo(Agreement.CONFIRMED);
    }

    @Test
    void aLineageIsSilentOnceWhateverTheNumberOfItsTools() {
        Cluster cluster = only(merge(
                ballot("a", finding("a", 89, "a.py", 5)),
                ballot("bandit", "bandit"),
                ballot("ruff", "bandit"),
                ballot("ruff-next", "bandit")));
        assertThat(cluster.confidence()).isEqualTo(SquareRootPrior.of(1, 2));
    }

    @Test
    void whoeverReportsIsEligibleWhateverTheCoverageSays() {
        Cluster cluster = only(merge(
                new Ballot(voter("a", Coverage.NOTHING), report("a", finding("a", 89, JAVA, 5))),
                new Ballot(voter("b", Coverage.NOTHING), report("b", finding("b", 89, JAVA, 5)))));
        assertThat(cluster.agreement()).isEqualTo(Agreement.CONFIRMED);
    }

    @Test
    void aToolThatKnowsAnotherNumberOfTheClassIsNoVoter() {
        Finding md5 = finding("a", 328, JAVA, 5);
        Coverage onlyPasswordHashes = coverage("java", "weak-hash", 916);
        assertThat(only(merge(ballot("a", md5), silent("b", onlyPasswordHashes)))
                        .votes())
                .containsEntry("b", Vote.ABSTAINED);
        assertThat(only(merge(ballot("a", md5), silent("b", coverage("java", "weak-hash", 328, 916))))
                        .votes())
                .containsEntry("b", Vote.SILENT);
        assertThat(only(merge(ballot("a", md5), silent("b", coverage("java", "weak-hash", 89))))
                        .votes())
                .as("numbers of other classes say nothing of this one")
                .containsEntry("b", Vote.SILENT);
    }

    @Test
    void allWhoCouldSeeItConfirmWhereTheyAreFewerThanTheRuleAsks() {
        assertThat(only(merge(
                                ballot("a", finding("a", 89, JAVA, 5)),
                                silent("bandit", coverage("python", "sql-injection"))))
                        .agreement())
                .isEqualTo(Agreement.CONFIRMED);
    }

    @Test
    void aWeaknessWithoutNumberIsSingleSourceAsNobodyKnowsWhoCouldSeeIt() {
        Ballot ballot = ballot("pmd", finding("pmd", "UnusedLocalVariable", 0, Location.of(JAVA, 5)));
        Cluster cluster = only(merge(ballot, ballot("other")));
        assertThat(cluster.agreement()).isEqualTo(Agreement.SINGLE_SOURCE);
        assertThat(cluster.why()).isEqualTo("pmd reports it; other is not known to have such a rule.");
        assertThat(Merge.merge(List.of(ballot), Sample.options().withRule(AgreementRule.parse("any")))
                        .clusters()
                        .get(0)
                        .agreement())
                .isEqualTo(Agreement.CONFIRMED);
    }

    @Test
    void weightsAreOfLineages() {
        List<Ballot> ballots = List.of(
                new Ballot(new Voter("a", "a", 3, EVERYTHING), report("a", finding("a", 89, JAVA, 5))),
                new Ballot(new Voter("b", "b", 1, EVERYTHING), report("b")),
                new Ballot(new Voter("b2", "b", 1, EVERYTHING), report("b2")));
        assertThat(Merge.merge(ballots, Sample.options().withRule(AgreementRule.parse("weighted(0.75)")))
                        .clusters()
                        .get(0)
                        .agreement())
                .isEqualTo(Agreement.CONFIRMED);
        assertThat(Merge.merge(ballots, Sample.options().withRule(AgreementRule.parse("weighted(0.76)")))
                        .clusters()
                        .get(0)
                        .agreement())
                .isEqualTo(Agreement.SINGLE_SOURCE);
    }

    @Test
    void aCodeScannerHasNoVoteOnPackagesAndAPackageScannerHasOne() {
        Finding vulnerable =
                finding("trivy", new Subject.Dependency("lib", "1", List.of("CVE-1"), Location.of("pom.xml", 9)));
        Cluster cluster = only(merge(
                ballot("trivy", vulnerable),
                ballot("spotbugs"),
                silent("grype", new Coverage(Set.of(), Set.of("dependency"), Set.of()))));
        assertThat(cluster.votes()).containsEntry("spotbugs", Vote.ABSTAINED).containsEntry("grype", Vote.SILENT);
        assertThat(cluster.agreement()).isEqualTo(Agreement.SINGLE_SOURCE);
    }

    @Test
    void theSeverityOfAClusterIsTheHighestOfThoseWhoAgree() {
        Cluster cluster = only(merge(
                ballot("a", Sample.with(finding("a", 89, JAVA, 5), Severity.LOW)),
                ballot("b", Sample.with(finding("b", 89, JAVA, 5), Severity.CRITICAL)),
                ballot("c", Sample.with(finding("c", 89, JAVA, 5), Severity.MEDIUM))));
        assertThat(cluster.severity()).isEqualTo(Severity.CRITICAL);
        assertThat(cluster.findings())
                .extracting(Finding::severity)
                .containsExactly(Severity.LOW, Severity.CRITICAL, Severity.MEDIUM);
    }

    @Test
    void votesAndSentencesAreShared() {
        List<Cluster> clusters = merge(ballot("a", finding("a", 89, JAVA, 5), finding("a", 89, JAVA, 50)), ballot("b"))
                .clusters();
        assertThat(clusters.get(0).votes()).isSameAs(clusters.get(1).votes());
        assertThat(clusters.get(0).why()).isSameAs(clusters.get(1).why());
    }

    @Test
    void aSentenceStaysShortAndPlainWhateverTheToolsAreCalled() {
        String name = "\u001b[31m" + "x".repeat(5_000);
        Ballot[] ballots = new Ballot[40];
        for (int i = 0; i < ballots.length; i++) {
            ballots[i] = ballot(name + i, finding(name + i, 89, JAVA, 5));
        }
        assertThat(only(merge(ballots)).why()).hasSizeLessThan(600).doesNotContain("\u001b");
    }
}
