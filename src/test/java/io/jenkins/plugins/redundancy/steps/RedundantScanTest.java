package io.jenkins.plugins.redundancy.steps;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsInAnyOrder;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.notNullValue;

import hudson.FilePath;
import hudson.model.Result;
import hudson.model.Run;
import io.jenkins.plugins.redundancy.engine.merge.Agreement;
import io.jenkins.plugins.redundancy.engine.merge.Cluster;
import io.jenkins.plugins.redundancy.engine.merge.Vote;
import io.jenkins.plugins.redundancy.engine.report.ScanResult;
import io.jenkins.plugins.redundancy.pages.ScanAction;
import io.jenkins.plugins.redundancy.pages.ScanStore;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.stream.StreamSupport;
import org.htmlunit.Page;
import org.jenkinsci.plugins.workflow.actions.LabelAction;
import org.jenkinsci.plugins.workflow.actions.ThreadNameAction;
import org.jenkinsci.plugins.workflow.actions.WarningAction;
import org.jenkinsci.plugins.workflow.graph.FlowNode;
import org.jenkinsci.plugins.workflow.graphanalysis.DepthFirstScanner;
import org.jenkinsci.plugins.workflow.job.WorkflowJob;
import org.jenkinsci.plugins.workflow.job.WorkflowRun;
import org.jenkinsci.plugins.workflow.test.steps.SemaphoreStep;
import org.junit.jupiter.api.Test;
import org.jvnet.hudson.test.JenkinsRule;

/** What a Jenkinsfile's author sees of {@code redundantScan}. */
class RedundantScanTest extends SharedJenkins {

    private static final String ALPHA = "scanner('alpha', report: 'alpha.sarif', weaknesses: ['sql-injection']) { "
            + Reports.write("'alpha.sarif'", 10) + " }\n";
    private static final String BETA =
            "scanner('beta', format: 'auto', covers: [languages: ['java'], weaknesses: ['sql-injection', 'secret']]) { "
                    + Reports.write("env.REDUNDANCY_REPORT", 11) + " }\n";

    private static String scan(String arguments, String... scanners) {
        return "node {\n def outcome = redundantScan(" + arguments + ") {\n" + String.join("\n", scanners)
                + "\n}\n echo \"outcome: ${outcome.verdict} ${outcome.confirmed} ${outcome.gate}\"\n}";
    }

    private static ScanResult result(Run<?, ?> run) throws IOException {
        return ScanStore.of(run, "scan").read();
    }

    @Test
    void twoScannersMeetTheQuorumAndConfirmAFinding() throws Exception {
        WorkflowRun run = r.buildAndAssertSuccess(Jobs.create(r, scan("required: 2", ALPHA, BETA)));

        r.assertLogContains("verdict met: 2 of 2 slots filled", run);
        r.assertLogContains("outcome: met 1 pass", run);
        r.assertLogContains("Gate passed: ", run);
        ScanResult result = result(run);
        List<Cluster> clusters = result.merged().clusters();
        assertThat(clusters.size(), is(1));
        assertThat(clusters.get(0).agreement(), is(Agreement.CONFIRMED));
        assertThat(clusters.get(0).weakness().id(), is("sql-injection"));
        assertThat(clusters.get(0).votes().keySet(), containsInAnyOrder("alpha", "beta"));
    }

    @Test
    void scannerIsWhatItsArgumentsSay() throws Exception {
        String nothing = "writeFile file: env.REDUNDANCY_REPORT, text: '" + Reports.sarif() + "'\n";
        String something = Reports.write("env.REDUNDANCY_REPORT", 10) + "\n";
        WorkflowRun run = r.buildAndAssertSuccess(Jobs.create(
                r,
                scan(
                        "required: 'all'",
                        "scanner('alpha', exitCodes: [0, 3], lineage: 'twins', weaknesses: ['sql-injection']) { "
                                + something + " sh 'exit 3' }",
                        "scanner('beta', lineage: 'twins', weaknesses: ['sql-injection']) { " + something + " }",
                        "scanner('gamma', languages: ['java'], weaknesses: ['sql-injection']) { " + nothing + " }",
                        "scanner('delta', languages: ['python'], weaknesses: ['sql-injection']) { " + nothing + " }",
                        "scanner('ours', preset: 'bandit') { " + nothing + " sh 'exit 1' }")));

        r.assertLogContains("verdict met: 5 of 5 slots filled", run);
        Cluster found = result(run).merged().clusters().get(0);
        assertThat("twins have one vote", found.agreement(), is(Agreement.SINGLE_SOURCE));
        assertThat(
                found.votes(),
                is(Map.of(
                        "alpha",
                        Vote.REPORTED,
                        "beta",
                        Vote.REPORTED,
                        "gamma",
                        Vote.SILENT,
                        "delta",
                        Vote.ABSTAINED,
                        "ours",
                        Vote.ABSTAINED)));
    }

