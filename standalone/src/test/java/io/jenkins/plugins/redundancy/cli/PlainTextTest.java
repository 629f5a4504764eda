package io.jenkins.plugins.redundancy.cli;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PlainTextTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "\u001b[31mred\u001b[0m",
                "\u001b]0;title\u0007red",
                "\u001b]8;;http://evil.example\u001b\\red\u001b]8;;\u001b\\",
                "\u009b31mred",
                "r\u0008ed",
                "red\r\n",
                "\u202ered\u202c",
                "re\u200bd",
                "\u001bcred",
                "red\u001b["
            })
    void whatSteersATerminalIsTakenOut(String hostile) {
        assertThat(PlainText.of(hostile))
                .matches("[^\\p{Cntrl}\\p{Cf}]*")
                .contains("d")
                .doesNotContain("31m");
    }

    @Test
    void aLongTextIsCut() {
        assertThat(PlainText.of("x".repeat(10_000_000), 100)).hasSize(100).endsWith("…");
    }

    @Test
    void ordinaryTextStaysAsItIs() {
        assertThat(PlainText.of("confidence ≥ 0.5 in 日本 <b>")).isEqualTo("confidence ≥ 0.5 in 日本 <b>");
    }
}
