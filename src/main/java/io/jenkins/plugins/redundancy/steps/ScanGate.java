package io.jenkins.plugins.redundancy.steps;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import hudson.Util;
import io.jenkins.plugins.redundancy.engine.merge.Gate;
import io.jenkins.plugins.redundancy.engine.merge.GateResult;
import io.jenkins.plugins.redundancy.engine.merge.GateRule;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/** What a gate's broken rules do to the build. */
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

    /** The same rules, but with what they do when they are broken. */
    Gate of(Gate rules) {
        return this == OFF
                ? new Gate(List.of())
                : new Gate(rules.rules().stream().map(this::of).toList());
    }

    private GateRule of(GateRule rule) {
        return new GateRule(
                this == FAIL ? GateResult.Outcome.FAIL : GateResult.Outcome.UNSTABLE,
                rule.allowed(),
                rule.onlyNew(),
                rule.minConfidence(),
                rule.agreement(),
                rule.minSeverity(),
                rule.kinds(),
                rule.weaknesses());
    }

    /**
     * As a Jenkinsfile gives it: a word for what the rules of the tool set, or the default one, do; or rules of its own,
     * with the keys of a tool set's.
     *
     * @throws IllegalArgumentException naming what cannot be meant
     */
    static Gate parse(@CheckForNull Object given, Gate unset) {
        if (given instanceof Collection<?> rules) {
            List<GateRule> parsed = new ArrayList<>();
            for (Object rule : rules) {
                if (!(rule instanceof Map<?, ?> keys)) {
                    throw new IllegalArgumentException("'" + rule + "' is no rule: write [severity: 'high'], say");
                }
                Map<String, Object> plain = new LinkedHashMap<>();
                keys.forEach((key, value) -> plain.put(String.valueOf(key), value));
                parsed.add(GateRule.of(plain));
            }
            return new Gate(parsed);
        }
        String text = given == null ? null : Util.fixEmptyAndTrim(given.toString());
        return text == null ? unset : parse(text).of(unset);
    }
}