    @Test
    void branchesAreThoseOfTheRealParallel() throws Exception {
        WorkflowRun run = r.buildAndAssertSuccess(Jobs.create(r, scan("required: 2", ALPHA, BETA)));

        List<String> branches = new java.util.ArrayList<>();
        for (FlowNode node : new DepthFirstScanner().allNodes(run.getExecution())) {
            ThreadNameAction branch = node.getAction(ThreadNameAction.class);
            if (branch != null) {
                branches.add(branch.getThreadName());
            }
        }
        assertThat(branches, containsInAnyOrder("alpha", "beta"));
        List<String> labels = StreamSupport.stream(
                        new DepthFirstScanner().allNodes(run.getExecution()).spliterator(), false)
                .map(node -> node.getAction(LabelAction.class))
                .filter(java.util.Objects::nonNull)
                .map(LabelAction::getDisplayName)
                .filter(label -> !label.startsWith("Branch"))
                .toList();
        assertThat(labels, containsInAnyOrder("alpha", "beta"));
    }

    @Test
    void stageViewDrawsTheBranchesGreen() throws Exception {
        WorkflowRun run = r.buildAndAssertSuccess(Jobs.create(
                r,
                "stage('scan') { " + scan("required: 2", ALPHA, BETA, "scanner('gamma', fallbackFor: 'beta') { }")
                        + " }"));

        try (JenkinsRule.WebClient client = r.createWebClient()) {
            String tree = client.goTo(run.getUrl() + "stages/tree", "application/json")
                    .getWebResponse()
                    .getContentAsString();
            for (String branch : List.of("alpha", "beta")) {
                assertThat(tree, containsString("\"name\":\"" + branch + "\""));
            }
            assertThat(tree, containsString("\"type\":\"PARALLEL\""));
            assertThat(tree, not(containsString("\"state\":\"not_built\"")));
            assertThat(tree, not(containsString("\"state\":\"unstable\"")));
        }
    }

    @Test
    void fallbackStandsInForACrashedScanner() throws Exception {
        WorkflowRun run = r.buildAndAssertSuccess(Jobs.create(
                r,
                scan(
                        "required: 2",
                        ALPHA,
                        "scanner('beta') { sh 'exit 137' }",
                        "scanner('gamma', fallbackFor: 'beta') { " + Reports.write("env.REDUNDANCY_REPORT", 10)
                                + " }")));

        r.assertLogContains("gamma stood in for beta", run);
        r.assertLogContains("exit code 137", run);
        r.assertLogContains("outcome: degraded", run);
        assertThat(result(run).outcome(), is("degraded"));
        assertThat(
                result(run).merged().clusters().get(0).findings().stream()
                        .map(f -> f.tool())
                        .toList(),
                contains("alpha", "gamma"));
    }

    @Test
    void crashBehindAReportIsNoPartialResultButItsFindingsAreKept() throws Exception {
        WorkflowRun run = r.buildAndAssertStatus(
                Result.UNSTABLE,
                Jobs.create(
                        r,
                        scan(
                                "required: 1, partialCounts: true, retries: 1, gate: 'off', onDegraded: 'unstable'",
                                "scanner('beta', weaknesses: ['sql-injection']) { "
                                        + Reports.write("env.REDUNDANCY_REPORT", 10) + "\n sh 'exit 137' }",
                                "scanner('gamma', fallbackFor: 'beta', weaknesses: ['sql-injection']) { "
                                        + Reports.write("env.REDUNDANCY_REPORT", 50) + " }")));

        r.assertLogContains("beta failed (infrastructure): exit code 137, which does not mean that it ran", run);
        r.assertLogContains("starting beta (try 2)", run);
        r.assertLogContains("outcome: degraded", run);
        r.assertLogContains("scan 'scan' is degraded: 1 of 1 slots filled; gamma stood in for beta", run);
        List<Cluster> clusters = result(run).merged().clusters();
        assertThat(clusters.stream().map(c -> c.findings().get(0).tool()).toList(), contains("gamma", "beta"));
        assertThat("an abstention", clusters.get(0).votes().get("beta"), is(Vote.ABSTAINED));
    }

