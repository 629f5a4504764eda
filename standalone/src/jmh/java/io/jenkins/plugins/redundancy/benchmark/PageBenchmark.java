package io.jenkins.plugins.redundancy.benchmark;

import io.jenkins.plugins.redundancy.engine.merge.Gate;
import io.jenkins.plugins.redundancy.engine.merge.Merged;
import io.jenkins.plugins.redundancy.engine.merge.TriageLog;
import io.jenkins.plugins.redundancy.engine.report.FindingQuery;
import io.jenkins.plugins.redundancy.engine.report.FindingsPage;
import io.jenkins.plugins.redundancy.engine.report.PagedResult;
import io.jenkins.plugins.redundancy.engine.report.ScanResult;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.TimeUnit;
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

/** A page of a stored result of about 100,000 clusters (170,000 reports), as a build's page asks for it. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Fork(1)
@Warmup(iterations = 3, time = 3)
@Measurement(iterations = 5, time = 3)
public class PageBenchmark {

    private Path file;
    private Path index;
    private PagedResult result;

    @Setup(Level.Trial)
    public void store() throws IOException {
        file = Files.createTempFile("result", ".json.gz");
        index = Files.createTempFile("result", ".index.gz");
        Merged merged = GeneratedLogs.merge(GeneratedLogs.ofSize(34_000).read());
        try (OutputStream out = Files.newOutputStream(file);
                OutputStream indexOut = Files.newOutputStream(index)) {
            PagedResult.write(ScanResult.of("generated", null, merged, Gate.DEFAULT.check(merged)), out, indexOut);
        }
        result = PagedResult.open(file, index);
        System.out.println(
                result.index().size() + " rows, " + Files.size(file) + " bytes, index " + Files.size(index) + " bytes");
    }

    @TearDown(Level.Trial)
    public void remove() throws IOException {
        Files.delete(file);
        Files.delete(index);
    }

    private void page(Map<String, String> parameters) throws IOException {
        FindingsPage.write(
                result, TriageLog.EMPTY, FindingQuery.parse(parameters::get), OutputStream.nullOutputStream());
    }

    /** What the first look at a build costs, once. */
    @Benchmark
    public PagedResult open() throws IOException {
        return PagedResult.open(file, index);
    }

    @Benchmark
    public void firstPage() throws IOException {
        page(Map.of());
    }

    @Benchmark
    public void filtered() throws IOException {
        page(Map.of("severity", "high,critical", "agreement", "single-source", "state", "open"));
    }

    @Benchmark
    public void searched() throws IOException {
        page(Map.of("search", "service", "state", "open"));
    }

    /** Every row of the page may lie in another part of the file. */
    @Benchmark
    public void sortedByPlaceInTheMiddle() throws IOException {
        page(Map.of("sort", "place", "start", "50000"));
    }
}
