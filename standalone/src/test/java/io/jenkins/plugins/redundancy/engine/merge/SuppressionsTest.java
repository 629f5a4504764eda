package io.jenkins.plugins.redundancy.engine.merge;

import static io.jenkins.plugins.redundancy.engine.merge.Sample.TODAY;
import static io.jenkins.plugins.redundancy.engine.merge.Sample.ballot;
import static io.jenkins.plugins.redundancy.engine.merge.Sample.finding;
import static io.jenkins.plugins.redundancy.engine.merge.Sample.suppressed;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jenkins.plugins.redundancy.engine.finding.Finding;
import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SuppressionsTest {

    private static final Finding A = finding("a", 89, "src/A.java", 5);
    private static final Finding B = finding("b", 89, "src/A.java", 5);

    private static SuppressionRule rule(String tool, String path, int line, LocalDate expires) {
        return new SuppressionRule(tool, "r89", path, line, "", "reviewed", expires);
    }

    private static Merged merge(List<SuppressionRule> rules, Ballot... ballots) {
        return Merge.merge(List.of(ballots), Sample.options().withSuppressions(rules));
    }

    @Test
    void aDismissedTwinDoesNotHideALiveOne() {
        Merged merged = merge(List.of(rule("a", "src/A.java", 5, null)), ballot("a", A), ballot("b", B));
        assertThat(Sample.only(merged).live()).isTrue();
        assertThat(merged.warnings()).isEmpty();
    }

    @Test
    void aClusterIsSuppressedWhenAllOfItsFindingsAre() {
        Merged merged = merge(
                List.of(rule("a", "src/A.java", 5, null)),
                ballot("a", A),
                ballot("b", suppressed(B, "accepted", "false alarm")));
        assertThat(Sample.only(merged).suppression()).isEqualTo("reviewed; false alarm");
        assertThat(Sample.only(merged).agreement()).isEqualTo(Agreement.CONFIRMED);
    }

    @Test
    void onlyAcceptedSuppressionsOfAToolCount() {
        assertThat(Sample.only(merge(List.of(), ballot("a", suppressed(A, "underReview", ""))))
                        .live())
                .isTrue();
        assertThat(Sample.only(merge(List.of(), ballot("a", suppressed(A, "accepted", ""))))
                        .suppression())
                .isEqualTo("suppressed by a");
    }

    @Test
    void lastsThroughTheDayItExpires() {
        assertThat(Sample.only(merge(List.of(rule("a", "**", 0, TODAY)), ballot("a", A)))
                        .live())
                .isFalse();
        Merged expired = merge(List.of(rule("a", "**", 0, TODAY.minusDays(1))), ballot("a", A));
        assertThat(Sample.only(expired).live()).isTrue();
        assertThat(expired.warnings())
                .containsExactly("suppression of a r89 at ** expired on 2026-02-28 and has no effect: "
                        + "mend the finding or renew the date");
    }

    @Test
    void whatMatchesNothingIsAWarningOnlyWhereTheToolLooked() {
        SuppressionRule rule = rule("a", "src/Gone.java", 0, null);
        assertThat(merge(List.of(rule), ballot("a", A)).warnings())
                .containsExactly("suppression of a r89 at src/Gone.java matches nothing: remove it");
        assertThat(merge(List.of(rule), Ballot.failed(Sample.voter("a", Coverage.NOTHING)))
                        .warnings())
                .isEmpty();
        assertThat(merge(List.of(rule), ballot("b", B)).warnings())
                .containsExactly("suppression of a r89 at src/Gone.java names a tool that is not in this scan");
    }

    @Test
    void bindsToLineAndFingerprintWhereGiven() {
        assertThat(Sample.only(merge(List.of(rule("a", "src/A.java", 6, null)), ballot("a", A)))
                        .live())
                .isTrue();
        SuppressionRule printed = new SuppressionRule("a", "r89", "src/A.java", 0, "abc", "reviewed", null);
        assertThat(Sample.only(merge(List.of(printed), ballot("a", A))).live()).isTrue();
    }

    @Test
    void needsAReasonAToolARuleAndAPath() {
        assertThatThrownBy(() -> new SuppressionRule("a", "r", "**", 0, "", " ", null))
                .hasMessage("a suppression needs a reason; it is empty");
        assertThatThrownBy(() -> new SuppressionRule("", "r", "**", 0, "", "x", null))
                .hasMessageContaining("needs a tool");
    }

    @ParameterizedTest
    @CsvSource({
        "src/A.java, src/A.java, true",
        "src/A.java, src/AxJava, false",
        "src/*.java, src/A.java, true",
        "src/*.java, src/x/A.java, false",
        "src/**, src/x/A.java, true",
        "**/A.java, A.java, true",
        "**/A.java, src/x/A.java, true",
        "**/A.java, src/x/BA.java, false",
        "src/**/A.java, src/A.java, true",
        "src/**/A.java, src/x/y/A.java, true",
        "src/?.java, src/A.java, true",
        "src/?.java, src/AB.java, false",
        "?rc, /rc, false",
        "**, '', true",
        "*, '', true",
        "src[1]/(x).java, src[1]/(x).java, true"
    })
    void globsOverPaths(String glob, String path, boolean matches) {
        assertThat(Glob.matches(glob, path)).isEqualTo(matches);
    }

    @Test
    void aHostileGlobCostsNoMoreThanItsLengthTimesThePaths() {
        assertThat(Glob.matches("*a".repeat(1_000) + "b", "a".repeat(4_000))).isFalse();
    }
}
