package io.jenkins.plugins.redundancy.engine.finding;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WeaknessClassTest {

    @Test
    void thePageForDevelopersShowsTheTable() throws Exception {
        String page = Files.readString(Path.of("../docs/developer/weakness-classes.md"));
        Map<String, String> shown = new TreeMap<>();
        for (Matcher row = Pattern.compile("\\| `([a-z-]+)` \\| [^|]+ \\| ([0-9, ]+) \\|")
                        .matcher(page);
                row.find(); ) {
            for (String cwe : row.group(2).split(", ")) {
                shown.put(cwe, row.group(1));
            }
        }

        assertThat(shown).isNotEmpty();
        shown.forEach((cwe, id) -> assertThat(
                        WeaknessClass.ofCwe(Integer.parseInt(cwe)).id())
                .as("CWE-" + cwe)
                .isEqualTo(id));
        for (int cwe = 1; cwe < 2000; cwe++) {
            if (!WeaknessClass.ofCwe(cwe).id().startsWith("cwe-")) {
                assertThat(shown).containsKey(String.valueOf(cwe));
            }
        }
    }

    @ParameterizedTest
    @CsvSource({"328, 1240", "78, 77", "595, 597", "476, 690", "459, 772", "788, 787", "374, 496", "330, 338"})
    void numbersThatToolsUseForOneWeaknessAreOneClass(int one, int other) {
        assertThat(WeaknessClass.ofCwe(one)).isEqualTo(WeaknessClass.ofCwe(other));
    }

    @ParameterizedTest
    @CsvSource({"327, 328", "614, 1004", "400, 1333", "476, 395", "252, 391", "125, 787", "78, 94"})
    void differentWeaknessesStayApart(int one, int other) {
        assertThat(WeaknessClass.ofCwe(one)).isNotEqualTo(WeaknessClass.ofCwe(other));
    }

    @Test
    void aClassIsFoundAgainByItsId() {
        assertThat(WeaknessClass.ofId("weak-hash")).contains(WeaknessClass.ofCwe(328));
        assertThat(WeaknessClass.ofId("cwe-1188")).contains(WeaknessClass.ofCwe(1188));
        assertThat(WeaknessClass.ofId("no-such")).isEmpty();
        assertThat(WeaknessClass.of(List.of(), "pmd", "X").shared()).isFalse();
    }
}
