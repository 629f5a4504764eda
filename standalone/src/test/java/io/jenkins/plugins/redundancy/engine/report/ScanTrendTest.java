package io.jenkins.plugins.redundancy.engine.report;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.redundancy.engine.policy.Outcome;
import io.jenkins.plugins.redundancy.engine.report.ScanTrend.Point;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class ScanTrendTest {

    @ParameterizedTest
    @EnumSource(
            value = Outcome.class,
            names = {"LOST", "ABORTED"})
    void scanThatDoesNotCountIsAGapWhateverItFound(Outcome outcome) {
        Point found = Point.of(7, outcome, 12, 3, 1L);
        assertThat(found.gap()).isTrue();
        assertThat(found).isEqualTo(Point.of(7, outcome, 0, 0, null));
        assertThat(found.confirmed()).isNull();
        assertThat(found.singleSource()).isNull();
        assertThat(found.fresh()).isNull();
    }

    @ParameterizedTest
    @EnumSource(
            value = Outcome.class,
            names = {"MET", "DEGRADED"})
    void scanThatCountsHasItsCountsNoneAmongThem(Outcome outcome) {
        Point none = Point.of(7, outcome, 0, 0, null);
        assertThat(none.gap()).isFalse();
        assertThat(none.confirmed()).isZero();
        assertThat(none.fresh()).isNull();
        assertThat(Point.of(7, outcome, 2, 1, 0L).fresh()).isZero();
    }

    @Test
    void buildsStandInTheirOrderAndTheirGapsCountForNothing() {
        ScanTrend trend = new ScanTrend(List.of(
                Point.of(12, Outcome.MET, 4, 9, 0L),
                Point.of(11, Outcome.LOST, 100, 100, null),
                Point.of(9, Outcome.DEGRADED, 5, 2, null)));
        assertThat(trend.points()).extracting(Point::build).containsExactly(9, 11, 12);
        assertThat(trend.most()).isEqualTo(9);
        assertThat(trend.with(Outcome.LOST)).extracting(Point::build).containsExactly(11);
        assertThat(trend.with(Outcome.ABORTED)).isEmpty();
        assertThat(new ScanTrend(List.of(Point.of(1, Outcome.ABORTED, 1, 1, null))).most())
                .isZero();
    }
}
