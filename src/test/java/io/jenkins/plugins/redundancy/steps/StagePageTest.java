package io.jenkins.plugins.redundancy.steps;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.allOf;
import static org.hamcrest.Matchers.closeTo;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.greaterThan;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.lessThan;
import static org.hamcrest.Matchers.not;

import hudson.model.Item;
import hudson.model.User;
import io.jenkins.plugins.redundancy.pages.StagesAction;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import jenkins.model.Jenkins;
import jenkins.model.experimentalflags.UserExperimentalFlagsProperty;
import net.sf.json.JSONObject;
import org.htmlunit.html.DomElement;
import org.htmlunit.html.HtmlPage;
import org.jenkinsci.plugins.workflow.job.WorkflowJob;
import org.jenkinsci.plugins.workflow.job.WorkflowRun;
import org.jenkinsci.plugins.workflow.test.steps.SemaphoreStep;
import org.junit.jupiter.api.Test;
import org.jvnet.hudson.test.JenkinsRule;
import org.jvnet.hudson.test.MockAuthorizationStrategy;

/** What the build's page, and its REST API, say of redundant stages. */
class StagePageTest extends SharedJenkins {

    private static String json(WorkflowRun run, String tree) throws Exception {
        return r.createWebClient()
                .goTo(run.getUrl() + "api/json?tree=" + tree, "application/json")
                .getWebResponse()
                .getContentAsString();
    }

    private static JSONObject stage(WorkflowRun run, int index) throws Exception {
        String tree = "actions[stages[id,step,stage,outcome,reason,ended,winnerSeconds,loserSeconds,failureSeconds,"
                + "attempts[number,replica,state,kind,agent,queue,why,ranSeconds,gapSeconds]]]";
        return JSONObject.fromObject(json(run, tree)).getJSONArray("actions").stream()
                .map(JSONObject.class::cast)
                .filter(action -> action.has("stages"))
                .findFirst()
                .orElseThrow()
                .getJSONArray("stages")
                .getJSONObject(index);
    }

    private static int rows(HtmlPage page) {
        return page.querySelectorAll(".redundancy-timeline__bars").size();
    }

    @Test
    void stageOnAKilledAgentShowsWhoStoodInWhileItRunsAndForEver() throws Exception {
        Nodes.online(r, "a");
        Nodes.online(r, "b");
        WorkflowRun run = Jobs.start(
                r,
                "stage('Build') { failoverAgent(labels: ['a', 'b', 'c'], agentGrace: '1s') {"
                        + " semaphore env.NODE_NAME } }");
        SemaphoreStep.waitForStart("a/1", run);

        JSONObject running = stage(run, 0);
        assertThat(running.getString("outcome"), is("running"));
        assertThat(running.getString("reason"), is("runs: a on 'a'"));
        HtmlPage live = r.createWebClient().getPage(run);
        assertThat(live.asNormalizedText(), containsString("Running: runs: a on 'a'"));

        WorkflowRun holder = Jobs.start(r, "node('b') { semaphore 'hold' }");
        SemaphoreStep.waitForStart("hold/1", holder);
        Nodes.disconnect(r, "a");
        r.waitForMessage("b waits in the queue: Waiting for next available executor on", run);
        String queue = stage(run, 0).getJSONArray("attempts").getJSONObject(1).getString("queue");
        assertThat(queue, containsString("Waiting for next available executor on"));
        SemaphoreStep.success("hold/1", null);
        SemaphoreStep.waitForStart("b/1", run);
        assertThat(stage(run, 0).getString("reason"), containsString("a failed (agent 'a' has been offline for 1 s"));
        SemaphoreStep.success("b/1", null);
        r.assertBuildStatusSuccess(r.waitForCompletion(run));

        String id = stage(run, 0).getString("id");
        for (String when : new String[] {"before", "after reading it from the disk"}) {
            JSONObject stage = stage(run, 0);
            assertThat(when, stage.getString("outcome"), is("degraded"));
            assertThat(stage.getString("step"), is("failoverAgent"));
            assertThat(stage.getString("stage"), is("Build"));
            JSONObject lost = stage.getJSONArray("attempts").getJSONObject(0);
            assertThat(lost.getString("agent"), is("a"));
            assertThat(lost.getString("state"), is("failed"));
            assertThat(lost.getString("kind"), is("infrastructure"));
            assertThat(lost.getDouble("gapSeconds"), greaterThan(0.0));
            assertThat(stage.getDouble("failureSeconds"), closeTo(lost.getDouble("ranSeconds"), 0.01));
            assertThat(stage.getJSONArray("attempts").getJSONObject(2).getString("state"), is("skipped"));

            HtmlPage summary = r.createWebClient().getPage(run);
            assertThat(summary.asNormalizedText(), containsString("Degraded: 1 of 1 slots filled; b stood in for a"));
            assertThat(rows(summary), is(3));
            assertThat(
                    "in the side panel",
                    summary.querySelectorAll("a[href$='/redundancy']").size(),
                    is(1));
            HtmlPage own = r.createWebClient().getPage(run, "redundancy/" + id + "/");
            assertThat(
                    own.asNormalizedText(),
                    allOf(containsString("executor time"), containsString("Until the next one ran")));
            assertThat(own.querySelectorAll("line.redundancy-timeline__gap").size(), is(1));
            assertThat(own.querySelectorAll("table tbody tr").size(), is(3));
            assertThat(own.asNormalizedText(), containsString("In the queue: Waiting for next available executor on"));
            r.createWebClient().assertFails(run.getUrl() + "redundancy/999/", 404);

            r.jenkins.reload();
            run = r.jenkins
                    .getItemByFullName(run.getParent().getFullName(), WorkflowJob.class)
                    .getBuildByNumber(1);
        }
    }

