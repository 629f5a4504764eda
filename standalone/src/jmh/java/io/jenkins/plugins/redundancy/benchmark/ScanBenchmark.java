package io.jenkins.plugins.redundancy.benchmark;

import io.jenkins.plugins.redundancy.engine.merge.Ballot;
import io.jenkins.plugins.redundancy.engine.merge.Gate;
import io.jenkins.plugins.redundancy.engine.merge.Merge;
import io.jenkins.plugins.redundancy.engine.merge.MergeOptions;
import io.jenkins.plugins.redundancy.engine.merge.Merged;
import io.jenkins.plugins.redundancy.engine.merge.Reference;
import io.jenkins.plugins.redundancy.engine.read.CompactReport;
import io.jenkins.plugins.redundancy.engine.read.Limits;
import io.jenkins.plugins.redundancy.engine.read.PathMapping;
import io.jenkins.plugins.redundancy.engine.read.ReportReader;
import io.jenkins.plugins.redundancy.engine.read.Source;
import io.jenkins.plugins.redundancy.engine.read.ToolReport;
import io.jenkins.plugins.redundancy.engine.report.PagedResult;
import io.jenkins.plugins.redundancy.engine.report.ResultJson;
import io.jenkins.plugins.redundancy.engine.report.ScanResult;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/**
 * The work of one scan in Jenkins on five reports of 10,000 results each, a part at a time: what the agents do, and what is
 * left to the controller, which compares with a build that found the same.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Fork(1)
@Warmup(iterations = 3, time = 3)
@Measurement(iterations = 5, time = 3)
public class ScanBenchmark {

    private static final MergeOptions OPTIONS = MergeOptions.on(LocalDate.of(2026, 1, 1));

    private final List<Path> compact = new ArrayList<>();
    private GeneratedLogs logs;
    private byte[] stored;
    private List<Ballot> ballots;
    private Reference reference;
    private Merged merged;

    @Setup(Level.Trial)
    public void deliver() throws IOException {
        logs = GeneratedLogs.ofSize(10_000);
        for (Ballot ballot : logs.read()) {
            Path file = Files.createTempFile("attempt", ".ndjson.gz");
            try (OutputStream out = new GZIPOutputStream(Files.newOutputStream(file), 1 << 16)) {
                CompactReport.write(ballot.report(), out);
            }
            compact.add(file);
        }
        ballots = controllerReads();
        ByteArrayOutputStream result = new ByteArrayOutputStream();
        PagedResult.write(result(Merge.merge(ballots, OPTIONS)), result, OutputStream.nullOutputStream());
        stored = result.toByteArray();
        reference = controllerReadsReference();
        merged = controllerMerges();
    }

    @TearDown(Level.Trial)
    public void remove() throws IOException {
        for (Path file : compact) {
            Files.delete(file);
        }
    }

    @Benchmark
    public void agentsReadAndPack() throws IOException {
        for (Ballot ballot : logs.read()) {
            try (OutputStream out = new GZIPOutputStream(OutputStream.nullOutputStream(), 1 << 16)) {
                CompactReport.write(ballot.report(), out);
            }
        }
    }

    @Benchmark
    public List<Ballot> controllerReads() throws IOException {
        List<Ballot> read = new ArrayList<>();
        for (Path file : compact) {
            ToolReport report = ReportReader.read(
                    Source.of(file), "tool" + read.size(), "compact", Limits.DEFAULT, PathMapping.NONE);
            read.add(Ballot.bare(report));
        }
        return read;
    }

    @Benchmark
    public Reference controllerReadsReference() throws IOException {
        try (InputStream in = new GZIPInputStream(new ByteArrayInputStream(stored), 1 << 16)) {
            return Reference.of("before", ResultJson.read(in, "stored").merged());
        }
    }

    @Benchmark
    public Merged controllerMerges() {
        return Merge.merge(ballots, OPTIONS.withReference(reference));
    }

    @Benchmark
    public void controllerWrites() throws IOException {
        PagedResult.write(result(merged), OutputStream.nullOutputStream(), OutputStream.nullOutputStream());
    }

    private static ScanResult result(Merged merged) {
        return ScanResult.of("generated", null, merged, Gate.DEFAULT.check(merged));
    }
}
