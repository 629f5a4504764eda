package io.jenkins.plugins.redundancy.pages;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.allOf;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.endsWith;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.startsWith;

import hudson.model.Run;
import io.jenkins.plugins.redundancy.browser.Chromium;
import io.jenkins.plugins.redundancy.browser.JenkinsInChromium;
import io.jenkins.plugins.redundancy.engine.finding.Severity;
import io.jenkins.plugins.redundancy.engine.merge.Agreement;
import io.jenkins.plugins.redundancy.engine.merge.Cluster;
import io.jenkins.plugins.redundancy.engine.merge.Vote;
import io.jenkins.plugins.redundancy.engine.report.ScanResult;
import java.util.List;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;
import org.openqa.selenium.Keys;
import org.openqa.selenium.WebElement;

/** A build's scan as people use its pages: with a mouse, without one, on a desk and on a phone. */
class ScanPageBrowserTest extends JenkinsInChromium {

    private static final String SCAN = "redundancy-scan/";
    private static final String STATUS = ".redundancy-findings [role=status]";

    private static String first(ScanResult result) {
        return SCAN + "finding/" + result.merged().clusters().get(0).id() + "/";
    }

    @Test
    void fromTheBuildToAFindingAndBack() throws Exception {
        ScanResult result = Results.of(120);
        Run<?, ?> run = Results.build(r, result);
        open(run.getUrl());
        WebElement link = chromium.find("#main-panel a[href$='" + SCAN + "']");
        assertThat(link.getText(), is("Scan: scan"));
        assertThat(chromium.text("#main-panel"), containsString("2 of 3 slots filled; gamma failed"));

        chromium.leaves(link::click);
        assertThat(chromium.address(), endsWith("/" + SCAN));
        assertThat(chromium.texts(".redundancy-timeline__replica"), contains("alpha", "beta", "gamma"));
        assertThat(chromium.texts("#scanners tbody tr:last-child td").get(1), is("no report"));
        assertThat(chromium.all("#agreement tbody tr"), hasSize(8));
        assertThat(chromium.text(STATUS), is("1–50 of 120 that match, 120 in all"));
        assertThat(chromium.all(".redundancy-findings tbody tr"), hasSize(50));

        chromium.leaves(() -> chromium.find("#agreement tbody tr a").click());
        assertThat(chromium.address(), containsString("?weakness="));
        assertThat(chromium.text(STATUS), startsWith("1–15 of 15 "));
        chromium.choose("select[name=severity]", "high");
        String asked = chromium.address();
        String shown = chromium.text(STATUS);
        chromium.leaves(() -> chromium.find(".redundancy-findings tbody td a").click());
        assertThat(chromium.address(), containsString("/finding/"));
        assertThat(chromium.texts(".redundancy-source__line--hit"), contains(containsString("◀ alpha")));
        assertThat(
                chromium.text("#votes"),
                allOf(containsString("alpha reports it"), containsString("gamma has no vote")));

        chromium.leaves(chromium::back);
        assertThat(chromium.address(), is(asked));
        assertThat(chromium.text(STATUS), is(shown));
        chromium.click("[data-reset]");
        assertThat("nothing sticks", chromium.text(STATUS), is("1–50 of 120 that match, 120 in all"));
        isClean("walk");
    }

    @Test
    void everyFilterShowsWhatItSays() throws Exception {
        ScanResult result = Results.of(120);
        open(Results.build(r, result).getUrl() + SCAN);

        chromium.choose("select[name=severity]", "critical");
        shows(result, cluster -> cluster.severity() == Severity.CRITICAL);
        chromium.choose("select[name=severity]", "").choose("select[name=agreement]", "single-source");
        shows(result, cluster -> cluster.agreement() == Agreement.SINGLE_SOURCE);
        chromium.choose("select[name=agreement]", "").choose("select[name=weakness]", "xss");
        shows(result, cluster -> cluster.weakness().id().equals("xss"));
        chromium.choose("select[name=weakness]", "").choose("select[name=tool]", "beta");
        shows(result, cluster -> cluster.votes().get("beta") == Vote.REPORTED);
        chromium.choose("select[name=vote]", "silent");
        shows(result, cluster -> cluster.votes().get("beta") == Vote.SILENT);
        assertThat(chromium.address(), containsString("tool=beta&vote=silent"));
        chromium.choose("select[name=tool]", "").choose("select[name=state]", "suppressed");
        assertThat(chromium.text(STATUS), is("Nothing matches."));
        assertThat(chromium.find(".redundancy-findings table").isDisplayed(), is(false));
        chromium.click("[data-reset]").type(chromium.find("input[name=search]"), "file00003");
        chromium.await("the search", () -> chromium.address().contains("search=file00003"));
        chromium.settled();
        shows(result, cluster -> cluster.subject().toString().contains("File00003"));
        isClean("filters");
    }

