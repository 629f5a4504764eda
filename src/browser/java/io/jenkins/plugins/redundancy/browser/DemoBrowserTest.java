package io.jenkins.plugins.redundancy.browser;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.allOf;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.endsWith;
import static org.hamcrest.Matchers.hasItems;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.startsWith;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.extension.ExtendWith;
import org.openqa.selenium.WebElement;

/** The Jenkins that {@code bin/demo} started, with real scanners: {@code -Ddemo=http://127.0.0.1:8080/jenkins/}. */
@ExtendWith(NeedsChromium.class)
@EnabledIfSystemProperty(
        named = "demo",
        matches = "https?://.+/",
        disabledReason = "no -Ddemo=, the URL of a demonstration")
class DemoBrowserTest {

    private static final Duration SCAN = Duration.ofMinutes(10);

    private static final String STATUS = ".redundancy-findings [role=status]";

    private static Chromium chromium;

    @BeforeAll
    static void start() throws IOException {
        chromium = Chromium.start();
    }

    @AfterAll
    static void stop() throws IOException {
        chromium.close();
    }

    private static void open(String path) {
        chromium.open(System.getProperty("demo") + path);
    }

    @Test
    void exampleIsScannedByRealScannersOneOfThemBroken() throws IOException {
        String build = build("petshop");
        chromium.errors();

        open(build);
        assertThat(chromium.text("#main-panel"), containsString("errorprone stood in for broken-scanner"));
        looks("build-page", 900);
        openScan();
        assertThat(chromium.texts("#scanners tbody td:nth-child(2)"), hasItems("whole report", "no report"));
        looks("scan-page", 2600);

        String all = chromium.text(STATUS);
        chromium.choose("select[name=agreement]", "confirmed");
        assertThat(chromium.text(STATUS), is(not(all)));
        chromium.click("[data-reset]").click("th[data-sort=confidence] button");
        assertThat(chromium.find("th[data-sort=confidence]").getDomAttribute("aria-sort"), is("descending"));
        chromium.click("[data-page=next]");
        assertThat(chromium.text(STATUS), startsWith("51–"));

        open(build);
        openScan();
        chromium.leaves(() -> chromium.find(".redundancy-findings tbody a").click());
        assertThat(chromium.all(".redundancy-source__line--hit"), is(not(empty())));
        looks("finding-page", 1400);
        chromium.click("#decision-accepted + label")
                .type(chromium.find("form[name=triage] input[name=reason]"), "a demonstration");
        chromium.leaves(
                () -> chromium.find("form[name=triage] button[name=Submit]").click());
        assertThat(chromium.text("#decision"), allOf(startsWith("Accepted: "), endsWith("a demonstration")));

        open("job/petshop/");
        looks("job-page", 900, ".jenkins-menu-dropdown-chevron", "[class*=display-contents]");
        open("job/petshop/redundancy-trend/");
        assertThat(chromium.all("tr[data-build]"), is(not(empty())));
        looks("trend-page", 1000);
    }

    @Test
    void toolSetIsConfiguredTriedAndUsed() throws IOException {
        open("manage/redundancy/");
        looks("tool-sets", 1100, "form[name=config]");
        chromium.click(chromium.button("form[name=config]", "Times, retries and limits"));
        WebElement timeout = chromium.all("input[name='_.replicaTimeout']").get(0);
        chromium.type(timeout, "soon");
        chromium.await(
                "an error",
                () -> chromium.texts(".validation-error-area .error").stream()
                        .anyMatch(error -> error.contains("\"soon\" cannot be used")));
        chromium.type(timeout, "10m");
        chromium.leaves(
                () -> chromium.find("form[name=config] button[name=Submit]").click());

        open("manage/redundancy/");
        assertThat(chromium.find("input[name='_.replicaTimeout']").getDomProperty("value"), is("10m"));
        chromium.leaves(
                () -> chromium.button("#main-panel", "Dry run and check").click());
        assertThat(chromium.text("#main-panel"), containsString("pmd-security"));
        looks("dry-run", 1500);

        open(build("java-sast"));
        openScan();
        assertThat(chromium.texts("#scanners tbody td:nth-child(2)"), hasItems("whole report", "no report"));
    }

    /** @return path of the build, which is over */
    private static String build(String job) throws IOException {
        open("job/" + job + "/");
        long number = (Long) answer("", "nextBuildNumber");
        chromium.click(chromium.button("#side-panel", "Build Now"));
        chromium.await("the build", SCAN, () -> Boolean.FALSE.equals(answer(number + "/", "building")));
        return "job/" + job + "/" + number + "/";
    }

    private static void openScan() {
        chromium.leaves(
                () -> chromium.find("#main-panel a[href*='redundancy-']").click());
        assertThat(chromium.text("#main-panel h1"), startsWith("Scan: "));
        assertThat(chromium.all(".redundancy-findings tbody tr"), is(not(empty())));
    }

    /** Of the job or a build, by its API, from within the job's page; null where there is none. */
    private static Object answer(String path, String key) {
        return chromium.async("""
                const done = arguments[arguments.length - 1];
                fetch(arguments[0] + 'api/json?tree=' + arguments[1])
                  .then((answer) => (answer.ok ? answer.json() : {}))
                  .then((about) => done(about[arguments[1]]))
                  .catch(() => done(null));
                """, path, key);
    }

    /** In both schemes; pictures where {@code -Dpictures=} names a directory for them. */
    private static void looks(String name, int height, String... but) throws IOException {
        List<String> faults = new ArrayList<>();
        String directory = System.getProperty("pictures", "");
        for (String scheme : List.of("dark", "light")) {
            // a chart keeps the colours that it was drawn with
            chromium.scheme(scheme).open(chromium.address());
            chromium.await(
                    "the charts",
                    () -> chromium.all(".echarts-trend:not(:has(canvas))").isEmpty());
            faults.addAll(chromium.overflow("#main-panel"));
            faults.addAll(chromium.barriers(
                    "#main-panel",
                    Stream.of(JenkinsInChromium.CORES, but).flatMap(Stream::of).toArray(String[]::new)));
            faults.addAll(chromium.errors());
            if (!directory.isEmpty()) {
                chromium.picture(Path.of(directory, name + "-" + scheme + ".png"), height);
            }
        }
        assertThat(name, faults, is(empty()));
    }
}
