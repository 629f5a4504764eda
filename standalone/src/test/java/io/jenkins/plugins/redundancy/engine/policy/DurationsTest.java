package io.jenkins.plugins.redundancy.engine.policy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DurationsTest {

    @ParameterizedTest
    @CsvSource({
        "90s, PT90S",
        "2m, PT2M",
        "1h30m, PT1H30M",
        "1m 30s, PT1M30S",
        "PT1M30S, PT1M30S",
        "pt2h, PT2H",
        "500ms, PT0.5S",
        "1.5h, PT1H30M",
        "2 min, PT2M",
        "1 d 2 hours, PT26H",
        "0, PT0S",
        "0s, PT0S",
        "' 10 S ', PT10S"
    })
    void readsDurationsAsPeopleWriteThem(String text, String iso) {
        assertThat(Durations.parse(text)).isEqualTo(Duration.parse(iso));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "-5s", "soon", "5 parsecs", "1h30", "PT", "s", "1..5s", "9999999999999s", "1\u0000m"})
    void refusesAnythingElseAndSaysWhatWouldBeRight(String text) {
        assertThatThrownBy(() -> Durations.parse(text))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("write it like")
                .hasMessageContaining("'");
    }

    @Test
    void tellsThatABareNumberLacksItsUnit() {
        assertThatThrownBy(() -> Durations.parse("90")).hasMessage("'90' is no duration, add a unit: 90s, 90m or 90h");
    }

    @Test
    void anEndlessTextIsRefusedAtOnce() {
        assertThatThrownBy(() -> Durations.parse("1m ".repeat(1_000_000)))
                .isInstanceOf(IllegalArgumentException.class)
                .message()
                .hasSizeLessThan(400);
    }

    @ParameterizedTest
    @CsvSource({
        "PT0S, 0 s",
        "PT0.35S, 350 ms",
        "PT41S, 41 s",
        "PT2M34S, 2 min 34 s",
        "PT1H5M9S, 1 h 5 min",
        "PT72H, 3 d"
    })
    void formatsByTheTwoLargestUnits(String iso, String text) {
        assertThat(Durations.format(Duration.parse(iso))).isEqualTo(text);
    }
}
