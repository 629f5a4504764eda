package io.jenkins.plugins.redundancy.cli;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import io.jenkins.plugins.redundancy.engine.fetch.Clock;
import io.jenkins.plugins.redundancy.engine.fetch.ServerException;
import io.jenkins.plugins.redundancy.engine.fetch.SonarQubeIssues;
import io.jenkins.plugins.redundancy.engine.fetch.SonarQubeTask;
import io.jenkins.plugins.redundancy.engine.policy.Action;
import io.jenkins.plugins.redundancy.engine.policy.FailureKind;
import io.jenkins.plugins.redundancy.engine.read.Limits;
import io.jenkins.plugins.redundancy.engine.read.PathMapping;
import io.jenkins.plugins.redundancy.engine.read.ReportReader;
import io.jenkins.plugins.redundancy.engine.read.Source;
import io.jenkins.plugins.redundancy.engine.read.ToolReport;
import io.jenkins.plugins.redundancy.engine.read.UnreadableReportException;
import io.jenkins.plugins.redundancy.engine.toolset.Tool;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.Reader;
import java.net.ProxySelector;
import java.net.http.HttpClient;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** One attempt of one tool: its directory, its process, its report. */
final class ScannerRun {

    private static final int COMMAND_NOT_FOUND = 127;
    private static final int SIGNALLED = 128;
    private static final String FETCHED = "issues.json";
    private static final Duration CONNECT = Duration.ofSeconds(10);
    private static final Duration LOG_END = Duration.ofSeconds(10);

    /** What all attempts of a scan share. */
    record Setup(Path root, PathMapping paths, Limits limits, Map<String, String> env, Duration grace) {}

    private final Action.Start order;
    private final Tool tool;
    private final Setup setup;
    private final Path directory;

    @CheckForNull
    private ProcessTree process;

    @CheckForNull
    private Thread fetching;

    private boolean cancelled;

    /** @param directory of this attempt alone, empty */
    ScannerRun(Action.Start order, Tool tool, Setup setup, Path directory) {
        this.order = order;
        this.tool = tool;
        this.setup = setup;
        this.directory = directory;
    }

    /** Of its directory, without those above. */
    String directoryName() {
        return String.valueOf(directory.getFileName());
    }

    Path log() {
        return directory.resolve("log.txt");
    }

    int attempt() {
        return order.attempt();
    }

    /** Runs to its end, however that comes; leaves no process behind. */
    Delivery run(Instant start) throws InterruptedException {
        List<String> missing = SearchPath.of(own()).missing(tool.executables());
        if (!missing.isEmpty()) {
            return failed(
                    FailureKind.INFRASTRUCTURE, "not installed: " + String.join(", ", missing) + " not on the PATH");
        }
        try {
            boolean elsewhere = !tool.reportFile().isEmpty();
            Path file = elsewhere ? setup.root().resolve(tool.reportFile()) : directory.resolve("report");
            ReportFile report = new ReportFile(file, elsewhere ? setup.root() : directory, start);
            int code = execute(file);
            Delivery delivery = read(report);
            if (tool.exitCodes().ran(code)) {
                return delivery;
            }
            String reason = "exit code " + code + meaning(code);
            ToolReport left = delivery.report();
            return left == null
                    ? failed(FailureKind.INFRASTRUCTURE, reason)
                    : Delivery.crashed(attempt(), left, reason);
        } catch (IOException e) {
            return failed(FailureKind.INFRASTRUCTURE, "could not be started: " + e.getMessage());
        }
    }

    private int execute(Path report) throws IOException, InterruptedException {
        Map<String, String> env = env(report);
        ProcessTree started = launch(env);
        Set<String> secrets =
                tool.secrets().stream().map(name -> env.getOrDefault(name, "")).collect(Collectors.toSet());
        Thread log = new Thread(() -> copyLog(started, secrets), "log of " + tool.name());
        log.setDaemon(true);
        log.start();
        int code = started.waitFor();
        started.end(setup.grace()); // what it left running holds its log open, and could still write the report
        log.join(LOG_END.toMillis()); // longer only if something escaped that still holds the pipe
        return code;
    }

    private Map<String, String> own() {
        Map<String, String> env = new HashMap<>(setup.env());
        env.putAll(tool.env());
        return env;
    }

