package io.jenkins.plugins.redundancy.engine.read;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Every reader against valid reports damaged by their tokens: {@code mutations} of them per format, a few in the normal run,
 * millions with {@code -Dmutations=N} (docs/fuzzing.md).
 */
class ReportMutationsTest {
    private static final int MUTATIONS = Integer.getInteger("mutations", 1_000);
    private static final long SEED = Long.getLong("mutations.seed", 1);
    private static final int SMALL = 6_000;

    @ParameterizedTest
    @CsvSource({
        "Sarif, sarif",
        "Bandit, bandit",
        "SonarQube, sonarqube",
        "Cppcheck, cppcheck",
        "SpotBugs, spotbugs",
        "ShellCheck, shellcheck",
        "Compact, compact"
    })
    void aReportDamagedInsideIsReadOrRefused(String target, String format) throws Exception {
        List<ReportMutator> mutators = new ArrayList<>();
        Path folder = Path.of(ReportMutationsTest.class
                .getResource(target + "FuzzInputs/readsOrRefuses")
                .toURI());
        try (Stream<Path> files = Files.list(folder)) {
            for (Path file : files.sorted().toList()) {
                byte[] report = Files.readAllBytes(file);
                if (report.length > 0 && report.length < SMALL) {
                    mutators.add(new ReportMutator(report));
                }
            }
        }
        Random random = new Random(SEED + target.hashCode());
        long start = System.nanoTime();
        for (int i = 0; i < MUTATIONS; i++) {
            byte[] report = mutators.get(i % mutators.size()).mutated(random);
            try {
                FuzzedReport.readOrRefuse(report, format);
            } catch (AssertionError | RuntimeException e) {
                throw new AssertionError(
                        "report " + i + ": " + Base64.getEncoder().encodeToString(report), e);
            }
        }
        if (MUTATIONS > 10_000) {
            System.out.printf(
                    "%s: %d mutated reports in %d s%n", format, MUTATIONS, (System.nanoTime() - start) / 1_000_000_000);
        }
    }
}