    @Test
    void brokenMissingAndStaleReportsAreFailedAttempts() throws Exception {
        WorkflowRun run = r.buildAndAssertStatus(
                Result.FAILURE,
                Jobs.create(
                        r,
                        "node { " + Reports.write("'old.sarif'", 3) + "\n redundantScan(required: 'all') {\n"
                                + "scanner('half') { writeFile file: env.REDUNDANCY_REPORT, text: '{\"version\":\"2.1.0\",\"runs\":[' }\n"
                                + "scanner('none') { echo 'nothing to say' }\n"
                                + "scanner('empty') { writeFile file: env.REDUNDANCY_REPORT, text: '' }\n"
                                + "scanner('stale', report: 'old.sarif') { echo 'as last week' }\n"
                                + ALPHA + "}\n}"));

        r.assertLogContains("verdict lost", run);
        r.assertLogContains("none for slot none: failed", run);
        r.assertLogContains("stale for slot stale: failed", run);
        ScanResult result = result(run);
        assertThat(result.merged().clusters().size(), is(1));
        assertThat(result.verdict().results().size(), is(1));
        assertThat("nothing is decided by too few scanners", result.gate(), is((Object) null));
    }

    @Test
    void lostQuorumFailsTheBuildAndKeepsWhatWasFound() throws Exception {
        WorkflowRun run = r.buildAndAssertStatus(
                Result.FAILURE, Jobs.create(r, scan("required: 2", ALPHA, "scanner('beta') { sh 'exit 1' }")));

        r.assertLogContains("scan 'scan' lost its quorum", run);
        assertThat(ScanAction.of(run, "scan").getOutcome(), is("lost"));
        assertThat(result(run).merged().clusters().size(), is(1));
    }

    @Test
    void lostQuorumCanLeaveTheBuildUnstable() throws Exception {
        WorkflowRun run = r.buildAndAssertStatus(
                Result.UNSTABLE,
                Jobs.create(r, scan("required: 2, onLost: 'unstable'", ALPHA, "scanner('beta') { sh 'exit 1' }")));

        r.assertLogContains("outcome: lost", run);
        boolean marked = false;
        for (FlowNode node : new DepthFirstScanner().allNodes(run.getExecution())) {
            WarningAction warning = node.getAction(WarningAction.class);
            marked |= warning != null && warning.getMessage().contains("lost");
        }
        assertThat("the step's own node is marked", marked, is(true));
    }

    @Test
    void timeoutStopsOneScannerAndNobodyElse() throws Exception {
        WorkflowRun run = r.buildAndAssertSuccess(Jobs.create(
                r,
                scan(
                        "required: 2",
                        "scanner('slow', timeout: '2s') { sh '" + Jobs.SLEEP + " & " + Jobs.SLEEP + "' }",
                        "scanner('quick', fallbackFor: 'slow') { " + Reports.write("env.REDUNDANCY_REPORT", 10)
                                + "\n writeFile file: 'quick-ran', text: '' }",
                        "scanner('steady') { sh 'while [ ! -e quick-ran ]; do sleep 0.1; done'\n"
                                + Reports.write("env.REDUNDANCY_REPORT", 10) + " }")));

        r.assertLogContains("quick stood in for slow", run);
        r.assertLogContains("steady for slot steady: succeeded", run);
        assertThat(result(run).outcome(), is("degraded"));
        Jobs.assertNoProcessLeft(r);
    }

    @Test
    void cancelledBlockDoesNotGoOnBehindCatchError() throws Exception {
        WorkflowRun run = r.buildAndAssertSuccess(Jobs.create(
                r,
                scan(
                        "required: 1",
                        "scanner('slow', timeout: '1s') { catchError { sh 'sleep 987' }\n echo 'I should be gone' }",
                        "scanner('quick', fallbackFor: 'slow') { " + Reports.write("env.REDUNDANCY_REPORT", 10)
                                + " }")));

        r.assertLogNotContains("I should be gone", run);
    }

