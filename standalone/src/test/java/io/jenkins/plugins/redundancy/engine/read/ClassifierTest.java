package io.jenkins.plugins.redundancy.engine.read;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.redundancy.engine.finding.WeaknessClass;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ClassifierTest {

    private static Classifier.Classified classify(String tool, String rule, List<Integer> own, String message) {
        return new Classifier(Producer.named(tool)).classify(rule, own, message);
    }

    @ParameterizedTest
    @CsvSource({
        "PMD, CloseResource, resource-leak",
        "Error Prone, ReferenceEquality, reference-comparison",
        "ESLint, security/detect-child-process, command-injection",
        "ESLint, no-eval, code-injection",
        "cppcheck, memleak, memory-leak",
        "bandit, B608, sql-injection",
        "ruff, S608, sql-injection",
        "flake8, S501, certificate-validation",
        "pylint, W0123, code-injection",
        "pylint, eval-used, code-injection",
        "clang-analyzer, core.NullDereference, null-dereference",
        "clang-tidy, clang-analyzer-core.DivideZero, divide-by-zero",
        "GNU C17, -Wanalyzer-double-free, double-free",
        "gcc, uninitialized, uninitialized",
        "SonarQube, java:S2076, command-injection",
        "SonarQube, python:S4790, weak-hash",
        "SpotBugs, SQL_INJECTION_JDBC, sql-injection",
        "SpotBugs, HARD_CODE_PASSWORD, hard-coded-credentials",
        "SpotBugs, OBL_UNSATISFIED_OBLIGATION, resource-leak",
        "SpotBugs, NP_LOAD_OF_KNOWN_NULL_VALUE, null-dereference",
        "ShellCheck, SC2086, command-injection",
        "gosec, G401, weak-hash"
    })
    void aRuleWithoutNumbersGetsThoseOfTheTable(String tool, String rule, String weakness) {
        assertThat(classify(tool, rule, List.of(), "").weakness().id()).isEqualTo(weakness);
    }

    @ParameterizedTest
    @CsvSource({
        "Potential leak of memory pointed to by 'p', 401",
        "Potential memory leak, 401",
        "Attempt to free released memory, 415",
        "Use of memory after it is freed, 416",
        "Argument to free() is the address of the local variable 'x', 590",
        "'Argument to free() is offset by 4 bytes from the start of memory', 590"
    })
    void theMessageTellsTheWeaknessesOfOneRuleApart(String message, int cwe) {
        assertThat(classify("clang", "unix.Malloc", List.of(), message).cwes()).containsExactly(cwe);
    }

    @ParameterizedTest
    @CsvSource({
        "bandit, B303, 327, weak-hash",
        "bandit, B324, 327, weak-hash",
        "bandit, B102, 78, code-injection",
        "bandit, B304, 327, weak-cipher",
        "Bearer, java_lang_weak_random, 327, weak-random",
        "SonarQube, java:S4790, 1240, weak-hash",
        "Semgrep OSS, python.lang.security.insecure-hash-algorithms.md5, 327, weak-hash",
        "gosec, G501, 327, weak-hash"
    })
    void aNumberThatLeadsToTheWrongClassIsCorrected(String tool, String rule, int own, String weakness) {
        assertThat(classify(tool, rule, List.of(own), "").weakness().id()).isEqualTo(weakness);
    }

    @Test
    void aQueryOfSeveralClassesIsWhatItIsAbout() {
        assertThat(classify("CodeQL", "js/code-injection", List.of(79, 94, 95, 116), "")
                        .weakness()
                        .id())
                .isEqualTo("code-injection");
        assertThat(classify("CodeQL", "java/weak-cryptographic-algorithm", List.of(327, 328), "MD5 is weak")
                        .cwes())
                .containsExactly(328);
        assertThat(classify("CodeQL", "java/weak-cryptographic-algorithm", List.of(327, 328), "DES is weak")
                        .cwes())
                .containsExactly(327);
    }

    @Test
    void theToolsOwnNumberComesBeforeTheTable() {
        assertThat(classify("PMD", "CloseResource", List.of(404), "").cwes()).containsExactly(404);
        assertThat(classify("bandit", "B303", List.of(916), "").cwes()).containsExactly(916);
    }

    @Test
    void aNumberInTheMessageIsTheLastResort() {
        assertThat(classify("ast-grep", "x", List.of(), "CWE-502: unsafe").cwes())
                .containsExactly(502);
        assertThat(classify("ast-grep", "x", List.of(), "see CWE-502-top25 and cwe top 25")
                        .cwes())
                .isEmpty();
        assertThat(classify("ast-grep", "x", List.of(), "").weakness())
                .isEqualTo(WeaknessClass.ofRule("ast-grep", "x"));
    }

    @Test
    void aRuleCoversEverythingItsMessagesCanMean() {
        assertThat(new Classifier(Producer.named("clang")).ofRule("unix.Malloc", List.of()))
                .containsExactly(131, 401, 415, 416, 590);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "bandit",
                "bearer",
                "clang",
                "codeql",
                "cppcheck",
                "error-prone",
                "eslint",
                "gcc",
                "gosec",
                "pmd",
                "pylint",
                "semgrep",
                "shellcheck",
                "snyk",
                "sonarqube",
                "spotbugs"
            })
    void everyTableNamesItsSourceAndHoldsNumbersThatExist(String name) throws Exception {
        String text = new String(
                RuleTable.class.getResourceAsStream("rules/" + name + ".csv").readAllBytes(),
                java.nio.charset.StandardCharsets.UTF_8);

        assertThat(text).startsWith("# Source: ");
        for (String rule : RuleTable.named(name).ruleIds()) {
            assertThat(RuleTable.named(name).rows(rule)).isNotEmpty().allSatisfy(row -> {
                assertThat(row.cwes()).isNotEmpty().allMatch(cwe -> cwe > 0 && cwe < 1500);
            });
        }
    }
}
