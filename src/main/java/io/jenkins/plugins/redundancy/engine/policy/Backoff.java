package io.jenkins.plugins.redundancy.engine.policy;

import java.io.Serializable;
import java.time.Duration;
import java.util.Objects;

/**
 * How long to wait before the same replica is tried again: doubled with each retry, up to a limit.
 *
 * @param base wait before the first retry; zero for none
 * @param max longest wait
 * @param jitter share of the wait that is random, 0 to 1: many builds that failed together do not come back together
 */
public record Backoff(Duration base, Duration max, double jitter) implements Serializable {

    private static final long serialVersionUID = 1L;

    public static final Backoff DEFAULT = new Backoff(Duration.ofSeconds(2), Duration.ofMinutes(1), 0.5);

    public Backoff {
        Objects.requireNonNull(base, "base");
        Objects.requireNonNull(max, "max");
    }

    /**
     * Between {@code (1 - jitter) × wait} and {@code wait}, the same for the same seed.
     *
     * @param retry 1 for the first
     * @param seed of this one wait
     */
    public Duration delay(int retry, long seed) {
        Duration wait = base;
        for (int i = 1; i < retry && !wait.isZero() && wait.compareTo(max) < 0; i++) {
            wait = wait.multipliedBy(2);
        }
        if (wait.compareTo(max) > 0) {
            wait = max;
        }
        return Duration.ofMillis((long) (wait.toMillis() * (1 - jitter * share(seed))));
    }

    /** SplitMix64 (Steele, Lea, Flood 2014): seeds that differ by one give shares that do not look alike. */
    private static double share(long seed) {
        long z = seed + 0x9E3779B97F4A7C15L;
        z = (z ^ (z >>> 30)) * 0xBF58476D1CE4E5B9L;
        z = (z ^ (z >>> 27)) * 0x94D049BB133111EBL;
        z ^= z >>> 31;
        return (z >>> 11) * 0x1.0p-53;
    }
}
