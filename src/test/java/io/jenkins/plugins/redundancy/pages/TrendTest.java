package io.jenkins.plugins.redundancy.pages;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.allOf;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.instanceOf;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.nullValue;
import static org.junit.jupiter.api.Assertions.assertThrows;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import hudson.Util;
import hudson.model.FreeStyleProject;
import hudson.model.Job;
import hudson.model.Run;
import hudson.model.User;
import hudson.security.ACL;
import hudson.security.ACLContext;
import hudson.security.AccessDeniedException3;
import io.jenkins.plugins.redundancy.SharedJenkins;
import io.jenkins.plugins.redundancy.engine.merge.Triage;
import io.jenkins.plugins.redundancy.engine.merge.TriageFile;
import io.jenkins.plugins.redundancy.engine.policy.Outcome;
import io.jenkins.plugins.redundancy.engine.report.ScanResult;
import io.jenkins.plugins.redundancy.engine.report.ScanTrend;
import jakarta.servlet.ServletRequest;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import jenkins.model.experimentalflags.UserExperimentalFlagsProperty;
import org.htmlunit.HttpMethod;
import org.htmlunit.WebRequest;
import org.htmlunit.WebResponse;
import org.htmlunit.html.DomElement;
import org.htmlunit.html.DomNode;
import org.htmlunit.html.HtmlAnchor;
import org.htmlunit.html.HtmlPage;
import org.jenkinsci.plugins.workflow.cps.CpsFlowDefinition;
import org.jenkinsci.plugins.workflow.job.WorkflowJob;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.jvnet.hudson.test.JenkinsRule;

/** What a job says of its scans over the builds. */
class TrendTest extends SharedJenkins {

    private static final String TREND = "redundancy-trend/";
    private static final ScanResult DEGRADED = Results.of(6);

    private static JenkinsRule.WebClient client() {
        // HtmlUnit has no canvas for the chart to draw on
        return r.createWebClient().withJavaScriptEnabled(false);
    }

    private static Run<?, ?> build(FreeStyleProject job, Outcome outcome) throws Exception {
        Run<?, ?> run = r.buildAndAssertSuccess(job);
        Results.add(run, "scan", Results.ended(DEGRADED, outcome), "of source");
        return run;
    }

    /** Builds 1 to 4: met, degraded, lost, aborted. */
    private static FreeStyleProject job() throws Exception {
        FreeStyleProject job = r.createFreeStyleProject();
        for (Outcome outcome : Outcome.values()) {
            build(job, outcome);
        }
        return job;
    }

    private static JsonNode json(String path) throws Exception {
        try (JenkinsRule.WebClient client = client()) {
            return new ObjectMapper()
                    .readTree(client.goTo(path, "application/json")
                            .getWebResponse()
                            .getContentAsString());
        }
    }

    /** Line by line, cell by cell. */
    private static List<List<String>> table(DomNode section) {
        List<List<String>> rows = new ArrayList<>();
        for (DomNode row : section.querySelectorAll("tr[data-build]")) {
            List<String> cells = new ArrayList<>();
            for (DomNode cell : row.querySelectorAll("td")) {
                cells.add(cell.getTextContent().replaceAll("\\s+", " ").strip());
            }
            rows.add(cells);
        }
        return rows;
    }

    private static HtmlPage page(JenkinsRule.WebClient client, Job<?, ?> job, String path) throws Exception {
        return client.goTo(job.getUrl() + path);
    }

    @Test
    void pagesShowEachBuildsVerdictAndNoCountOfAScanThatDoesNotCount() throws Exception {
        FreeStyleProject job = job();
        String confirmed = Long.toString(DEGRADED.confirmed());
        String single = Long.toString(DEGRADED.singleSource());
        try (JenkinsRule.WebClient client = client()) {
            for (String path : List.of("", TREND)) {
                HtmlPage page = page(client, job, path);
                assertThat(
                        path,
                        table(page),
                        contains(
                                List.of("#4", "Aborted", "–not known", "–not known", "–not known"),
                                List.of("#3", "Quorum lost", "–not known", "–not known", "–not known"),
                                List.of("#2", "Degraded", confirmed, single, "–not known"),
                                List.of("#1", "Met", confirmed, single, "–not known")));
                DomElement link = page.querySelector("tr[data-outcome=lost] a");
                assertThat(link.getAttribute("href"), is("/jenkins/" + job.getUrl() + "3/redundancy-scan/"));
                HtmlPage scan = ((HtmlAnchor) link).click();
                assertThat(scan.asNormalizedText(), containsString("Quorum lost: this scan does not count"));
                assertThat(
                        "the last one's verdict",
                        page.asNormalizedText(),
                        allOf(
                                containsString("Aborted: this scan does not count"),
                                containsString("it came to aborted"),
                                not(containsString("Newer builds without"))));
            }
            HtmlPage page = page(client, job, "");
            assertThat(page.querySelectorAll(".task-link[href$='/redundancy-trend']"), hasSize(1));
            assertThat(
                    page.querySelectorAll(".jenkins-card__title-link[href='redundancy-trend/#scan-scan']"), hasSize(1));
            assertThat(
                    "points lead to the builds' scans",
                    page.querySelectorAll(".echarts-trend[tool=redundancy-scan]"),
                    hasSize(1));
            assertThat(page.querySelectorAll(".redundancy-trend script:not([src])"), is(empty()));
        }
    }

