package io.jenkins.plugins.redundancy.engine.read;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jenkins.plugins.redundancy.engine.finding.CodeFlowStep;
import io.jenkins.plugins.redundancy.engine.finding.Finding;
import io.jenkins.plugins.redundancy.engine.finding.Location;
import io.jenkins.plugins.redundancy.engine.finding.Rule;
import io.jenkins.plugins.redundancy.engine.finding.Severity;
import io.jenkins.plugins.redundancy.engine.finding.Subject;
import io.jenkins.plugins.redundancy.engine.finding.WeaknessClass;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SourceExcerptsTest {

    private static final SourceExcerpts.Tree HUNDRED_LINES =
            path -> IntStream.rangeClosed(1, 100).mapToObj(n -> path + " " + n).toList();

    private static Finding finding(Subject subject, Severity severity, CodeFlowStep... flow) {
        return new Finding(
                "alpha",
                Rule.of("r"),
                List.of(),
                WeaknessClass.ofCwe(89),
                subject,
                severity,
                "",
                Map.of(),
                List.of(flow),
                List.of());
    }

    private static Finding at(String path, int from, int to) {
        return finding(new Subject.Code(Location.of(path, from, to)), Severity.HIGH);
    }

    private static Finding secret(String path, int from, int to) {
        return finding(new Subject.Secret(Location.of(path, from, to)), Severity.HIGH);
    }

    @Test
    void keepsFourLinesAroundAFindingAndTheStepsOfItsFlow() throws IOException {
        CodeFlowStep step = new CodeFlowStep(Location.of("b", 50), "");
        SourceExcerpts excerpts = SourceExcerpts.of(
                List.of(finding(new Subject.Code(Location.of("a", 2, 3)), Severity.LOW, step)), HUNDRED_LINES);

        assertThat(excerpts.around(Location.of("a", 2, 3)).keySet()).containsExactly(1, 2, 3, 4, 5, 6, 7);
        assertThat(excerpts.line("a", 3)).contains("a 3");
        assertThat(excerpts.line("a", 8)).isEmpty();
        assertThat(excerpts.around(Location.of("b", 50)).keySet()).containsExactly(50);
        assertThat(excerpts.around(Location.of("c", 1))).isEmpty();
    }

    @Test
    void longFindingIsShownFromItsBeginning() throws IOException {
        SourceExcerpts excerpts = SourceExcerpts.of(List.of(at("a", 10, Integer.MAX_VALUE)), HUNDRED_LINES);

        assertThat(excerpts.around(Location.of("a", 10, Integer.MAX_VALUE)).keySet())
                .first()
                .isEqualTo(6);
        assertThat(excerpts.around(Location.of("a", 10, Integer.MAX_VALUE))).hasSize(29);
        assertThat(SourceExcerpts.of(List.of(at("a", Integer.MAX_VALUE, Integer.MAX_VALUE)), HUNDRED_LINES)
                        .isEmpty())
                .isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"../a", "/etc/passwd", "a/../../b", "C:/x", "file:x", "a\\b", "http://x/y", "a\0b", ""})
    void neverAsksForAPathThatLeavesTheTree(String path) throws IOException {
        List<String> asked = new ArrayList<>();
        SourceExcerpts.of(List.of(at(path, 1, 1)), other -> {
            asked.add(other);
            return List.of("x");
        });
        assertThat(asked).isEmpty();
    }

    @Test
    void lineWithACredentialIsNotKeptWhicheverScannerKnowsIt() throws IOException {
        SourceExcerpts own = SourceExcerpts.of(List.of(at("a", 10, 10), secret("a", 11, 12)), HUNDRED_LINES);
        SourceExcerpts other = SourceExcerpts.of(List.of(at("a", 10, 10)), HUNDRED_LINES);

        assertThat(other.line("a", 11)).contains("a 11");
        for (SourceExcerpts excerpts : List.of(
                own, own.and(other), other.and(own), other.hiding(List.of(secret("a", 11, 12), secret("b", 1, 1))))) {
            assertThat(excerpts.line("a", 10)).contains("a 10");
            assertThat(excerpts.line("a", 11)).contains(SourceExcerpts.HIDDEN);
            assertThat(excerpts.line("a", 12)).contains(SourceExcerpts.HIDDEN);
            assertThat(excerpts.line("a", 13)).contains("a 13");
        }
    }

    @Test
    void whatDoesNotFitIsLeftOutLeastSevereFirst() throws IOException {
        List<String> long100 =
                HUNDRED_LINES.lines("x").stream().map(line -> line.repeat(200)).toList();
        List<Finding> findings = new ArrayList<>();
        for (int file = 0; file < 3_000; file++) {
            findings.add(finding(new Subject.Code(Location.of("low" + file, 10)), Severity.LOW));
        }
        findings.add(finding(new Subject.Code(Location.of("z", 10)), Severity.CRITICAL));
        SourceExcerpts excerpts = SourceExcerpts.of(findings, path -> long100);

        assertThat(excerpts.line("z", 10)).isPresent();
        assertThat(excerpts.line("low0", 10)).isPresent();
        assertThat(excerpts.line("low999", 10)).isEmpty();
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        excerpts.write(out);
        assertThat(out.size()).isLessThan(SourceExcerpts.MOST_CHARACTERS + (1 << 20));
    }

    @Test
    void whatIsReadIsWhatWasWritten() throws IOException {
        SourceExcerpts excerpts = SourceExcerpts.of(List.of(at("a", 2, 3), at("b \"é\u2028漢", 7, 7)), HUNDRED_LINES);

        assertThat(read(written(excerpts)).files()).isEqualTo(excerpts.files());
        SourceExcerpts one = SourceExcerpts.read(new ByteArrayInputStream(written(excerpts)), "x", "a");
        assertThat(one.files()).containsOnlyKeys("a");
    }

    @Test
    void controlAndDirectionCharactersAreNotKept() throws IOException {
        SourceExcerpts excerpts =
                SourceExcerpts.of(List.of(at("a", 1, 1)), path -> List.of("\tx\u0007\u001b[31m \u202e evil"));
        assertThat(excerpts.line("a", 1)).contains("\tx  evil");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "[]",
                "{}",
                "{\"path\":1}",
                "{\"path\":\"../a\",\"lines\":{}}",
                "{\"path\":\"a\",\"lines\":{\"0\":\"x\"}}",
                "{\"path\":\"a\",\"lines\":{\"x\":\"x\"}}",
                "{\"path\":\"a\",\"lines\":{\"1\":2}}",
                "{\"path\":\"a\",\"lines\":{\"1\":{\"a\":\"b\"}}}",
                "{\"path\":\"a\",\"lines\":{\"1\":\"x\"}",
                "{\"path\":\"a\",\"lines\":{\"1\":\"x\"},\"more\":1}",
                "{\"path\":\"a\",\"lines\":{\"12345678901\":\"x\"}}",
                "nonsense"
            })
    void anythingElseIsRefused(String text) {
        assertThatThrownBy(() -> read(text.getBytes(StandardCharsets.UTF_8)))
                .isInstanceOf(UnreadableReportException.class)
                .hasMessageStartingWith("x: broken excerpts of sources");
    }

    private static byte[] written(SourceExcerpts excerpts) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        excerpts.write(out);
        return out.toByteArray();
    }

    private static SourceExcerpts read(byte[] bytes) throws IOException {
        return SourceExcerpts.read(new ByteArrayInputStream(bytes), "x");
    }
}
