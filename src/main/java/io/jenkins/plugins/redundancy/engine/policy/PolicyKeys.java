package io.jenkins.plugins.redundancy.engine.policy;

import java.time.Duration;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.BiFunction;

/**
 * The keys by which users write a policy, the same in YAML, in configuration as code and in a Jenkinsfile, each with
 * its value as text. {@code docs/user/policy.md} describes them.
 */
public final class PolicyKeys {

    private static final Map<String, BiFunction<Policy, String, Policy>> KEYS = keys();

    private PolicyKeys() {}

    /** All keys, in the order in which they are documented. */
    public static Set<String> names() {
        return KEYS.keySet();
    }

    /**
     * Reads a policy: the defaults of its {@code mode} ({@code failover} where none is given), then the other keys.
     *
     * @param values by key
     * @param problems to which every unknown key and unreadable value is added
     */
    public static Policy read(Map<String, String> values, List<Problem> problems) {
        Policy policy = Policy.of(Mode.FAILOVER);
        if (values.containsKey("mode")) {
            try {
                policy = Policy.of(Mode.parse(values.get("mode")));
            } catch (IllegalArgumentException e) {
                problems.add(problem("mode", values.get("mode"), e));
            }
        }
        for (Map.Entry<String, String> entry : values.entrySet()) {
            if (!entry.getKey().equals("mode")) {
                try {
                    policy = with(policy, entry.getKey(), entry.getValue());
                } catch (IllegalArgumentException e) {
                    problems.add(problem(entry.getKey(), entry.getValue(), e));
                }
            }
        }
        return policy;
    }

    /** @throws IllegalArgumentException when there is no such key or its value cannot be read, with what to write */
    public static Policy with(Policy policy, String key, String value) {
        BiFunction<Policy, String, Policy> reader = KEYS.get(key);
        if (reader == null) {
            throw new IllegalArgumentException("unknown key, use one of " + String.join(", ", KEYS.keySet()));
        }
        return reader.apply(policy, value);
    }

    private static Problem problem(String key, String value, IllegalArgumentException e) {
        return new Problem(Texts.oneLine(key), Texts.oneLine(value), e.getMessage());
    }

    private static Map<String, BiFunction<Policy, String, Policy>> keys() {
        Map<String, BiFunction<Policy, String, Policy>> keys = new LinkedHashMap<>();
        keys.put("mode", (p, v) -> p.withMode(Mode.parse(v)));
        keys.put("required", (p, v) -> p.withRequired(Required.parse(v)));
        keys.put("replicaTimeout", (p, v) -> p.withReplicaTimeout(Durations.parse(v)));
        keys.put("queueTimeout", (p, v) -> p.withQueueTimeout(Durations.parse(v)));
        keys.put("totalTimeout", (p, v) -> p.withTotalTimeout(Durations.parse(v)));
        keys.put("retries", (p, v) -> p.withRetries(integer(v)));
        keys.put("backoff", (p, v) -> p.withBackoff(base(p.backoff(), Durations.parse(v))));
        keys.put("backoff.base", keys.get("backoff"));
        keys.put("backoff.max", (p, v) -> p.withBackoff(max(p.backoff(), Durations.parse(v))));
        keys.put("backoffMax", keys.get("backoff.max"));
        keys.put("backoff.jitter", (p, v) -> p.withBackoff(jitter(p.backoff(), share(v))));
        keys.put("backoffJitter", keys.get("backoff.jitter"));
        keys.put("hedgeAfter", (p, v) -> p.withHedgeDelay(Durations.parse(v)));
        keys.put("worthAnother", (p, v) -> p.withWorthAnother(FailureKind.parseSet(v)));
        // short, but YAML 1.1 reads an unquoted "on" as a boolean
        keys.put("on", keys.get("worthAnother"));
        keys.put("partialCounts", (p, v) -> p.withPartialCounts(bool(v)));
        keys.put("cancelRest", (p, v) -> p.withCancelRest(bool(v)));
        keys.put("cancelWhenLost", (p, v) -> p.withCancelWhenLost(bool(v)));
        keys.put("onDegraded", (p, v) -> p.withOnDegraded(OnDegraded.parse(v)));
        keys.put("onLost", (p, v) -> p.withOnLost(OnLost.parse(v)));
        return Collections.unmodifiableMap(keys);
    }

    /** A longer base than the limit lifts the limit where nobody set another one. */
    private static Backoff base(Backoff backoff, Duration base) {
        boolean lift = backoff.max().equals(Backoff.DEFAULT.max()) && base.compareTo(backoff.max()) > 0;
        return new Backoff(base, lift ? base : backoff.max(), backoff.jitter());
    }

    private static Backoff max(Backoff backoff, Duration max) {
        return new Backoff(backoff.base(), max, backoff.jitter());
    }

    private static Backoff jitter(Backoff backoff, double jitter) {
        return new Backoff(backoff.base(), backoff.max(), jitter);
    }

    private static int integer(String text) {
        try {
            return Integer.parseInt(text.trim());
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException("'" + Texts.oneLine(text) + "' is no whole number", e);
        }
    }

    private static double share(String text) {
        try {
            return Double.parseDouble(text.trim());
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException("'" + Texts.oneLine(text) + "' is no number, use one from 0 to 1", e);
        }
    }

    private static boolean bool(String text) {
        return switch (text.trim().toLowerCase(Locale.ROOT)) {
            case "true" -> true;
            case "false" -> false;
            default -> throw new IllegalArgumentException("'" + Texts.oneLine(text) + "' is neither true nor false");
        };
    }
}