    @Test
    void chartHasGapsForLostAndAbortedScansAndMarksDegradedOnes() throws Exception {
        FreeStyleProject job = job();
        double confirmed = DEGRADED.confirmed();
        JsonNode model;
        try (JenkinsRule.WebClient client = client()) {
            String html = page(client, job, "").getWebResponse().getContentAsString();
            Matcher bound =
                    Pattern.compile("/\\$stapler/bound/([0-9a-f-]{36})\\?").matcher(html);
            assertThat("the page binds its chart", bound.find(), is(true));
            WebRequest ask = new WebRequest(
                    new URL(r.getURL(), "$stapler/bound/" + bound.group(1) + "/getBuildTrendModel"), HttpMethod.POST);
            ask.setAdditionalHeader("Content-Type", "application/x-stapler-method-invocation;charset=UTF-8");
            // one is for Jenkins, the other for Stapler, as its script sends both
            String crumb = r.jenkins.getCrumbIssuer().getCrumb((ServletRequest) null);
            ask.setAdditionalHeader(r.jenkins.getCrumbIssuer().getCrumbRequestField(), crumb);
            ask.setAdditionalHeader("Crumb", crumb);
            ask.setRequestBody("[]");
            ObjectMapper mapper = new ObjectMapper();
            model = mapper.readTree(
                    mapper.readValue(client.getPage(ask).getWebResponse().getContentAsString(), String.class));
        }
        assertThat(texts(model.get("domainAxisLabels")), contains("#1", "#2▲", "#3✕", "#4■"));
        assertThat(model.get("buildNumbers").toString(), is("[1,2,3,4]"));
        assertThat(
                texts(model.get("series").findValues("name")),
                contains("Confirmed", "Single-source", "Degraded", "Quorum lost", "Aborted"));
        JsonNode series = model.get("series");
        String value = Double.toString(confirmed);
        assertThat(series.get(0).get("data").toString(), is("[" + value + "," + value + ",null,null]"));
        assertThat("marked on the line", series.get(2).get("data").toString(), is("[null," + value + ",null,null]"));
        assertThat("nothing at 0", series.get(3).get("data").toString(), is("[null,null,null,null]"));
        assertThat(series.get(3).at("/markLine/data").toString(), is("[{\"xAxis\":\"#3✕\"}]"));
        assertThat(series.get(4).at("/markLine/data").toString(), is("[{\"xAxis\":\"#4■\"}]"));
        assertThat(model.get("rangeMin").asDouble(), is(0.0));
    }

    private static List<String> texts(Iterable<JsonNode> nodes) {
        List<String> texts = new ArrayList<>();
        nodes.forEach(node -> texts.add(node.asText()));
        return texts;
    }

    @Test
    void chartOfNothingThatCountsHasAnAxis() {
        ScanTrend lost = new ScanTrend(List.of(ScanTrend.Point.of(1, Outcome.LOST, 9, 9, null)));
        assertThat(EchartsTrend.model(lost).getRangeMax(), is(1.0));
        assertThat(EchartsTrend.model(new ScanTrend(List.of())).size(), is(0));
    }

    @ParameterizedTest
    @CsvSource({"0, 1", "1, 1", "4, 4", "7, 7", "9, 10", "10, 10", "62, 70", "75, 80", "124, 150", "2001, 2500"})
    void chartEndsWhereItsAxisHasALabel(long most, double top) {
        ScanTrend trend = new ScanTrend(List.of(ScanTrend.Point.of(1, Outcome.MET, most, 0, null)));
        assertThat(EchartsTrend.model(trend).getRangeMax(), is(top));
    }

