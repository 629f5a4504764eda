package io.jenkins.plugins.redundancy.pages;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.allOf;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.greaterThan;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.lessThan;
import static org.hamcrest.Matchers.not;

import hudson.model.Result;
import io.jenkins.plugins.redundancy.engine.merge.Cluster;
import java.io.IOException;
import org.htmlunit.html.HtmlForm;
import org.htmlunit.html.HtmlPage;
import org.jenkinsci.plugins.workflow.cps.CpsFlowDefinition;
import org.jenkinsci.plugins.workflow.job.WorkflowJob;
import org.jenkinsci.plugins.workflow.job.WorkflowRun;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.jvnet.hudson.test.JenkinsRule;
import org.jvnet.hudson.test.junit.jupiter.JenkinsSessionExtension;

/** A scan that was run, read and decided on, in two lives of one Jenkins. */
class ScanRestartTest {

    private static final String SOURCE =
            "writeFile file: 'src/Dao.java', text: (1..20).collect { \"line \" + it }.join('\\n')\n"
                    + "sh 'ln -s /etc/passwd src/Link.java'\n";

    @RegisterExtension
    private final JenkinsSessionExtension sessions = new JenkinsSessionExtension();

    private static String scanner(String name) {
        return "scanner('" + name
                + "', weaknesses: ['sql-injection']) { writeFile file: env.REDUNDANCY_REPORT, text: '''"
                + "{\"version\":\"2.1.0\",\"runs\":[{\"tool\":{\"driver\":{\"name\":\"any\",\"rules\":[{\"id\":\"SQL\","
                + "\"properties\":{\"tags\":[\"external/cwe/cwe-089\"]}}]}},\"results\":["
                + result("src/Dao.java", 10) + "," + result("src/Link.java", 1) + "," + result("src/Pets.java", 7)
                + "]}]}''' }\n";
    }

    private static String result(String path, int line) {
        return "{\"ruleId\":\"SQL\",\"level\":\"error\",\"message\":{\"text\":\"concatenated\"},\"locations\":[{"
                + "\"physicalLocation\":{\"artifactLocation\":{\"uri\":\"" + path + "\"},\"region\":{\"startLine\":"
                + line
                + "}}}]}";
    }

    private static Cluster cluster(WorkflowRun run, String path) throws IOException {
        return ScanStore.of(run, "scan").read().merged().clusters().stream()
                .filter(c -> c.subject().location().orElseThrow().path().equals(path))
                .findFirst()
                .orElseThrow();
    }

    private static HtmlPage finding(JenkinsRule.WebClient client, WorkflowRun run, String path) throws Exception {
        return client.getPage(
                run, "redundancy-scan/finding/" + cluster(run, path).id() + "/");
    }

    @Test
    void sourceAndDecisionOutliveARestartAndCountInTheNextBuild() throws Throwable {
        sessions.then(r -> {
            WorkflowJob job = r.jenkins.createProject(WorkflowJob.class, "job");
            job.setDefinition(new CpsFlowDefinition(
                    "node { deleteDir()\n" + SOURCE + "redundantScan(required: 2) { " + scanner("alpha")
                            + scanner("beta") + " } }",
                    true));
            WorkflowRun run = r.buildAndAssertStatus(Result.FAILURE, job);
            r.assertLogContains("Gate failed", run);
        });
        sessions.then(r -> {
            WorkflowJob job = r.jenkins.getItemByFullName("job", WorkflowJob.class);
            WorkflowRun run = job.getBuildByNumber(1);
            try (JenkinsRule.WebClient client = r.createWebClient()) {
                HtmlPage page = finding(client, run, "src/Dao.java");
                assertThat(
                        page.asNormalizedText(),
                        allOf(
                                containsString("line 6"),
                                containsString("◀ alpha, beta"),
                                containsString("line 14"),
                                not(containsString("line 15"))));
                assertThat(
                        "a link out of the workspace is not followed",
                        finding(client, run, "src/Link.java").asNormalizedText(),
                        not(containsString("root:")));
                for (String path : new String[] {"src/Dao.java", "src/Link.java"}) {
                    HtmlForm form = finding(client, run, path).getFormByName("triage");
                    form.getInputByValue("false-positive").click();
                    form.getInputByName("reason").setValue("a constant");
                    r.submit(form);
                }
                WorkflowRun next = r.buildAndAssertSuccess(job);
                r.assertLogContains("Gate passed", next);
                assertThat(cluster(next, "src/Dao.java").suppression(), containsString("false positive by "));
                Cluster other = cluster(next, "src/Pets.java");
                assertThat("nobody decided on it", other.live(), is(true));
                assertThat("decisions on others like it teach", other.confidence(), lessThan(0.5));
                assertThat(cluster(run, "src/Pets.java").confidence(), greaterThan(0.5));
                assertThat(ScanAction.of(next, "scan").getConfirmed(), is(1L));
            }
        });
    }
}
