package io.jenkins.plugins.redundancy.benchmark;

import com.sun.management.OperatingSystemMXBean;
import io.jenkins.plugins.redundancy.engine.merge.Ballot;
import io.jenkins.plugins.redundancy.engine.merge.Merged;
import java.io.IOException;
import java.lang.management.GarbageCollectorMXBean;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryPoolMXBean;
import java.lang.management.MemoryType;
import java.lang.management.ThreadMXBean;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.ToDoubleFunction;

/**
 * Reads and merges, and merely tokenises, by turns in one JVM: what else the machine does hits both, so that their ratio
 * can be had where JMH's times, each of a JVM of its own, cannot be compared. Three clocks: the wall's; the processor's
 * for the whole process, the collector and the compiler included; and the processor's for the one thread that works,
 * which other processes touch least. Also tells the peak of the heap.
 */
public final class PairedReading {
    private static final OperatingSystemMXBean PROCESSOR =
            ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class);
    private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();

    /** Threads that read, with {@code -Dreaders=2}; without it, and for everything else, there is one. */
    private static final ExecutorService READERS =
            Integer.getInteger("readers") == null ? null : Executors.newFixedThreadPool(Integer.getInteger("readers"));

    private PairedReading() {}

    /** Seconds, by three clocks. */
    private record Clocks(double wall, double process, double thread) {
        static Clocks now() {
            return new Clocks(
                    System.nanoTime() / 1e9,
                    PROCESSOR.getProcessCpuTime() / 1e9,
                    THREADS.getCurrentThreadCpuTime() / 1e9);
        }

        Clocks since(Clocks start) {
            return new Clocks(wall - start.wall, process - start.process, thread - start.thread);
        }
    }

    private record Round(Clocks tokenising, Clocks reading, Clocks merging, long peak, double collecting) {}

    /** @param arguments results per tool, rounds that count, rounds before that; repeated for each size */
    public static void main(String[] arguments) throws IOException {
        for (int i = 0; i + 2 < arguments.length; i += 3) {
            GeneratedLogs logs = GeneratedLogs.ofSize(Integer.parseInt(arguments[i]));
            List<Round> rounds = new ArrayList<>();
            for (int warmUp = Integer.parseInt(arguments[i + 2]); warmUp > 0; warmUp--) {
                round(logs);
            }
            for (int left = Integer.parseInt(arguments[i + 1]); left > 0; left--) {
                rounds.add(round(logs));
            }
            print(Integer.parseInt(arguments[i]), logs.bytes(), rounds);
        }
        if (READERS != null) {
            READERS.shutdown();
        }
    }

    private static Round round(GeneratedLogs logs) throws IOException {
        tidyUp(logs);
        Clocks start = Clocks.now();
        Tokens.count(logs.files());
        Clocks tokenising = Clocks.now().since(start);
        tidyUp(logs);
        resetPeaks();
        double collected = collecting();
        Clocks begin = Clocks.now();
        List<Ballot> ballots = READERS == null ? logs.read() : logs.read(READERS);
        Clocks reading = Clocks.now().since(begin);
        Clocks middle = Clocks.now();
        Merged merged = GeneratedLogs.merge(ballots);
        Clocks merging = Clocks.now().since(middle);
        if (merged.clusters().isEmpty()) {
            throw new IllegalStateException("nothing was merged");
        }
        return new Round(tokenising, reading, merging, peak(), collecting() - collected);
    }

    /** Nobody pays for what the one before left behind, unless it is so little that collecting it costs more than a round. */
    private static void tidyUp(GeneratedLogs logs) {
        if (logs.bytes() > 100 << 20) {
            System.gc();
        }
    }

    private static void print(int resultsPerTool, long bytes, List<Round> rounds) {
        System.out.printf(
                "5 x %,d: %,d bytes, medians of %d rounds; peak heap %,d MiB of %,d; collecting %.2f s%n",
                resultsPerTool,
                bytes,
                rounds.size(),
                rounds.stream().mapToLong(Round::peak).max().orElse(0) >> 20,
                Runtime.getRuntime().maxMemory() >> 20,
                median(rounds, Round::collecting));
        print("wall clock", resultsPerTool, rounds, Clocks::wall);
        print("process", resultsPerTool, rounds, Clocks::process);
        if (READERS == null) {
            print("thread", resultsPerTool, rounds, Clocks::thread);
        }
    }

    private static void print(String clock, int resultsPerTool, List<Round> rounds, ToDoubleFunction<Clocks> seconds) {
        ToDoubleFunction<Round> ratio =
                round -> (seconds.applyAsDouble(round.reading) + seconds.applyAsDouble(round.merging))
                        / seconds.applyAsDouble(round.tokenising);
        double perFinding = 1e6 / (5.0 * resultsPerTool);
        double tokenising = perFinding * median(rounds, round -> seconds.applyAsDouble(round.tokenising));
        double reading = perFinding * median(rounds, round -> seconds.applyAsDouble(round.reading));
        double merging = perFinding * median(rounds, round -> seconds.applyAsDouble(round.merging));
        System.out.printf(
                "  %-10s us per finding: tokenising %.2f, reading %.2f, merging %.2f, both %.2f; ratio %.2f (%.2f to %.2f)%n",
                clock,
                tokenising,
                reading,
                merging,
                reading + merging,
                median(rounds, ratio),
                rounds.stream().mapToDouble(ratio).min().orElse(0),
                rounds.stream().mapToDouble(ratio).max().orElse(0));
    }

    private static double median(List<Round> rounds, ToDoubleFunction<Round> of) {
        List<Round> sorted = new ArrayList<>(rounds);
        sorted.sort(Comparator.comparingDouble(of));
        int middle = sorted.size() / 2;
        double upper = of.applyAsDouble(sorted.get(middle));
        return sorted.size() % 2 == 1 ? upper : (of.applyAsDouble(sorted.get(middle - 1)) + upper) / 2;
    }

    private static void resetPeaks() {
        for (MemoryPoolMXBean pool : ManagementFactory.getMemoryPoolMXBeans()) {
            pool.resetPeakUsage();
        }
    }

    /** At most this much of the heap was taken, garbage that was not yet collected included. */
    private static long peak() {
        long peak = 0;
        for (MemoryPoolMXBean pool : ManagementFactory.getMemoryPoolMXBeans()) {
            if (pool.getType() == MemoryType.HEAP) {
                peak += pool.getPeakUsage().getUsed();
            }
        }
        return peak;
    }

    private static double collecting() {
        long millis = 0;
        for (GarbageCollectorMXBean collector : ManagementFactory.getGarbageCollectorMXBeans()) {
            millis += collector.getCollectionTime();
        }
        return millis / 1e3;
    }
}
