package io.jenkins.plugins.redundancy.engine.merge;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import io.jenkins.plugins.redundancy.engine.finding.Severity;
import io.jenkins.plugins.redundancy.engine.finding.WeaknessClass;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/** A gate rule as a person writes it in a tool set. */
final class GateRuleKeys {

    private static final List<String> KNOWN =
            List.of("outcome", "allowed", "findings", "confidence", "agreement", "severity", "kind", "weakness");
    private static final Set<String> KINDS = Set.of("code", "dependency", "secret", "configuration");

    private final Map<String, ?> keys;

    GateRuleKeys(Map<String, ?> keys) {
        this.keys = keys;
        for (Object key : keys.keySet()) {
            if (!(key instanceof String) || !KNOWN.contains(key)) {
                throw new IllegalArgumentException(
                        "unknown key '" + key + "' of a gate rule: use " + String.join(", ", KNOWN));
            }
        }
    }

    GateRule rule() {
        Agreement agreement = agreement();
        return new GateRule(
                choice("outcome", "fail", "unstable").equals("fail")
                        ? GateResult.Outcome.FAIL
                        : GateResult.Outcome.UNSTABLE,
                (int) number("allowed", GateRule.DEFAULT.allowed(), Integer.MAX_VALUE, true),
                choice("findings", "new", "all").equals("new"),
                number("confidence", agreement == null ? GateRule.DEFAULT.minConfidence() : 0, 1, false),
                agreement,
                Severity.valueOf(choice("severity", "high", "critical", "medium", "low", "info")
                        .toUpperCase(Locale.ROOT)),
                names("kind"),
                names("weakness"));
    }

    @CheckForNull
    private Agreement agreement() {
        return switch (choice("agreement", "any", "confirmed", "single-source")) {
            case "confirmed" -> Agreement.CONFIRMED;
            case "single-source" -> Agreement.SINGLE_SOURCE;
            default -> null;
        };
    }

    /** One of some words; the first is meant where the key is left out. */
    private String choice(String key, String... words) {
        Object value = keys.get(key);
        if (value == null) {
            return words[0];
        }
        String word = value.toString().strip().toLowerCase(Locale.ROOT);
        for (String known : words) {
            if (known.equals(word)) {
                return known;
            }
        }
        throw wrong(key, value, String.join(", ", words));
    }

    private double number(String key, double otherwise, double max, boolean whole) {
        Object value = keys.get(key);
        if (value == null) {
            return otherwise;
        }
        String range = whole ? "a whole number, 0 or more" : "a number from 0 to 1";
        try {
            double number = Double.parseDouble(value.toString());
            if (number >= 0 && number <= max && (!whole || number == Math.rint(number))) {
                return number;
            }
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException(wrong(key, value, range).getMessage(), e);
        }
        throw wrong(key, value, range);
    }

    private Set<String> names(String key) {
        Object value = keys.get(key);
        if (value == null) {
            return Set.of();
        }
        Set<String> names = new LinkedHashSet<>();
        for (Object name : value instanceof Iterable<?> several ? several : List.of(value)) {
            String id = String.valueOf(name).strip();
            if (key.equals("kind") && !KINDS.contains(id)) {
                throw wrong(key, id, "code, dependency, secret, configuration");
            }
            if (key.equals("weakness")
                    && !id.startsWith("rule:")
                    && WeaknessClass.ofId(id).isEmpty()) {
                throw wrong(key, id, "the id of a weakness class such as sql-injection, or cwe-N");
            }
            names.add(id);
        }
        return names;
    }

    private static IllegalArgumentException wrong(String key, Object value, String allowed) {
        return new IllegalArgumentException(
                "'" + Sentence.bounded(String.valueOf(value)) + "' is no " + key + " of a gate rule: use " + allowed);
    }
}
