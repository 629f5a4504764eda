package io.jenkins.plugins.redundancy.pages;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.allOf;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasItems;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.lessThan;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.startsWith;

import hudson.Util;
import hudson.XmlFile;
import hudson.model.FreeStyleProject;
import hudson.model.Run;
import io.jenkins.plugins.redundancy.SharedJenkins;
import io.jenkins.plugins.redundancy.engine.merge.Cluster;
import io.jenkins.plugins.redundancy.engine.merge.Triage;
import io.jenkins.plugins.redundancy.engine.policy.Outcome;
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
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import jenkins.model.experimentalflags.UserExperimentalFlagsProperty;
import net.sf.json.JSONArray;
import net.sf.json.JSONNull;
import net.sf.json.JSONObject;
import org.htmlunit.HttpMethod;
import org.htmlunit.Page;
import org.htmlunit.WebRequest;
import org.htmlunit.html.DomElement;
import org.htmlunit.html.DomNode;
import org.htmlunit.html.HtmlAnchor;
import org.htmlunit.html.HtmlForm;
import org.htmlunit.html.HtmlOption;
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
            assertThat(
                    page.querySelectorAll("details ul li").stream()
                            .map(DomNode::getTextContent)
                            .toList(),
                    hasItems("alpha: a warning of alpha", "beta: a warning of beta"));
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
    void buildsAnswersForMachinesSayWhatBuildXmlKnowsAndOutliveTheFiles() throws Exception {
        Run<?, ?> run = Results.build(r, Results.compared());
        String url = r.getURL() + run.getUrl() + SCAN;
        Util.deleteRecursive(new File(run.getRootDir(), "redundancy"));
        try (JenkinsRule.WebClient client = r.createWebClient()) {
            JSONObject scan = scan(json(client, run.getUrl() + "api/json").getJSONArray("actions"));
            assertThat(scan.getString("url"), is(url));
            assertThat(scan.getString("outcome"), is("degraded"));
            assertThat("no file is read", scan.has("attempts"), is(false));
            JSONObject job = json(client, run.getParent().getUrl() + "api/json?depth=1");
            assertThat(
                    scan(job.getJSONArray("builds").getJSONObject(0).getJSONArray("actions"))
                            .has("attempts"),
                    is(false));

            JSONObject all = json(client, run.getUrl() + "redundancy/api/json");
            assertThat(all.getJSONArray("stages").isEmpty(), is(true));
            assertThat(all.getJSONArray("scans").size(), is(1));
            JSONObject listed = all.getJSONArray("scans").getJSONObject(0);
            assertThat(listed.getString("url"), is(url));
            assertThat(
                    List.of("total", "confirmed", "singleSource", "new", "unchanged", "absent", "unknown").stream()
                            .map(listed::getInt)
                            .toList(),
                    contains(3, 0, 3, 1, 2, 2, 1));
            assertThat(
                    listed.getJSONArray("severities").getJSONObject(0).getInt("total"),
                    is(listed.getJSONArray("severities").getJSONObject(0).getInt("singleSource")));

            assertThat(
                    "not known any more",
                    json(client, run.getUrl() + SCAN + "api/json").get("attempts"),
                    is(JSONNull.getInstance()));
        }
    }

    /** Links to scanners' own reports. */
    private static List<DomNode> reports(HtmlPage page) {
        return page.querySelectorAll("#scanners a[href^='report?']");
    }

    private static JSONObject json(JenkinsRule.WebClient client, String path) throws Exception {
        return JSONObject.fromObject(
                client.goTo(path, "application/json").getWebResponse().getContentAsString());
    }

    private static JSONObject scan(JSONArray actions) {
        return actions.stream()
                .map(JSONObject.class::cast)
                .filter(action -> action.optString("_class").equals(ScanAction.class.getName()))
                .findFirst()
                .orElseThrow();
    }

    /** Line by line, cell by cell. */
    private static List<List<String>> table(DomNode page, String selector) {
        return page.querySelectorAll(selector + " tbody tr").stream()
                .map(row -> row.querySelectorAll("th, td").stream()
                        .map(cell ->
                                cell.getTextContent().replaceAll("\\s+", " ").strip())
                        .toList())
                .toList();
    }

    @Test
    void tablesCountOpenFindingsBySeverityClassAndScanner() throws Exception {
        ScanResult result = Results.of(16);
        Run<?, ?> run = Results.build(r, result);
        List<List<String>> severities = List.of(
                List.of("Critical", "4", "2", "2"),
                List.of("High", "3", "1", "2"),
                List.of("Medium", "3", "2", "1"),
                List.of("Low", "3", "1", "2"),
                List.of("Info", "3", "2", "1"));
        try (JenkinsRule.WebClient client = r.createWebClient().withJavaScriptEnabled(false)) {
            HtmlPage page = client.getPage(run, SCAN);
            assertThat(table(page, ".redundancy-severities"), is(severities));
            HtmlPage build = client.getPage(run);
            assertThat(table(build, ".redundancy-severities"), is(severities));
            assertThat(
                    build.querySelectorAll(".redundancy-severities a")
                            .get(1)
                            .getAttributes()
                            .getNamedItem("href")
                            .getNodeValue(),
                    is("redundancy-scan/?severity=critical&agreement=confirmed#findings"));

            assertThat(
                    table(page, "#agreement"),
                    hasItems(
                            List.of("SQL injection", "2 / 0", "2 / 0", "·no vote", "2", "0"),
                            List.of("Cross-site scripting", "2 / 0", "0 / 2", "·no vote", "0", "2")));
            assertThat(
                    table(page, "#scanners"),
                    contains(
                            List.of("alpha 1.0", "whole report", "16", "8", "8", "20 s", ""),
                            List.of("beta 1.0", "whole report", "8", "8", "0", "20 s", ""),
                            List.of("gamma", "no report", "–", "–", "–", "2 s 2 s of it lost", "")));
            assertThat(
                    page.asNormalizedText(),
                    containsString("Took 30 s. Scanners ran for 42 s, 2 s of it in attempts that filled no slot."));

            dismiss(run, result, "sql-injection");
            page = client.getPage(run, SCAN);
            assertThat(
                    table(page, "#agreement"),
                    hasItem(List.of("SQL injection", "1 / 0", "1 / 0", "·no vote", "1", "0")));
            assertThat(
                    table(page, "#scanners").get(0),
                    is(List.of("alpha 1.0", "whole report", "16", "7", "8", "20 s", "")));
        }
    }

    /** One finding of that class is called a false positive. */
    private static void dismiss(Run<?, ?> run, ScanResult result, String weakness) throws Exception {
        Cluster cluster = result.merged().clusters().stream()
                .filter(one -> one.weakness().id().equals(weakness))
                .findFirst()
                .orElseThrow();
        TriageStore.of(run.getParent())
                .add(Triage.of(
                        cluster,
                        result.merged().tools(),
                        Triage.Decision.FALSE_POSITIVE,
                        "a constant",
                        "alice",
                        java.time.Instant.EPOCH));
    }

    @Test
    void comparedScanSaysWhatIsNewUnchangedAbsentAndUnknown() throws Exception {
        ScanResult result = Results.compared();
        Run<?, ?> run = Results.build(r, result);
        try (JenkinsRule.WebClient client = r.createWebClient()) {
            HtmlPage page = client.getPage(run, SCAN);
            HtmlSelect state = page.querySelector("select[name=state]");
            assertThat(
                    state.getOptions().stream().map(HtmlOption::getText).toList(),
                    contains(
                            "All (6)",
                            "Open (3)",
                            "New (1)",
                            "Unchanged (2)",
                            "Suppressed (0)",
                            "Absent (2)",
                            "Unknown (1)"));
            assertThat(page.asNormalizedText(), containsString("0 confirmed, 3 single-source, 1 new"));
            HtmlSelect vote = page.querySelector("select[name=vote]");
            assertThat("whose?", vote.isDisabled(), is(true));
            page.<HtmlSelect>querySelector("select[name=tool]").setSelectedAttribute("alpha", true);
            assertThat(status(client, page), is("1–3 of 3 that match, 6 in all"));
            assertThat(vote.isDisabled(), is(false));
            page.<HtmlSelect>querySelector("select[name=tool]").setSelectedAttribute("", true);
            Map<String, String> links = new LinkedHashMap<>();
            for (String one : List.of("New", "Unchanged", "Absent", "Unknown")) {
                state.setSelectedAttribute(one.toLowerCase(Locale.ROOT), true);
                assertThat(status(client, page), containsString("that match, 6 in all"));
                List<List<String>> rows = table(page, ".redundancy-findings");
                assertThat(rows.stream().map(cells -> cells.get(5)).distinct().toList(), contains(one));
                links.put(
                        one,
                        page.<HtmlAnchor>querySelector(".redundancy-findings tbody a")
                                .getHrefAttribute());
            }
            client.setJavaScriptEnabled(false);
            for (Map.Entry<String, String> link : links.entrySet()) {
                HtmlPage finding = client.getPage(run, SCAN + link.getValue());
                assertThat(
                        finding.<DomElement>querySelector(".redundancy-facts").asNormalizedText(),
                        containsString(link.getKey()));
            }
        }
    }

    @Test
    void tableSortsByWhatTheServerKnows() throws Exception {
        Run<?, ?> run = Results.build(r, Results.of(3));
        try (JenkinsRule.WebClient client = r.createWebClient().withJavaScriptEnabled(false)) {
            List<DomNode> heads =
                    client.<HtmlPage>getPage(run, SCAN).querySelectorAll(".redundancy-findings th[data-sort]");
            assertThat(heads, hasSize(6));
            for (DomNode head : heads) {
                String sort = ((DomElement) head).getAttribute("data-sort");
                assertThat(sort, findings(client, run, "sort=" + sort).getInt("total"), is(3));
            }
        }
    }

    @Test
    void everyTryIsNamedWithItsReason() throws Exception {
        Run<?, ?> run = Results.build(r, Results.retried(Results.of(3), "exit code 137: killed"));
        try (JenkinsRule.WebClient client = r.createWebClient().withJavaScriptEnabled(false)) {
            assertThat(
                    table(client.getPage(run, SCAN), "#attempts"),
                    contains(
                            List.of("1", "alpha", "failed", "exit code 137: killed", "", "2 s"),
                            List.of("2", "alpha", "succeeded", "", "", "20 s")));
        }
    }

    @Test
    void lostAndAbortedScansSayThatSilenceMeansNothing() throws Exception {
        Map<Outcome, String> why =
                Map.of(Outcome.LOST, "oo few scanners delivered a report", Outcome.ABORTED, "he scan was aborted");
        try (JenkinsRule.WebClient client = r.createWebClient().withJavaScriptEnabled(false)) {
            for (Outcome outcome : List.of(Outcome.LOST, Outcome.ABORTED)) {
                for (int findings : List.of(0, 6)) {
                    Run<?, ?> run = Results.build(r, Results.ended(Results.of(findings), outcome));
                    HtmlPage page = client.getPage(run, SCAN);
                    String text = page.asNormalizedText();
                    assertThat(
                            page.<DomElement>querySelector("[role=alert]").asNormalizedText(),
                            containsString(why.get(outcome)));
                    for (String other : why.values()) {
                        assertThat(
                                text,
                                other.equals(why.get(outcome)) ? containsString(other) : not(containsString(other)));
                    }
                    boolean none = findings == 0;
                    assertThat(
                            text,
                            none ? containsString("Nothing is known: ") : not(containsString("Nothing is known")));
                    assertThat(
                            text,
                            none
                                    ? containsString("Gate not decided: t" + why.get(outcome))
                                    : containsString("3 confirmed, 3 single-source"));
                    assertThat(text, not(containsString("0 confirmed")));
                    assertThat(text, not(containsString("No scanner reported anything.")));
                }
            }
        }
    }

    @Test
    void codeFlowAndFurtherLinesOfAFindingAreNamed() throws Exception {
        ScanResult result = Results.hostile("text");
        Run<?, ?> run = Results.build(r, result);
        Cluster code = result.merged().clusters().stream()
                .filter(cluster -> cluster.suppression() != null)
                .findFirst()
                .orElseThrow();
        try (JenkinsRule.WebClient client = r.createWebClient().withJavaScriptEnabled(false)) {
            HtmlPage page = client.getPage(run, SCAN + "finding/" + code.id() + "/");
            assertThat(
                    page.querySelectorAll(".redundancy-source__line--hit .redundancy-source__marks").stream()
                            .map(DomNode::getTextContent)
                            .toList(),
                    contains("◀ alpha", "◀The finding is on this line too", "◀The finding is on this line too"));
            assertThat(
                    page.<DomElement>querySelector(".redundancy-quote details li")
                            .getTextContent(),
                    is("src/text:3 text"));
            assertThat("only the web is linked", page.querySelectorAll("a[href^='javascript']"), is(empty()));
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

            // and where the tools are named harmlessly
            ScanResult hostile = Results.hostile(payload);
            Run<?, ?> other = Results.build(r, hostile);
            List<String> paths = new ArrayList<>(List.of("", SCAN, SCAN + "?state=all"));
            hostile.merged().clusters().forEach(cluster -> paths.add(SCAN + "finding/" + cluster.id() + "/"));
            assertThat(paths, hasSize(5));
            for (String path : paths) {
                HtmlPage page = client.getPage(other, path);
                client.waitForBackgroundJavaScript(10_000);
                assertThat(path, page.querySelectorAll("img[src=x], svg[onload], a[href^=javascript]"), is(empty()));
                assertThat(path, page.asNormalizedText(), containsString("<script>alert(2)</script>"));
                assertThat(path, page.asXml(), not(containsString("49</")));
            }
            assertThat(findings(client, other, "").getInt("total"), is(2));
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

            assertThat(reports(client.getPage(run, SCAN)), hasSize(1));
            System.setProperty("hudson.security.ArtifactsPermission", "true");
            try {
                assertThat("no link without Run.ARTIFACTS", reports(client.getPage(run, SCAN)), is(empty()));
                assertThat(
                        client.getPage(r.getURL() + run.getUrl() + SCAN + "report?attempt=1")
                                .getWebResponse()
                                .getStatusCode(),
                        is(403));
            } finally {
                System.clearProperty("hudson.security.ArtifactsPermission");
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
            assertThat(
                    "the older version did not split them",
                    table(client.getPage(run), ".redundancy-severities"),
                    contains(List.of("High", "90", "–not known", "–not known")));
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
            assertThat(
                    "no entry of stages that it has none of",
                    client.getPage(run).querySelectorAll("[href$='/redundancy'], [href$='/redundancy/']"),
                    is(empty()));
        }
        r.jenkins.setSecurityRealm(r.createDummySecurityRealm());
        hudson.model.User.getById("modern", true)
                .addProperty(new UserExperimentalFlagsProperty(Map.of("new-build-page.flag", "true")));
        try (JenkinsRule.WebClient client = r.createWebClient().login("modern")) {
            HtmlPage tabs = client.getPage(run);
            assertThat("a tab", tabs.querySelectorAll(".app-build-tabs a[href$=redundancy-scan]"), hasSize(1));
            assertThat("none of stages", tabs.querySelectorAll(".app-build-tabs a[href$='/redundancy']"), is(empty()));
            assertThat(
                    "a card", tabs.querySelectorAll(".jenkins-card__title-link[href='redundancy-scan/']"), hasSize(1));
            assertThat(client.getPage(run, SCAN).asNormalizedText(), containsString("No scanner reported anything."));

            HtmlPage found = client.getPage(Results.build(r, Results.of(6)));
            assertThat(
                    "what needs somebody",
                    found.<DomElement>querySelector(".app-build-tabs a[href$=redundancy-scan] .jenkins-badge")
                            .asNormalizedText(),
                    is("3"));
            assertThat(table(found, ".redundancy-severities"), hasSize(5));
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
