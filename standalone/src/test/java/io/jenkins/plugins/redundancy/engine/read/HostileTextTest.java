package io.jenkins.plugins.redundancy.engine.read;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.redundancy.engine.finding.Finding;
import io.jenkins.plugins.redundancy.engine.finding.Subject;
import java.time.Duration;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** No text of a report steers a terminal, hides what stands beside it, or makes our own reports unreadable. */
class HostileTextTest {
    private static final String ESCAPED = "\\u001b[2Ja\\u007f\\u202eb\\ud800";

    private static ToolReport run(String driver, String result) throws UnreadableReportException {
        return Reports.sarif(
                ("{'version':'2.1.0','runs':[{'tool':{'driver':" + driver + "},'results':[" + result + "]}]}")
                        .replace('\'', '"'));
    }

    @Test
    void theClassOfARuleWithoutNumbersIsNamedInPlainText() throws Exception {
        Finding finding =
                run("{'name':'T'}", "{'ruleId':'" + ESCAPED + "'}").findings().get(0);

        assertThat(finding.weakness().id()).isEqualTo("rule:t/ab");
        assertThat(finding.weakness().title()).isEqualTo("ab");
        assertThat(finding.rule().id()).isEqualTo("ab");
    }

    @Test
    void anIdOfAdvisoriesIsPlainText() throws Exception {
        Finding finding = run("{'name':'Trivy'}", "{'ruleId':'" + ESCAPED + "'}")
                .findings()
                .get(0);

        assertThat(((Subject.Dependency) finding.subject()).advisories()).containsExactly("ab");
    }

    @Test
    void namesOfFingerprintsArePlainText() throws Exception {
        Finding finding = run("{'name':'T'}", "{'partialFingerprints':{'" + ESCAPED + "':'" + ESCAPED + "'}}")
                .findings()
                .get(0);

        assertThat(finding.fingerprints()).containsOnlyKeys("ab").containsValue("ab");
    }

    @Test
    void aResultHasABoundedNumberOfEverything() throws Exception {
        StringBuilder prints = new StringBuilder("'a':'1'");
        for (int i = 0; i < 5_000; i++) {
            prints.append(",'p").append(i).append("':'1'");
        }
        Finding finding = run(
                        "{'name':'T'}",
                        "{'fingerprints':{" + prints + "},'suppressions':[{}" + ",{}".repeat(5_000) + "]}")
                .findings()
                .get(0);

        assertThat(finding.fingerprints()).hasSize(100);
        assertThat(finding.suppressions()).hasSize(100);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "'extensions':[{},{},{},{}]",
                "'taxonomies':[{'taxa':[{},{},{},{}]}]",
                "'originalUriBaseIds':{'a':{},'b':{},'c':{},'d':{}}",
                "'externalPropertyFileReferences':{'results':[{},{},{},{}]}"
            })
    void whatIsHeldForARunCountsAgainstTheLimitOfResults(String held) {
        byte[] log = ("{'version':'2.1.0','runs':[{'tool':{'driver':{'name':'T'}}," + held + "}]}")
                .replace('\'', '"')
                .getBytes(java.nio.charset.StandardCharsets.UTF_8);
        Limits limits = new Limits(1 << 20, 50, 3, 1_000, 1_000);

        assertThat(Failures.of(() -> ReportReader.read(
                        Source.of("report", new java.io.ByteArrayInputStream(log)),
                        null,
                        "sarif",
                        limits,
                        PathMapping.NONE)))
                .contains("limit results");
    }

    @Test
    void theClassOfAHierarchicalRuleSurvivesTheWayToTheController() throws Exception {
        ToolReport report = run("{'name':'T','rules':[{'id':'r'}]}", "{'ruleId':'r/s'}");

        byte[] compact = CompactReportTest.written(report);
        assertThat(report.findings().get(0).weakness().title()).isEqualTo("r/s");
        assertThat(Reports.read(compact, null, "compact", PathMapping.NONE)).isEqualTo(report);
    }

    @Test
    void wholeCharactersOutsideOfTheBasicPlaneStay() throws Exception {
        Finding finding = run("{'name':'T'}", "{'message':{'text':'\uD83D\uDE00 \\ud83d\\ude00'}}")
                .findings()
                .get(0);

        assertThat(finding.message()).isEqualTo("\uD83D\uDE00 \uD83D\uDE00");
    }

    @Test
    void pathsShowWhatWouldTurnOrHideThem() {
        assertThat(PathMapping.NONE.ofPath("a\u2066b\u202ec\ud800.c")).isEqualTo("a\uFFFDb\uFFFDc\uFFFD.c");
        assertThat(PathMapping.NONE.ofPath("\uD83D\uDE00.c")).isEqualTo("\uD83D\uDE00.c");
        assertThat(PathMapping.NONE.ofUri("x/".repeat(10_000) + "a.c")).hasSizeLessThanOrEqualTo(4_000);
    }

    @Test
    void anIdOfNothingButControlCharactersIsNone() throws Exception {
        assertThat(run("{'name':'T'}", "{'ruleId':'\\u007f'}").rules().get(0).id())
                .isEqualTo("(no rule)");
        assertThat(Reports.read("a.c:1:2: warning: m [\u007f]\n", null, "clang")
                        .rules()
                        .get(0)
                        .id())
                .isEqualTo("(no rule)");
    }

    @ParameterizedTest
    @CsvSource({"flake8, a", "yamllint, a", "pep8, ' :'", "msbuild, ' '", "pclint, ' '", "pylint, [", "flake8, {"})
    void aLineOfAMegabyteDoesNotKeepARegularExpressionBusy(String format, String repeated) {
        Assertions.assertTimeoutPreemptively(Duration.ofSeconds(20), () -> {
            try {
                Reports.read(repeated.repeat(1 << 20), null, format);
            } catch (UnreadableReportException e) {
                assertThat(e.getMessage()).startsWith("report ");
            }
        });
    }

    @Test
    void onlyLinesThatNoScannerWritesAreCut() {
        String usual = "a.c:1:2: warning: m\n" + "x".repeat(1_999) + "\n\nlast";
        String hostile = ("y".repeat(300) + "\n").repeat(2_001) + "z".repeat(5_000);

        assertThat(LongLines.cut(usual)).isSameAs(usual);
        assertThat(LongLines.cut("x".repeat(2_001) + "\n")).isEqualTo("x".repeat(2_000) + "\n");
        assertThat(LongLines.cut(hostile).lines().map(String::length).distinct())
                .containsExactly(300, 200);
        assertThat(LongLines.isOneValue(" [ {")).isTrue();
        assertThat(LongLines.isOneValue("[WARNING] a")).isFalse();
    }
}