    private static void shows(ScanResult result, Predicate<Cluster> which) {
        long matching = result.merged().clusters().stream().filter(which).count();
        assertThat(
                chromium.text(STATUS),
                is("1–" + Math.min(50, matching) + " of " + matching + " that match, 120 in all"));
    }

    @Test
    void headsSortAndPagesTurn() throws Exception {
        open(Results.build(r, Results.of(120)).getUrl() + SCAN);
        List<String> own = chromium.texts(".redundancy-findings__place");

        chromium.click("th[data-sort=confidence] button");
        List<Double> confidences = numbers(".redundancy-findings__number");
        assertThat(
                confidences,
                is(confidences.stream().sorted((a, b) -> Double.compare(b, a)).toList()));
        assertThat(chromium.find("th[data-sort=confidence]").getDomAttribute("aria-sort"), is("descending"));
        chromium.click("th[data-sort=confidence] button");
        confidences = numbers(".redundancy-findings__number");
        assertThat(confidences, is(confidences.stream().sorted().toList()));
        assertThat(chromium.address(), containsString("sort=confidence"));
        chromium.click("th[data-sort=confidence] button");
        assertThat("the third time, the report's own order", chromium.texts(".redundancy-findings__place"), is(own));

        chromium.click("[data-page=next]").click("[data-page=next]");
        assertThat(chromium.text(STATUS), is("101–120 of 120 that match, 120 in all"));
        assertThat(chromium.find("[data-page=next]").isEnabled(), is(false));
        open(chromium.address().substring(r.getURL().toString().length()));
        assertThat("by its address", chromium.text(STATUS), is("101–120 of 120 that match, 120 in all"));
        chromium.click("[data-page=previous]");
        assertThat(chromium.text(STATUS), is("51–100 of 120 that match, 120 in all"));
        isClean("pages");
    }

    private static List<Double> numbers(String css) {
        return chromium.texts("tbody " + css).stream().map(Double::valueOf).toList();
    }

    @Test
    void decisionIsOfferedToThoseWhoMayMakeIt() throws Exception {
        ScanResult result = Results.of(20);
        Run<?, ?> run = Results.build(r, result);
        people();
        login("reader");
        open(run.getUrl() + first(result));
        assertThat(chromium.all("form[name=triage]"), is(empty()));
        assertThat(chromium.all(".redundancy-source"), is(empty()));
        assertThat(chromium.text(OURS), containsString("The source around it is shown to those"));
        isClean("reader");

        login("triager");
        open(run.getUrl() + first(result));
        assertThat(chromium.text(".redundancy-source__line--hit"), containsString("◀ alpha, beta"));
        chromium.find("form[name=triage] button[name=Submit]").click();
        assertThat("a reason is required", chromium.all("#decision"), is(empty()));
        decide("false-positive", "the table's name is a constant");
        assertThat(
                chromium.text("#decision"),
                allOf(startsWith("False positive: triager, "), endsWith("the table's name is a constant")));
        decide("accepted", "it is not");
        assertThat(chromium.text("#decision"), allOf(startsWith("Accepted: triager, "), endsWith("it is not")));
        decide("false-positive", "it is, see Tables.java");
        isClean("triage");

        open(run.getUrl() + SCAN + "?state=suppressed");
        assertThat(chromium.text(STATUS), is("1–1 of 1 that match, 20 in all"));
        assertThat(chromium.text(".redundancy-findings tbody"), containsString("False positive"));
        isClean("decided");
    }

    private static void decide(String decision, String reason) {
        chromium.click("#decision-" + decision + " + label")
                .type(chromium.find("form[name=triage] input[name=reason]"), reason);
        chromium.leaves(
                () -> chromium.find("form[name=triage] button[name=Submit]").click());
    }

