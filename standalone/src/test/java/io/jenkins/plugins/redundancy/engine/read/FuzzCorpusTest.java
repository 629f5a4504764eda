package io.jenkins.plugins.redundancy.engine.read;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The corpus of the fuzz targets in {@code src/fuzz} as a regression test, without Jazzer; {@code -Pfuzz} searches on. */
class FuzzCorpusTest {

    @ParameterizedTest
    @CsvSource({
        "Sarif, sarif",
        "Bandit, bandit",
        "SonarQube, sonarqube",
        "Cppcheck, cppcheck",
        "SpotBugs, spotbugs",
        "ShellCheck, shellcheck",
        "Compact, compact",
        "AnyReport,"
    })
    void everyInputOfTheCorpusIsReadOrRefused(String target, String format) throws Exception {
        List<Path> inputs = inputs(target);

        assertThat(inputs).isNotEmpty();
        for (Path input : inputs) {
            FuzzedReport.readOrRefuse(Files.readAllBytes(input), format);
        }
    }

    /** The first byte of an input says which format. */
    @Test
    void everyInputForTheLibraryIsReadOrRefused() throws Exception {
        for (Path input : inputs("AnalysisModel")) {
            FuzzedReport.readOrRefuseByLibrary(Files.readAllBytes(input));
        }
    }

    @Test
    void theCorpusReachesFindings() throws Exception {
        for (String target : List.of("Sarif/all-parts.sarif", "Bandit/bandit.json", "SpotBugs/spotbugs.xml")) {
            String[] parts = target.split("/");
            Path input = inputs(parts[0]).stream()
                    .filter(path -> path.endsWith(parts[1]))
                    .findFirst()
                    .orElseThrow();
            assertThat(Reports.read(Files.readAllBytes(input), null, null, PathMapping.NONE)
                            .findings())
                    .isNotEmpty();
        }
    }

    private static List<Path> inputs(String target) throws IOException, URISyntaxException {
        Path folder = Path.of(FuzzCorpusTest.class
                .getResource(target + "FuzzInputs/readsOrRefuses")
                .toURI());
        try (Stream<Path> files = Files.list(folder)) {
            return files.sorted().toList();
        }
    }
}
