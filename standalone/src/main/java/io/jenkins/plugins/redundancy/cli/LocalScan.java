package io.jenkins.plugins.redundancy.cli;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import io.jenkins.plugins.redundancy.engine.merge.Ballot;
import io.jenkins.plugins.redundancy.engine.merge.Coverage;
import io.jenkins.plugins.redundancy.engine.merge.ReportCoverage;
import io.jenkins.plugins.redundancy.engine.merge.Voter;
import io.jenkins.plugins.redundancy.engine.policy.Action;
import io.jenkins.plugins.redundancy.engine.policy.Attempt;
import io.jenkins.plugins.redundancy.engine.policy.Coordinator;
import io.jenkins.plugins.redundancy.engine.policy.Event;
import io.jenkins.plugins.redundancy.engine.policy.FailureKind;
import io.jenkins.plugins.redundancy.engine.policy.Transition;
import io.jenkins.plugins.redundancy.engine.policy.Verdict;
import io.jenkins.plugins.redundancy.engine.read.ToolReport;
import io.jenkins.plugins.redundancy.engine.toolset.Tool;
import io.jenkins.plugins.redundancy.engine.toolset.ToolSet;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/**
 * Plays a tool set with local processes: does what the coordinator orders and tells it what happens. The coordinator is
 * asked by one thread only; every attempt has a thread of its own.
 */
final class LocalScan implements AutoCloseable {

    private final ToolSet toolSet;
    private final ScannerRun.Setup setup;
    private final Path work;
    private final Progress progress;
    private final Clock clock;

    private final BlockingQueue<Delivery> deliveries = new LinkedBlockingQueue<>();
    private final Map<Integer, ScannerRun> runs = new ConcurrentHashMap<>();
    private final Map<Integer, ToolReport> reports = new ConcurrentHashMap<>();
    private final List<Thread> threads = new ArrayList<>();
    private volatile boolean ending;

    private final Thread onExit = new Thread(this::interrupted, "end scanners");

    /** @param work an empty directory for the attempts */
    LocalScan(ToolSet toolSet, ScannerRun.Setup setup, Path work, Progress progress, Clock clock) {
        this.toolSet = toolSet;
        this.setup = setup;
        this.work = work;
        this.progress = progress;
        this.clock = clock;
        Runtime.getRuntime().addShutdownHook(onExit);
    }

    Verdict run() throws IOException, InterruptedException {
        Coordinator coordinator = Coordinator.of(toolSet.plan(), toolSet.policy(), System.nanoTime());
        Transition transition = coordinator.on(new Event.Begin(), clock.instant());
        while (true) {
            for (Action action : transition.actions()) {
                perform(action);
            }
            coordinator = transition.next();
            progress.show(coordinator.attempts(), clock.instant());
            if (coordinator.verdict().isPresent()) {
                break;
            }
            transition = coordinator.on(next(coordinator), clock.instant());
        }
        endAll();
        for (Thread thread : threads) {
            thread.join();
        }
        progress.end();
        return coordinator.verdict().get();
    }

    private void perform(Action action) throws IOException {
        if (action instanceof Action.Start start) {
            start(start);
        } else if (action instanceof Action.Cancel cancel) {
            ScannerRun run = runs.get(cancel.attempt());
            if (run != null) {
                thread(run::cancel, "cancel " + cancel.attempt());
            }
        }
    }

    private void start(Action.Start start) throws IOException {
        Tool tool = toolSet.tool(start.replica()).orElseThrow();
        Path directory = Files.createDirectories(work.resolve(name(start.replica(), start.tryNumber())));
        ScannerRun run = new ScannerRun(start, tool, setup, directory);
        runs.put(start.attempt(), run);
        if (ending) {
            run.cancel(); // what an interrupted scanner's end would start now, nobody would end
        }
        deliveries.add(new Delivery(new Event.Started(start.attempt()), null));
        thread(() -> deliver(run), tool.name());
    }

