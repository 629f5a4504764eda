package io.jenkins.plugins.redundancy.engine.policy;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** All that was said and done in one play of a schedule. */
final class Recording {

    /** An event, when it came, what it led to, and what the coordinator showed afterwards. */
    record Step(Event event, Instant now, List<Action> actions, List<Attempt> attempts, Optional<Verdict> verdict) {}

    private final Schedule schedule;
    private final List<Step> steps = new ArrayList<>();
    private String stuck = "";

    Recording(Schedule schedule) {
        this.schedule = schedule;
    }

    void add(Step step) {
        steps.add(step);
    }

    /** The world has nothing more to say, or lost patience, and there is no verdict. */
    void stuck(String why) {
        stuck = why;
    }

    Schedule schedule() {
        return schedule;
    }

    List<Step> steps() {
        return steps;
    }

    String stuck() {
        return stuck;
    }

    /** Readable from top to bottom, for a failed property. */
    @Override
    public String toString() {
        StringBuilder text = new StringBuilder();
        text.append("schedule ").append(schedule.seed()).append("L\n  ").append(schedule.plan());
        text.append("\n  ").append(schedule.policy()).append('\n');
        for (Step step : steps) {
            text.append("  ")
                    .append(Duration.between(World.BEGIN, step.now()).toMillis())
                    .append(" ms ")
                    .append(step.event());
            step.actions().forEach(action -> text.append("\n      -> ").append(action));
            text.append('\n');
        }
        return text.append(stuck).toString();
    }
}