    private Map<String, String> env(Path report) {
        Map<String, String> env = own();
        env.put("REDUNDANCY_REPORT", report.toString());
        env.put("REDUNDANCY_TOOL", tool.name());
        env.put("REDUNDANCY_REPLICA", order.replica());
        env.put("REDUNDANCY_ATTEMPT", Integer.toString(order.tryNumber()));
        return env;
    }

    private void copyLog(ProcessTree from, Set<String> secrets) {
        try {
            new LogFile(log(), secrets, LogFile.LONGEST).copy(from.output());
        } catch (IOException e) {
            return; // the pipe was closed by its end, or the disk is full: the report decides
        }
    }

    private Delivery read(ReportFile report) throws IOException, InterruptedException {
        String problem = report.problem(setup.limits().bytes()).orElse(null);
        if (problem != null) {
            return failed(FailureKind.INVALID_RESULT, problem);
        }
        try {
            Path file = report.path();
            String format = tool.format().equals("auto") ? null : tool.format();
            if (SonarQubeTask.FORMAT.equals(format)) {
                file = fetch(file);
                format = "sonarqube";
            }
            ToolReport read = ReportReader.read(Source.of(file), tool.name(), format, setup.limits(), setup.paths());
            return Delivery.of(attempt(), ReportNames.without(directory, ReportNames.without(setup.root(), read)));
        } catch (UnreadableReportException e) {
            return failed(FailureKind.INVALID_RESULT, ReportNames.without(directory, String.valueOf(e.getMessage())));
        } catch (ServerException e) {
            return failed(FailureKind.INFRASTRUCTURE, String.valueOf(e.getMessage()));
        } catch (OutOfMemoryError e) {
            return failed(FailureKind.INVALID_RESULT, HeapLimit.passedBy("reading its report"));
        }
    }

    /** From the server that the scanner sent its work to; ends when the attempt is cancelled. */
    private Path fetch(Path taskFile) throws IOException, InterruptedException {
        Path issues = directory.resolve(FETCHED);
        synchronized (this) {
            if (cancelled) {
                throw new IOException("it was cancelled before");
            }
            fetching = Thread.currentThread();
        }
        try (Reader task = Files.newBufferedReader(taskFile, StandardCharsets.ISO_8859_1);
                OutputStream out = new BufferedOutputStream(Files.newOutputStream(issues))) {
            HttpClient client = HttpClient.newBuilder()
                    .connectTimeout(CONNECT)
                    .proxy(ProxySelector.getDefault())
                    .build();
            Duration deadline = tool.timeout().orElse(SonarQubeIssues.DEADLINE);
            SonarQubeIssues.fetch(
                    client, own(), task, Clock.SYSTEM, deadline, setup.limits().bytes(), out);
            return issues;
        } finally {
            synchronized (this) {
                fetching = null;
            }
        }
    }

    private Delivery failed(FailureKind kind, String reason) {
        return Delivery.failed(attempt(), kind, reason);
    }

    private static String meaning(int code) {
        if (code == COMMAND_NOT_FOUND) {
            return " (command not found)";
        }
        return code > SIGNALLED && code < SIGNALLED + 65 ? " (ended by signal " + (code - SIGNALLED) + ")" : "";
    }

    /** Under the lock of {@link #cancel}: a process is either known to whoever cancels, or is not started any more. */
    private synchronized ProcessTree launch(Map<String, String> env) throws IOException {
        if (cancelled) {
            throw new IOException("it was cancelled before");
        }
        ProcessTree started = ProcessTree.start(tool.command(), setup.root(), env, directory);
        process = started;
        return started;
    }

    /** Ends the process and everything it started; returns when it is gone. */
    void cancel() {
        ProcessTree running;
        synchronized (this) {
            cancelled = true;
            running = process;
            if (fetching != null) {
                fetching.interrupt();
            }
        }
        if (running != null) {
            running.end(setup.grace());
        }
    }

    /** Keeps the log, and a report that was delivered, as evidence. */
    void keep(Path target) throws IOException {
        Files.createDirectories(target);
        for (String name : List.of("log.txt", "report", FETCHED)) {
            Path file = directory.resolve(name);
            if (Files.isRegularFile(file, java.nio.file.LinkOption.NOFOLLOW_LINKS)) {
                Files.copy(file, target.resolve(name), java.nio.file.StandardCopyOption.REPLACE_EXISTING);
            }
        }
    }
}
