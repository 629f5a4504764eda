package io.jenkins.plugins.redundancy.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.redundancy.browser.Chromium;
import io.jenkins.plugins.redundancy.browser.NeedsChromium;
import io.jenkins.plugins.redundancy.engine.finding.CodeFlowStep;
import io.jenkins.plugins.redundancy.engine.finding.Finding;
import io.jenkins.plugins.redundancy.engine.finding.Location;
import io.jenkins.plugins.redundancy.engine.finding.Rule;
import io.jenkins.plugins.redundancy.engine.finding.Severity;
import io.jenkins.plugins.redundancy.engine.finding.Subject;
import io.jenkins.plugins.redundancy.engine.finding.WeaknessClass;
import io.jenkins.plugins.redundancy.engine.merge.Ballot;
import io.jenkins.plugins.redundancy.engine.merge.Gate;
import io.jenkins.plugins.redundancy.engine.merge.Merge;
import io.jenkins.plugins.redundancy.engine.merge.MergeOptions;
import io.jenkins.plugins.redundancy.engine.merge.Merged;
import io.jenkins.plugins.redundancy.engine.merge.Vote;
import io.jenkins.plugins.redundancy.engine.policy.Attempt;
import io.jenkins.plugins.redundancy.engine.policy.Consequence;
import io.jenkins.plugins.redundancy.engine.policy.Cost;
import io.jenkins.plugins.redundancy.engine.policy.FailureKind;
import io.jenkins.plugins.redundancy.engine.policy.Outcome;
import io.jenkins.plugins.redundancy.engine.policy.Verdict;
import io.jenkins.plugins.redundancy.engine.read.ToolReport;
import io.jenkins.plugins.redundancy.engine.report.ScanResult;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.openqa.selenium.Keys;

/** The report as its readers have it before them. */
@ExtendWith(NeedsChromium.class)
class HtmlReportBrowserTest {

    private static final Instant BEGAN = Instant.parse("2026-03-01T10:00:00Z");
    private static final int[] CWES = {89, 79, 22, 328, 330, 476, 502, 78};

    private static Chromium chromium;

    @TempDir
    private Path directory;

    @BeforeAll
    static void start() throws IOException {
        chromium = Chromium.start();
    }