    @Test
    void retryRepeatsAScanThatMetItsQuorum() throws Exception {
        String gate = "gate: n++ == 0 ? [[severity: 'low', confidence: 0]] : 'off'";
        WorkflowRun run = r.buildAndAssertSuccess(
                Jobs.create(r, "int n = 0\n retry(2) { " + scan("required: 2, " + gate, ALPHA, BETA) + " }"));

        r.assertLogContains("scan 'scan': ", run);
        assertThat(run.getActions(ScanAction.class).size(), is(1));
        assertThat(ScanAction.of(run, "scan").getGate(), is("pass"));
    }

    @Test
    void secondScanOfOneIdIsRefused() throws Exception {
        String first = "stage('first') { " + scan("required: 2", ALPHA, BETA) + " }\n";
        String second = "stage('second') { " + scan("", BETA) + " }";
        for (String script : List.of(first + second, "retry(2) { " + first + " }\n" + second)) {
            WorkflowRun run = r.buildAndAssertStatus(Result.FAILURE, Jobs.create(r, script));
            r.assertLogContains("id: this build already has a scan 'scan'; give this one another id", run);
            assertThat(result(run).verdict().results().size(), is(2));
        }
    }

    @Test
    void secondScanOfOneIdIsRefusedWhileTheFirstRuns() throws Exception {
        String first =
                scan("", "scanner('alpha') { semaphore 'first'\n" + Reports.write("env.REDUNDANCY_REPORT", 10) + " }");
        WorkflowRun run = Jobs.start(
                r,
                "parallel first: { " + first + " }, second: { semaphore 'second'\n" + scan("", BETA) + " }, third: {"
                        + " semaphore 'second'\n" + scan("id: 'third'", BETA) + " }");
        SemaphoreStep.waitForStart("first/1", run);
        SemaphoreStep.success("second/1", null);
        r.waitForMessage("Failed in branch second", run);
        SemaphoreStep.success("second/2", null);
        r.waitForMessage("scan 'third' is met", run);
        SemaphoreStep.success("first/1", null);
        r.assertBuildStatus(Result.FAILURE, r.waitForCompletion(run));

        r.assertLogContains("id: another scan 'scan' of this build is still running; give this one another id", run);
        assertThat(result(run).outcome(), is("met"));
    }

    @Test
    void abortKeepsWhatWasFound() throws Exception {
        WorkflowRun run = Jobs.create(r, scan("required: 2", ALPHA, "scanner('beta') { semaphore 'beta' }"))
                .scheduleBuild2(0)
                .waitForStart();
        SemaphoreStep.waitForStart("beta/1", run);
        r.waitForMessage("alpha reports 1 findings", run);
        run.getExecutor().interrupt();
        r.assertBuildStatus(Result.ABORTED, r.waitForCompletion(run));

        assertThat(ScanAction.of(run, "scan").getOutcome(), is("aborted"));
        assertThat(result(run).merged().clusters().size(), is(1));
        r.assertLogNotContains("outcome:", run);
        assertThat(r.jenkins.getQueue().getItems().length, is(0));
    }

    @Test
    void worksInDeclarative() throws Exception {
        WorkflowRun run = r.buildAndAssertSuccess(Jobs.create(
                r,
                "pipeline { agent any\n stages { stage('scan') { steps {\n redundantScan(required: 2) {\n"
                        + (ALPHA + BETA).replace("scanner('", "scanner(name: '") + "}\n } } } }"));

        r.assertLogContains("verdict met", run);
        assertThat(result(run).merged().clusters().size(), is(1));
    }

    @Test
    void badArgumentsFailAtOnceAndAreNamed() throws Exception {
        assertFails("required: 3", "required: '3': there are only 2 slots", ALPHA, BETA);
        assertFails("required: 'most'", "required: ", ALPHA, BETA);
        assertFails("timeout: 'soon'", "timeout: ", ALPHA, BETA);
        assertFails("worthAnother: 'bad luck'", "worthAnother: ", ALPHA, BETA);
        assertFails("gate: 'green'", "gate: 'green': use one of fail, unstable, off", ALPHA);
        assertFails("id: '../x'", "id: '../x'", ALPHA);
        assertFails("", "names no scanner");
        assertFails("", "there are two of this name", ALPHA, ALPHA);
        assertFails("", "there is no scanner 'nobody'", "scanner('a', fallbackFor: 'nobody') { }");
        assertFails("", "is outside of the workspace", "scanner('a', report: '../../x') { }");
        assertFails("", "weaknesses: \"sqli\" is no weakness class", "scanner('a', weaknesses: ['sqli']) { }");
        assertFails("", "covers: languages and", "scanner('a', covers: [languages: ['c']], weaknesses: ['xss']) { }");
        assertFails("", "format: \"sarfi\" cannot be used", "scanner('a', format: 'sarfi') { }");
        assertFails("", "exitCodes: \"256\" is no exit code", "scanner('a', exitCodes: [0, 256]) { }");
        assertFails("", "scanner 'a': preset: \"pdm\" cannot be used", "scanner('a', preset: 'pdm') { }");
        assertFails("", "stands inside of another block step", "withEnv([]) { scanner('a') { } }");
        assertFails("", "stands inside of another scanner", "scanner('a') { scanner('b') { } }");
    }

