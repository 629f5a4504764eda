package io.jenkins.plugins.redundancy.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.apache.logging.log4j.Level;
import org.apache.logging.log4j.LogManager;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MainTest {

    @TempDir
    private Path directory;

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "scna .",
                "scan",
                "scan --what .",
                "scan nowhere",
                "scan --set x .",
                "presets nothing",
                "explain"
            })
    void wrongUseIsExplainedAndReturnsThree(String line) {
        CommandLineRun.Ended ended =
                new CommandLineRun(directory).run(line.isEmpty() ? new String[0] : line.split(" "));

        assertThat(ended.code()).isEqualTo(ExitCode.WRONG_USE);
        assertThat(ended.err()).isNotBlank().doesNotContain("Exception");
        assertThat(ended.out()).isEmpty();
    }

    @Test
    void helpTellsTheExitCodes() {
        CommandLineRun.Ended ended = new CommandLineRun(directory).run("--help");

        assertThat(ended.code()).isZero();
        assertThat(ended.out())
                .contains("scan", "merge", "explain", "triage", "presets")
                .contains("2   too few scanners");
    }

    @Test
    void presetsAreListedWithWhetherTheyAreInstalled() {
        CommandLineRun.Ended ended =
                new CommandLineRun(directory).env("PATH", "/nowhere").run("presets");

        assertThat(ended.code()).isZero();
        assertThat(ended.out().lines())
                .anyMatch(line -> line.startsWith("spotbugs ") && line.contains("not installed"));
    }

    @Test
    void aPresetIsShownWithItsCommandAndDocumentation() {
        assertThat(new CommandLineRun(directory).run("presets", "ruff").out())
                .contains("lineage: bandit")
                .contains("https://docs.astral.sh/ruff")
                .contains("exit codes that mean it ran: 0, 1")
                .contains("$REDUNDANCY_REPORT");
        assertThat(new CommandLineRun(directory).run("presets", "ruf").err()).contains("Did you mean \"ruff\"?");
    }

    @Test
    @DisabledOnOs(value = OS.WINDOWS, disabledReason = "the scanner is a shell script")
    void withoutAToolSetWhatIsInstalledAndKnowsTheLanguageIsRun() throws IOException {
        Path bin = Files.createDirectories(directory.resolve("bin"));
        Path gosec = Files.writeString(
                bin.resolve("gosec"), "#!/bin/sh\ncp \"$FAKES/../nothing.sarif\" \"$REDUNDANCY_REPORT\"\n");
        assertThat(gosec.toFile().setExecutable(true)).isTrue();
        Path project = Files.createDirectories(directory.resolve("project"));
        Files.writeString(project.resolve("main.go"), "package main\n");

        CommandLineRun.Ended ended = new CommandLineRun(directory)
                .env("PATH", bin + ":/usr/bin:/bin")
                .run("scan", "project");

        assertThat(ended.code()).as(ended.out() + ended.err()).isZero();
        assertThat(ended.out())
                .contains("languages found: {go=1}")
                .contains("chosen gosec: go")
                .contains("left out codeql-go: codeql not on the PATH")
                .contains("auto: met")
                .doesNotContain("bandit");
    }

    @Test
    void withNothingThatCanRunItSaysWhatToDo() throws IOException {
        Files.writeString(directory.resolve("main.go"), "package main\n");

        CommandLineRun.Ended ended =
                new CommandLineRun(directory).env("PATH", "/nowhere").run("scan", ".");

        assertThat(ended.code()).isEqualTo(ExitCode.WRONG_USE);
        assertThat(ended.err()).contains("no scanner that can be run").contains("--tools");
    }

    /** Broken XML made them print stack traces between our lines. */
    @Test
    void librariesThatReadReportsLogNothing() {
        assertThat(LogManager.getRootLogger().getLevel()).isEqualTo(Level.OFF);
    }
}
