package io.jenkins.plugins.redundancy.pages;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.allOf;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.lessThan;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.startsWith;

import hudson.XmlFile;
import hudson.model.FreeStyleProject;
import hudson.model.Run;
import io.jenkins.plugins.redundancy.SharedJenkins;
import io.jenkins.plugins.redundancy.engine.merge.Cluster;
import io.jenkins.plugins.redundancy.engine.merge.Triage;
import io.jenkins.plugins.redundancy.engine.report.FindingState;
import io.jenkins.plugins.redundancy.engine.report.PagedResult;
import io.jenkins.plugins.redundancy.engine.report.SarifWriter;
import io.jenkins.plugins.redundancy.engine.report.ScanResult;
import java.io.ByteArrayOutputStream;
import java.io.File;
import java.io.InputStream;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import jenkins.model.experimentalflags.UserExperimentalFlagsProperty;
import net.sf.json.JSONArray;
import net.sf.json.JSONObject;
import org.htmlunit.HttpMethod;
import org.htmlunit.Page;
import org.htmlunit.WebRequest;
import org.htmlunit.html.DomElement;
import org.htmlunit.html.HtmlForm;
import org.htmlunit.html.HtmlPage;
import org.htmlunit.html.HtmlSelect;
import org.junit.jupiter.api.Test;
import org.jvnet.hudson.test.JenkinsRule;

/** What a reader sees of a scan, and what nobody gets to see. */
class ScanPageTest extends SharedJenkins {

    private static final String SCAN = "redundancy-scan/";

    private static String get(JenkinsRule.WebClient client, Run<?, ?> run, String path) throws Exception {
        return client.goTo(run.getUrl() + SCAN + path, null).getWebResponse().getContentAsString();
    }

    private static JSONObject findings(JenkinsRule.WebClient client, Run<?, ?> run, String query) throws Exception {
        return JSONObject.fromObject(get(client, run, "findings?" + query));
    }

    private static String status(JenkinsRule.WebClient client, HtmlPage page) {
        client.waitForBackgroundJavaScript(10_000);
        return page.<DomElement>querySelector(".redundancy-findings [role=status]")
                .asNormalizedText();
    }

    private static List<String> ids(JSONObject page) {
        List<String> ids = new ArrayList<>();
        for (Object finding : page.getJSONArray("findings")) {
            ids.add(((JSONObject) finding).getString("id"));
        }
        return ids;
    }

    @Test
    void pageIsFilledFilteredSortedAndPagedFromTheServer() throws Exception {
        ScanResult result = Results.of(120);
        Run<?, ?> run = Results.build(r, result);
        List<String> all = result.merged().clusters().stream().map(Cluster::id).toList();
        try (JenkinsRule.WebClient client = r.createWebClient()) {
            // by address
            assertThat(ids(findings(client, run, "length=500")), is(all));
            assertThat(ids(findings(client, run, "start=100&length=7")), is(all.subList(100, 107)));
            JSONObject confirmed = findings(client, run, "agreement=confirmed&severity=critical&state=open");
            assertThat(confirmed.getInt("total"), is(120));
            assertThat(confirmed.getInt("matching"), is((int) result.merged().clusters().stream()
                    .filter(c -> c.votes().get("beta").id().equals("reported"))
                    .filter(c -> c.severity().ordinal() == 0)
                    .count()));
            JSONObject row = findings(client, run, "search=file00003&sort=place")
                    .getJSONArray("findings")
                    .getJSONObject(0);
            assertThat(row.getString("place"), is("src/main/java/p000/File00003.java"));
            assertThat(row.getInt("line"), is(10));
            assertThat(row.getJSONArray("reported"), contains("alpha", "beta"));

            // by hand
            HtmlPage page = client.getPage(run, SCAN);
            assertThat(
                    page.asNormalizedText(),
                    allOf(containsString("gamma"), containsString("no report"), containsString("SQL injection")));
            assertThat(status(client, page), is("1–50 of 120 that match, 120 in all"));
            page.<DomElement>querySelector("[data-page=next]").click();
            assertThat(status(client, page), is("51–100 of 120 that match, 120 in all"));
            HtmlSelect severity = page.querySelector("select[name=severity]");
            severity.setSelectedAttribute("high", true);
            assertThat(status(client, page), is("1–24 of 24 that match, 120 in all"));
            assertThat(page.getUrl().getQuery(), containsString("severity=high"));

            // what is asked for is refused with a reason
            client.setThrowExceptionOnFailingStatusCode(false);
            Page refused = client.goTo(run.getUrl() + SCAN + "findings?length=501", null);
            assertThat(refused.getWebResponse().getStatusCode(), is(400));
            assertThat(
                    client.goTo(run.getUrl() + SCAN + "report?attempt=1", null)
                            .getWebResponse()
                            .getStatusCode(),
                    is(404));
            assertThat(
                    client.goTo(run.getUrl() + SCAN + "report?attempt=../../x", null)
                            .getWebResponse()
                            .getStatusCode(),
                    is(404));
            assertThat(
                    client.goTo(run.getUrl() + SCAN + "finding/0123456789abcdef/", null)
                            .getWebResponse()
                            .getStatusCode(),
                    is(404));
        }
    }