    private void deliver(ScannerRun run) {
        Delivery delivery;
        try {
            delivery = run.run(clock.instant());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            delivery = Delivery.failed(run.attempt(), FailureKind.INFRASTRUCTURE, "interrupted");
        } catch (RuntimeException | Error e) {
            // a defect of ours, or out of memory over one report: costs this attempt, not the scan
            delivery = Delivery.failed(run.attempt(), FailureKind.INVALID_RESULT, "its report cannot be read: " + e);
        }
        ToolReport report = delivery.report();
        if (report != null) {
            reports.put(run.attempt(), report);
        }
        deliveries.add(delivery);
    }

    private void thread(Runnable task, String name) {
        Thread thread = new Thread(task, name);
        thread.setDaemon(true);
        threads.add(thread);
        thread.start();
    }

    /** The next thing that happens: an attempt's news, or that it is time to look at the clock. */
    private Event next(Coordinator coordinator) throws InterruptedException {
        Instant tick = clock.instant().plus(progress.interval());
        while (true) {
            Instant now = clock.instant();
            Instant wake = coordinator.wakeAt().orElse(Instant.MAX);
            Instant until = wake.isBefore(tick) ? wake : tick;
            Delivery delivery =
                    deliveries.poll(Math.max(0, Duration.between(now, until).toNanos()), TimeUnit.NANOSECONDS);
            if (delivery != null) {
                return delivery.event();
            } else if (until.equals(wake)) {
                return new Event.Timer();
            }
            progress.show(coordinator.attempts(), clock.instant());
            tick = clock.instant().plus(progress.interval());
        }
    }

    /** Ctrl-C, or the end of the process that called us. */
    private void interrupted() {
        endAll();
        progress.end();
        try {
            Directories.delete(work);
        } catch (IOException e) {
            return; // a file that is still being written: temporary files are cleared by the system in the end
        }
    }

    private void endAll() {
        ending = true;
        runs.values().parallelStream().forEach(ScannerRun::cancel);
    }

    /** One per tool: what it delivered, the whole before the partial, the later before the earlier; or its failure. */
    List<Ballot> ballots(Verdict verdict) {
        List<Ballot> ballots = new ArrayList<>();
        for (Tool tool : toolSet.tools()) {
            ToolReport best = null;
            for (Attempt attempt : verdict.results()) {
                ToolReport report = reports.get(attempt.number());
                if (attempt.replica().equals(tool.name())
                        && report != null
                        && (best == null || report.complete() || !best.complete())) {
                    best = report;
                }
            }
            ballots.add(new Ballot(voter(tool, best), best));
        }
        return ballots;
    }

    /** What a tool of one's own can see is told by the rules its report declares, where its tool set does not say it. */
    private static Voter voter(Tool tool, @CheckForNull ToolReport report) {
        Coverage own = tool.coverage();
        if (report == null || !own.weaknesses().isEmpty()) {
            return tool.voter();
        }
        Coverage told = ReportCoverage.of(report);
        Set<String> languages = own.languages().isEmpty() ? told.languages() : own.languages();
        return new Voter(
                tool.name(), tool.lineage(), tool.weight(), new Coverage(languages, told.weaknesses(), told.cwes()));
    }

    /** Findings of an attempt, 0 where it delivered nothing. */
    int findings(Attempt attempt) {
        ToolReport report = reports.get(attempt.number());
        return report == null ? 0 : report.findings().size();
    }

    /** Copies logs and reports below a directory; returns where each attempt's log is now. */
    Map<Integer, Path> keep(Path target) throws IOException {
        Map<Integer, Path> logs = new ConcurrentHashMap<>();
        for (Map.Entry<Integer, ScannerRun> run : runs.entrySet()) {
            Path own = target.resolve(run.getValue().directoryName());
            run.getValue().keep(own);
            if (Files.exists(own.resolve("log.txt"))) {
                logs.put(run.getKey(), own.resolve("log.txt"));
            }
        }
        return logs;
    }

    private static String name(String tool, int tryNumber) {
        return tryNumber == 1 ? tool : tool + "+" + tryNumber;
    }

    /** Ends what runs and takes the hook away. */
    @Override
    public void close() {
        endAll();
        try {
            Runtime.getRuntime().removeShutdownHook(onExit);
        } catch (IllegalStateException e) {
            return; // the hook is running: it does the same
        }
    }
}