    @Test
    void machinesGetTheSame() throws Exception {
        FreeStyleProject job = job();
        JsonNode trend = json(job.getUrl() + TREND + "api/json");
        assertThat(trend.get("mostBuilds").asInt(), is(50));
        JsonNode scan = trend.get("scans").get(0);
        assertThat(scan.get("id").asText(), is("scan"));
        assertThat(scan.get("newerBuilds").asInt(), is(0));
        assertThat(texts(scan.get("builds").findValues("outcome")), contains("aborted", "lost", "degraded", "met"));
        JsonNode lost = scan.get("builds").get(1);
        assertThat(lost.get("confirmed").isNull(), is(true));
        assertThat(lost.get("singleSource").isNull(), is(true));
        assertThat(lost.get("url").asText(), is(r.getURL() + job.getUrl() + "3/redundancy-scan/"));
        JsonNode degraded = scan.get("builds").get(2);
        assertThat(degraded.get("number").asInt(), is(2));
        assertThat(degraded.get("confirmed").asLong(), is(DEGRADED.confirmed()));
        assertThat(degraded.get("gate").asText(), is(new ScanAction("scan", "1", DEGRADED).getGate()));
        assertThat(
                "the job's own answer reads no builds for it",
                json(job.getUrl() + "api/json").findValue("scans"),
                is(nullValue()));
    }

    @Test
    void pipelineWhoseLastBuildHasNoScanStillShowsTheOnesBefore() throws Exception {
        WorkflowJob job = r.createProject(WorkflowJob.class);
        job.setDefinition(new CpsFlowDefinition("", true));
        Run<?, ?> first = r.buildAndAssertSuccess(job);
        Results.add(first, "sast", Results.ended(DEGRADED, Outcome.MET), "of source");
        Results.add(first, "licences", Results.ended(DEGRADED, Outcome.LOST), "of source");
        r.buildAndAssertSuccess(job);
        r.buildAndAssertSuccess(job);
        try (JenkinsRule.WebClient client = client()) {
            HtmlPage page = page(client, job, "");
            assertThat(page.querySelectorAll(".redundancy-trend .jenkins-card"), hasSize(2));
            assertThat(page.asNormalizedText(), containsString("Newer builds without this scan, so far: 2"));
            assertThat("one point is no line", page.querySelectorAll(".echarts-trend"), is(empty()));
            assertThat(
                    "so the table is open", page.querySelectorAll(".redundancy-trend details[open] table"), hasSize(2));
        }
        JsonNode scans = json(job.getUrl() + TREND + "api/json").get("scans");
        assertThat(texts(scans.findValues("id")), contains("sast", "licences"));
    }

    @Test
    void jobWithoutScansShowsNothingAndLoadsNoBuildForIt() throws Exception {
        FreeStyleProject job = r.createFreeStyleProject();
        for (int i = 0; i < 3; i++) {
            r.buildAndAssertSuccess(job);
        }
        job.getLazyBuildMixIn().getRunMap().purgeCache();
        assertThat(new TrendAction(job).getScans(), is(empty()));
        assertThat(new TrendAction(job).getIconFileName(), is(nullValue()));
        assertThat(job.getLazyBuildMixIn().getRunMap().getLoadedBuilds().keySet(), contains(3));
        assertThat(new TrendAction(r.createFreeStyleProject()).getScans(), is(empty()));
        try (JenkinsRule.WebClient client = client()) {
            HtmlPage page = page(client, job, "");
            assertThat(page.querySelectorAll(".redundancy-trend"), is(empty()));
            assertThat(page.querySelectorAll("[href*=redundancy-trend]"), is(empty()));
            assertThat(
                    page(client, job, TREND).asNormalizedText(),
                    containsString("None of the last 50 builds has a redundant scan."));
        }
    }

    @Test
    void onlyTheLatestBuildsAreLookedAt() throws Exception {
        FreeStyleProject job = r.createFreeStyleProject();
        build(job, Outcome.MET);
        build(job, Outcome.MET);
        Path builds = job.getBuildDir().toPath();
        for (int number = 3; number <= 51; number++) {
            copy(builds.resolve("2"), builds.resolve(Integer.toString(number)));
        }
        job.getLazyBuildMixIn().getRunMap().purgeCache();
        try (JenkinsRule.WebClient client = client()) {
            assertThat(table(page(client, job, TREND)), hasSize(50));
            assertThat(table(page(client, job, "")), hasSize(20));
        }
        JsonNode scan = json(job.getUrl() + TREND + "api/json").get("scans").get(0);
        assertThat(scan.get("builds").get(49).get("number").asInt(), is(2));
        for (int number = 2; number <= 51; number++) {
            Util.deleteRecursive(builds.resolve(number + "/redundancy").toFile());
        }
        assertThat("#1 is too long ago", new TrendAction(job).getScans(), is(empty()));
    }

