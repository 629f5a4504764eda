package io.jenkins.plugins.redundancy.engine.read;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.redundancy.engine.finding.CodeFlowStep;
import io.jenkins.plugins.redundancy.engine.finding.Finding;
import io.jenkins.plugins.redundancy.engine.finding.Location;
import io.jenkins.plugins.redundancy.engine.finding.Rule;
import io.jenkins.plugins.redundancy.engine.finding.Severity;
import io.jenkins.plugins.redundancy.engine.finding.Subject;
import io.jenkins.plugins.redundancy.engine.finding.Suppression;
import io.jenkins.plugins.redundancy.engine.finding.WeaknessClass;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CompactReportTest {
    private static final Location AT = new Location("a b.c", 3, 4, 5, 6, "f");
    private static final Rule RULE = new Rule("r", "Name", "More.", "https://x.org", List.of(78, 89), Severity.LOW);

    private static Finding finding(Rule rule, WeaknessClass weakness, Subject subject) {
        return new Finding(
                "t",
                rule,
                rule.cwes(),
                weakness,
                subject,
                Severity.HIGH,
                "message \u00fc \"quoted\"\nline",
                Map.of("b", "2", "a", "1"),
                List.of(new CodeFlowStep(AT, "step")),
                List.of(new Suppression("external", "accepted", "why")));
    }

    static final ToolReport REPORT = new ToolReport(
            "t",
            "1.0",
            false,
            List.of(
                    finding(RULE, WeaknessClass.ofCwe(89), new Subject.Code(AT)),
                    finding(RULE, WeaknessClass.ofCwe(9876), new Subject.Code(null)),
                    finding(Rule.of("x"), WeaknessClass.ofRule("t", "x"), new Subject.Secret(AT)),
                    finding(
                            Rule.of("CVE-1"),
                            WeaknessClass.ofRule("t", "CVE-1"),
                            new Subject.Dependency("maven/x", "1", List.of("CVE-1", "GHSA-2"), null)),
                    finding(RULE, WeaknessClass.ofCwe(78), new Subject.Configuration("bucket", AT))),
            List.of(RULE, Rule.of("declared-only")),
            List.of("a warning"));

    static byte[] written(ToolReport report) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        CompactReport.write(report, out);
        return out.toByteArray();
    }

    private static ToolReport read(byte[] bytes, String tool) throws UnreadableReportException {
        return CompactReport.read(Source.of("compact", new ByteArrayInputStream(bytes)), tool, Limits.DEFAULT);
    }

    @Test
    void whatIsWrittenIsReadBack() throws Exception {
        assertThat(read(written(REPORT), null)).isEqualTo(REPORT);
        assertThat(Reports.read(written(REPORT), null, null, PathMapping.NONE))
                .as("told by its head")
                .isEqualTo(REPORT);
    }

    @ParameterizedTest
    @ValueSource(strings = {"spotbugs.sarif", "spotbugs.xml", "gcc.sarif", "flawfinder.sarif", "pmd-partial.sarif"})
    void realReportsSurviveTheWay(String name) throws Exception {
        ToolReport report = Reports.read(Reports.file(RealReportsTest.class, name), null, null, PathMapping.NONE);

        assertThat(read(written(report), null)).isEqualTo(report);
    }

    @Test
    void theSameReportGivesTheSameBytes() throws Exception {
        assertThat(written(read(written(REPORT), null))).isEqualTo(written(REPORT));
    }

    @Test
    void anAgentCannotVoteUnderAnothersName() throws Exception {
        ToolReport report = read(written(REPORT), "mine");

        assertThat(report.tool()).isEqualTo("mine");
        assertThat(report.findings()).allMatch(finding -> finding.tool().equals("mine"));
    }

    @Test
    void whatIsCutOffAnywhereIsRefused() throws Exception {
        byte[] whole = written(REPORT);

        for (int length = 0; length < whole.length - 2; length += 7) {
            byte[] part = java.util.Arrays.copyOf(whole, length);
            assertThat(Failures.of(() -> read(part, null))).startsWith("compact ");
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "redundancy-report\":1  | redundancy-report\":2    | of version 2; this version reads 1",
                "{\"of\":0              | {\"of\":99               | of rule 99",
                "{\"of\":0              | {\"of\":-1               | of rule -1",
                "\"sql-injection\"      | \"no-such-class\"        | unknown weakness class no-such-class",
                "\"HIGH\"               | \"DREADFUL\"             | unknown severity DREADFUL",
                "\"secret\"             | \"magic\"                | unknown kind magic",
                "[\"CVE-1\",\"GHSA-2\"] | []                       | needs an advisory",
                "[78,89]                | [-5]                     | CWE--5",
                "3,4,5,6                | 3,4,2,6                  | must end after they start",
                "{\"end\":5             | {\"end\":4               | is cut off",
                "{\"end\":5}            | {\"end\":5}{}            | more after the last line",
                "{\"rule\":\"x\"        | {\"role\":\"x\"          | unknown field role",
                "\"declared\":2         | \"declared\":2000000000  | is cut off",
                "\"declared\":2         | \"declared\":-2          | negative"
            })
    void aLieIsRefused(String part, String lie, String message) throws Exception {
        String text = new String(written(REPORT), StandardCharsets.UTF_8);
        assertThat(text).contains(part);

        byte[] lied = text.replaceFirst(
                        java.util.regex.Pattern.quote(part), java.util.regex.Matcher.quoteReplacement(lie))
                .getBytes(StandardCharsets.UTF_8);
        assertThat(Failures.of(() -> read(lied, null))).contains(message);
    }

    @Test
    void textsAreCleanedAgain() throws Exception {
        String text = new String(written(REPORT), StandardCharsets.UTF_8)
                .replace("\"message\":\"message", "\"message\":\"\\u001b[31mred")
                .replace("https://x.org", "javascript:alert(1)");

        ToolReport report = read(text.getBytes(StandardCharsets.UTF_8), null);
        assertThat(report.findings().get(0).message()).startsWith("red");
        assertThat(report.rules().get(0).helpUri()).isEmpty();
    }
}