    @AfterAll
    static void stop() throws IOException {
        chromium.close();
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 3, 10_000})
    void isReadableInEverySchemeAndWidth(int findings) throws IOException {
        for (int width : new int[] {Chromium.DESK, Chromium.PHONE}) {
            for (boolean dark : new boolean[] {false, true}) {
                chromium.width(width);
                if (dark) {
                    chromium.dark();
                } else {
                    chromium.light();
                }
                open(findings);
                if (findings == 3) {
                    chromium.click("#list .card > button");
                    assertThat(chromium.text("#list .body")).contains("rule-89").contains("◀ alpha, beta");
                }
                String where = findings + " findings, " + width + " wide, dark: " + dark;
                assertThat(chromium.overflow("body")).as(where).isEmpty();
                assertThat(chromium.barriers("body")).as(where).isEmpty();
                assertThat(chromium.errors()).as(where).isEmpty();
            }
        }
    }

    @Test
    void isFilteredGroupedAndPaged() throws IOException {
        chromium.width(Chromium.DESK).light();
        open(10_000);
        assertThat(chromium.text("#shown")).isEqualTo("10000 of 10000 findings.");
        chromium.choose("select[name=group]", "");
        assertThat(chromium.text("#pages")).contains("Page 1 of 100");
        chromium.click(chromium.button("#pages", "Next"));
        assertThat(chromium.text("#pages")).contains("Page 2 of 100");
        assertThat(chromium.focused().getDomAttribute("id")).isEqualTo("findings");
        chromium.choose("select[name=tool]", "beta").choose("select[name=severity]", "0");
        long chosen = result(10_000).merged().clusters().stream()
                .filter(cluster -> cluster.votes().get("beta") == Vote.REPORTED)
                .filter(cluster -> cluster.severity() == Severity.CRITICAL)
                .count();
        assertThat(chosen).isBetween(101L, 9_999L);
        assertThat(chromium.text("#shown")).isEqualTo(chosen + " of 10000 findings.");
        assertThat(chromium.all("#list .card")).hasSize(100);
        chromium.type(chromium.find("input[name=search]"), "file00003");
        assertThat(chromium.text("#shown")).isEqualTo("1 of 10000 findings.");
        assertThat(chromium.errors()).isEmpty();
    }

    @Test
    void isUsedWithoutAMouse() throws IOException {
        chromium.width(Chromium.DESK).light();
        open(3);
        chromium.tabTo("select[name=severity]");
        assertThat(chromium.isFocusVisible()).isTrue();
        chromium.press("high");
        assertThat(chromium.text("#shown")).isEqualTo("2 of 3 findings.");
        chromium.tabTo("#list .card > button")
                .forEach(passed -> assertThat(passed.isDisplayed()).isTrue());
        assertThat(chromium.isFocusVisible()).isTrue();
        chromium.press(Keys.ENTER);
        assertThat(chromium.text("#list .body")).contains("rule-89");
        chromium.tabTo("#list pre");
        assertThat(chromium.isFocusVisible()).as("what scrolls can be scrolled").isTrue();
        chromium.tabTo("#list summary");
        chromium.press(Keys.SPACE);
        assertThat(chromium.text("#list details")).contains("from message");
        assertThat(chromium.errors()).isEmpty();
    }

    private void open(int findings) throws IOException {
        Path page = directory.resolve(findings + ".html");
        if (!Files.exists(page)) {
            try (OutputStream out = Files.newOutputStream(page)) {
                HtmlReport.write(
                        result(findings), (path, line) -> Optional.of("line " + line + " of " + path + "!"), out);
            }
        }
        chromium.open(page.toUri().toString());
    }

    /** As of three scanners: alpha reports all, beta every other one, gamma failed. */
    private static ScanResult result(int findings) {
        Merged merged = Merge.merge(
                List.of(
                        Ballot.bare(report("alpha", IntStream.range(0, findings))),
                        Ballot.bare(report("beta", IntStream.range(0, findings).filter(i -> i % 2 == 0)))),
                MergeOptions.on(LocalDate.of(2026, 3, 1)));
        Verdict verdict = new Verdict(
                Outcome.DEGRADED,
                "2 of 3 slots filled; gamma failed: exit code 137",
                2,
                2,
                3,
                Consequence.SUCCESS,
                BEGAN,
                BEGAN.plusSeconds(30),
                List.of(
                        attempt(1, "alpha", Attempt.State.SUCCEEDED, null, ""),
                        attempt(2, "beta", Attempt.State.SUCCEEDED, null, ""),
                        attempt(3, "gamma", Attempt.State.FAILED, FailureKind.INFRASTRUCTURE, "exit code 137")),
                new Cost(Duration.ofSeconds(40), Duration.ZERO, Duration.ofSeconds(20)));
        return ScanResult.of("scan", verdict, merged, Gate.DEFAULT.check(merged));
    }

    private static Attempt attempt(int number, String tool, Attempt.State state, FailureKind kind, String why) {
        return new Attempt(number, tool, tool, 1, state, kind, BEGAN, BEGAN, BEGAN.plusSeconds(20), why);
    }

    private static ToolReport report(String tool, IntStream findings) {
        return new ToolReport(
                tool,
                "1.0",
                true,
                findings.mapToObj(i -> finding(tool, i)).toList(),
                List.of(),
                List.of("a warning of " + tool));
    }

    private static Finding finding(String tool, int i) {
        int cwe = CWES[i % CWES.length];
        Location at = Location.of(
                String.format("src/main/java/p%03d/AVeryLongNameOfSomeClassFile%05d.java", i / 100, i / 10),
                10 + i % 10 * 20);
        return new Finding(
                tool,
                new Rule("rule-" + cwe, "name", "description", "https://example.org/" + cwe, List.of(cwe), null),
                List.of(cwe),
                WeaknessClass.ofCwe(cwe),
                new Subject.Code(at),
                Severity.values()[i % 5],
                "message " + i,
                Map.of(),
                List.of(new CodeFlowStep(at, "from message " + i)),
                List.of());
    }
}
