package io.jenkins.plugins.redundancy.engine.merge;

import static io.jenkins.plugins.redundancy.engine.merge.Sample.ballot;
import static io.jenkins.plugins.redundancy.engine.merge.Sample.finding;
import static io.jenkins.plugins.redundancy.engine.merge.Sample.merge;
import static io.jenkins.plugins.redundancy.engine.merge.Sample.only;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jenkins.plugins.redundancy.engine.finding.Finding;
import io.jenkins.plugins.redundancy.engine.finding.Location;
import io.jenkins.plugins.redundancy.engine.finding.Subject;
import io.jenkins.plugins.redundancy.engine.finding.WeaknessClass;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class CorrelationTest {

    private static int clusters(Finding... findings) {
        return merge(Sample.ballots(findings)).clusters().size();
    }

    @Test
    void aPackageRelativePathJoinsTheOnlyPathThatEndsWithIt() {
        Cluster cluster = only(merge(
                ballot("spotbugs", finding("spotbugs", 89, "org/x/A.java", 5)),
                ballot("pmd", finding("pmd", 89, "src/main/java/org/x/A.java", 5))));
        assertThat(cluster.subject().location()).contains(Location.of("src/main/java/org/x/A.java", 5));
    }

    @Test
    void aPathThatSeveralPathsEndWithStaysAlone() {
        assertThat(clusters(
                        finding("spotbugs", 89, "org/x/A.java", 5),
                        finding("pmd", 89, "m1/org/x/A.java", 5),
                        finding("semgrep", 89, "m2/org/x/A.java", 5)))
                .isEqualTo(3);
    }

    @Test
    void aToolThatWritesBothPathsMeansTwoFiles() {
        assertThat(clusters(
                        finding("a", 89, "org/x/A.java", 5),
                        finding("a", 89, "copy/org/x/A.java", 5),
                        finding("b", 89, "copy/org/x/A.java", 5)))
                .isEqualTo(2);
    }

    @Test
    void aBareFileNameJoinsNothing() {
        assertThat(clusters(finding("a", 89, "pom.xml", 5), finding("b", 89, "module/pom.xml", 5)))
                .isEqualTo(2);
    }

    @Test
    void anAbsolutePathJoinsUnderTheRelativeOne() {
        Cluster cluster = only(merge(
                ballot("a", finding("a", 89, "/builds/7/src/x/A.java", 5)),
                ballot("b", finding("b", 89, "src/x/A.java", 5))));
        assertThat(cluster.subject().location()).contains(Location.of("src/x/A.java", 5));
    }

    @Test
    void pathsOfThreeRootsJoinWhenEachIsTheEndOfTheNext() {
        assertThat(clusters(
                        finding("a", 89, "x/A.java", 5),
                        finding("b", 89, "java/x/A.java", 5),
                        finding("c", 89, "src/java/x/A.java", 5)))
                .isEqualTo(1);
    }

    @Test
    void aPathOfEndlessFoldersCostsNothing() {
        assertThat(clusters(finding("a", 89, "a/".repeat(200_000) + "A.java", 5), finding("b", 89, "a/A.java", 5)))
                .isEqualTo(2);
    }

    private static Finding dependency(String tool, String name, String version, String... advisories) {
        return finding(tool, new Subject.Dependency(name, version, List.of(advisories), null));
    }

    @Test
    void packagesJoinByAnyAliasOfTheirAdvisory() {
        Cluster cluster = only(merge(
                ballot("trivy", dependency("trivy", "maven/org.apache/log4j-core", "2.14", "CVE-2021-44228")),
                ballot("osv", dependency("osv", "org.apache:log4j-core", "2.14", "ghsa-jfh8", "cve-2021-44228")),
                ballot("grype", dependency("grype", "log4j-core", "", "GHSA-jfh8"))));
        assertThat(cluster.findings()).hasSize(3);
        assertThat(((Subject.Dependency) cluster.subject()).version()).isEqualTo("2.14");
        assertThat(cluster.agreement()).isEqualTo(Agreement.CONFIRMED);
    }

    @Test
    void otherAdvisoriesOtherVersionsAndOtherPackagesStayApart() {
        assertThat(clusters(dependency("a", "lib", "1", "CVE-1"), dependency("b", "lib", "1", "CVE-2")))
                .isEqualTo(2);
        assertThat(clusters(dependency("a", "lib", "1", "CVE-1"), dependency("b", "lib", "2", "CVE-1")))
                .isEqualTo(2);
        assertThat(clusters(dependency("a", "npm/lib", "1", "CVE-1"), dependency("b", "pypi/lib", "1", "CVE-1")))
                .isEqualTo(2);
    }

    @Test
    void anUnknownVersionJoinsTheOnlyKnownOne() {
        assertThat(clusters(dependency("a", "lib", "1", "CVE-1"), dependency("b", "lib", "", "CVE-1")))
                .isEqualTo(1);
        assertThat(clusters(
                        dependency("a", "lib", "1", "CVE-1"),
                        dependency("a", "lib", "2", "CVE-1"),
                        dependency("b", "lib", "", "CVE-1")))
                .isEqualTo(3);
    }

    @Test
    void aSecretJoinsTheHardCodedCredentialOfItsLineOnly() {
        Finding secret = finding("gitleaks", new Subject.Secret(Location.of("src/A.py", 5)));
        assertThat(clusters(secret, finding("bandit", 259, "src/A.py", 5))).isEqualTo(1);
        assertThat(clusters(secret, finding("bandit", 259, "src/A.py", 6))).isEqualTo(2);
    }

    @Test
    void configurationJoinsByResourceElseByPlace() {
        WeaknessClass weakness = WeaknessClass.ofCwe(311);
        Subject named = new Subject.Configuration("aws_s3_bucket.logs", Location.of("main.tf", 1, 20));
        Subject sameName = new Subject.Configuration("AWS_S3_bucket.logs", Location.of("main.tf", 9));
        Subject inside = new Subject.Configuration("", Location.of("main.tf", 12));
        Subject outside = new Subject.Configuration("", Location.of("main.tf", 60));
        assertThat(clusters(
                        finding("a", "r", List.of(311), weakness, named),
                        finding("b", "r", List.of(311), weakness, sameName),
                        finding("c", "r", List.of(311), weakness, inside)))
                .isEqualTo(1);
        assertThat(clusters(
                        finding("a", "r", List.of(311), weakness, named),
                        finding("c", "r", List.of(311), weakness, outside)))
                .isEqualTo(2);
    }

    @Test
    void resultsWithoutPlaceJoinWithTheirLikeOnly() {
        Finding one = finding("a", "r", List.of(89), WeaknessClass.ofCwe(89), new Subject.Code(null));
        Finding other = finding("b", "r", List.of(89), WeaknessClass.ofCwe(89), new Subject.Code(null));
        assertThat(clusters(one, one, other)).isEqualTo(2);
    }

    @Test
    void aRuleWithoutNumberJoinsNoOther() {
        assertThat(clusters(
                        finding("a", "same", 0, Location.of("A.java", 5)),
                        finding("b", "same", 0, Location.of("A.java", 5))))
                .isEqualTo(2);
    }

    @Test
    void refusesTwoVotersOfOneNameAndForeignFindings() {
        assertThatThrownBy(() -> merge(ballot("a"), ballot("a")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("two voters are named a");
        assertThatThrownBy(() -> merge(ballot("a", finding("b", 89, "A.java", 1))))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("holds a finding of b");
    }

    @Test
    void nothingToMergeIsNoError() {
        Merged merged = merge(ballot("a"), Ballot.failed(Sample.voter("b", Coverage.NOTHING)));
        assertThat(merged.clusters()).isEmpty();
        assertThat(new ArrayList<>(merged.tools()))
                .extracting(Merged.Tool::participation)
                .containsExactly(Merged.Participation.COMPLETE, Merged.Participation.NONE);
    }
}