    @Test
    void downloadsAndMachinesGetTheSame() throws Exception {
        ScanResult result = Results.of(3);
        Run<?, ?> run = Results.build(r, result);
        GzipFile.write(
                ScanStore.of(run, "scan").raw(1).toPath(), out -> out.write("<raw/>".getBytes(StandardCharsets.UTF_8)));
        try (JenkinsRule.WebClient client = r.createWebClient()) {
            String csv = get(client, run, "findingsCsv");
            assertThat(csv.split("\r\n").length, is(4));
            assertThat(csv, containsString("\"alpha beta\""));
            assertThat(get(client, run, "resultJson"), startsWith("{\"format\":\"redundancy-result\""));
            ByteArrayOutputStream sarif = new ByteArrayOutputStream();
            SarifWriter.write(result.merged(), result.quorate(), result.notices(), sarif);
            assertThat(get(client, run, "mergedSarif"), is(sarif.toString(StandardCharsets.UTF_8)));
            assertThat("kept", get(client, run, "mergedSarif"), is(sarif.toString(StandardCharsets.UTF_8)));
            assertThat(get(client, run, "report?attempt=1"), is("<raw/>"));
            for (String file : List.of("findingsCsv", "resultJson", "mergedSarif", "report?attempt=1")) {
                Page page = client.goTo(run.getUrl() + SCAN + file, null);
                assertThat(
                        page.getWebResponse().getResponseHeaderValue("Content-Disposition"), startsWith("attachment"));
                assertThat(page.getWebResponse().getResponseHeaderValue("X-Content-Type-Options"), is("nosniff"));
            }
            JSONObject api =
                    JSONObject.fromObject(get(client, run, "api/json?tree=outcome,new,attempts[replica,state]"));
            assertThat(api.getString("outcome"), is("degraded"));
            assertThat(api.getJSONArray("attempts").getJSONObject(2).getString("state"), is("failed"));
        }
    }

    @Test
    void nothingThatAReportSaysIsMoreThanText() throws Exception {
        String payload = "<img src=x onerror=alert(1)><script>alert(2)</script>\"'><svg/onload=alert(3)>${7*7}";
        ScanResult result = Results.of(3, "a" + payload, "b" + payload, "c" + payload, i -> payload);
        Run<?, ?> run = Results.build(r, result, payload);
        String finding = result.merged().clusters().get(0).id();
        TriageStore.of(run.getParent())
                .add(Triage.of(
                        result.merged().clusters().get(0),
                        result.merged().tools(),
                        Triage.Decision.ACCEPTED,
                        payload,
                        payload,
                        java.time.Instant.EPOCH));
        List<String> alerts = new ArrayList<>();
        try (JenkinsRule.WebClient client = r.createWebClient()) {
            client.setAlertHandler((page, message) -> alerts.add(message));
            for (String path : List.of("", SCAN, SCAN + "finding/" + finding + "/")) {
                HtmlPage page = client.getPage(run, path);
                client.waitForBackgroundJavaScript(10_000);
                assertThat(path, page.querySelectorAll("img[src=x]"), is(empty()));
                assertThat(path, page.querySelectorAll("svg[onload]"), is(empty()));
                assertThat(path, page.asNormalizedText(), containsString("<script>alert(2)</script>"));
                assertThat(path, page.asXml(), not(containsString("49</")));
            }
            assertThat(findings(client, run, "").toString(), containsString("alert(2)"));
        }
        assertThat(alerts, is(empty()));
    }

