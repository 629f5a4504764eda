package io.jenkins.plugins.redundancy.pages;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import io.jenkins.plugins.redundancy.engine.policy.Attempt;
import io.jenkins.plugins.redundancy.engine.policy.Durations;
import io.jenkins.plugins.redundancy.engine.policy.FailureKind;
import io.jenkins.plugins.redundancy.engine.report.StageResult;
import io.jenkins.plugins.redundancy.engine.report.Timeline;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.function.IntFunction;
import org.kohsuke.stapler.export.Exported;
import org.kohsuke.stapler.export.ExportedBean;

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

    private static final int BRIEF = 12;
    private static final double LEAST = 0.004;

    private final Timeline timeline;
    private final List<RowView> rows;
    private final List<AttemptView> attempts;
    private final int more;

    public TimelineView(Timeline timeline) {
        this(timeline, attempt -> StageResult.Note.NONE);
    }

    /** @param notes on an attempt, by its number */
    TimelineView(Timeline timeline, IntFunction<StageResult.Note> notes) {
        this.timeline = timeline;
        rows = timeline.rows().stream().map(row -> new RowView(timeline, row)).toList();
        attempts = timeline.rows().stream()
                .flatMap(row -> row.attempts().stream())
                .sorted(Comparator.comparingInt(Attempt::number))
                .map(attempt -> new AttemptView(timeline, attempt, notes.apply(attempt.number())))
                .toList();
        more = 0;
    }

    private TimelineView(TimelineView all, List<RowView> rows) {
        this.timeline = all.timeline;
        this.rows = rows;
        this.attempts = all.attempts;
        this.more = all.rows.size() - rows.size();
    }

    /** For places with little room: the first rows of replicas that ran, or were to. */
    public TimelineView getBrief() {
        return rows.size() <= BRIEF
                ? this
                : new TimelineView(
                        this, rows.stream().filter(RowView::isUsed).limit(BRIEF).toList());
    }

    /** Replicas that have no row here. */
    public int getMore() {
        return more;
    }

    public List<RowView> getRows() {
        return rows;
    }

    public List<AttemptView> getAttempts() {
        return attempts;
    }

    /** Where the time axis begins, for people. */
    public String getStart() {
        return Durations.format(Duration.ZERO);
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
        return attempts.stream().anyMatch(attempt -> !attempt.getGapText().isEmpty());
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

        /** Whether it ever had to run. */
        boolean isUsed() {
            return row.last().state() != Attempt.State.SKIPPED;
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
            return percent(
                    bar.phase() == Timeline.Phase.GAP
                            ? timeline.share(bar.from())
                            : Math.min(1 - LEAST, timeline.share(bar.from())));
        }

        public String getEnd() {
            return percent(timeline.share(bar.to()));
        }

        /** At least so much that what ran for a moment only is still to be seen. */
        public String getWidth() {
            return percent(Math.max(LEAST, timeline.share(bar.to()) - timeline.share(bar.from())));
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

    /** One attempt: a line of the table in words, and the same in figures for machines. */
    @ExportedBean(defaultVisibility = 2)
    public static final class AttemptView {

        private final Timeline timeline;
        private final Attempt attempt;
        private final StageResult.Note note;

        AttemptView(Timeline timeline, Attempt attempt, StageResult.Note note) {
            this.timeline = timeline;
            this.attempt = attempt;
            this.note = note;
        }

        @Exported
        public int getNumber() {
            return attempt.number();
        }

        @Exported
        public String getReplica() {
            return attempt.replica();
        }

        @Exported
        public String getSlot() {
            return attempt.slot();
        }

        /** 1 for the first run of its replica, 2 for its first retry. */
        @Exported(name = "try")
        public int getTryNumber() {
            return attempt.tryNumber();
        }

        /** {@code succeeded}, {@code failed}, {@code timed-out}, … */
        @Exported(name = "state")
        public String getStateId() {
            return attempt.state().id();
        }

        /** {@code infrastructure}, {@code timeout}, {@code job}, …; null where it did not fail. */
        @Exported
        @CheckForNull
        public String getKind() {
            FailureKind kind = attempt.kind();
            return kind == null ? null : kind.id();
        }

        @Exported
        public String getWhy() {
            return attempt.why();
        }

        /** The agent it ran on; empty where it had none of its own. */
        @Exported
        public String getAgent() {
            return note.agent();
        }

        /** What the queue said while it waited there; empty where it said nothing. */
        @Exported
        public String getQueue() {
            return note.queue();
        }

        /** When its start was ordered, as ISO 8601. */
        @Exported
        public String getQueued() {
            return attempt.queued().toString();
        }

        /** As ISO 8601; null where it did not. */
        @Exported
        @CheckForNull
        public String getStarted() {
            Instant started = attempt.started();
            return started == null ? null : started.toString();
        }

        /** As ISO 8601; null while it is not over. */
        @Exported
        @CheckForNull
        public String getEnded() {
            Instant ended = attempt.ended();
            return ended == null ? null : ended.toString();
        }

        @Exported
        public double getQueuedSeconds() {
            return seconds(Timeline.Phase.QUEUED);
        }

        @Exported
        public double getRanSeconds() {
            return seconds(Timeline.Phase.RUNNING);
        }

        /** How long nothing ran after it had failed. */
        @Exported
        public double getGapSeconds() {
            return seconds(Timeline.Phase.GAP);
        }

        public String getState() {
            return word(attempt.state());
        }

        /** How long it waited for its start; empty where it never did. */
        public String getQueuedText() {
            return text(Timeline.Phase.QUEUED);
        }

        /** How long it ran; empty where it never did. */
        public String getRanText() {
            return text(Timeline.Phase.RUNNING);
        }

        /** How long nothing ran after it had failed; empty where nothing was to follow. */
        public String getGapText() {
            return text(Timeline.Phase.GAP);
        }

        private double seconds(Timeline.Phase phase) {
            return timeline.length(attempt, phase).map(StageView::seconds).orElse(0.0);
        }

        private String text(Timeline.Phase phase) {
            return timeline.length(attempt, phase).map(Durations::format).orElse("");
        }
    }
}
