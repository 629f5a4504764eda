package io.jenkins.plugins.redundancy.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a mistake in a tool set is answered with: file, line, column, key, value and what to write instead. */
class ToolSetErrorsTest {

    private static final String ONE_SLOT = "toolSets:\n  - name: demo\n    slots:\n      - %s\n";

    @TempDir
    private Path directory;

    private CommandLineRun.Ended scan(String yaml) throws IOException {
        Files.writeString(directory.resolve("tools.yaml"), yaml);
        return new CommandLineRun(directory).run("scan", "--tools", "tools.yaml", ".");
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "preset: pmdd | tools.yaml:4:17: toolSets[0].slots[0].preset: \"pmdd\" cannot be used. Did you mean"
                        + " \"pmd\"?",
                "preset: x | preset: \"x\" cannot be used && Known: spotbugs, pmd-security",
                "{preset: pmd, timout: 3m} | tools.yaml:4:23: toolSets[0].slots[0].timout: there is no key \"timout\""
                        + " here. Did you mean \"timeout\"?",
                "{preset: pmd, timeout: 90} | tools.yaml:4:32: toolSets[0].slots[0].timeout: \"90\" cannot be used &&"
                        + " add a unit: 90s",
                "{preset: pmd, timeout: -3s} | timeout",
                "{preset: pmd, retries: many} | toolSets[0].slots[0].retries: \"many\" cannot be used. Write a whole"
                        + " number",
                "{preset: pmd, weight: 0} | toolSets[0].slots[0].weight: \"0\" cannot be used. Write a number above 0",
                "{preset: pmd, exitCodes: [0, 999]} | toolSets[0].slots[0].exitCodes: \"999\" is no exit code",
                "{preset: pmd, exitCodes: {clean: [0], finding: [1]}} | exitCodes.finding && Did you mean"
                        + " \"findings\"?",
                "{preset: pmd, reportFile: ../../etc/passwd} | toolSets[0].slots[0].reportFile && inside the scanned"
                        + " directory",
                "{preset: pmd, reportFile: /etc/passwd} | inside the scanned directory",
                "{preset: pmd, covers: {weaknesses: [sql-injektion]}} | \"sql-injektion\" is no weakness class. Did"
                        + " you mean \"sql-injection\"?",
                "{preset: pmd, env: {REDUNDANCY_REPORT: x}} | \"REDUNDANCY_REPORT\" cannot be set",
                "{preset: pmd, fallbacks: [{preset: pmd}]} | toolSets[0].slots[0].fallbacks[0].preset: the tool at"
                        + " toolSets[0].slots[0] is called \"pmd\" too",
                "{preset: pmd, fallbacks: [{preset: bandit, fallbacks: [ruff]}]} | fallbacks[0].fallbacks: there is no"
                        + " key",
                "{preset: pmd, format: srif} | toolSets[0].slots[0].format: \"srif\" cannot be used. Write auto, sonarqube-server, sarif",
                "{name: own} | toolSets[0].slots[0].command: the tool has no command",
                "{command: x} | toolSets[0].slots[0].name: the tool has neither a preset nor a name",
                "{name: ../x, command: x} | toolSets[0].slots[0].name: \"../x\" cannot be used",
                "{name: own, command: {sh: ''}} | toolSets[0].slots[0].command: the command is empty",
                "{name: own, command: [a, b]} | toolSets[0].slots[0].command: a list of 2 stands where keys are needed",
                "[1, 2] | toolSets[0].slots[0]: a list of 2 stands where keys are needed",
                "{preset: pmd, preset: bandit} | tools.yaml:4:23: the key \"preset\" stands twice",
                "{preset: pmd | this is no YAML && Look at indentation",
                "{? [a] : b} | a list or mapping stands as a key",
                "!!javax.script.ScriptEngineManager [x] | Global tag is not allowed"
            })
    void aMistakeInASlotIsNamedWithItsPlaceAndRemedy(String slot, String messages) throws IOException {
        CommandLineRun.Ended ended = scan(ONE_SLOT.formatted(slot));

        assertThat(ended.code()).as(ended.err()).isEqualTo(ExitCode.WRONG_USE);
        assertThat(ended.err()).contains("tools.yaml:").contains(messages.split(" && "));
        assertThat(ended.out()).isEmpty();
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "required: 3 | tools.yaml:4:15: toolSets[0].required: \"3\" cannot be used. There is only 1 slot",
                "required: 0 | toolSets[0].required: \"0\" cannot be used. Require at least 1",
                "required: most | toolSets[0].required: \"most\" cannot be used",
                "worthAnother: [timeout, bad-luck] | toolSets[0].worthAnother: \"timeout,bad-luck\" cannot be used",
                "mode: race | toolSets[0].mode: there is no key",
                "retries: 1000 | toolSets[0].retries",
                "agreement: two | toolSets[0].agreement: \"two\" cannot be used",
                "onLost: ignore | toolSets[0].onLost: \"ignore\" cannot be used",
                "partialCounts: yes | toolSets[0].partialCounts: \"yes\" cannot be used",
                "requird: 1 | there is no key \"requird\" here. Did you mean \"required\"?",
                "gate: [{severity: hihg}] | tools.yaml:4:12: toolSets[0].gate[0]",
                "gate: [{severty: high}] | toolSets[0].gate[0].severty: there is no key \"severty\" here. Did you mean"
                        + " \"severity\"?",
                "gate: [{confidence: 7}] | toolSets[0].gate[0]",
                "limits: {bytes: lots} | toolSets[0].limits.bytes: \"lots\" cannot be used. Write a number of bytes"
            })
    void aMistakeInAToolSetIsNamedWithItsPlaceAndRemedy(String line, String message) throws IOException {
        CommandLineRun.Ended ended = scan("toolSets:\n  - name: demo\n    slots: [pmd]\n    " + line + "\n");

        assertThat(ended.code()).as(ended.err()).isEqualTo(ExitCode.WRONG_USE);
        assertThat(ended.err()).contains(message);
    }

    @Test
    void everythingThatIsWrongIsToldAtOnce() throws IOException {
        CommandLineRun.Ended ended = scan("toolSets:\n  - nam: demo\n    slots: [pmdd, {preset: bandt, retries: x}]\n");

        assertThat(ended.err().lines()).hasSize(5);
        assertThat(ended.err()).contains("\"nam\"", "the tool set has no name", "\"pmdd\"", "\"bandt\"", "\"x\"");
    }

    @ParameterizedTest
    @CsvSource({
        "'', the file is empty",
        "'a: b', there is no key",
        "'[]', a list of 0 stands",
        "'toolSets: []', there is no tool set"
    })
    void aFileWithoutToolSetsSaysSo(String yaml, String message) throws IOException {
        CommandLineRun.Ended ended = scan(yaml);

        assertThat(ended.code()).isEqualTo(ExitCode.WRONG_USE);
        assertThat(ended.err()).contains("tools.yaml:").contains(message);
    }

    @Test
    void twoToolSetsOfOneNameAreRefused() throws IOException {
        assertThat(scan("toolSets: [{name: a, slots: [pmd]}, {name: a, slots: [pmd]}]")
                        .err())
                .contains("toolSets[1].name: a tool set above is called \"a\" too");
    }

    @Test
    void aFileOfSeveralToolSetsNeedsAChoice() throws IOException {
        String two = "toolSets: [{name: java-sast, slots: [pmd]}, {name: python-sast, slots: [bandit]}]";

        assertThat(scan(two).err()).contains("has several tool sets: add --set and one of [java-sast, python-sast]");
        assertThat(new CommandLineRun(directory)
                        .run("scan", "--tools", "tools.yaml", "--set", "java-sats", ".")
                        .err())
                .contains("Did you mean \"java-sast\"?");
    }

    @Test
    @Timeout(20)
    void aliasesThatUnfoldToBillionsAreRefused() throws IOException {
        StringBuilder bomb = new StringBuilder("a0: &a0 [x, x, x, x, x, x, x, x, x, x]\n");
        for (int i = 1; i < 12; i++) {
            bomb.append(
                    "a%d: &a%d [%s]\n".formatted(i, i, "*a%d, ".formatted(i - 1).repeat(9) + "*a" + (i - 1)));
        }

        CommandLineRun.Ended ended = scan(bomb.toString());

        assertThat(ended.code()).isEqualTo(ExitCode.WRONG_USE);
        assertThat(ended.err()).contains("tools.yaml").contains("aliases");
    }

    @Test
    void anAliasWithinItselfIsRefused() throws IOException {
        assertThat(scan("toolSets: &a [*a]").err()).contains("unfolds to more than");
    }

    @Test
    void deepNestingIsRefused() throws IOException {
        assertThat(scan("[".repeat(5000)).err()).contains("tools.yaml").contains("no YAML");
    }

    @Test
    void aFileThatIsNotThereIsNamed() {
        assertThat(new CommandLineRun(directory)
                        .run("scan", "--tools", "nowhere.yaml", ".")
                        .err())
                .contains("nowhere.yaml: there is no such file");
    }

    @Test
    void escapesInAMistakeDoNotReachTheTerminal() throws IOException {
        assertThat(scan("\"\\e[31mkey\": 1").err()).doesNotContain("\u001b");
    }
}
