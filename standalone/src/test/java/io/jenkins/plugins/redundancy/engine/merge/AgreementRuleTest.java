package io.jenkins.plugins.redundancy.engine.merge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class AgreementRuleTest {

    /** The fewest votes that confirm, by number of eligible voters from 1 to 9. */
    @ParameterizedTest
    @CsvSource({
        "any, 1 1 1 1 1 1 1 1 1",
        "majority, 1 2 2 3 3 4 4 5 5",
        "all, 1 2 3 4 5 6 7 8 9",
        "sqrt, 1 1 1 2 2 2 2 2 3",
        "2, 1 2 2 2 2 2 2 2 2",
        "min(3), 1 2 3 3 3 3 3 3 3",
        "weighted(0.6), 1 2 2 3 3 4 5 5 6"
    })
    void needsSoManyOfTheEligible(String text, String fewest) {
        AgreementRule rule = AgreementRule.parse(text);
        String[] votes = fewest.split(" ");
        for (int eligible = 1; eligible <= votes.length; eligible++) {
            for (int reported = 1; reported <= eligible; reported++) {
                assertThat(rule.confirms(reported, eligible, (double) reported / eligible))
                        .as("%s: %s of %s", text, reported, eligible)
                        .isEqualTo(reported >= Integer.parseInt(votes[eligible - 1]));
            }
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"any", "majority", "all", "sqrt", "2", "17", "weighted(0.6)", "weighted(1.0)"})
    void readsWhatItWrites(String text) {
        assertThat(AgreementRule.parse(text).text()).isEqualTo(text);
    }

    @Test
    void readsOtherSpellings() {
        assertThat(AgreementRule.parse(" Majority ")).isEqualTo(new AgreementRule.Majority());
        assertThat(AgreementRule.parse("√")).isEqualTo(new AgreementRule.SquareRoot());
        assertThat(AgreementRule.parse("min( 3 )")).isEqualTo(new AgreementRule.AtLeast(3));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "most",
                "2.5",
                "min(x)",
                "min(1.5)",
                "weighted",
                "weighted(1.2.3)",
                "any of them",
                "9999999999"
            })
    void saysWhatWouldBeRight(String text) {
        assertThatThrownBy(() -> AgreementRule.parse(text))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("'" + text + "'")
                .hasMessageContaining("any, majority, all, sqrt");
    }

    @ParameterizedTest
    @ValueSource(strings = {"0", "min(0)", "-1", "weighted(0)", "weighted(1.01)"})
    void refusesNumbersOutOfRange(String text) {
        assertThatThrownBy(() -> AgreementRule.parse(text))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageNotContaining("unknown");
    }
}
