package io.jenkins.plugins.redundancy.engine.policy;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import java.io.Serializable;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * Keeps who failed in its last n runs from costing time again: its circuit opens, stays so for a while, and then lets
 * one run through to see. A value: every change gives a new one.
 *
 * @param failures in a row that open a circuit
 * @param pause for which it stays open after the latest failure
 * @param circuits that are not as new, by key (a tool on a label, say); one success takes a key out again
 */
public record CircuitBreaker(int failures, Duration pause, Map<String, Circuit> circuits) implements Serializable {

    private static final long serialVersionUID = 1L;

    public CircuitBreaker {
        if (failures < 1) {
            throw new IllegalArgumentException("failures: '" + failures + "': let at least 1 open a circuit");
        }
        if (pause.isNegative() || pause.compareTo(PolicyCheck.LONGEST) > 0) {
            throw new IllegalArgumentException("pause: '" + pause + "': must be between 0 and 365 days");
        }
        circuits = Map.copyOf(circuits);
    }

    public static CircuitBreaker of(int failures, Duration pause) {
        return new CircuitBreaker(failures, pause, Map.of());
    }

    /** How a circuit stands. */
    public enum State {
        /** Runs. */
        CLOSED,
        /** Does not run: skip it for its fallback. */
        OPEN,
        /** Has waited: one run may try. */
        HALF_OPEN;

        /** As it stands in reports: {@code half-open}. */
        public String id() {
            return Names.id(this);
        }
    }

    /**
     * What is remembered of a key.
     *
     * @param failures in a row, at least 1
     * @param latest failure
     * @param reason of it, one line
     * @param probe when the run that tries a half-open circuit began; null while none does
     */
    public record Circuit(
            int failures,
            Instant latest,
            String reason,
            @CheckForNull Instant probe) implements Serializable {

        private static final long serialVersionUID = 1L;

        public Circuit {
            Objects.requireNonNull(latest, "latest");
            reason = Texts.oneLine(reason);
        }
    }

    public State state(String key, Instant now) {
        Circuit circuit = circuits.get(key);
        if (circuit == null || circuit.failures() < failures) {
            return State.CLOSED;
        }
        return now.isBefore(circuit.latest().plus(pause)) ? State.OPEN : State.HALF_OPEN;
    }

    /**
     * Whether a run may begin now. In a half-open circuit that is one at a time; a trial that never reports back
     * blocks the next one no longer than the pause.
     */
    public boolean allows(String key, Instant now) {
        Instant probe = circuits.containsKey(key) ? circuits.get(key).probe() : null;
        return switch (state(key, now)) {
            case CLOSED -> true;
            case OPEN -> false;
            case HALF_OPEN -> probe == null || !now.isBefore(probe.plus(pause));
        };
    }

    /** A run that was {@linkplain #allows allowed} begins. */
    public CircuitBreaker began(String key, Instant now) {
        if (state(key, now) != State.HALF_OPEN) {
            return this;
        }
        Circuit circuit = circuits.get(key);
        return with(key, new Circuit(circuit.failures(), circuit.latest(), circuit.reason(), now));
    }

    public CircuitBreaker succeeded(String key) {
        return circuits.containsKey(key) ? with(key, null) : this;
    }

    public CircuitBreaker failed(String key, String reason, Instant now) {
        Circuit before = circuits.get(key);
        int count = before == null ? 1 : before.failures() + 1;
        return with(key, new Circuit(count, now, reason, null));
    }

    /** Why a key is skipped, in a few words; empty where it is not known for failures. */
    public Optional<String> why(String key) {
        return Optional.ofNullable(circuits.get(key)).map(CircuitBreaker::sentence);
    }

    private static String sentence(Circuit circuit) {
        String times = circuit.failures() == 1 ? "once: " : circuit.failures() + " times in a row, last: ";
        return "failed " + times + circuit.reason();
    }

    private CircuitBreaker with(String key, @CheckForNull Circuit circuit) {
        Map<String, Circuit> changed = new HashMap<>(circuits);
        if (circuit == null) {
            changed.remove(key);
        } else {
            changed.put(key, circuit);
        }
        return new CircuitBreaker(failures, pause, changed);
    }
}
