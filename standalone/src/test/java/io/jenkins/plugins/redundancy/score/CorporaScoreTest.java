package io.jenkins.plugins.redundancy.score;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

/**
 * What the merged result is worth on public corpora. They stay outside of the repository: {@code -Dredundancy.corpora=DIR}
 * names the folder that holds them, made with the commands of docs/scores.md.
 */
class CorporaScoreTest {

    @Test
    void onJulietTheMergedResultScoresHigherThanEachScanner() throws IOException {
        ScannedCorpus juliet = corpus(
                "juliet-c-subset",
                "c",
                "gcc=gcc.sarif",
                "clang-analyzer=clang.sarif",
                "cppcheck=cppcheck.xml",
                "flawfinder=flawfinder.sarif");
        assertThat(juliet.confidence().youden()).isGreaterThan(juliet.bestScanner() + .1);
        ScorePage.holds("juliet-c-subset", ScoreTables.markdown(juliet));
    }

    /** The page says why: every other scanner's rule for external entities fires on every parser. */
    @Test
    void onBenchmarkPythonTheMergedResultLosesToTheBestScannerByOneClass() throws IOException {
        ScannedCorpus python =
                corpus("BenchmarkPython", "python", "ast-grep=ast-grep.sarif", "bandit=bandit.json", "ruff=ruff.sarif");
        ScannedCorpus foreign = python.without("ast-grep");
        Map<String, Double> classes = python.confidence().youdenByClass();
        python.scanner("ast-grep").youdenByClass().forEach((label, youden) -> {
            if (!label.equals("xxe")) {
                assertThat(classes.get(label)).as(label).isGreaterThanOrEqualTo(youden);
            }
        });
        assertThat(foreign.confidence().youden()).isGreaterThanOrEqualTo(foreign.bestScanner() - .001);
        ScorePage.holds("BenchmarkPython", ScoreTables.markdown(python));
    }

    @Test
    void onBenchmarkJavaTheMergedResultEqualsTheBestScanner() throws IOException {
        ScannedCorpus java = corpus(
                "BenchmarkJava",
                "java",
                "spotbugs=spotbugs.xml",
                "pmd-security=pmd.sarif",
                "errorprone=errorprone.txt");
        assertThat(java.confidence().youden()).isGreaterThanOrEqualTo(java.bestScanner());
        ScorePage.holds("BenchmarkJava", ScoreTables.markdown(java));
    }

    private static ScannedCorpus corpus(String name, String language, String... reports) throws IOException {
        String folder = System.getProperty("redundancy.corpora");
        assumeTrue(folder != null, "no -Dredundancy.corpora=DIR: docs/scores.md says how to make the folder");
        Path corpus = Path.of(folder, name);
        assumeTrue(Files.exists(corpus.resolve("truth.csv")), () -> corpus + " has no truth.csv");
        Map<String, Path> files = new LinkedHashMap<>();
        for (String report : reports) {
            String[] named = report.split("=");
            files.put(named[0], corpus.resolve("reports").resolve(named[1]));
        }
        return ScannedCorpus.read(
                corpus.resolve("truth.csv"),
                language,
                files,
                Set.of(corpus.toRealPath().toString()));
    }
}
