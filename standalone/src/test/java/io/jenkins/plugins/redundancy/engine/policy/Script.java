package io.jenkins.plugins.redundancy.engine.policy;

import java.time.Duration;
import java.time.Instant;
import java.util.List;

/** Plays a coordinator by hand: events at seconds after the beginning. */
final class Script {

    private Coordinator coordinator;
    private List<Action> actions = List.of();

    Script(Plan plan, Policy policy) {
        coordinator = Coordinator.of(plan, policy, 42);
        at(0, new Event.Begin());
    }

    static Instant second(double seconds) {
        return World.BEGIN.plusMillis(Math.round(seconds * 1000));
    }

    static Duration seconds(double seconds) {
        return Duration.ofMillis(Math.round(seconds * 1000));
    }

    Script at(double seconds, Event event) {
        Transition transition = coordinator.on(event, second(seconds));
        coordinator = transition.next();
        actions = transition.actions();
        return this;
    }

    Script started(double seconds, int attempt) {
        return at(seconds, new Event.Started(attempt));
    }

    Script succeeded(double seconds, int attempt) {
        return at(seconds, new Event.Succeeded(attempt));
    }

    Script failed(double seconds, int attempt, FailureKind kind, String reason) {
        return at(seconds, new Event.Failed(attempt, kind, reason));
    }

    Script lost(double seconds, int attempt) {
        return failed(seconds, attempt, FailureKind.INFRASTRUCTURE, "agent lost");
    }

    Script timer(double seconds) {
        return at(seconds, new Event.Timer());
    }

    /** What the last event led to. */
    List<Action> actions() {
        return actions;
    }

    /** Replicas started by the last event. */
    List<String> starts() {
        return actions.stream()
                .filter(Action.Start.class::isInstance)
                .map(action -> ((Action.Start) action).replica())
                .toList();
    }

    /** Attempts cancelled by the last event. */
    List<Integer> cancels() {
        return actions.stream()
                .filter(Action.Cancel.class::isInstance)
                .map(action -> ((Action.Cancel) action).attempt())
                .toList();
    }

    Coordinator coordinator() {
        return coordinator;
    }

    boolean isOver() {
        return coordinator.verdict().isPresent();
    }

    Verdict verdict() {
        return coordinator.verdict().orElseThrow(() -> new AssertionError("no verdict yet: " + coordinator));
    }

    Attempt.State state(int attempt) {
        return coordinator.attempts().get(attempt - 1).state();
    }
}
