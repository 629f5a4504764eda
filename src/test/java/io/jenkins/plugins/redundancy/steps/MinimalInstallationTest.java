package io.jenkins.plugins.redundancy.steps;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.nullValue;

import hudson.PluginWrapper;
import io.jenkins.plugins.redundancy.pages.ScanStore;
import java.util.List;
import org.jenkinsci.plugins.workflow.job.WorkflowJob;
import org.jenkinsci.plugins.workflow.job.WorkflowRun;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.jvnet.hudson.test.JenkinsRule;
import org.jvnet.hudson.test.junit.jupiter.RealJenkinsExtension;

/** The packaged plugin in a Jenkins that has none of the plugins it can do without, nor those that need them. */
class MinimalInstallationTest {

    private static final String[] OMITTED = {
        "analysis-model-api",
        "checks-api",
        "cloudbees-folder",
        "configuration-as-code",
        "echarts-api",
        "forensics-api",
        "job-dsl",
        "pipeline-graph-view",
        "pipeline-groovy-lib",
        "pipeline-model-definition",
        "pipeline-model-extensions",
        "warnings-ng",
        "workflow-multibranch"
    };

    @RegisterExtension
    private final RealJenkinsExtension jenkins =
            new RealJenkinsExtension().javaOptions("-XX:TieredStopAtLevel=1").omitPlugins(OMITTED);

    @Test
    void scansStagesAndPagesWorkWithout() throws Throwable {
        jenkins.then(MinimalInstallationTest::everythingWorks);
    }

    private static void everythingWorks(JenkinsRule r) throws Throwable {
        for (String name : OMITTED) {
            assertThat(name, r.jenkins.pluginManager.getPlugin(name), is(nullValue()));
        }
        PluginWrapper own = r.jenkins.pluginManager.getPlugin("redundancy");
        assertThat(own.isActive(), is(true));
        assertThat(own.getDependencyErrors(), is(empty()));

        WorkflowJob job = Jobs.create(
                r,
                "node { redundantScan(required: 1, gate: 'off') { scanner(name: 'alpha') {\n"
                        + Reports.write("env.REDUNDANCY_REPORT", 10) + " } }\n }\n"
                        + Jobs.onAgents("'nobody', 'built-in'", "", "'kept'"));
        r.buildAndAssertSuccess(job);
        WorkflowRun run = r.buildAndAssertSuccess(job);
        r.assertLogContains("value kept", run);
        assertThat(ScanStore.of(run, "scan").read().confirmed(), is(1L));

        JenkinsRule.WebClient web = r.createWebClient();
        for (String page : List.of(
                "manage/redundancy/",
                job.getUrl(),
                job.getUrl() + "redundancy-trend/",
                run.getUrl(),
                run.getUrl() + "redundancy-scan/",
                run.getUrl() + "redundancy/",
                "pipeline-syntax/")) {
            String html = web.goTo(page).getWebResponse().getContentAsString();
            assertThat(page, html, not(containsString("LinkageError")));
        }
        assertThat(
                web.goTo(job.getUrl() + "redundancy-trend/").getWebResponse().getContentAsString(),
                containsString("#2"));
    }
}
