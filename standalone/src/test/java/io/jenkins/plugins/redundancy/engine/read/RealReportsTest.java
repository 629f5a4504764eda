package io.jenkins.plugins.redundancy.engine.read;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.redundancy.engine.finding.Finding;
import io.jenkins.plugins.redundancy.engine.finding.Location;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Reports that the scanners themselves wrote (README.md beside them). */
class RealReportsTest {
    private static final PathMapping PATHS = PathMapping.of(List.of("/home/ci/sample"), Set.of("java/src/Sample.java"));

    private static ToolReport read(String name, String tool, String format) throws IOException {
        byte[] bytes = Reports.file(RealReportsTest.class, name);
        return ReportReader.read(Source.of(name, new ByteArrayInputStream(bytes)), tool, format, Limits.DEFAULT, PATHS);
    }

    private static String line(Finding finding) {
        return finding.weakness().id() + " "
                + finding.subject().location().map(Location::toString).orElse("?");
    }

    @ParameterizedTest
    @CsvSource({
        "ast-grep-c.sarif,         , ast-grep,       2, buffer-overflow c/pet.c:7",
        "ast-grep-java.sarif,      , ast-grep,       4, weak-random java/src/Sample.java:11",
        "ast-grep-js.sarif,        , ast-grep,       5, code-injection js/app.js:22",
        "ast-grep-python.sarif,    , ast-grep,       6, deserialization python/app.py:22",
        "bandit.json,              , bandit,         9, weak-hash python/app.py:28",
        "clang.sarif,              , clang-analyzer, 8, double-free c/pet.c:25",
        "cppcheck.xml,             , cppcheck,       6, double-free c/pet.c:25",
        "errorprone.txt,error-prone, errorprone,     2, reference-comparison java/src/Sample.java:31",
        "eslint.sarif,             , eslint,         6, regex-dos js/app.js:25",
        "flawfinder.sarif,         , flawfinder,     9, format-string c/pet.c:8",
        "gcc.sarif,                , gcc,           10, double-free c/pet.c:25",
        "gcc.txt,gcc,                gcc,            9, double-free c/pet.c:25",
        "pmd.sarif,                , pmd,            7, sql-injection java/src/Sample.java:14",
        "pmd.xml,                  , pmd,            7, sql-injection java/src/Sample.java:14",
        "ruff.sarif,               , ruff,          10, weak-hash python/app.py:28",
        "eslint.json,eslint,         eslint,         6, regex-dos js/app.js:25",
        "shellcheck.json,          , shellcheck,    11, path-traversal sh/clean.sh:4",
        "spotbugs.sarif,           , spotbugs,      17, weak-hash java/src/Sample.java:23",
        "spotbugs.xml,             , spotbugs,      17, weak-hash java/src/Sample.java:23"
    })
    void readsWhatAScannerWroteAndKnowsTheWeakness(
            String file, String format, String tool, int findings, String weaknessAndPlace) throws Exception {
        ToolReport report = read(file, null, format);

        assertThat(report.tool()).isEqualTo(tool);
        assertThat(report.complete()).isTrue();
        assertThat(report.warnings()).isEmpty();
        assertThat(report.findings()).hasSize(findings);
        assertThat(report.findings()).extracting(RealReportsTest::line).contains(weaknessAndPlace);
        assertThat(report.findings()).allSatisfy(finding -> {
            Location at = finding.subject().location().orElseThrow();
            assertThat(PathMapping.isInsideTree(at.path())).as(at.path()).isTrue();
            assertThat(at.startLine()).isPositive();
            assertThat(finding.message()).isNotEmpty();
            assertThat(report.rules()).contains(finding.rule());
        });
    }

    @ParameterizedTest
    @CsvSource({
        "bandit-partial.json, 0, broken/python/b.py",
        "clang-partial.sarif, 0, executionSuccessful",
        "cppcheck-partial.xml, 0, broken/c/b.c",
        "eslint-partial.sarif, 0, Parsing error",
        "gcc-partial.sarif, 0, executionSuccessful",
        "pmd-partial.sarif, 7, executionSuccessful",
        "ruff-partial.sarif, 0, executionSuccessful"
    })
    void aReportOfARunThatCouldNotReadAFileIsNotComplete(String file, int findings, String why) throws Exception {
        ToolReport report = read(file, null, null);

        assertThat(report.complete()).isFalse();
        assertThat(report.findings()).hasSize(findings);
        assertThat(report.warnings()).anySatisfy(warning -> assertThat(warning).contains(why));
    }

    @Test
    void oneCheckerOfClangIsSeveralWeaknesses() throws Exception {
        assertThat(read("clang.sarif", null, null).findings())
                .filteredOn(finding -> finding.rule().id().equals("unix.Malloc"))
                .extracting(finding -> finding.weakness().id())
                .containsExactly("memory-leak", "double-free");
    }

    @Test
    void spotBugsSaysTheSameInBothOfItsFormats() throws Exception {
        List<String> sarif = read("spotbugs.sarif", null, null).findings().stream()
                .map(finding -> finding.rule().id() + " " + finding.cwes() + " " + line(finding))
                .sorted()
                .toList();
        List<String> xml = read("spotbugs.xml", null, null).findings().stream()
                .map(finding -> finding.rule().id() + " " + finding.cwes() + " " + line(finding))
                .sorted()
                .toList();

        assertThat(sarif).isEqualTo(xml);
    }

    @Test
    void theNameOfTheToolTellsWhichRulesACommonFormatHolds() throws Exception {
        ToolReport report = read("shellcheck.checkstyle.xml", "shellcheck", null);

        assertThat(report.tool()).isEqualTo("shellcheck");
        assertThat(report.findings()).hasSize(11);
        assertThat(report.findings().get(2).rule().id()).isEqualTo("SC2115");
        assertThat(report.findings().get(2).cwes()).containsExactly(73);
    }
}
