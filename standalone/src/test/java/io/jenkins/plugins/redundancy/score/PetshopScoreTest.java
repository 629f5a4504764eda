package io.jenkins.plugins.redundancy.score;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.File;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.spi.ToolProvider;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the merged result is worth on the example, from committed reports and, where the scanners are there, from new ones. */
class PetshopScoreTest {

    private static final Path PETSHOP = Path.of("../docs/examples/petshop");
    private static final List<String> TWO = List.of("spotbugs", "pmd-security");

    private static ScannedCorpus two;
    private static ScannedCorpus three;

    @BeforeAll
    static void read() throws IOException, URISyntaxException {
        Map<String, Path> reports = new TreeMap<>();
        reports.put("spotbugs", report("spotbugs.sarif"));
        reports.put("pmd-security", report("pmd.sarif"));
        two = corpus(reports, "/home/ci/petshop");
        reports.put("ast-grep", report("ast-grep.sarif"));
        three = corpus(reports, "/home/ci/petshop");
    }

    private static Path report(String name) throws URISyntaxException {
        return Path.of(
                PetshopScoreTest.class.getResource("PetshopScoreTest/" + name).toURI());
    }

    private static ScannedCorpus corpus(Map<String, Path> reports, String root) throws IOException {
        return ScannedCorpus.read(PETSHOP.resolve("truth.csv"), "java", reports, Set.of(root));
    }

    @Test
    void truthIsTheOneTheFiguresAreAbout() {
        assertThat(two.truth().cases()).hasSize(73);
        assertThat(two.truth().cases().stream().filter(Truth.Case::vulnerable)).hasSize(33);
    }

    @Test
    void mergedResultScoresHigherThanEachScanner() {
        for (String tool : TWO) {
            assertThat(two.confidence().youden())
                    .as(tool)
                    .isGreaterThan(two.scanner(tool).youden());
        }
    }

    @Test
    void aScannerOfTheSameHandNeverCostsAScore() {
        assertThat(three.confidence().youden())
                .isGreaterThanOrEqualTo(two.confidence().youden());
        assertThat(three.confidence().youden()).isGreaterThan(three.bestScanner());
    }

    @Test
    void everythingAScannerReportedIsInTheMergedResult() {
        for (String tool : TWO) {
            assertThat(two.any().tpr())
                    .as(tool)
                    .isGreaterThanOrEqualTo(two.scanner(tool).tpr());
        }
    }

    @Test
    void pageShowsTheseFigures() throws IOException {
        ScorePage.holds("petshop", ScoreTables.markdown(two));
        ScorePage.holds("petshop with three scanners", ScoreTables.markdown(three));
    }

    @Test
    void scannedAgainTheMergedResultScoresAsInTheTable(@TempDir Path directory) throws Exception {
        String path = System.getenv("PATH") + File.pathSeparator + scanners();
        for (String tool : List.of("spotbugs", "pmd")) {
            assumeTrue(
                    Stream.of(path.split(File.pathSeparator)).anyMatch(d -> Files.isExecutable(Path.of(d, tool))),
                    () -> tool + " is not on the PATH: bin/scanners install spotbugs pmd");
        }
        Path servlets = servletApi();
        assumeTrue(
                servlets != null,
                "the servlet API is not in the local Maven repository: run mvn compile in docs/examples/petshop");
        Path shop = copy(directory.resolve("petshop"));
        compile(shop, servlets);
        run(
                shop,
                path,
                "spotbugs",
                "-effort:max",
                "-low",
                "-auxclasspath",
                servlets.toString(),
                "-sourcepath",
                "src/main/java",
                "-sarif=spotbugs.sarif",
                "target/classes");
        run(
                shop,
                path,
                "pmd",
                "check",
                "-d",
                "src/main/java",
                "-R",
                "redundancy/java.xml",
                "--aux-classpath",
                "target/classes" + File.pathSeparator + servlets,
                "--no-cache",
                "--no-progress",
                "-f",
                "sarif",
                "-r",
                "pmd.sarif");

        ScannedCorpus again = corpus(
                Map.of("spotbugs", shop.resolve("spotbugs.sarif"), "pmd-security", shop.resolve("pmd.sarif")),
                shop.toRealPath().toString());

        assertThat(ScoreTables.markdown(again)).isEqualTo(ScoreTables.markdown(two));
    }

    private static String scanners() {
        return Path.of(
                        System.getenv()
                                .getOrDefault(
                                        "REDUNDANCY_CACHE", System.getProperty("user.home") + "/.cache/redundancy"),
                        "scanners/bin")
                .toString();
    }

    private static Path servletApi() throws IOException {
        Path artifact = Path.of(System.getProperty("user.home"), ".m2/repository/javax/servlet/javax.servlet-api");
        if (!Files.isDirectory(artifact)) {
            return null;
        }
        try (Stream<Path> files = Files.walk(artifact)) {
            return files.filter(f -> f.toString().endsWith(".jar"))
                    .sorted()
                    .findFirst()
                    .orElse(null);
        }
    }

    private static Path copy(Path to) throws IOException {
        try (Stream<Path> files = Files.walk(PETSHOP.resolve("src"))) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                Path target = to.resolve(PETSHOP.relativize(file).toString());
                Files.createDirectories(target.getParent());
                Files.copy(file, target);
            }
        }
        return to;
    }

    private static void compile(Path shop, Path servlets) throws IOException {
        List<String> arguments = new ArrayList<>(List.of(
                "-g",
                "-nowarn",
                "-proc:none",
                "-cp",
                servlets.toString(),
                "-d",
                shop.resolve("target/classes").toString()));
        try (Stream<Path> files = Files.walk(shop.resolve("src"))) {
            files.map(Path::toString).filter(f -> f.endsWith(".java")).forEach(arguments::add);
        }
        int code = ToolProvider.findFirst("javac")
                .orElseThrow()
                .run(System.out, System.err, arguments.toArray(String[]::new));
        assertThat(code).isZero();
    }

    private static void run(Path directory, String path, String... command) throws IOException, InterruptedException {
        ProcessBuilder builder = new ProcessBuilder("/bin/sh", "-c", "exec \"$@\"", "sh");
        builder.command().addAll(List.of(command));
        builder.environment().put("PATH", path);
        Path log = directory.resolve(command[0] + ".log");
        Process process = builder.directory(directory.toFile())
                .redirectErrorStream(true)
                .redirectOutput(log.toFile())
                .start();
        boolean ended = process.waitFor(5, TimeUnit.MINUTES);
        process.destroyForcibly();
        assertThat(ended && List.of(0, 4).contains(process.exitValue()))
                .as(Files.readString(log))
                .isTrue();
    }
}
