package io.jenkins.plugins.redundancy.agent;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import hudson.FilePath;
import hudson.model.TaskListener;
import hudson.slaves.WorkspaceList;
import io.jenkins.plugins.redundancy.engine.fetch.SonarQubeIssues;
import io.jenkins.plugins.redundancy.engine.fetch.SonarQubeTask;
import io.jenkins.plugins.redundancy.engine.read.PathMapping;
import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;

/**
 * The directory of one attempt, beside the workspace: {@code <workspace>@tmp/redundancy/<name>}. It holds a link to the
 * workspace that the attempt works in, because stopping one {@code sh} ends every other one in the same directory; and
 * the report, which therefore cannot be an earlier one.
 *
 * @param directory of the attempt
 * @param workingDirectory the workspace by a path of the attempt's own; on Windows the workspace itself
 * @param report where the scanner must leave its report
 */
public record AttemptDirectory(FilePath directory, FilePath workingDirectory, FilePath report) {

    static final String FINDINGS = "findings.ndjson.gz";
    static final String ISSUES = "issues.json";
    private static final String REPORT = "report";
    private static final String LINK = "src";

    /**
     * Where the attempt's files are, without touching them.
     *
     * @param name unique per attempt, made by us
     * @param report relative to the workspace; empty for one in the attempt's own directory
     * @throws IOException when the report would be outside of the workspace
     */
    public static AttemptDirectory of(FilePath workspace, String name, String report, boolean unix) throws IOException {
        FilePath temporary = WorkspaceList.tempDir(workspace);
        if (temporary == null) {
            throw new IOException("the workspace " + workspace + " has no place for temporary files beside it");
        }
        FilePath directory = temporary.child("redundancy").child(name);
        if (!report.isEmpty() && !PathMapping.isInsideTree(report)) {
            throw new IOException("report: '" + report
                    + "' is outside of the workspace; give a path relative to it, with / and without ..");
        }
        return new AttemptDirectory(
                directory,
                unix ? directory.child(LINK) : workspace,
                report.isEmpty() ? directory.child(REPORT) : workspace.child(report));
    }

    /** Empties the directory and takes an older report away. */
    public void create(FilePath workspace, TaskListener listener) throws IOException, InterruptedException {
        workspace.mkdirs();
        directory.deleteRecursive();
        directory.mkdirs();
        report.delete();
        if (!workingDirectory.equals(workspace)) {
            workingDirectory.symlinkTo(workspace.getRemote(), listener);
        }
    }

    /**
     * Reads the report on the agent; only counts come back, the findings stay in a compact file beside it.
     *
     * @param format null: by its content
     * @param env of the attempt, from which a server's address and token are taken where the report is there
     */
    public ReportSummary read(FilePath workspace, String tool, @CheckForNull String format, Map<String, String> env)
            throws IOException, InterruptedException {
        Map<String, String> sent = new HashMap<>(env);
        sent.keySet().retainAll(SonarQubeTask.FORMAT.equals(format) ? SonarQubeIssues.VARIABLES : Set.of());
        return directory.act(new ReadReport(
                tool, format, report.getRemote(), workspace.getRemote(), workingDirectory.getRemote(), sent));
    }

    /** The compact findings, once a report was read. */
    public FilePath findings() {
        return directory.child(FINDINGS);
    }
}
