package io.jenkins.plugins.redundancy.agent;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import hudson.FilePath;
import hudson.model.TaskListener;
import hudson.slaves.WorkspaceList;
import io.jenkins.plugins.redundancy.engine.fetch.SonarQubeIssues;
import io.jenkins.plugins.redundancy.engine.fetch.SonarQubeTask;
import io.jenkins.plugins.redundancy.engine.read.Limits;
import io.jenkins.plugins.redundancy.engine.read.PathMapping;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The directory of one attempt, beside the workspace: {@code <workspace>@tmp/redundancy/<name>}. It holds a link to the
 * workspace that the attempt works in, because stopping one {@code sh} ends every other one in the same directory, or
 * sources of its own; and the report, which therefore cannot be an earlier one.
 *
 * @param directory of the attempt
 * @param root of what the attempt works on: the workspace, or a directory of its own
 * @param workingDirectory the same by a path of the attempt's own; on Windows the workspace itself
 * @param report where the scanner must leave its report
 */
public record AttemptDirectory(FilePath directory, FilePath root, FilePath workingDirectory, FilePath report) {

    static final String FINDINGS = "findings.ndjson.gz";
    static final String ISSUES = "issues.json";
    static final String EVIDENCE = "evidence.gz";
    static final String SOURCES = "sources.ndjson.gz";
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
        FilePath directory = directory(workspace, name);
        FilePath link = unix ? directory.child(LINK) : workspace;
        return new AttemptDirectory(directory, workspace, link, report(directory, workspace, report));
    }

    /** The same for an attempt that does not work in the workspace, but on sources that are brought for it alone. */
    public static AttemptDirectory apart(FilePath workspace, String name, String report) throws IOException {
        FilePath directory = directory(workspace, name);
        FilePath sources = directory.child(LINK);
        return new AttemptDirectory(directory, sources, sources, report(directory, sources, report));
    }

    private static FilePath directory(FilePath workspace, String name) throws IOException {
        FilePath temporary = WorkspaceList.tempDir(workspace);
        if (temporary == null) {
            throw new IOException("the workspace " + workspace + " has no place for temporary files beside it");
        }
        return temporary.child("redundancy").child(name);
    }

    private static FilePath report(FilePath directory, FilePath root, String report) throws IOException {
        if (!report.isEmpty() && !PathMapping.isInsideTree(report)) {
            throw new IOException("report: '" + report
                    + "' is outside of the workspace; give a path relative to it, with / and without ..");
        }
        return report.isEmpty() ? directory.child(REPORT) : root.child(report);
    }

    /** Empties the directory and takes an older report away. */
    public void create(TaskListener listener) throws IOException, InterruptedException {
        directory.deleteRecursive();
        directory.mkdirs();
        root.mkdirs();
        report.delete();
        if (!workingDirectory.equals(root)) {
            workingDirectory.symlinkTo(root.getRemote(), listener);
        }
    }

    /**
     * Reads the report on the agent; only counts come back, the findings stay in a compact file beside it, and so does a
     * copy of the report as evidence. Neither shows a secret.
     *
     * @param format null: by its content
     * @param env of the attempt, from which a server's address and token are taken where the report is there
     * @param secrets values to hide
     */
    public ReportSummary read(
            String tool, @CheckForNull String format, Limits limits, Map<String, String> env, List<String> secrets)
            throws IOException, InterruptedException {
        Map<String, String> sent = new HashMap<>(env);
        sent.keySet().retainAll(SonarQubeTask.FORMAT.equals(format) ? SonarQubeIssues.VARIABLES : Set.of());
        return directory.act(new ReadReport(
                tool,
                format,
                report.getRemote(),
                root.getRemote(),
                workingDirectory.getRemote(),
                limits,
                sent,
                new ArrayList<>(secrets)));
    }

    /** The lines of source around its findings, once a report was read. */
    public FilePath sources() {
        return directory.child(SOURCES);
    }

    /** The compact findings, once a report was read. */
    public FilePath findings() {
        return directory.child(FINDINGS);
    }

    /** The report as the scanner wrote it, but for secrets; packed. */
    public FilePath evidence() {
        return directory.child(EVIDENCE);
    }
}
