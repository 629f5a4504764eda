package io.jenkins.plugins.redundancy.pages;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.endsWith;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.not;

import hudson.model.FreeStyleProject;
import hudson.model.Run;
import io.jenkins.plugins.redundancy.browser.JenkinsInChromium;
import io.jenkins.plugins.redundancy.engine.policy.Outcome;
import org.jenkinsci.plugins.workflow.cps.CpsFlowDefinition;
import org.jenkinsci.plugins.workflow.job.WorkflowJob;
import org.junit.jupiter.api.Test;
import org.openqa.selenium.Keys;

/** What a job says of its scans, and a build of its redundant stages. */
class JobPagesBrowserTest extends JenkinsInChromium {

    private static final String TREND = "redundancy-trend/";

    @Test
    void trendIsAChartAndATable() throws Exception {
        FreeStyleProject job = r.createFreeStyleProject();
        for (Outcome outcome : Outcome.values()) {
            Run<?, ?> run = r.buildAndAssertSuccess(job);
            Results.add(run, "scan", Results.ended(Results.of(6), outcome), "of source");
        }
        inspectPart(job.getUrl(), ".redundancy-trend");
        inspect(job.getUrl() + TREND);
        chromium.await(
                "the chart", () -> !chromium.all(".redundancy-trend canvas").isEmpty());
        assertThat(chromium.all(".redundancy-trend tr[data-build]"), hasSize(4));
        chromium.leaves(
                () -> chromium.find(".redundancy-trend tr[data-outcome=lost] a").click());
        assertThat(chromium.address(), endsWith("/3/redundancy-scan/"));
        isClean("trend");
    }

    @Test
    void trendIsReadWithoutAMouse() throws Exception {
        FreeStyleProject job = r.createFreeStyleProject();
        for (int i = 0; i < 2; i++) {
            Results.add(r.buildAndAssertSuccess(job), "scan", Results.of(6), "of source");
        }
        open(job.getUrl());
        chromium.tabTo(".redundancy-trend summary");
        assertThat(chromium.isFocusVisible(), is(true));
        chromium.press(Keys.ENTER);
        chromium.tabTo(".redundancy-trend details a");
        assertThat(chromium.isFocusVisible(), is(true));
        chromium.leaves(() -> chromium.press(Keys.ENTER));
        assertThat(chromium.address(), endsWith("/2/redundancy-scan/"));
        assertThat(chromium.errors(), is(empty()));
    }

    @Test
    void redundantStageHasAPage() throws Exception {
        WorkflowJob job = r.createProject(WorkflowJob.class);
        job.setDefinition(new CpsFlowDefinition(
                "redundant(required: 2) {\n replica('artifactory') { echo 'one' }\n replica('nexus') { error 'disk full' }\n"
                        + " replica('spare', fallbackFor: 'nexus') { echo 'two' }\n}",
                true));
        Run<?, ?> run = r.buildAndAssertSuccess(job);
        inspectPart(run.getUrl(), ".redundancy-verdict, .redundancy-timeline");
        inspect(run.getUrl() + "redundancy/");
        assertThat(chromium.text(OURS), containsString("disk full"));
        chromium.leaves(() -> chromium.find("#redundancy-stages h2 a").click());
        assertThat(chromium.address(), not(endsWith("/redundancy/")));
        isClean("stage");
        modern();
        inspectPart(run.getUrl(), ".redundancy-verdict, .redundancy-timeline");
        inspect(run.getUrl() + "redundancy/");
        assertThat(chromium.text(OURS), containsString("disk full"));
    }
}
