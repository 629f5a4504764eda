package io.jenkins.plugins.redundancy.agent;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import hudson.remoting.VirtualChannel;
import io.jenkins.plugins.redundancy.engine.fetch.Clock;
import io.jenkins.plugins.redundancy.engine.fetch.ServerException;
import io.jenkins.plugins.redundancy.engine.fetch.SonarQubeIssues;
import io.jenkins.plugins.redundancy.engine.fetch.SonarQubeTask;
import io.jenkins.plugins.redundancy.engine.read.CompactReport;
import io.jenkins.plugins.redundancy.engine.read.Limits;
import io.jenkins.plugins.redundancy.engine.read.PathMapping;
import io.jenkins.plugins.redundancy.engine.read.ReportReader;
import io.jenkins.plugins.redundancy.engine.read.SecretMask;
import io.jenkins.plugins.redundancy.engine.read.Source;
import io.jenkins.plugins.redundancy.engine.read.SourceExcerpts;
import io.jenkins.plugins.redundancy.engine.read.ToolReport;
import io.jenkins.plugins.redundancy.engine.read.UnreadableReportException;
import java.io.BufferedOutputStream;
import java.io.File;
import java.io.IOException;
import java.io.OutputStream;
import java.io.Reader;
import java.net.ProxySelector;
import java.net.http.HttpClient;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.zip.GZIPOutputStream;
import jenkins.MasterToSlaveFileCallable;

/** On the agent: one report in, one compact file out. */
final class ReadReport extends MasterToSlaveFileCallable<ReportSummary> {

    private static final long serialVersionUID = 1L;
    private static final Duration CONNECT = Duration.ofSeconds(10);
    private static final int MOST_FILES = 200_000;
    private static final int MOST_WARNINGS = 20;

    private final String tool;

    @CheckForNull
    private final String format;

    private final String report;
    private final String workspace;
    private final String workingDirectory;
    private final Limits limits;
    private final ArrayList<String> secrets;

    /** Of the attempt, for a report that a server has; empty for all others. */
    private final Map<String, String> env;

    ReadReport(
            String tool,
            @CheckForNull String format,
            String report,
            String workspace,
            String workingDirectory,
            Limits limits,
            Map<String, String> env,
            ArrayList<String> secrets) {
        this.tool = tool;
        this.format = format;
        this.report = report;
        this.workspace = workspace;
        this.workingDirectory = workingDirectory;
        this.limits = limits;
        this.env = Map.copyOf(env);
        this.secrets = secrets;
    }

    @Override
    public ReportSummary invoke(File directory, VirtualChannel channel) throws IOException, InterruptedException {
        Path file = Path.of(report);
        if (!Files.exists(file)) {
            return ReportSummary.unreadable("no report was written", false);
        }
        Path root = Path.of(workspace).toRealPath();
        Path real = file.toRealPath();
        Path own = directory.toPath();
        if (!real.startsWith(root) && !real.startsWith(own.toRealPath())) {
            return ReportSummary.unreadable(
                    report + " leads out of the workspace, to " + real + ", and is not read", false);
        }
        SecretMask mask = SecretMask.of(secrets);
        boolean evidence = false;
        try {
            boolean onServer = SonarQubeTask.FORMAT.equals(format);
            Path content = onServer ? fetch(real, own) : real;
            evidence = Evidence.keep(content, own.resolve(AttemptDirectory.EVIDENCE), mask);
            Set<String> roots = new LinkedHashSet<>(List.of(workspace, workingDirectory, root.toString()));
            ToolReport read = mask.hide(ReportReader.read(
                    Source.of(content),
                    tool,
                    onServer ? "sonarqube" : format,
                    limits,
                    PathMapping.of(roots, files(root))));
            try (OutputStream out =
                    new GZIPOutputStream(Files.newOutputStream(own.resolve(AttemptDirectory.FINDINGS)), 1 << 16)) {
                CompactReport.write(read, out);
            }
            SourceFiles sources = new SourceFiles(root);
            try (OutputStream out =
                    new GZIPOutputStream(Files.newOutputStream(own.resolve(AttemptDirectory.SOURCES)), 1 << 16)) {
                SourceExcerpts.of(
                                read.findings(),
                                path -> sources.lines(path).stream()
                                        .map(mask::hide)
                                        .toList())
                        .write(out);
            }
            List<String> warnings =
                    read.warnings().stream().limit(MOST_WARNINGS).toList();
            return new ReportSummary("", read.complete(), read.findings().size(), warnings, evidence);
        } catch (ServerException | UnreadableReportException x) {
            return ReportSummary.unreadable(mask.hide(String.valueOf(x.getMessage())), evidence);
        }
    }

    /** The issues of the analysis that this task file is about. */
    private Path fetch(Path taskFile, Path directory) throws IOException, InterruptedException {
        Path issues = directory.resolve(AttemptDirectory.ISSUES);
        try (Reader task = Files.newBufferedReader(taskFile, StandardCharsets.ISO_8859_1);
                OutputStream out = new BufferedOutputStream(Files.newOutputStream(issues))) {
            SonarQubeIssues.fetch(
                    HttpClient.newBuilder()
                            .connectTimeout(CONNECT)
                            .proxy(ProxySelector.getDefault())
                            .build(),
                    env,
                    task,
                    Clock.SYSTEM,
                    SonarQubeIssues.DEADLINE,
                    limits.bytes(),
                    out);
        }
        return issues;
    }

    /** So that paths relative to a package find their file; of a tree that is too large, none. */
    private static Set<String> files(Path root) throws IOException {
        Set<String> files = new TreeSet<>();
        Files.walkFileTree(root, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult preVisitDirectory(Path dir, BasicFileAttributes attributes) {
                Path name = dir.getFileName();
                return name != null && name.toString().equals(".git")
                        ? FileVisitResult.SKIP_SUBTREE
                        : FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
                if (attributes.isRegularFile()) {
                    files.add(root.relativize(file).toString().replace(File.separatorChar, '/'));
                }
                return files.size() > MOST_FILES ? FileVisitResult.TERMINATE : FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult visitFileFailed(Path file, IOException x) {
                return FileVisitResult.CONTINUE;
            }
        });
        return files.size() > MOST_FILES ? Set.of() : files;
    }
}
