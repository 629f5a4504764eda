package io.jenkins.plugins.redundancy.pages;

import io.jenkins.plugins.redundancy.engine.policy.Attempt;
import io.jenkins.plugins.redundancy.engine.policy.Durations;
import io.jenkins.plugins.redundancy.engine.report.Timeline;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * A timeline as pages draw it; for any action that has one:
 *
 * <pre>{@code <st:include it="${it.timeline}" page="bars.jelly"/>
 * <st:include it="${it.timeline}" page="attempts.jelly"/>}</pre>
 *
 * {@code bars.jelly} has one row per replica, with its name, its bars, how it ended and why, and is enough for a summary;
 * {@code attempts.jelly} is the table of all attempts, which says the same as the bars in words.
 */
public final class TimelineView {

    private final Timeline timeline;
    private final List<RowView> rows;
    private final List<AttemptView> attempts;

    public TimelineView(Timeline timeline) {
        this(timeline, Notes.NONE);
    }

    TimelineView(Timeline timeline, Notes notes) {
        this.timeline = timeline;
        rows = timeline.rows().stream().map(row -> new RowView(timeline, row)).toList();
        attempts = timeline.rows().stream()
                .flatMap(row -> row.attempts().stream())
                .sorted(java.util.Comparator.comparingInt(Attempt::number))
                .map(attempt -> new AttemptView(timeline, attempt, notes))
                .toList();
    }

    /** What is known of an attempt besides what the coordinator was told. */
    interface Notes {

        Notes NONE = attempt -> "";

        /** The agent it ran on; empty where it ran on none of its own. */
        String agent(int attempt);

        /** What the queue said while it waited there; empty where it said nothing. */
        default String queue(int attempt) {
            return "";
        }
    }

    public List<RowView> getRows() {
        return rows;
    }

    public List<AttemptView> getAttempts() {
        return attempts;
    }

    /** The length of the time axis, for people. */
    public String getLength() {
        return Durations.format(timeline.length());
    }

    /** Whether any attempt ran on an agent of its own. */
    public boolean isOnAgents() {
        return attempts.stream().anyMatch(attempt -> !attempt.getAgent().isEmpty());
    }

    /** Whether anything was missing between two attempts. */
    public boolean isGaps() {
        return attempts.stream().anyMatch(attempt -> !attempt.getGap().isEmpty());
    }

    /** In percent, as SVG takes it. */
    private static String percent(double share) {
        return String.format(Locale.ROOT, "%.2f%%", share * 100);
    }

    static String word(Attempt.State state) {
        return switch (state) {
            case WAITING -> Messages.Timeline_waiting();
            case QUEUED -> Messages.Timeline_queued();
            case RUNNING -> Messages.Timeline_running();
            case SUCCEEDED -> Messages.Timeline_succeeded();
            case PARTIAL -> Messages.Timeline_partial();
            case FAILED -> Messages.Timeline_failed();
            case TIMED_OUT -> Messages.Timeline_timedOut();
            case CANCELLED -> Messages.Timeline_cancelled();
            case SKIPPED -> Messages.Timeline_skipped();
        };
    }

    /** One replica. */
    public static final class RowView {

        private final Timeline.Row row;
        private final List<BarView> bars = new ArrayList<>();

        RowView(Timeline timeline, Timeline.Row row) {
            this.row = row;
            row.bars().forEach(bar -> bars.add(new BarView(timeline, bar)));
        }

        public String getReplica() {
            return row.replica();
        }

        public List<BarView> getBars() {
            return bars;
        }

        /** How its last attempt ended, in one word. */
        public String getState() {
            return word(row.last().state());
        }

        public String getWhy() {
            return row.last().why();
        }

        /** Jenkins' symbol of that; never the only sign of it. */
        public String getSymbol() {
            return "symbol-status-"
                    + switch (row.last().state()) {
                        case WAITING, QUEUED -> "nobuilt-anime";
                        case RUNNING -> "blue-anime";
                        case SUCCEEDED -> "blue";
                        case PARTIAL -> row.last().hasFailed() ? "red" : "yellow";
                        case FAILED, TIMED_OUT -> "red";
                        case CANCELLED -> "aborted";
                        case SKIPPED -> "nobuilt";
                    };
        }
    }

    /** One bar. */
    public static final class BarView {

        private final Timeline timeline;
        private final Timeline.Bar bar;

        BarView(Timeline timeline, Timeline.Bar bar) {
            this.timeline = timeline;
            this.bar = bar;
        }

        public String getX() {
            return percent(timeline.share(bar.from()));
        }

        public String getEnd() {
            return percent(timeline.share(bar.to()));
        }

        public String getWidth() {
            return percent(timeline.share(bar.to()) - timeline.share(bar.from()));
        }

        public boolean isGap() {
            return bar.phase() == Timeline.Phase.GAP;
        }

        /** {@code queued}, {@code gap}, or how it ran: {@code succeeded}, {@code failed}, … */
        public String getKind() {
            if (bar.phase() != Timeline.Phase.RUNNING) {
                return bar.phase().id();
            }
            return bar.attempt().hasFailed() ? "failed" : bar.attempt().state().id();
        }

        public String getTooltip() {
            String length = Durations.format(bar.length());
            return switch (bar.phase()) {
                case QUEUED -> Messages.Timeline_barQueued(length);
                case RUNNING ->
                    Messages.Timeline_barRan(length, word(bar.attempt().state()));
                case GAP -> Messages.Timeline_barGap(length);
            };
        }
    }

    /** One line of the table. */
    public static final class AttemptView {

        private final Timeline timeline;
        private final Attempt attempt;
        private final Notes notes;

        AttemptView(Timeline timeline, Attempt attempt, Notes notes) {
            this.timeline = timeline;
            this.attempt = attempt;
            this.notes = notes;
        }

        public int getNumber() {
            return attempt.number();
        }

        public String getReplica() {
            return attempt.replica();
        }

        public String getSlot() {
            return attempt.slot();
        }

        public boolean isStandIn() {
            return !attempt.replica().equals(attempt.slot());
        }

        public String getAgent() {
            return notes.agent(attempt.number());
        }

        public String getQueue() {
            return notes.queue(attempt.number());
        }

        public String getState() {
            return word(attempt.state());
        }

        public String getWhy() {
            return attempt.why();
        }

        /** How long it was in the queue; empty where it never was. */
        public String getQueued() {
            return length(Timeline.Phase.QUEUED);
        }

        /** How long it ran; empty where it never did. */
        public String getRan() {
            return length(Timeline.Phase.RUNNING);
        }

        /** How long nothing ran after it had failed; empty where nothing was to follow. */
        public String getGap() {
            return length(Timeline.Phase.GAP);
        }

        private String length(Timeline.Phase phase) {
            return timeline.length(attempt, phase).map(Durations::format).orElse("");
        }
    }
}