    @Test
    void hostileNamesAreTextAndOthersMayNotReadThem() throws Exception {
        Nodes.online(r, "good");
        WorkflowRun run = r.buildAndAssertSuccess(
                Jobs.create(
                        r,
                        "stage('<b id=\"stage\">') { redundant(mode: 'failover') {"
                                + " replica('one') { error '<u id=\"why\">' }\n replica('two') {"
                                + " failoverAgent(labels: ['\"<script>alert(1)</script><img src=x>\"', 'good']) { echo 'fine' } } } }"));

        for (String page : new String[] {"", "redundancy/"}) {
            HtmlPage shown = r.createWebClient().withJavaScriptEnabled(false).getPage(run, page);
            assertThat(
                    shown.asNormalizedText(),
                    allOf(containsString("<script>alert(1)</script>"), containsString("<b id=\"stage\">")));
            assertThat(shown.asNormalizedText(), containsString("<u id=\"why\">"));
            assertThat(shown.querySelector("#stage"), is((DomElement) null));
            assertThat(shown.querySelector("#why"), is((DomElement) null));
            assertThat(shown.querySelector("img[src=x]"), is((DomElement) null));
            assertThat(
                    "inline styles, which a content security policy would drop",
                    shown.querySelectorAll(".redundancy-timeline [style], .redundancy-timeline style")
                            .size(),
                    is(0));
        }

        r.jenkins.setSecurityRealm(r.createDummySecurityRealm());
        r.jenkins.setAuthorizationStrategy(new MockAuthorizationStrategy()
                .grant(Jenkins.READ)
                .everywhere()
                .toEveryone()
                .grant(Item.READ)
                .everywhere()
                .to("reader"));
        JenkinsRule.WebClient stranger = r.createWebClient().login("stranger");
        stranger.assertFails(run.getUrl() + "redundancy/", 404);
        stranger.assertFails(run.getUrl() + "redundancy/api/json", 404);
        r.createWebClient().login("reader").getPage(run, "redundancy/");
    }

    @Test
    void threeHundredReplicasLeaveBuildXmlSmallAndTheSummaryShort() throws Exception {
        WorkflowRun run = r.buildAndAssertSuccess(Jobs.create(
                r,
                "redundant(mode: 'failover') { for (int i = 0; i < 300; i++) { def n = i\n"
                        + " replica(\"replica-${n}\") { if (n < 20) { error 'no' } } } }"));

        String xml = Files.readString(Path.of(run.getRootDir().getPath(), "build.xml"));
        assertThat(xml, containsString(StagesAction.class.getSimpleName()));
        assertThat(xml, not(containsString("replica-7")));
        assertThat(
                Files.size(run.getRootDir()
                        .toPath()
                        .resolve("redundancy-stages")
                        .toFile()
                        .listFiles()[0]
                        .toPath()),
                lessThan(20_000L));
        assertThat(rows(r.createWebClient().getPage(run)), is(12));
        assertThat(r.createWebClient().getPage(run).asNormalizedText(), containsString("288 more replicas"));
        assertThat(rows(r.createWebClient().getPage(run, "redundancy/")), is(300));
        String list = r.createWebClient()
                .goTo(run.getUrl() + "redundancy/api/json", "application/json")
                .getWebResponse()
                .getContentAsString();
        assertThat(
                "each stage, its attempts with itself",
                list,
                allOf(containsString("\"outcome\":\"degraded\""), not(containsString("replica-7\""))));
    }

    @Test
    void newBuildPageHasATabAndACard() throws Exception {
        WorkflowRun run = r.buildAndAssertSuccess(Jobs.create(
                r, "redundant(mode: 'failover') { replica('one') { echo 'fine' }\n replica('two') { echo 'fine' } }"));
        r.jenkins.setSecurityRealm(r.createDummySecurityRealm());
        User alice = User.getById("alice", true);
        alice.addProperty(new UserExperimentalFlagsProperty(Map.of("new-build-page.flag", "true")));

        JenkinsRule.WebClient client = r.createWebClient().login("alice");
        HtmlPage overview = client.getPage(run);
        assertThat("once, as a card", rows(overview), is(2));
        assertThat(
                overview.querySelectorAll(".app-build-bar__tabs a[href$='redundancy']")
                        .size(),
                is(1));
        assertThat(rows(client.getPage(run, "redundancy/")), is(2));
    }
}
