package io.jenkins.plugins.redundancy.engine.toolset;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.redundancy.engine.finding.Language;
import io.jenkins.plugins.redundancy.engine.merge.Coverage;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class PresetsTest {

    static Iterable<Preset> presets() {
        return Presets.shipped().all();
    }

    /** One row per preset: a weakness its documented rules know, in a language it scans. */
    @ParameterizedTest
    @CsvSource({
        "spotbugs, java, 89, 4.9 rules: SQL_INJECTION_JDBC",
        "pmd, java, 329, InsecureCryptoIv",
        "pmd-security, java, 89, SqlJoinedFromText",
        "errorprone, java, 595, ReferenceEquality",
        "semgrep, python, 502, python.lang.security.deserialization.pickle",
        "codeql-java, java, 22, java/path-injection",
        "codeql-python, python, 502, py/unsafe-deserialization",
        "codeql-javascript, javascript, 1321, js/prototype-pollution-utility",
        "codeql-cpp, c, 416, cpp/use-after-free",
        "codeql-go, go, 601, go/unvalidated-url-redirection",
        "codeql-ruby, ruby, 78, rb/command-line-injection",
        "codeql-csharp, csharp, 89, cs/sql-injection",
        "sonarqube, java, 89, S3649",
        "snyk-code, go, 22, PathTraversal",
        "bandit, python, 78, B602",
        "ruff, python, 327, S324",
        "flawfinder, c, 120, strcpy",
        "cppcheck, c, 415, doubleFree",
        "gcc, c, 401, -Wanalyzer-malloc-leak",
        "clang-analyzer, cpp, 476, core.NullDereference",
        "eslint-security, javascript, 95, detect-eval-with-expression",
        "shellcheck, shell, 78, SC2086",
        "gosec, go, 89, G201",
        "brakeman, ruby, 79, CheckCrossSiteScripting",
        "gitleaks, other, 798, every rule",
        "ast-grep, python, 502, python-deserialization"
    })
    void everyPresetCoversWhatItsRulesAreDocumentedToFind(String id, String language, int cwe, String rule) {
        Preset preset = Presets.shipped().find(id).orElseThrow();

        Coverage coverage = preset.coverage(Set.of(language));

        assertThat(coverage.cwes()).as(rule).contains(cwe);
    }

    @ParameterizedTest
    @MethodSource("presets")
    void everyPresetCanBeRunAndChecked(Preset preset) {
        assertThat(preset.id()).matches("[a-z0-9-]+");
        assertThat(preset.documentation()).startsWith("https://");
        assertThat(preset.executables()).isNotEmpty();
        assertThat(preset.command().sh())
                .contains("$REDUNDANCY_REPORT")
                .contains(preset.executables().get(0));
        assertThat(preset.command().bat())
                .satisfiesAnyOf(
                        bat -> assertThat(bat).isEmpty(), bat -> assertThat(bat).contains("%REDUNDANCY_REPORT%"));
        assertThat(preset.exitCodes().ran(0)).isTrue();
        assertThat(preset.exitCodes().ran(127)).as("command not found").isFalse();
        assertThat(preset.exitCodes().ran(137)).as("killed").isFalse();
        assertThat(preset.rulesSource()).isNotEmpty();
    }

    @ParameterizedTest
    @MethodSource("presets")
    void languagesAreThoseThatFilesAreToldBy(Preset preset) {
        assertThat(preset.languages())
                .allSatisfy(language -> assertThat(knownLanguages()).contains(language));
    }

    private static List<String> knownLanguages() {
        return List.of(
                        "x.java",
                        "x.kt",
                        "x.scala",
                        "x.groovy",
                        "x.py",
                        "x.c",
                        "x.cpp",
                        "x.cs",
                        "x.go",
                        "x.rb",
                        "x.php",
                        "x.js",
                        "x.ts",
                        "x.rs",
                        "x.swift",
                        "x.sh",
                        "x.tf",
                        "x.yml",
                        "Dockerfile")
                .stream()
                .map(Language::ofPath)
                .toList();
    }

    @Test
    void aPortHasItsOriginsLineage() {
        assertThat(Presets.shipped().find("ruff").orElseThrow().lineage()).isEqualTo("bandit");
        assertThat(Presets.shipped().find("codeql-java").orElseThrow().lineage())
                .isEqualTo("codeql");
        assertThat(Presets.shipped().find("pmd-security").orElseThrow().lineage())
                .isEqualTo(Presets.shipped().find("ast-grep").orElseThrow().lineage());
        assertThat(Presets.shipped().find("bandit").orElseThrow().lineage()).isEqualTo("bandit");
    }

    @Test
    void aToolOfManyLanguagesIsNoVoterOnWhatItKnowsInAnotherOne() {
        Preset semgrep = Presets.shipped().find("semgrep").orElseThrow();

        assertThat(semgrep.coverage(Set.of("c")).cwes()).contains(415).doesNotContain(89);
        assertThat(semgrep.coverage(Set.of("java")).cwes()).contains(89).doesNotContain(415);
        assertThat(semgrep.coverage().cwes()).contains(415, 89);
        assertThat(semgrep.coverage(Set.of("cobol")).cwes()).isEmpty();
    }
}
