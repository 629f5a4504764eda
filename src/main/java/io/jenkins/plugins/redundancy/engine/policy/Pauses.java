package io.jenkins.plugins.redundancy.engine.policy;

import java.io.Serializable;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * The times in which no clock runs, because the controller was down or preparing to go down: no replica can be blamed
 * for them.
 *
 * @param all in their order; none overlaps another
 */
record Pauses(List<Pause> all) implements Serializable {

    private static final long serialVersionUID = 1L;

    static final Pauses NONE = new Pauses(List.of());

    /** What a wait for an executor is given at least after a pause: agents have to connect first. */
    static final Duration GRACE = Duration.ofMinutes(1);

    record Pause(Instant from, Instant to) implements Serializable {
        private static final long serialVersionUID = 1L;
    }

    Pauses {
        all = List.copyOf(all);
    }

    /** With one more that ends now. */
    Pauses with(Instant since, Instant now) {
        Instant from = since.isAfter(now) ? now : since;
        if (!all.isEmpty() && from.isBefore(last().to())) {
            from = last().to();
        }
        List<Pause> more = new ArrayList<>(all);
        more.add(new Pause(from, now));
        return new Pauses(more);
    }

    private Pause last() {
        return all.get(all.size() - 1);
    }

    /** When a time that began then will be over. */
    Instant end(Instant from, Duration time) {
        Instant end = from.plus(time);
        for (Pause pause : all) {
            Instant start = pause.from().isBefore(from) ? from : pause.from();
            if (start.isBefore(pause.to()) && start.isBefore(end)) {
                end = end.plus(Duration.between(start, pause.to()));
            }
        }
        return end;
    }

    /** The same for a wait for an executor. */
    Instant endOfWait(Instant from, Duration time) {
        Instant end = end(from, time);
        if (all.isEmpty()) {
            return end;
        }
        Instant least = last().to().plus(time.compareTo(GRACE) < 0 ? time : GRACE);
        return end.isBefore(least) ? least : end;
    }
}
