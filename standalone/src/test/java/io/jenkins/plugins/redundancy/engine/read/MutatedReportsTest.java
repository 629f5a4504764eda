package io.jenkins.plugins.redundancy.engine.read;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.Set;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Assertions;

/** Reports with random damage: whatever happens, it is a report or a refusal, in bounded time. */
class MutatedReportsTest {
    private static final Limits LIMITS = new Limits(1 << 20, 50, 10_000, 100_000, 1_000);
    private static final PathMapping PATHS = PathMapping.of(List.of("/home/ci/sample"), Set.of("java/src/Sample.java"));
    private static final String[] SEEDS = {
        "sarif spotbugs.sarif",
        "sarif flawfinder.sarif",
        "sarif gcc.sarif",
        "sarif eslint-partial.sarif",
        "bandit bandit.json",
        "shellcheck shellcheck.json",
        "cppcheck cppcheck.xml",
        "spotbugs spotbugs.xml",
        "gcc gcc.txt",
        "eslint eslint.json"
    };
    private static final String[] TOKENS = {
        "null",
        "{}",
        "[]",
        "-1",
        "1e999",
        "99999999999999999999",
        "\"\"",
        "true",
        "{\"a\":",
        "[[[[",
        "]",
        "}",
        "\"",
        ",",
        "\\u0000",
        "\u001b[31m",
        "../../etc/passwd",
        "file:///",
        "%2e%2e/",
        "<",
        "&x;",
        "<!DOCTYPE x>",
        "]]>",
        "CWE-79",
        "\"runs\":",
        "\"results\":",
        "\uFEFF",
        "\"$ref\"",
        "{0}{1}"
    };

    @Property(tries = 3000)
    void damageGivesAReportOrARefusal(@ForAll @IntRange(min = 0, max = 9) int seed, @ForAll long random)
            throws IOException {
        String[] formatAndFile = SEEDS[seed].split(" ");
        byte[] damaged = damage(Reports.file(RealReportsTest.class, formatAndFile[1]), new Random(random));

        Assertions.assertTimeout(Duration.ofSeconds(20), () -> {
            for (String format : new String[] {null, formatAndFile[0]}) {
                readOrRefuse(damaged, format);
            }
        });
    }

    @Property(tries = 500)
    void noiseGivesAReportOrARefusal(@ForAll byte[] noise, @ForAll @IntRange(min = 0, max = 6) int format)
            throws IOException {
        String[] formats = {"sarif", "bandit", "sonarqube", "cppcheck", "spotbugs", "shellcheck", "compact"};

        readOrRefuse(noise, formats[format]);
        readOrRefuse(noise, null);
    }

    @Property(tries = 1000)
    void damageToACompactReportGivesAReportOrARefusal(@ForAll long random) throws IOException {
        readOrRefuse(damage(CompactReportTest.written(CompactReportTest.REPORT), new Random(random)), "compact");
    }

    @Property(tries = 200)
    void theOrderOfResultsChangesNothingButTheOrderOfFindings(@ForAll long random) throws IOException {
        List<String> results = new ArrayList<>(List.of(
                "{\"ruleId\":\"a\"}",
                "{\"ruleIndex\":0}",
                "{\"ruleId\":\"b/c\",\"locations\":[{\"physicalLocation\":{\"artifactLocation\":{\"index\":0}}}]}",
                "{\"ruleId\":\"d\",\"taxa\":[{\"id\":\"CWE-79\"}]}"));
        List<String> before = findings(results);
        java.util.Collections.shuffle(results, new Random(random));

        assertThat(findings(results)).containsExactlyInAnyOrderElementsOf(before);
    }

    private static List<String> findings(List<String> results) throws IOException {
        return Reports.sarif(
                        "{\"version\":\"2.1.0\",\"runs\":[{\"tool\":{\"driver\":{\"name\":\"T\",\"rules\":[{\"id\":\"a\"}]}},"
                                + "\"results\":[" + String.join(",", results) + "],"
                                + "\"artifacts\":[{\"location\":{\"uri\":\"x.c\"}}]}]}")
                .findings()
                .stream()
                .map(finding -> finding.rule().id() + finding.cwes() + finding.subject())
                .toList();
    }

    private static void readOrRefuse(byte[] report, String format) {
        try {
            List<ToolReport> reports = ReportReader.readAll(
                    Source.of("report", new ByteArrayInputStream(report)), null, format, LIMITS, PATHS);
            assertThat(reports).isNotEmpty();
        } catch (UnreadableReportException e) {
            assertThat(e.getMessage()).startsWith("report ").doesNotContain("\u001b");
            boolean defect = e.getCause() instanceof NullPointerException
                    || e.getCause() instanceof IndexOutOfBoundsException
                    || e.getCause() instanceof ClassCastException;
            if (defect && !(format != null && format.matches("gcc|eslint"))) { // the library's own are its own
                throw new AssertionError("a defect of the reader", e);
            }
        }
    }

    private static byte[] damage(byte[] whole, Random random) {
        byte[] bytes = whole;
        for (int i = random.nextInt(4); i >= 0; i--) {
            int at = random.nextInt(bytes.length + 1);
            int length = Math.min(bytes.length - at, random.nextInt(20));
            byte[] put =
                    switch (random.nextInt(5)) {
                        case 0 -> new byte[0];
                        case 1 -> new byte[] {(byte) random.nextInt()};
                        case 2 -> Arrays.copyOfRange(bytes, at / 2, at / 2 + Math.min(bytes.length - at / 2, 400));
                        default -> TOKENS[random.nextInt(TOKENS.length)].getBytes(StandardCharsets.UTF_8);
                    };
            byte[] damaged = new byte[bytes.length - length + put.length];
            System.arraycopy(bytes, 0, damaged, 0, at);
            System.arraycopy(put, 0, damaged, at, put.length);
            System.arraycopy(bytes, at + length, damaged, at + put.length, bytes.length - at - length);
            bytes = random.nextInt(12) == 0 ? Arrays.copyOf(damaged, at) : damaged;
            if (bytes.length == 0) {
                return bytes;
            }
        }
        return bytes;
    }
}
