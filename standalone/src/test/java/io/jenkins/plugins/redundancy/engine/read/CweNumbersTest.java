package io.jenkins.plugins.redundancy.engine.read;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CweNumbersTest {

    @ParameterizedTest
    @CsvSource({
        "external/cwe/cwe-079, [79]",
        "CWE-79: Cross-site scripting, [79]",
        "cwe:89, [89]",
        "CWE89, [89]",
        "cwe_22, [22]",
        "'buffer (CWE-119!/CWE-120).', '[119, 120]'",
        "[CWE-415] [-Wanalyzer-double-free], [415]",
        "security, []",
        "2021-cwe-top25, []",
        "CWE-top25, []",
        "acwe-79, []",
        "CWE-99999, []",
        "CWE-0, []"
    })
    void readsNumbersThatNameThemselves(String text, String numbers) {
        CweNumbers cwes = new CweNumbers();
        cwes.addNamed(text);

        assertThat(cwes.toList()).hasToString(numbers);
    }

    @ParameterizedTest
    @CsvSource({"79, [79]", "079, [79]", "'79, 80', '[79, 80]'", "CWE-79, [79]", "CWE-79:7, [79]", "x79, []", "1.5, []"
    })
    void readsBareNumbersWhereOnlyCwesStand(String text, String numbers) {
        CweNumbers cwes = new CweNumbers();
        cwes.addStated(text);

        assertThat(cwes.toList()).hasToString(numbers);
    }
}
