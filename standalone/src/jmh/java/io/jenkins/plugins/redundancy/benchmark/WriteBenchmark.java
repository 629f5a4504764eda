package io.jenkins.plugins.redundancy.benchmark;

import io.jenkins.plugins.redundancy.cli.HtmlPage;
import io.jenkins.plugins.redundancy.engine.merge.Gate;
import io.jenkins.plugins.redundancy.engine.merge.Merged;
import io.jenkins.plugins.redundancy.engine.report.ResultJson;
import io.jenkins.plugins.redundancy.engine.report.SarifWriter;
import io.jenkins.plugins.redundancy.engine.report.ScanResult;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.List;
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
import org.openjdk.jmh.annotations.Warmup;

/** Writing the outcome of a merge of 10,000 findings, into memory. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Fork(1)
@Warmup(iterations = 3, time = 3)
@Measurement(iterations = 5, time = 3)
public class WriteBenchmark {

    private ScanResult result;
    private byte[] stored;

    @Setup(Level.Trial)
    public void merge() throws IOException {
        Merged merged = GeneratedLogs.merge(GeneratedLogs.ofSize(2_000).read());
        result = ScanResult.of("generated", null, merged, Gate.DEFAULT.check(merged));
        stored = storedForm();
    }

    @Benchmark
    public byte[] sarif() throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream(1 << 24);
        SarifWriter.write(result.merged(), true, List.of(), out);
        return out.toByteArray();
    }

    @Benchmark
    public byte[] storedForm() throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream(1 << 24);
        ResultJson.write(result, out);
        return out.toByteArray();
    }

    @Benchmark
    public ScanResult readStoredForm() throws IOException {
        return ResultJson.read(new ByteArrayInputStream(stored), "result.json");
    }

    @Benchmark
    public byte[] page() throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream(1 << 24);
        HtmlPage.write(result, out);
        return out.toByteArray();
    }
}
