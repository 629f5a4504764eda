package io.jenkins.plugins.redundancy.pages;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import hudson.model.Api;
import hudson.model.Run;
import io.jenkins.plugins.redundancy.engine.policy.Cost;
import io.jenkins.plugins.redundancy.engine.policy.Durations;
import io.jenkins.plugins.redundancy.engine.policy.Verdict;
import io.jenkins.plugins.redundancy.engine.report.StageResult;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.kohsuke.stapler.export.Exported;
import org.kohsuke.stapler.export.ExportedBean;

/** One redundant stage, for its page and for machines. As it was when it was asked for. */
@ExportedBean(defaultVisibility = 2)
public final class StageView {

    private final Run<?, ?> run;
    private final String id;
    private final StageResult stage;
    private final TimelineView timeline;

    StageView(Run<?, ?> run, String id, StageResult stage) {
        this.run = run;
        this.id = id;
        this.stage = stage;
        this.timeline = new TimelineView(stage.timeline(), stage::note);
    }

    /** The build that the page belongs to, as core's layouts call it. */
    public Run<?, ?> getObject() {
        return run;
    }

    @Exported
    public String getId() {
        return id;
    }

    /** As users call it: {@code failoverAgent}. */
    @Exported
    public String getStep() {
        return stage.step();
    }

    /** The stage it stands in; empty outside of all stages. */
    @Exported
    public String getStage() {
        return stage.stage();
    }

    public String getDisplayName() {
        return stage.stage().isEmpty() ? stage.step() : Messages.Stages_title(stage.stage(), stage.step());
    }

    /** {@code met}, {@code degraded}, {@code lost}, {@code aborted}, {@code running}. */
    @Exported
    public String getOutcome() {
        return stage.outcome();
    }

    @Exported
    public String getReason() {
        return stage.reason();
    }

    /** As ISO 8601. */
    @Exported
    public String getBegan() {
        return stage.began().toString();
    }

    /** When its verdict fell, as ISO 8601; null while it runs. */
    @Exported
    @CheckForNull
    public String getEnded() {
        return isRunning() ? null : stage.until().toString();
    }

    /** Seconds that winners ran. */
    @Exported
    public double getWinnerSeconds() {
        return seconds(cost().winners());
    }

    /** Seconds that those ran which were cancelled. */
    @Exported
    public double getLoserSeconds() {
        return seconds(cost().losers());
    }

    /** Seconds that those ran which failed. */
    @Exported
    public double getFailureSeconds() {
        return seconds(cost().failures());
    }

    @Exported(visibility = 1)
    public List<TimelineView.AttemptView> getAttempts() {
        return timeline.getAttempts();
    }

    static double seconds(Duration duration) {
        return duration.toMillis() / 1000.0;
    }

    private Cost cost() {
        Verdict verdict = stage.verdict();
        return verdict == null ? new Cost(Duration.ZERO, Duration.ZERO, Duration.ZERO) : verdict.cost();
    }

    public TimelineView getTimeline() {
        return timeline;
    }

    public boolean isRunning() {
        return stage.verdict() == null;
    }

    public boolean isAsPlanned() {
        return stage.outcome().equals("met");
    }

    /** The verdict in one word. */
    public String getHeadline() {
        return switch (stage.outcome()) {
            case "met" -> Messages.Stages_met();
            case "degraded" -> Messages.Stages_degraded();
            case "lost" -> Messages.Stages_lost();
            case "aborted" -> Messages.Stages_aborted();
            default -> Messages.Stages_running();
        };
    }

    /** Jenkins' symbol for the verdict; never the only sign of it. */
    public String getSymbol() {
        return "symbol-status-"
                + switch (stage.outcome()) {
                    case "met" -> "blue";
                    case "degraded" -> "yellow";
                    case "lost" -> "red";
                    case "aborted" -> "aborted";
                    default -> "blue-anime";
                };
    }

    /** How long it took, and what the redundancy cost. */
    public String getCostSentence() {
        String took = Durations.format(stage.took());
        if (isRunning()) {
            return Messages.Stages_runningFor(took);
        }
        Cost cost = cost();
        String what = timeline.isOnAgents() ? Messages.Stages_executorTime() : Messages.Stages_runTime();
        String total = Durations.format(cost.total());
        if (cost.lost().isZero()) {
            return Messages.Stages_cost(took, what, total);
        }
        List<String> lost = new ArrayList<>();
        if (!cost.failures().isZero()) {
            lost.add(Messages.Stages_byFailures(Durations.format(cost.failures())));
        }
        if (!cost.losers().isZero()) {
            lost.add(Messages.Stages_byLosers(Durations.format(cost.losers())));
        }
        return Messages.Stages_costLost(took, what, total, Durations.format(cost.lost()), String.join(", ", lost));
    }

    public Api getApi() {
        return new Api(this);
    }
}
