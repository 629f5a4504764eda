package io.jenkins.plugins.redundancy.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.jenkins.plugins.redundancy.engine.fetch.SonarQubeTask;
import io.jenkins.plugins.redundancy.engine.finding.WeaknessClass;
import io.jenkins.plugins.redundancy.engine.merge.Cluster;
import io.jenkins.plugins.redundancy.engine.report.ResultJson;
import io.jenkins.plugins.redundancy.engine.report.ScanResult;
import io.jenkins.plugins.redundancy.engine.toolset.Preset;
import io.jenkins.plugins.redundancy.engine.toolset.Presets;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.List;
import java.util.spi.ToolProvider;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Every preset whose scanner is installed, run for real over a file with one weakness it knows; others are skipped. */
@DisabledOnOs(value = OS.WINDOWS, disabledReason = "bin/scanners installs for a POSIX shell")
class RealScannersTest {

    @TempDir
    private Path directory;

    @ParameterizedTest(name = "{0}")
    @CsvSource({
        "spotbugs, java, sql-injection, src/main/java/sample/Weak.java",
        "pmd-security, java, weak-hash, src/main/java/sample/Weak.java",
        "pmd, java, null-dereference, src/main/java/sample/Weak.java",
        "sonarqube, java, sql-injection, src/main/java/sample/Weak.java",
        "errorprone, java, reference-comparison, src/main/java/sample/Weak.java",
        "semgrep, python, deserialization, weak.py",
        "bandit, python, deserialization, weak.py",
        "ruff, python, deserialization, weak.py",
        "ast-grep, python, deserialization, weak.py",
        "flawfinder, c, buffer-overflow, weak.c",
        "cppcheck, c, double-free, weak.c",
        "gcc, c, double-free, weak.c",
        "clang-analyzer, c, double-free, weak.c",
        "eslint-security, javascript, code-injection, weak.js",
        "shellcheck, shell, command-injection, weak.sh",
        "gosec, go, weak-hash, weak.go",
        "codeql-python, python, code-injection, weak.py"
    })
    void findsAWeaknessThatItsPresetSaysItKnows(String id, String sample, String weakness, String file)
            throws IOException {
        Preset preset = Presets.shipped().find(id).orElseThrow();
        String path = System.getenv("PATH") + ":" + scanners();
        CommandLineRun run =
                new CommandLineRun(directory).env("PATH", path).env("SONAR_PROJECT_KEY", "redundancy-test");
        List<String> missing = new SearchPath(paths(path), List.of("")).missing(preset.executables());
        assumeTrue(missing.isEmpty(), () -> missing + " not on the PATH: bin/scanners install " + id);
        boolean server = preset.format().equals(SonarQubeTask.FORMAT);
        assumeTrue(
                !server || System.getenv("SONAR_TOKEN") != null,
                () -> id + " needs a server: bin/sonarqube run … sets SONAR_HOST_URL and SONAR_TOKEN");
        assumeTrue(
                server || !preset.needs().contains("network"),
                () -> id + " fetches its rules over the network: not run in tests");
        Path project =
                copy(CommandLineRun.RESOURCES.resolveSibling("RealScannersTest").resolve(sample));
        if (preset.needsClasses()) {
            compile(project);
        }
        Path tools = Files.writeString(
                directory.resolve("tools.yaml"), "toolSets: [{name: real, gate: [], slots: [{preset: " + id + "}]}]");

        CommandLineRun.Ended ended = run.run("scan", "--tools", tools.toString(), project.toString());

        assertThat(ended.code()).as(ended.out() + ended.err() + log(id)).isEqualTo(ExitCode.PASSED);
        assertThat(result().merged().clusters())
                .as("%s", result().merged().clusters())
                .anySatisfy(cluster -> {
                    assertThat(cluster.weakness())
                            .isEqualTo(WeaknessClass.ofId(weakness).orElseThrow());
                    assertThat(place(cluster)).isEqualTo(file);
                });
    }

    private static String place(Cluster cluster) {
        return cluster.subject().location().map(location -> location.path()).orElse("");
    }

    private static Path scanners() {
        String cache = System.getenv()
                .getOrDefault("REDUNDANCY_CACHE", System.getProperty("user.home") + "/.cache/redundancy");
        return Path.of(cache, "scanners", "bin");
    }

    private static List<Path> paths(String path) {
        return List.of(path.split(":")).stream()
                .filter(entry -> !entry.isBlank())
                .map(Path::of)
                .toList();
    }

    private String log(String id) throws IOException {
        Path log = directory.resolve("redundancy-report/scanners/" + id + "/log.txt");
        return Files.exists(log) ? Files.readString(log) : "";
    }

    private ScanResult result() throws IOException {
        Path file = directory.resolve("redundancy-report/result.json");
        try (InputStream in = Files.newInputStream(file)) {
            return ResultJson.read(in, file.toString());
        }
    }

    private Path copy(Path sample) throws IOException {
        Path project = directory.resolve("project");
        Files.walkFileTree(sample, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
                Path target = project.resolve(sample.relativize(file).toString().replace(".txt", ""));
                Files.createDirectories(target.getParent());
                Files.copy(file, target);
                return FileVisitResult.CONTINUE;
            }
        });
        return project;
    }

    private static void compile(Path project) throws IOException {
        List<String> arguments = new ArrayList<>(
                List.of("-g", "-nowarn", "-d", project.resolve("target/classes").toString()));
        try (var sources = Files.walk(project.resolve("src"))) {
            sources.filter(Files::isRegularFile).map(Path::toString).forEach(arguments::add);
        }
        ToolProvider javac = ToolProvider.findFirst("javac").orElseThrow();
        assertThat(javac.run(System.out, System.err, arguments.toArray(String[]::new)))
                .isZero();
    }
}