    private static void copy(Path from, Path to) throws Exception {
        try (var files = Files.walk(from)) {
            for (Path file : (Iterable<Path>) files::iterator) {
                Files.copy(file, to.resolve(from.relativize(file)), StandardCopyOption.REPLACE_EXISTING);
            }
        }
    }

    @Test
    void readersOfTheJobSeeItAndNobodyElse() throws Exception {
        FreeStyleProject job = job();
        Object chart = new TrendAction(job).getScans().get(0).getChart();
        assertThat(chart, instanceOf(EchartsTrend.class));
        secure();
        for (String path : List.of(TREND, TREND + "api/json")) {
            try (JenkinsRule.WebClient reader = client().withThrowExceptionOnFailingStatusCode(false);
                    JenkinsRule.WebClient stranger = client().withThrowExceptionOnFailingStatusCode(false)) {
                String url = r.getURL() + job.getUrl() + path;
                assertThat(
                        path,
                        reader.login("reader").getPage(url).getWebResponse().getStatusCode(),
                        is(200));
                assertThat(
                        path,
                        stranger.login("stranger").getPage(url).getWebResponse().getStatusCode(),
                        is(not(200)));
            }
        }
        try (ACLContext as = ACL.as2(User.getById("stranger", true).impersonate2())) {
            assertThrows(AccessDeniedException3.class, new TrendAction(job)::getTarget);
            assertThrows(AccessDeniedException3.class, ((EchartsTrend) chart)::getBuildTrendModel);
        }
    }

    @Test
    void whoMayDecideOnFindingsHasAllDecisionsAsAFile() throws Exception {
        FreeStyleProject job = job();
        Triage decision = Triage.of(
                DEGRADED.merged().clusters().get(0),
                DEGRADED.merged().tools(),
                Triage.Decision.FALSE_POSITIVE,
                "a constant",
                "ada",
                Instant.EPOCH);
        secure();
        try (JenkinsRule.WebClient client = client().withThrowExceptionOnFailingStatusCode(false)) {
            String url = r.getURL() + job.getUrl() + TREND;
            client.login("triager");
            assertThat(
                    "nothing was decided",
                    client.getPage(url + "triage").getWebResponse().getStatusCode(),
                    is(404));
            TriageStore.of(job).add(decision);
            HtmlPage page = page(client, job, TREND);
            WebResponse file =
                    page.getAnchorByText("Decisions on findings").click().getWebResponse();
            assertThat(
                    TriageFile.read(file.getContentAsStream(), "what was downloaded")
                            .entries(),
                    contains(decision));

            page = page(client.login("reader"), job, TREND);
            assertThat(page.querySelectorAll("a[href=triage]"), is(empty()));
            assertThat(client.getPage(url + "triage").getWebResponse().getStatusCode(), is(403));
        }
    }

    @Test
    void nothingInBuildXmlIsMoreThanText() throws Exception {
        String payload = "<img src=x onerror=alert(1)>";
        FreeStyleProject job = r.createFreeStyleProject();
        Run<?, ?> run = r.buildAndAssertSuccess(job);
        Results.add(run, "scan", Results.of(3, "a", "b", "c", i -> payload), "of source");
        run.addAction(new ScanAction("../../" + payload, "1", DEGRADED));
        run.setDisplayName(payload);
        assertThat(
                "an id that would be a path elsewhere",
                new TrendAction(job).getScans().stream().map(TrendView::getId).toList(),
                contains("scan"));
        try (JenkinsRule.WebClient client = client()) {
            for (String path : List.of("", TREND)) {
                HtmlPage page = page(client, job, path);
                assertThat(page.querySelectorAll("img[src=x]"), is(empty()));
                assertThat(
                        page.<DomElement>querySelector(".redundancy-verdict").asNormalizedText(),
                        containsString("c failed: " + payload));
            }
        }
    }

    @Test
    void newJobPageHasATabAndACard() throws Exception {
        FreeStyleProject job = job();
        r.jenkins.setSecurityRealm(r.createDummySecurityRealm());
        User.getById("modern", true)
                .addProperty(new UserExperimentalFlagsProperty(Map.of("new-job-page.flag", "true")));
        try (JenkinsRule.WebClient client = client().login("modern")) {
            HtmlPage page = page(client, job, "");
            assertThat(page.querySelectorAll(".app-build-tabs a[href$=redundancy-trend]"), hasSize(1));
            assertThat(page.querySelectorAll(".redundancy-trend .jenkins-card"), hasSize(1));
            assertThat(table(page(client, job, TREND)), hasSize(4));
        }
    }
}