    @Test
    void everythingIsReachedAndSeenWithoutAMouse() throws Exception {
        ScanResult result = Results.of(120);
        Run<?, ?> run = Results.build(r, result);
        people();
        login("triager");
        open(run.getUrl());
        tab("#main-panel a[href$='" + SCAN + "']");
        chromium.leaves(() -> chromium.press(Keys.ENTER));

        for (String scrolling : List.of("scanners-title", "agreement-title")) {
            tab("[aria-labelledby=" + scrolling + "]");
        }
        tab("select[name=severity]");
        chromium.press("high");
        chromium.await("the filter", () -> chromium.address().contains("severity=high"));
        chromium.settled();
        assertThat(chromium.text(STATUS), startsWith("1–24 of 24 "));
        tab("input[name=search]");
        chromium.press("file0000", Keys.ENTER);
        chromium.await("the search", () -> chromium.address().contains("search=file0000"));
        chromium.settled();
        tab("[data-reset]");
        chromium.press(Keys.SPACE);
        chromium.settled();
        assertThat(chromium.text(STATUS), is("1–50 of 120 that match, 120 in all"));
        tab("th[data-sort=confidence] button");
        chromium.press(Keys.ENTER).settled();
        assertThat(chromium.find("th[data-sort=confidence]").getDomAttribute("aria-sort"), is("descending"));
        tab("[data-page=next]");
        chromium.press(Keys.SPACE).settled();
        assertThat(chromium.text(STATUS), is("51–100 of 120 that match, 120 in all"));
        assertThat("stays where it was", chromium.focused().getDomAttribute("data-page"), is("next"));
        chromium.press(Keys.SPACE).settled();
        assertThat(chromium.text(STATUS), is("101–120 of 120 that match, 120 in all"));
        assertThat(
                "where it was cannot be pressed any more: not lost at the page's top",
                chromium.focused().getTagName(),
                is(not("body")));

        open(run.getUrl() + SCAN);
        tab(".redundancy-findings tbody a");
        chromium.leaves(() -> chromium.press(Keys.ENTER));
        tab(".redundancy-source");
        tab("form[name=triage] input[type=radio]");
        chromium.press(Keys.ARROW_DOWN);
        assertThat(chromium.find("#decision-false-positive").isSelected(), is(true));
        tab("input[name=reason]");
        chromium.press("nobody calls it");
        tab("form[name=triage] button[name=Submit]");
        chromium.leaves(() -> chromium.press(Keys.ENTER));
        assertThat(chromium.text("#decision"), containsString("nobody calls it"));
        isClean("keyboard");
    }

    /** To an element of ours, and what of ours lies on the way shows that it has the focus. */
    private static void tab(String css) {
        chromium.tabTo(css);
        assertThat(css, chromium.isFocusVisible(), is(true));
    }

    @Test
    void nothingThreeAndTenThousandFindingsFitEveryWindow() throws Exception {
        for (int findings : new int[] {0, 3, 10_000}) {
            ScanResult result = Results.of(findings);
            Run<?, ?> run = Results.build(r, result);
            inspect(run.getUrl());
            inspect(run.getUrl() + SCAN);
            if (findings > 0) {
                inspect(run.getUrl() + first(result));
            } else {
                open(run.getUrl() + SCAN);
                assertThat(chromium.text(OURS), containsString("No scanner reported anything."));
            }
        }
        assertThat(chromium.address(), containsString("/finding/"));
    }

    @Test
    void longWordsOfAReportFitEveryWindow() throws Exception {
        ScanResult result = Results.of(3, "a".repeat(200), "b".repeat(200), "c".repeat(200), i -> "m".repeat(3000));
        Run<?, ?> run = Results.build(r, result, "s".repeat(300));
        inspect(run.getUrl());
        inspect(run.getUrl() + SCAN);
        inspect(run.getUrl() + first(result));
        assertThat(chromium.text(OURS), containsString("m".repeat(3000)));
    }

    @Test
    void newPageOfABuildHasATabAndACard() throws Exception {
        ScanResult result = Results.of(3);
        Run<?, ?> run = Results.build(r, result);
        modern();
        inspect(run.getUrl());
        WebElement card = chromium.find(".jenkins-card__title-link[href='" + SCAN + "']");
        chromium.leaves(card::click);
        assertThat(chromium.text(STATUS), is("1–3 of 3 that match, 3 in all"));
        assertThat(chromium.all(".app-build-tabs a[href$=redundancy-scan]"), hasSize(1));
        inspect(run.getUrl() + SCAN);
        inspect(run.getUrl() + first(result));
        chromium.leaves(
                () -> chromium.find(".app-build-tabs a[href$=redundancy-scan]").click());
        assertThat(chromium.address(), containsString("/redundancy-scan"));
        isClean("new build page");
    }

    @Test
    void hostileReportStartsNothing() throws Exception {
        String payload = "<img src=x onerror=alert(1)><script>alert(2)</script>\"'><svg/onload=alert(3)>${7*7}";
        ScanResult result = Results.of(3, "a" + payload, "b" + payload, "c" + payload, i -> payload);
        Run<?, ?> run = Results.build(r, result, payload);
        for (String path : List.of("", SCAN, first(result))) {
            open(run.getUrl() + path);
            assertThat(path, chromium.text(OURS), containsString("<script>alert(2)</script>"));
            isClean("hostile " + path);
        }
        chromium.width(Chromium.DESK);
    }
}