    @Test
    void findingHasItsSourceItsScannersAndADecisionThatCountsAtOnce() throws Exception {
        ScanResult result = Results.of(20);
        Run<?, ?> run = Results.build(r, result);
        Cluster cluster = result.merged().clusters().get(0);
        String path = SCAN + "finding/" + cluster.id() + "/";
        secure();
        try (JenkinsRule.WebClient client = r.createWebClient()) {
            HtmlPage page = client.login("triager").getPage(run, path);
            assertThat(
                    page.asNormalizedText(),
                    allOf(
                            containsString("of source"),
                            containsString("◀ alpha, beta"),
                            containsString("reports it"),
                            containsString("has no vote"),
                            containsString(cluster.findings().get(0).message())));
            HtmlForm form = page.getFormByName("triage");
            form.getInputByValue("false-positive").click();
            form.getInputByName("reason").setValue("table name is a constant");
            page = r.submit(form);
            assertThat(
                    page.asNormalizedText(),
                    allOf(containsString("False positive: triager, "), containsString("table name is a constant")));

            JSONArray dismissed = findings(client, run, "state=suppressed").getJSONArray("findings");
            assertThat(dismissed.size(), is(1));
            assertThat(dismissed.getJSONObject(0).getString("decision"), is("false-positive"));
            assertThat(dismissed.getJSONObject(0).getInt("confidence"), is(0));
            assertThat(get(client, run, "findingsCsv"), containsString("\"0.0\",\"\",\"true\""));

            client.setThrowExceptionOnFailingStatusCode(false);
            assertThat("a reason is required", triage(client, run, path, "accepted", " "), is(400));
            assertThat(triage(client, run, path, "whatever", "x"), is(400));
            assertThat(triage(client, run, path, "accepted", "two\nlines"), is(400));
            assertThat(triage(client, run, path, "accepted", "changed my mind"), is(200));
            assertThat(findings(client, run, "state=suppressed").getInt("matching"), is(0));
        }
        assertThat(
                TriageStore.of(run.getParent())
                        .read()
                        .decision(cluster.id())
                        .orElseThrow()
                        .reason(),
                is("changed my mind"));
    }

    /** The status of the answer. */
    private static int triage(JenkinsRule.WebClient client, Run<?, ?> run, String path, String decision, String reason)
            throws Exception {
        URL url =
                new URL(client.createCrumbedUrl(run.getUrl() + path + "triage").toString() + "&decision=" + decision
                        + "&reason=" + java.net.URLEncoder.encode(reason, StandardCharsets.UTF_8));
        return client.getPage(new WebRequest(url, HttpMethod.POST))
                .getWebResponse()
                .getStatusCode();
    }

    @Test
    void everyMethodAsksForItsPermission() throws Exception {
        ScanResult result = Results.of(20);
        Run<?, ?> run = Results.build(r, result);
        GzipFile.write(
                ScanStore.of(run, "scan").raw(1).toPath(), out -> out.write("raw".getBytes(StandardCharsets.UTF_8)));
        String finding = "finding/" + result.merged().clusters().get(0).id() + "/";
        secure();
        try (JenkinsRule.WebClient stranger = r.createWebClient().withThrowExceptionOnFailingStatusCode(false);
                JenkinsRule.WebClient client = r.createWebClient().withThrowExceptionOnFailingStatusCode(false)) {
            stranger.login("stranger");
            client.login("reader");
            stranger.setJavaScriptEnabled(false);
            client.setJavaScriptEnabled(false);
            for (String path : List.of(
                    "",
                    "findings",
                    "findingsCsv",
                    "mergedSarif",
                    "resultJson",
                    "report?attempt=1",
                    "api/json",
                    finding)) {
                String url = r.getURL() + run.getUrl() + SCAN + path;
                assertThat(path, client.getPage(url).getWebResponse().getStatusCode(), is(200));
                assertThat(path, stranger.getPage(url).getWebResponse().getStatusCode(), is(not(200)));
            }

            HtmlPage page = client.getPage(run, SCAN + finding);
            assertThat("no source without Item.WORKSPACE", page.asNormalizedText(), not(containsString("of source")));
            assertThat("no form without Run.UPDATE", page.querySelectorAll("form[name=triage]"), is(empty()));
            assertThat(triage(client, run, SCAN + finding, "accepted", "x"), is(403));

            client.login("triager");
            String url = r.getURL() + run.getUrl() + SCAN + finding + "triage?decision=accepted&reason=x";
            assertThat(
                    "GET changes nothing", client.getPage(url).getWebResponse().getStatusCode(), is(404));
            r.jenkins.setCrumbIssuer(new hudson.security.csrf.DefaultCrumbIssuer(false));
            assertThat(
                    "nor does a POST without a crumb",
                    client.getPage(new WebRequest(new URL(url), HttpMethod.POST))
                            .getWebResponse()
                            .getStatusCode(),
                    is(403));
        }
        assertThat(TriageStore.of(run.getParent()).read().entries(), is(empty()));
    }

