package io.jenkins.plugins.redundancy.engine.policy;

import java.io.Serializable;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * A delay said as a share of the past: of a hundred runs so many were over by then.
 *
 * @param rank 1 to 99
 */
public record Percentile(int rank) implements Serializable {

    private static final long serialVersionUID = 1L;

    /** With fewer durations nothing is said. */
    public static final int FEWEST = 5;

    private static final Pattern FORM = Pattern.compile("[pP](\\d{1,3})");

    public Percentile {
        if (rank < 1 || rank > 99) {
            throw new IllegalArgumentException("'p" + rank + "' is no percentile, use one from p1 to p99");
        }
    }

    /**
     * {@code p95}; empty for what has another form.
     *
     * @throws IllegalArgumentException for {@code p0} or {@code p100}
     */
    public static Optional<Percentile> parse(String text) {
        var match = FORM.matcher(text.trim());
        return match.matches() ? Optional.of(new Percentile(Integer.parseInt(match.group(1)))) : Optional.empty();
    }

    /** By nearest rank: always one of the durations. Empty when there are too few. */
    public Optional<Duration> of(List<Duration> durations) {
        if (durations.size() < FEWEST) {
            return Optional.empty();
        }
        int index = (rank * durations.size() + 99) / 100 - 1;
        return Optional.of(durations.stream().sorted().toList().get(index));
    }

    @Override
    public String toString() {
        return "p" + rank;
    }
}
