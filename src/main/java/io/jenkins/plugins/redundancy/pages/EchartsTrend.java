package io.jenkins.plugins.redundancy.pages;

import edu.hm.hafner.echarts.JacksonFacade;
import edu.hm.hafner.echarts.line.LineSeries;
import edu.hm.hafner.echarts.line.LineSeries.FilledMode;
import edu.hm.hafner.echarts.line.LineSeries.StackedMode;
import edu.hm.hafner.echarts.line.LinesChartModel;
import edu.umd.cs.findbugs.annotations.CheckForNull;
import hudson.model.Item;
import hudson.model.Job;
import io.jenkins.plugins.echarts.AsyncTrendChart;
import io.jenkins.plugins.echarts.JenkinsPalette;
import io.jenkins.plugins.redundancy.engine.policy.Outcome;
import io.jenkins.plugins.redundancy.engine.report.ScanTrend;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.Predicate;
import org.jenkinsci.plugins.variant.OptionalExtension;
import org.kohsuke.stapler.bind.JavaScriptMethod;

/**
 * A trend as the ECharts plugin draws it. The sessions of those who look at it hold this object, so it keeps nothing but
 * which trend it is, and reads it again when the page asks.
 */
public final class EchartsTrend implements AsyncTrendChart {

    private final Job<?, ?> job;
    private final String id;

    private EchartsTrend(Job<?, ?> job, String id) {
        this.job = job;
        this.id = id;
    }

    /** Loads nothing of the ECharts plugin before it is called. */
    @OptionalExtension(requirePlugins = "echarts-api")
    public static final class Source extends TrendChart {
        @Override
        Object of(TrendView trend) {
            return new EchartsTrend(trend.job(), trend.getId());
        }
    }

    /** Of the page that a point leads to, below its build's. */
    public String getUrlName() {
        return "redundancy-" + id;
    }

    @Override
    public boolean isTrendVisible() {
        return true;
    }

    @Override
    @JavaScriptMethod
    public String getBuildTrendModel() {
        job.checkPermission(Item.READ);
        ScanTrend trend = RecentScans.of(job).trends().stream()
                .filter(view -> view.getId().equals(id))
                .findFirst()
                .map(TrendView::trend)
                .orElseGet(() -> new ScanTrend(List.of()));
        return new JacksonFacade().toJson(model(trend));
    }

    /** Lines with a gap, and an upright in it, where a scan does not count. */
    static LinesChartModel model(ScanTrend trend) {
        List<String> labels = trend.points().stream().map(EchartsTrend::label).toList();
        LinesChartModel model = new LinesChartModel(
                labels, trend.points().stream().map(ScanTrend.Point::build).toList());
        model.setRangeMin(0);
        model.setRangeMax(top(trend.most()));
        model.addSeries(
                line(Messages.Agreement_confirmed(), JenkinsPalette.PURPLE, trend, ScanTrend.Point::confirmed),
                line(Messages.Agreement_singleSource(), JenkinsPalette.CYAN, trend, ScanTrend.Point::singleSource));
        mark(model, trend, Outcome.DEGRADED, JenkinsPalette.ORANGE);
        mark(model, trend, Outcome.LOST, JenkinsPalette.RED);
        mark(model, trend, Outcome.ABORTED, JenkinsPalette.GREY);
        return model;
    }

    /** The next number that ECharts labels by itself; any other one would be written over the label below it. */
    static double top(long most) {
        double top = Math.max(1, most);
        double whole = Math.ceil(top / step(top)) * step(top);
        while (whole > top) {
            top = whole;
            whole = Math.ceil(top / step(top)) * step(top);
        }
        return top;
    }

    /** From label to label, as ECharts chooses it for an axis from 0: about five of them. */
    private static double step(double top) {
        double share = top / 5;
        double unit = Math.pow(10, Math.floor(Math.log10(share)));
        double units = share / unit;
        return unit * (units < 1.5 ? 1 : units < 2.5 ? 2 : units < 4 ? 3 : units < 7 ? 5 : 10);
    }

