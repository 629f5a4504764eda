package io.jenkins.plugins.redundancy.benchmark;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import io.jenkins.plugins.redundancy.engine.merge.Ballot;
import io.jenkins.plugins.redundancy.engine.merge.Merged;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Guards the figures of docs/performance.md without a clock: what a finding costs in allocated bytes does not depend on
 * what else the machine does. The bounds are about one and a half times what was measured.
 */
class AllocationTest {

    private static final int SMALL = 400;
    private static final int LARGE = 4_000;
    private static final ThreadMXBean THREADS = ManagementFactory.getPlatformMXBean(ThreadMXBean.class);

    @TempDir
    static Path directory;

    private record Cost(long reading, long merging) {}

    private static Cost small;
    private static Cost large;

    @BeforeAll
    static void measure() throws IOException {
        cost(SMALL); // loads classes and tables
        small = cost(SMALL);
        large = cost(LARGE);
        System.out.printf("bytes allocated per finding: %s for %d, %s for %d%n", small, 5 * SMALL, large, 5 * LARGE);
    }

    /** Bytes per finding. */
    private static Cost cost(int resultsPerTool) throws IOException {
        GeneratedLogs logs = GeneratedLogs.in(directory, resultsPerTool);
        long before = THREADS.getCurrentThreadAllocatedBytes();
        List<Ballot> ballots = logs.read();
        long read = THREADS.getCurrentThreadAllocatedBytes();
        Merged merged = GeneratedLogs.merge(ballots);
        long end = THREADS.getCurrentThreadAllocatedBytes();
        assertThat(merged.clusters()).hasSizeGreaterThan(resultsPerTool);
        return new Cost((read - before) / (5L * resultsPerTool), (end - read) / (5L * resultsPerTool));
    }

    @Test
    void readingAllocatesLittleMoreThanTheFindings() {
        assertThat(large.reading()).as("bytes per finding").isLessThan(2_000);
    }

    @Test
    void mergingAllocatesLittleMoreThanTheClusters() {
        assertThat(large.merging()).as("bytes per finding").isLessThan(2_500);
    }

    @Test
    void aFindingOfManyCostsNoMoreThanOneOfFew() {
        assertThat((double) (large.reading() + large.merging()) / (small.reading() + small.merging()))
                .as("10 times the findings, cost of each")
                .isLessThan(1.5);
    }

    @Test
    void logsAreTheSameBytesForTheSameSize() throws IOException {
        List<Path> again = GeneratedLogs.in(directory.resolve("again"), SMALL).files();
        List<Path> once = GeneratedLogs.in(directory, SMALL).files();
        for (int i = 0; i < once.size(); i++) {
            assertThat(Files.mismatch(once.get(i), again.get(i))).isEqualTo(-1);
        }
    }
}
