package io.jenkins.plugins.redundancy.engine.policy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RequiredTest {

    @ParameterizedTest
    @CsvSource({"majority, 1, 1", "majority, 2, 2", "majority, 3, 2", "majority, 4, 3", "ALL, 4, 4", "' 2 ', 4, 2"})
    void resolvesToACountOfSlots(String text, int slots, int count) {
        assertThat(Required.parse(text).resolve(slots)).isEqualTo(count);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "most", "1.5", "99999999999", "two"})
    void refusesAnythingElse(String text) {
        assertThatThrownBy(() -> Required.parse(text))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("use a whole number, majority or all");
    }
}
