package io.jenkins.plugins.redundancy.engine.report;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import io.jenkins.plugins.redundancy.engine.policy.Outcome;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;

/**
 * How the scans of one id went over the builds. Knows nothing of how it is drawn.
 *
 * @param points by build number, the oldest first; builds without such a scan are not among them
 */
public record ScanTrend(List<Point> points) {

    public ScanTrend {
        points = points.stream().sorted(Comparator.comparingInt(Point::build)).toList();
    }

    /**
     * One build's scan. Its counts are null where they would say too little: a scan that lost its quorum or was aborted
     * found what it found, but a line through it would fall as if the findings were gone.
     *
     * @param build its number
     * @param confirmed live findings, null for a gap
     * @param singleSource likewise
     * @param fresh those that the reference build did not have; null for a gap, and where there was nothing to compare with
     */
    public record Point(
            int build,
            Outcome outcome,
            @CheckForNull Long confirmed,
            @CheckForNull Long singleSource,
            @CheckForNull Long fresh) {

        public static Point of(
                int build, Outcome outcome, long confirmed, long singleSource, @CheckForNull Long fresh) {
            return counts(outcome)
                    ? new Point(build, outcome, confirmed, singleSource, fresh)
                    : new Point(build, outcome, null, null, null);
        }

        private static boolean counts(Outcome outcome) {
            return outcome == Outcome.MET || outcome == Outcome.DEGRADED;
        }

        /** Whether the line has a gap here. */
        public boolean gap() {
            return confirmed == null;
        }
    }

    /** The points with that outcome, the oldest first. */
    public List<Point> with(Outcome outcome) {
        return points.stream().filter(point -> point.outcome() == outcome).toList();
    }

    /** The greatest count of a line; 0 where there is none. */
    public long most() {
        return points.stream()
                .flatMap(point -> Stream.of(point.confirmed(), point.singleSource()))
                .filter(Objects::nonNull)
                .mapToLong(Long::longValue)
                .max()
                .orElse(0);
    }
}