    /**
     * With the sign that the legend explains, since the tooltip's heading is this; unlike a build's name it is unique. The
     * sign stands close, and last: what is too long for the edge of the chart loses that, and a line of its own would be
     * drawn over the number.
     */
    private static String label(ScanTrend.Point point) {
        return "#" + point.build() + sign(point.outcome());
    }

    private static String sign(Outcome outcome) {
        return switch (outcome) {
            case MET -> "";
            case DEGRADED -> "▲";
            case LOST -> "✕";
            case ABORTED -> "■";
        };
    }

    /** The same sign, as ECharts calls or draws it. */
    private static String symbol(Outcome outcome) {
        return switch (outcome) {
            case MET -> "circle";
            case DEGRADED -> "triangle";
            case LOST -> "path://M0 1 1 0 5 4 9 0 10 1 6 5 10 9 9 10 5 6 1 10 0 9 4 5z";
            case ABORTED -> "rect";
        };
    }

    private static LineSeries line(
            String name, JenkinsPalette color, ScanTrend trend, Function<ScanTrend.Point, Long> count) {
        return new Line(name, color.normal(), values(trend, point -> true, count));
    }

    /** ECharts leaves a gap where a value is null. */
    private static List<Double> values(
            ScanTrend trend, Predicate<ScanTrend.Point> which, Function<ScanTrend.Point, Long> count) {
        List<Double> values = new ArrayList<>();
        for (ScanTrend.Point point : trend.points()) {
            Long value = which.test(point) ? count.apply(point) : null;
            values.add(value == null ? null : value.doubleValue());
        }
        return values;
    }

    private static void mark(LinesChartModel model, ScanTrend trend, Outcome outcome, JenkinsPalette color) {
        List<ScanTrend.Point> marked = trend.with(outcome);
        if (!marked.isEmpty()) {
            model.addSeries(new Marks(
                    outcome,
                    color.normal(),
                    values(trend, point -> point.outcome() == outcome, ScanTrend.Point::confirmed),
                    marked.stream()
                            .filter(ScanTrend.Point::gap)
                            .map(EchartsTrend::label)
                            .toList()));
        }
    }

    /** Shows every point: one between two gaps is no line, and ECharts leaves some out where there are many. */
    static class Line extends LineSeries {

        Line(String name, String color, List<Double> values) {
            super(name, color, StackedMode.SEPARATE_LINES, FilledMode.LINES, values);
        }

        public boolean isShowAllSymbol() {
            return true;
        }
    }

    /** Signs on the builds that have a value, uprights on those that have none; no line. */
    static final class Marks extends Line {
        private final Outcome outcome;
        private final List<String> uprights;

        Marks(Outcome outcome, String color, List<Double> values, List<String> uprights) {
            super(Words.of(outcome), color, values);
            this.outcome = outcome;
            this.uprights = uprights;
        }

        @Override
        public String getSymbol() {
            return symbol(outcome);
        }

        public int getSymbolSize() {
            return 11;
        }

        public Map<String, Object> getLineStyle() {
            return Map.of("opacity", 0);
        }

        /** The heading has the sign already. */
        public Map<String, Object> getTooltip() {
            return Map.of("show", false);
        }

        @CheckForNull
        public Map<String, Object> getMarkLine() {
            if (uprights.isEmpty()) {
                return null;
            }
            Map<String, Object> label = new HashMap<>();
            label.put("formatter", getName());
            label.put("position", "insideEndTop");
            label.put("fontSize", 10);
            // ECharts' own has a white rim, whatever the theme
            label.put("color", "--text-color");
            label.put("textBorderWidth", 0);
            Map<String, Object> markLine = new HashMap<>();
            markLine.put("silent", true);
            markLine.put("animation", false);
            markLine.put("symbol", List.of("none", "none"));
            markLine.put("label", label);
            markLine.put("lineStyle", Map.of("color", getItemStyle().getColor(), "type", "dashed"));
            markLine.put(
                    "data", uprights.stream().map(at -> Map.of("xAxis", at)).toList());
            return markLine;
        }
    }
}
