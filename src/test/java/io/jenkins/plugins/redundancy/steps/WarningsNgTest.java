package io.jenkins.plugins.redundancy.steps;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.containsInAnyOrder;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.is;

import edu.hm.hafner.analysis.Issue;
import edu.hm.hafner.analysis.Report;
import edu.hm.hafner.analysis.Severity;
import hudson.FilePath;
import hudson.model.Result;
import io.jenkins.plugins.analysis.core.model.ResultAction;
import io.jenkins.plugins.redundancy.pages.ScanAction;
import java.util.List;
import org.jenkinsci.plugins.workflow.cps.CpsFlowDefinition;
import org.jenkinsci.plugins.workflow.job.WorkflowJob;
import org.jenkinsci.plugins.workflow.job.WorkflowRun;
import org.junit.jupiter.api.Test;

/** The merged report in the workspace, and {@code recordIssues} of warnings-ng that reads it from there. */
class WarningsNgTest extends SharedJenkins {

    private static final String RECORD =
            "\n recordIssues skipPublishingChecks: true, tool: sarif(pattern: 'merged.sarif')\n";

    private static String scan(String alpha, String beta, String after) {
        return scan("mergedSarif: 'merged.sarif'", alpha, beta, after);
    }

    private static String scan(String arguments, String alpha, String beta, String after) {
        return "node { redundantScan(required: 2, gate: 'off', " + arguments + ") {\n"
                + "scanner('alpha') { writeFile file: env.REDUNDANCY_REPORT, text: '" + alpha + "' }\n"
                + "scanner('beta') { writeFile file: env.REDUNDANCY_REPORT, text: '" + beta + "' }\n}" + after + "}";
    }

    /** A report with the same words at each place. */
    private static String sarif(String... results) {
        return "{\"version\":\"2.1.0\",\"runs\":[{\"tool\":{\"driver\":{\"name\":\"any\"}},\"results\":["
                + String.join(",", results) + "]}]}";
    }

    private static String at(String path, int line, int cwe, String level) {
        return "{\"ruleId\":\"r" + cwe + "\",\"level\":\"" + level + "\",\"message\":{\"text\":\"as it said\"},"
                + "\"properties\":{\"cwe\":\"CWE-" + cwe + "\"},"
                + "\"locations\":[{\"physicalLocation\":{\"artifactLocation\":{\"uri\":\"" + path + "\"},"
                + "\"region\":{\"startLine\":" + line + "}}}]}";
    }

    private static List<String> issues(WorkflowRun run) {
        Report issues = run.getAction(ResultAction.class).getResult().getIssues();
        for (Issue issue : issues) {
            assertThat(issue.getMessage(), containsString("as it said"));
        }
        return issues.stream()
                .map(issue -> issue.getFileName() + ":" + issue.getLineStart() + " " + name(issue.getSeverity()) + " "
                        + issue.getType())
                .toList();
    }

    private static String name(Severity severity) {
        return severity.getName().toLowerCase(java.util.Locale.ROOT);
    }

    @Test
    void recordIssuesTakesEveryMergedFindingForAnIssue() throws Exception {
        String alpha = sarif(at("src/a%20b/Dao.java", 10, 89, "error"), at("src/V.java", 7, 79, "warning"));
        String beta = sarif(at("src/a%20b/Dao.java", 11, 89, "error"), at("src/H.java", 3, 328, "note"));
        WorkflowJob job = Jobs.create(r, scan(alpha, beta, RECORD));
        WorkflowRun first = r.buildAndAssertSuccess(job);

        assertThat(
                ScanAction.of(first, "scan").getConfirmed()
                        + ScanAction.of(first, "scan").getSingleSource(),
                is(3L));
        assertThat(
                issues(first),
                containsInAnyOrder(
                        "src/a b/Dao.java:10 high sql-injection",
                        "src/V.java:7 normal xss",
                        "src/H.java:3 low weak-hash"));

        // both look again, and two are mended
        String mended = sarif(at("src/V.java", 7, 79, "warning"));
        job.setDefinition(new CpsFlowDefinition(scan(mended, sarif(), RECORD), true));
        WorkflowRun second = r.buildAndAssertSuccess(job);
        assertThat(issues(second), containsInAnyOrder("src/V.java:7 normal xss"));
    }

    @Test
    void mergedReportStaysInTheWorkspace() throws Exception {
        String report = sarif(at("src/V.java", 7, 79, "error"));
        for (String path : List.of("../merged.sarif", "/tmp/merged.sarif", "a/../../x", "C:/x")) {
            WorkflowRun run = r.buildAndAssertStatus(
                    Result.FAILURE, Jobs.create(r, scan("mergedSarif: '" + path + "'", report, report, "")));
            r.assertLogContains("mergedSarif: '" + path + "' is outside of the workspace", run);
        }
        WorkflowJob job = Jobs.create(r, scan("mergedSarif: 'out/merged.sarif'", report, report, ""));
        WorkflowRun run = r.buildAndAssertSuccess(job);
        FilePath workspace = r.jenkins.getWorkspaceFor(job);
        assertThat(workspace.child("out/merged.sarif").readToString(), containsString("\"version\":\"2.1.0\""));
        r.assertLogNotContains("mergedSarif:", run);
    }

    @Test
    void linkThatLeadsOutOfTheWorkspaceIsNotFollowed() throws Exception {
        String report = sarif(at("src/V.java", 7, 79, "error"));
        WorkflowJob job = Jobs.create(r, scan("mergedSarif: 'out/merged.sarif'", report, report, ""));
        FilePath workspace = r.jenkins.getWorkspaceFor(job);
        FilePath elsewhere = workspace.sibling("elsewhere");
        elsewhere.mkdirs();
        workspace.mkdirs();
        workspace.child("out").symlinkTo(elsewhere.getRemote(), hudson.model.TaskListener.NULL);

        WorkflowRun run = r.buildAndAssertStatus(Result.FAILURE, job);
        r.assertLogContains("is outside of the workspace: a link leads there", run);
        assertThat("the scan itself is kept", ScanAction.of(run, "scan").getOutcome(), is("met"));
        assertThat(elsewhere.list().size(), is(0));
    }

    @Test
    void lostQuorumLeavesWhatWasFoundAndSaysSo() throws Exception {
        String report = sarif(at("src/V.java", 7, 79, "error"));
        WorkflowJob job = Jobs.create(
                r,
                "node { redundantScan(required: 2, mergedSarif: 'merged.sarif') {\n"
                        + "scanner('alpha') { writeFile file: env.REDUNDANCY_REPORT, text: '" + report + "' }\n"
                        + "scanner('beta') { error 'down' }\n} }");
        r.buildAndAssertStatus(Result.FAILURE, job);
        String merged = r.jenkins.getWorkspaceFor(job).child("merged.sarif").readToString();
        assertThat(merged, containsString("\"executionSuccessful\":false"));
        assertThat(merged, containsString("src/V.java"));
    }
}
