package io.jenkins.plugins.redundancy.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.redundancy.engine.finding.Finding;
import io.jenkins.plugins.redundancy.engine.finding.Location;
import io.jenkins.plugins.redundancy.engine.finding.Rule;
import io.jenkins.plugins.redundancy.engine.finding.Severity;
import io.jenkins.plugins.redundancy.engine.finding.Subject;
import io.jenkins.plugins.redundancy.engine.finding.WeaknessClass;
import io.jenkins.plugins.redundancy.engine.merge.Ballot;
import io.jenkins.plugins.redundancy.engine.merge.Gate;
import io.jenkins.plugins.redundancy.engine.merge.LineSource;
import io.jenkins.plugins.redundancy.engine.merge.Merge;
import io.jenkins.plugins.redundancy.engine.merge.MergeOptions;
import io.jenkins.plugins.redundancy.engine.merge.Merged;
import io.jenkins.plugins.redundancy.engine.policy.Consequence;
import io.jenkins.plugins.redundancy.engine.policy.Cost;
import io.jenkins.plugins.redundancy.engine.policy.Outcome;
import io.jenkins.plugins.redundancy.engine.policy.Verdict;
import io.jenkins.plugins.redundancy.engine.read.ToolReport;
import io.jenkins.plugins.redundancy.engine.report.ScanResult;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class HtmlReportTest {

    private static final Instant BEGAN = Instant.parse("2026-03-01T10:00:00Z");

    @ParameterizedTest
    @ValueSource(
            strings = {
                "</script><script>alert(1)</script>",
                "</SCRIPT ><img src=x onerror=alert(1)>",
                "<!--<script>",
                "\"><svg onload=alert(1)>",
                "' onmouseover='alert(1)",
                "&lt;b&gt; &amp;amp;",
                "@@DATA@@ @@STYLE_HASH@@ $1 \\",
                "]]>--><!--"
            })
    void hostileTextEndsNoElementAndStartsNone(String text) throws IOException {
        String harmless = page(result(text.replaceAll("(?s).", "x"), null), (path, line) -> Optional.of("x"));
        String page = page(result(text, null), (path, line) -> Optional.of(text));
        assertThat(tags(page)).isEqualTo(tags(harmless));
        assertThat(page).doesNotContain("<img").doesNotContain("<svg");
        assertThat(between(page, "<header", "</header>")).doesNotContain("onmouseover='");
        assertThat(json(page, "data")).doesNotContain("<").doesNotContain("&");
        assertThat(json(page, "source")).doesNotContain("<").doesNotContain("&");
    }

    @Test
    void policyAllowsThisScriptAndThisStyleAndNothingElse() throws Exception {
        String page = page(result("x", null), LineSource.NONE);
        Matcher policy = Pattern.compile("http-equiv=\"Content-Security-Policy\" content=\"([^\"]+)\"")
                .matcher(page);
        assertThat(policy.find()).isTrue();
        assertThat(policy.group(1))
                .isEqualTo("default-src 'none'; style-src '" + hash(between(page, "<style>", "</style>"))
                        + "'; script-src '" + hash(between(page, "<script>", "</script>"))
                        + "'; base-uri 'none'; form-action 'none'");
        assertThat(page).doesNotContainPattern("\\son[a-z]+=").doesNotContainPattern("<[^>]+ style=");
    }

    @Test
    void pageNeedsNoOtherFileAndNoNetwork() throws IOException {
        String page = page(result("x", null), LineSource.NONE);
        assertThat(page).doesNotContainPattern("<(link|img|iframe|object)\\b").doesNotContainPattern("\\ssrc=");
        assertThat(between(page, "<style>", "</style>")).doesNotContain("url(").doesNotContain("@import");
        assertThat(between(page, "<script>", "</script>"))
                .doesNotContain("fetch(")
                .doesNotContain("innerHTML")
                .doesNotContain("XMLHttpRequest")
                .doesNotContain("eval(");
    }

    @ParameterizedTest
    @EnumSource(names = {"LOST", "ABORTED"})
    void lostQuorumShowsNoGreenWord(Outcome outcome) throws IOException {
        ScanResult none = ScanResult.of("x", verdict(outcome), merge(), Gate.DEFAULT.check(merge()));
        String header =
                between(page(none, LineSource.NONE), "<header", "</header>").toLowerCase(Locale.ROOT);
        assertThat(header)
                .doesNotContain("pass")
                .doesNotContain("✓")
                .doesNotContain("met:")
                .doesNotContain("success")
                .contains("this scan does not count")
                .contains("class=\"undecided\"");
        assertThat(header).contains("class=\"" + outcome.id() + "\"");
    }

    @Test
    void moreFindingsThanAPageCanHoldAreCutWithARemark() throws IOException {
        Finding[] many = new Finding[HtmlReport.MOST_FINDINGS + 10];
        for (int i = 0; i < many.length; i++) {
            many[i] = finding("x", 1 + 20 * i);
        }
        ScanResult result = new ScanResult("x", null, merge(many), null);
        String page = page(result, LineSource.NONE);
        assertThat(page).contains("This page lists the first 20000 of 20010 findings");
        assertThat(Pattern.compile("\"baseline\"|\"votes\":")
                        .matcher(page)
                        .results()
                        .count())
                .isEqualTo(20_000);
    }

    @Test
    void whatOneScannerSaysAThousandTimesOfAPlaceIsQuotedSomeTimes() throws IOException {
        Finding[] same = new Finding[1_000];
        java.util.Arrays.fill(same, finding("x", 7));
        ScanResult result = new ScanResult("x", null, merge(same), null);

        String page = page(result, LineSource.NONE);

        assertThat(result.merged().clusters()).hasSize(1);
        assertThat(json(page, "data").split("\"rule\":", -1)).hasSizeBetween(20, 25);
        assertThat(page).contains("Of 1 findings that were reported more than 100 times");
    }

    private static ScanResult result(String text, Verdict verdict) {
        Merged merged = merge(finding(text, 7));
        return ScanResult.of(text, verdict, merged, Gate.DEFAULT.check(merged));
    }

    private static Verdict verdict(Outcome outcome) {
        return new Verdict(
                outcome,
                "only 1 of 2 scanners delivered",
                1,
                2,
                2,
                Consequence.FAILURE,
                BEGAN,
                BEGAN.plusSeconds(9),
                List.of(),
                new Cost(Duration.ZERO, Duration.ZERO, Duration.ZERO));
    }

    private static Finding finding(String text, int line) {
        return new Finding(
                "a",
                new Rule("r" + text, text, text, "", List.of(89), null),
                List.of(89),
                WeaknessClass.ofCwe(89),
                new Subject.Code(Location.of("src/" + text, line)),
                Severity.HIGH,
                text,
                Map.of("f", text),
                List.of(),
                List.of());
    }

    private static Merged merge(Finding... findings) {
        ToolReport report = new ToolReport("a", "1", true, List.of(findings), List.of(), List.of());
        return Merge.merge(List.of(Ballot.bare(report)), MergeOptions.on(LocalDate.of(2026, 3, 1)));
    }

    private static String page(ScanResult result, LineSource lines) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        HtmlReport.write(result, lines, out);
        return out.toString(StandardCharsets.UTF_8);
    }

    /** Names of all elements in order, as a browser's tokenizer would see them. */
    private static List<String> tags(String page) {
        return Pattern.compile("<[/!]?[a-zA-Z-]+")
                .matcher(page)
                .results()
                .map(match -> match.group())
                .toList();
    }

    private static String json(String page, String id) {
        return between(page, "<script type=\"application/json\" id=\"" + id + "\">", "</script>");
    }

    private static String between(String page, String from, String to) {
        int begin = page.indexOf(from) + from.length();
        return page.substring(begin, page.indexOf(to, begin));
    }

    private static String hash(String content) throws Exception {
        byte[] digest = MessageDigest.getInstance("SHA-256").digest(content.getBytes(StandardCharsets.UTF_8));
        return "sha256-" + Base64.getEncoder().encodeToString(digest);
    }
}
