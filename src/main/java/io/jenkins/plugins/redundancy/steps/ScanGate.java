package io.jenkins.plugins.redundancy.steps;

import io.jenkins.plugins.redundancy.engine.merge.Gate;
import io.jenkins.plugins.redundancy.engine.merge.GateResult;
import io.jenkins.plugins.redundancy.engine.merge.GateRule;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** What the default gate does to the build; tool sets will have gates of their own. */
enum ScanGate {
    FAIL,
    UNSTABLE,
    OFF;

    String id() {
        return name().toLowerCase(Locale.ROOT);
    }

    static ScanGate parse(String text) {
        return Arrays.stream(values())
                .filter(value -> value.id().equals(text))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("'" + text + "': use one of "
                        + Arrays.stream(values()).map(ScanGate::id).collect(Collectors.joining(", "))));
    }

    Gate gate() {
        return switch (this) {
            case FAIL -> Gate.DEFAULT;
            case OFF -> new Gate(List.of());
            case UNSTABLE -> {
                GateRule rule = GateRule.DEFAULT;
                yield new Gate(List.of(new GateRule(
                        GateResult.Outcome.UNSTABLE,
                        rule.allowed(),
                        rule.onlyNew(),
                        rule.minConfidence(),
                        rule.agreement(),
                        rule.minSeverity(),
                        rule.kinds(),
                        rule.weaknesses())));
            }
        };
    }
}