    private static void assertFails(String arguments, String message, String... scanners) throws Exception {
        WorkflowRun run = r.buildAndAssertStatus(Result.FAILURE, Jobs.create(r, scan(arguments, scanners)));
        r.assertLogContains(message, run);
    }

    @Test
    void laterBuildKnowsWhatIsNew() throws Exception {
        WorkflowJob job = Jobs.create(r, scan("required: 2", ALPHA, BETA));
        WorkflowRun first = r.buildAndAssertSuccess(job);
        WorkflowRun second = r.buildAndAssertSuccess(job);

        assertThat(
                ScanAction.of(first, "scan").getNew()
                        + result(first).merged().gone().size(),
                is(0L));
        r.assertLogContains("1 confirmed, 0 single-source, 0 new", second);
        assertThat(result(second).merged().clusters().get(0).baseline(), notNullValue());
        assertThat(result(second).merged().gone(), is(empty()));
    }

    @Test
    void pageShowsTheVerdictAndServesTheReports() throws Exception {
        WorkflowRun run = r.buildAndAssertSuccess(Jobs.create(r, scan("required: 2", ALPHA, BETA)));

        try (JenkinsRule.WebClient client = r.createWebClient()) {
            String summary = client.getPage(run).getWebResponse().getContentAsString();
            assertThat(summary, containsString("1 confirmed, 0 single-source"));
            String page = client.getPage(run, "redundancy-scan").asNormalizedText();
            assertThat(page, containsString("the scan went as planned"));
            assertThat(page, containsString("beta"));
            Page sarif = client.goTo(run.getUrl() + "redundancy-scan/mergedSarif", "application/sarif+json");
            assertThat(sarif.getWebResponse().getContentAsString(), containsString("\"agreement\":\"confirmed\""));
            String api = client.goTo(
                            run.getUrl() + "redundancy-scan/api/json?tree=outcome,confirmed", "application/json")
                    .getWebResponse()
                    .getContentAsString();
            assertThat(api, containsString("\"confirmed\":1"));
            String all = client.goTo(run.getUrl() + "redundancy/api/json", "application/json")
                    .getWebResponse()
                    .getContentAsString();
            assertThat(all, containsString("/redundancy-scan/\""));
        }
    }

    @Test
    void pageAndReportsNeedReadPermission() throws Exception {
        WorkflowRun run = r.buildAndAssertSuccess(Jobs.create(r, scan("required: 2", ALPHA, BETA)));
        secure();

        try (JenkinsRule.WebClient client = r.createWebClient().withThrowExceptionOnFailingStatusCode(false)) {
            for (String page : List.of("", "mergedSarif", "resultJson", "api/json")) {
                String url = r.getURL() + run.getUrl() + "redundancy-scan/" + page;
                assertThat(
                        page,
                        client.login("reader").getPage(url).getWebResponse().getStatusCode(),
                        is(200));
                assertThat(
                        page,
                        client.login("stranger").getPage(url).getWebResponse().getStatusCode(),
                        is(not(200)));
            }
        }
    }

    @Test
    void attemptsWorkInTheWorkspaceAndLeaveNothingInIt() throws Exception {
        WorkflowRun run = r.buildAndAssertSuccess(Jobs.create(
                r,
                "node { writeFile file: 'input', text: 'x'\n redundantScan { scanner('beta') { sh 'cat input'\n"
                        + Reports.write("env.REDUNDANCY_REPORT", 1) + " } } }"));

        FilePath workspace = r.jenkins.getWorkspaceFor((WorkflowJob) run.getParent());
        assertThat(workspace.list().stream().map(FilePath::getName).toList(), contains("input"));
    }
}
