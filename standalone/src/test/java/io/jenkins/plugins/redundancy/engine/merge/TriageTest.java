package io.jenkins.plugins.redundancy.engine.merge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jenkins.plugins.redundancy.engine.merge.Triage.Decision;
import java.time.Instant;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class TriageTest {

    @Test
    void reasonIsRequired() {
        assertThatThrownBy(() -> withReason(" ")).hasMessage("reason is empty; it is required");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"two\nlines", "\u001b[2Jgone", "tab\tular", "turned \u202e round", "half \ud83d", "a\u2028b"})
    void reasonThatCouldActOnATerminalIsRefused(String reason) {
        assertThatThrownBy(() -> withReason(reason))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageMatching("reason holds the control character U\\+[0-9A-F]{4}; write plain text on one line");
    }

    @Test
    void reasonHasALimit() {
        assertThatThrownBy(() -> withReason("x".repeat(4_001)))
                .hasMessage("reason has 4001 characters; shorten it to 4000");
    }

    @Test
    void somebodyMustHaveReportedIt() {
        assertThatThrownBy(() -> withVotes(Set.of(), Set.of("pmd")))
                .hasMessage("reporters is empty; name the tools that reported 0123456789abcdef");
    }

    @Test
    void nobodyReportsAndIsSilent() {
        assertThatThrownBy(() -> withVotes(Set.of("pmd"), Set.of("pmd")))
                .hasMessage("\"pmd\" stands in reporters and in silent; keep it where it belongs");
    }

    @ParameterizedTest
    @EnumSource
    void decisionsAreReadAsTheyAreWritten(Decision decision) {
        assertThat(Decision.ofId(decision.id())).isEqualTo(decision);
    }

    @Test
    void unknownDecisionNamesTheKnownOnes() {
        assertThatThrownBy(() -> Decision.ofId("wontfix"))
                .hasMessage("decision is \"wontfix\"; it must be \"accepted\" or \"false-positive\"");
    }

    private static Triage withReason(String reason) {
        return new Triage(
                "0123456789abcdef", Decision.ACCEPTED, reason, "ada", Instant.EPOCH, "xss", Set.of("pmd"), Set.of());
    }

    private static Triage withVotes(Set<String> reporters, Set<String> silent) {
        return new Triage(
                "0123456789abcdef", Decision.ACCEPTED, "seen", "ada", Instant.EPOCH, "xss", reporters, silent);
    }
}
