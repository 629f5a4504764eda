package io.jenkins.plugins.redundancy.benchmark;

import com.sun.management.OperatingSystemMXBean;
import io.jenkins.plugins.redundancy.engine.merge.Ballot;
import io.jenkins.plugins.redundancy.engine.merge.Merged;
import java.io.IOException;
import java.lang.management.GarbageCollectorMXBean;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryPoolMXBean;
import java.lang.management.MemoryType;
import java.util.Arrays;
import java.util.List;

/**
 * Reads and merges, and merely tokenises, by turns in one JVM: what else the machine does hits both, so that their ratio
 * can be had where JMH's times, each of a JVM of its own, cannot be compared. Also tells the peak of the heap.
 */
public final class PairedReading {

    /** Processor time of all threads: the collector's and the compiler's too, but nothing of other processes. */
    private static final OperatingSystemMXBean PROCESSOR =
            ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class);

    private PairedReading() {}

    /** @param arguments results per tool, rounds that count, rounds before that; repeated for each size */
    public static void main(String[] arguments) throws IOException {
        for (int i = 0; i + 2 < arguments.length; i += 3) {
            measure(
                    Integer.parseInt(arguments[i]),
                    Integer.parseInt(arguments[i + 1]),
                    Integer.parseInt(arguments[i + 2]));
        }
    }

    private static void measure(int resultsPerTool, int rounds, int warmUp) throws IOException {
        GeneratedLogs logs = GeneratedLogs.ofSize(resultsPerTool);
        double[] tokenising = new double[rounds];
        double[] reading = new double[rounds];
        double[] merging = new double[rounds];
        double[] ratio = new double[rounds];
        double[] processorRatio = new double[rounds];
        long peak = 0;
        double collecting = 0;
        int clusters = 0;
        for (int round = -warmUp; round < rounds; round++) {
            long processorBefore = PROCESSOR.getProcessCpuTime();
            long start = System.nanoTime();
            Tokens.count(logs.files());
            long tokenised = System.nanoTime();
            long processorBetween = PROCESSOR.getProcessCpuTime();
            resetPeaks();
            double collectingBefore = collecting();
            long begin = System.nanoTime();
            List<Ballot> ballots = logs.read();
            long read = System.nanoTime();
            Merged merged = GeneratedLogs.merge(ballots);
            long end = System.nanoTime();
            long processorAfter = PROCESSOR.getProcessCpuTime();
            if (round >= 0) {
                tokenising[round] = (tokenised - start) / 1e9;
                reading[round] = (read - begin) / 1e9;
                merging[round] = (end - read) / 1e9;
                ratio[round] = (double) (end - begin) / (tokenised - start);
                processorRatio[round] =
                        (double) (processorAfter - processorBetween) / (processorBetween - processorBefore);
                peak = Math.max(peak, peak());
                collecting = Math.max(collecting, collecting() - collectingBefore);
                clusters = merged.clusters().size();
            }
        }
        double total = median(reading) + median(merging);
        System.out.printf(
                "5 x %,d: %,d bytes, %,d clusters; medians of %d rounds: tokenising %.3f s, reading %.3f s, merging %.3f s,"
                        + " ratio %.2f (%.2f to %.2f), by processor time %.2f, %.2f us per finding, peak heap %,d MiB of %,d, collecting up to %.2f s%n",
                resultsPerTool,
                logs.bytes(),
                clusters,
                rounds,
                median(tokenising),
                median(reading),
                median(merging),
                median(ratio),
                Arrays.stream(ratio).min().orElseThrow(),
                Arrays.stream(ratio).max().orElseThrow(),
                median(processorRatio),
                total / (5.0 * resultsPerTool) * 1e6,
                peak >> 20,
                Runtime.getRuntime().maxMemory() >> 20,
                collecting);
    }

    private static double median(double[] values) {
        double[] sorted = values.clone();
        Arrays.sort(sorted);
        int middle = sorted.length / 2;
        return sorted.length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
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
