package io.jenkins.plugins.redundancy.engine.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.jenkins.plugins.redundancy.engine.merge.Ballot;
import io.jenkins.plugins.redundancy.engine.merge.Merge;
import io.jenkins.plugins.redundancy.engine.merge.MergeOptions;
import io.jenkins.plugins.redundancy.engine.read.Limits;
import io.jenkins.plugins.redundancy.engine.read.PathMapping;
import io.jenkins.plugins.redundancy.engine.read.ReportReader;
import io.jenkins.plugins.redundancy.engine.read.Source;
import java.io.File;
import java.io.IOException;
import java.io.OutputStream;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Microsoft's Multitool (npm package {@code @microsoft/sarif-multitool}) finds no error in what we write. It is taken
 * from {@code -Dredundancy.multitool=FILE} or the PATH.
 */
class SarifValidationTest {

    @TempDir
    private Path directory;

    private Path multitool;

    @BeforeEach
    void find() {
        String named = System.getProperty("redundancy.multitool");
        multitool = named != null
                ? Path.of(named)
                : Stream.of(System.getenv("PATH").split(File.pathSeparator))
                        .map(d -> Path.of(d, "sarif-multitool"))
                        .filter(Files::isExecutable)
                        .findFirst()
                        .orElse(null);
        assumeTrue(
                multitool != null,
                "sarif-multitool is not on the PATH: npm install @microsoft/sarif-multitool, then "
                        + "-Dredundancy.multitool=node_modules/.bin/sarif-multitool");
    }

    @Test
    void petshopIsValid() throws Exception {
        String folder = "/io/jenkins/plugins/redundancy/score/PetshopScoreTest/";
        write(
                "petshop",
                merge(file(folder + "spotbugs.sarif"), file(folder + "pmd.sarif"), file(folder + "ast-grep.sarif")));
        assertThat(errors()).isEmpty();
    }

    @Test
    void realReportsOfManyToolsAreValid() throws Exception {
        String folder = "/io/jenkins/plugins/redundancy/engine/read/RealReportsTest/";
        write(
                "real",
                merge(
                        file(folder + "gcc-partial.sarif"),
                        file(folder + "clang.sarif"),
                        file(folder + "flawfinder.sarif"),
                        file(folder + "eslint-partial.sarif"),
                        file(folder + "ruff.sarif"),
                        file(folder + "cppcheck.xml"),
                        file(folder + "bandit.json"),
                        file(folder + "spotbugs.xml")));
        assertThat(errors()).isEmpty();
    }

    @Test
    void hostileReportsAreValid() throws Exception {
        String hostile = "/io/jenkins/plugins/redundancy/engine/report/SarifValidationTest/hostile.sarif";
        write("hostile", merge(file(hostile), file(hostile)));
        assertThat(errors()).isEmpty();
    }

    @Test
    void resultsOfEveryShapeAreValid() throws Exception {
        for (int seed = 0; seed < 60; seed++) {
            write("random-" + seed, RandomResults.of(new Random(seed)));
        }
        assertThat(errors()).isEmpty();
    }

    private static Path file(String resource) throws URISyntaxException {
        return Path.of(SarifValidationTest.class.getResource(resource).toURI());
    }

    private static ScanResult merge(Path... reports) throws IOException {
        List<Ballot> ballots = new ArrayList<>();
        for (Path report : reports) {
            String tool = "tool-" + ballots.size();
            ballots.add(
                    Ballot.bare(ReportReader.read(Source.of(report), tool, null, Limits.DEFAULT, PathMapping.NONE)));
        }
        return new ScanResult("x", null, Merge.merge(ballots, MergeOptions.on(LocalDate.of(2026, 3, 1))), null);
    }

    private void write(String name, ScanResult result) throws IOException {
        try (OutputStream out = Files.newOutputStream(directory.resolve(name + ".sarif"))) {
            SarifWriter.write(result.merged(), result.quorate(), result.notices(), out);
        }
    }

    /** Lines of the Multitool that say error, and all of them when it did not come to its end. */
    private List<String> errors() throws IOException, InterruptedException {
        Path log = directory.resolve("log.txt");
        Process process = new ProcessBuilder(
                        multitool.toString(),
                        "validate",
                        directory + "/*.sarif",
                        "--output",
                        Files.createDirectories(directory.resolve("out"))
                                .resolve("validation.sarif")
                                .toString(),
                        "--max-file-size-in-kb",
                        "1000000")
                .redirectErrorStream(true)
                .redirectOutput(log.toFile())
                .start();
        boolean ended = process.waitFor(5, TimeUnit.MINUTES);
        process.destroyForcibly();
        List<String> lines = Files.readAllLines(log);
        assertThat(ended).as("%s", lines).isTrue();
        assertThat(lines).contains("Analysis completed successfully.");
        return lines.stream()
                .filter(line -> line.matches(".* error [A-Z]+[0-9]+.*"))
                .toList();
    }
}