    @Test
    void resultOfAnOlderVersionIsReadAndStoredAnewInPages() throws Exception {
        FreeStyleProject job = r.createFreeStyleProject();
        Run<?, ?> run = r.buildAndAssertSuccess(job);
        Path directory = new File(run.getRootDir(), "redundancy/scan").toPath();
        Files.createDirectories(directory);
        try (InputStream in = ScanPageTest.class.getResourceAsStream("ScanPageTest/result.json.gz")) {
            Files.copy(in, directory.resolve("result.json.gz"));
        }
        ScanAction old;
        try (InputStream in = ScanPageTest.class.getResourceAsStream("ScanPageTest/action.xml")) {
            old = (ScanAction) Run.XSTREAM2.fromXML(in);
        }
        run.addAction(old);
        ScanResult before = ScanStore.of(run, "scan").read();

        PagedResult paged = ScanStore.of(run, "scan").paged();
        assertThat(paged.index().count(FindingState.ALL), is(85));
        assertThat(Files.exists(directory.resolve("result.index.gz")), is(true));
        assertThat("nothing got lost", ScanStore.of(run, "scan").read(), is(before));
        try (JenkinsRule.WebClient client = r.createWebClient()) {
            assertThat(
                    client.getPage(run, SCAN).asNormalizedText(),
                    allOf(containsString("ast-grep stood in for eslint"), containsString("Path traversal")));
            assertThat(findings(client, run, "").getInt("total"), is(85));
        }
        assertThat(
                new XmlFile(Run.XSTREAM2, new File(run.getRootDir(), "build.xml")).asString(),
                not(containsString("<rows>")));

        Files.write(directory.resolve("result.index.gz"), new byte[] {1, 2, 3});
        assertThat(
                "a broken index is made anew",
                ScanStore.of(run, "scan").paged().index().size(),
                is(85));
        Files.delete(directory.resolve("result.json.gz"));
        try (JenkinsRule.WebClient client = r.createWebClient()) {
            assertThat(client.getPage(run, SCAN).asNormalizedText(), containsString("cannot be read any more"));
        }
    }

    @Test
    void emptyAndLostScansSayWhatTheyMeanAndBuildXmlStaysSmall() throws Exception {
        Run<?, ?> run = Results.build(r, Results.of(0));
        try (JenkinsRule.WebClient client = r.createWebClient()) {
            assertThat(client.getPage(run, SCAN).asNormalizedText(), containsString("No scanner reported anything."));
            assertThat(
                    "in the side panel",
                    client.getPage(run).querySelectorAll(".task-link[href$='redundancy-scan/']"),
                    hasSize(1));
        }
        r.jenkins.setSecurityRealm(r.createDummySecurityRealm());
        hudson.model.User.getById("modern", true)
                .addProperty(new UserExperimentalFlagsProperty(Map.of("new-build-page.flag", "true")));
        try (JenkinsRule.WebClient client = r.createWebClient().login("modern")) {
            HtmlPage tabs = client.getPage(run);
            assertThat("a tab", tabs.querySelectorAll(".app-build-tabs a[href$=redundancy-scan]"), hasSize(1));
            assertThat(
                    "a card", tabs.querySelectorAll(".jenkins-card__title-link[href='redundancy-scan/']"), hasSize(1));
            assertThat(client.getPage(run, SCAN).asNormalizedText(), containsString("No scanner reported anything."));
        }
        Run<?, ?> large = Results.build(
                r, Results.of(300, "a".repeat(200), "b".repeat(200), "c".repeat(200), i -> "m".repeat(3000)));
        File xml = new File(large.getRootDir(), "build.xml");
        long with = xml.length();
        large.removeActions(ScanAction.class);
        large.save();
        assertThat(with - xml.length(), lessThan(4096L));
    }
}
