package io.jenkins.plugins.redundancy.benchmark;

import io.jenkins.plugins.redundancy.engine.merge.Ballot;
import io.jenkins.plugins.redundancy.engine.merge.Merged;
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
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** Reading five reports and merging them, beside tokenising the same bytes. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.SingleShotTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Fork(value = 1, jvmArgsAppend = "-Xmx1g")
@Warmup(iterations = 20)
@Measurement(iterations = 10)
public class ReadAndMergeBenchmark {

    @Param({"2000", "200000"})
    private int resultsPerTool;

    private GeneratedLogs logs;

    @Setup(Level.Trial)
    public void write() {
        logs = GeneratedLogs.ofSize(resultsPerTool);
    }

    @Benchmark
    public long tokenise() throws IOException {
        return Tokens.count(logs.files());
    }

    @Benchmark
    public List<Ballot> read() throws IOException {
        return logs.read();
    }

    @Benchmark
    public Merged readAndMerge() throws IOException {
        return GeneratedLogs.merge(logs.read());
    }
}
