package io.jenkins.plugins.redundancy.steps;

import com.google.common.util.concurrent.ListenableFuture;
import edu.umd.cs.findbugs.annotations.CheckForNull;
import groovy.lang.Closure;
import hudson.model.TaskListener;
import io.jenkins.plugins.redundancy.cps.StepClosure;
import io.jenkins.plugins.redundancy.engine.policy.Action;
import io.jenkins.plugins.redundancy.engine.policy.Attempt;
import io.jenkins.plugins.redundancy.engine.policy.Coordinator;
import io.jenkins.plugins.redundancy.engine.policy.Durations;
import io.jenkins.plugins.redundancy.engine.policy.Event;
import io.jenkins.plugins.redundancy.engine.policy.FailureKind;
import io.jenkins.plugins.redundancy.engine.policy.Mode;
import io.jenkins.plugins.redundancy.engine.policy.Outcome;
import io.jenkins.plugins.redundancy.engine.policy.Plan;
import io.jenkins.plugins.redundancy.engine.policy.Policy;
import io.jenkins.plugins.redundancy.engine.policy.Slot;
import io.jenkins.plugins.redundancy.engine.policy.Verdict;
import java.io.IOException;
import java.io.Serializable;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.jenkinsci.plugins.workflow.actions.ErrorAction;
import org.jenkinsci.plugins.workflow.flow.FlowExecution;
import org.jenkinsci.plugins.workflow.flow.FlowExecutionOwner;
import org.jenkinsci.plugins.workflow.steps.StepContext;
import org.jenkinsci.plugins.workflow.steps.StepExecution;

/**
 * The replicas of one block step: the coordinator they share, and whom to tell what it decides. Given to the branches by
 * {@code withContext}; one object per block step in program.dat. Its state changes on the CPS VM thread only, so that it
 * is never saved half changed.
 */
public final class ReplicaGroup implements Serializable {

    private static final long serialVersionUID = 1L;
    private static final Logger LOGGER = Logger.getLogger(ReplicaGroup.class.getName());

    private final StepContext context;

    /** Function name of the step that runs an attempt; it takes the argument {@code attempt}. */
    private final String attemptStep;

    private final Map<String, Closure<?>> bodies;
    private final Map<String, ReplicaSlotExecution> slots = new TreeMap<>();
    private final Map<String, Action.Start> due = new TreeMap<>();
    private final Map<Integer, ReplicaExecution> running = new TreeMap<>();
    private final Map<Integer, Object> values = new TreeMap<>();
    private final StoppableClock clock = new StoppableClock();
    private Coordinator coordinator;

    /** Null where the step shows its replicas by itself. */
    @CheckForNull
    private final StageReport report;

    @CheckForNull
    private OnceOnly onceOnly;

    @CheckForNull
    private StandInOrder order;

    /** Of the attempt that failed last, and in a form that can be saved. */
    @CheckForNull
    private Throwable failure;

    /** With what the agent of the whole step was lost; null while it is there. */
    @CheckForNull
    private Throwable agentLoss;

    /** What ended all branches from outside; null while nothing did. */
    @CheckForNull
    private Throwable abortedBy;

    ReplicaGroup(
            StepContext context,
            String attemptStep,
            Plan plan,
            Policy policy,
            Map<String, ? extends Closure<?>> bodies,
            @CheckForNull StageReport report) {
        this.context = context;
        this.report = report;
        this.attemptStep = attemptStep;
        this.bodies = new LinkedHashMap<>(bodies);
        // the seed is that of the jitter of retries alone
        this.coordinator = Coordinator.of(plan, policy, System.nanoTime());
    }

    /** The branches for the real {@code parallel}, one per slot. */
    Map<String, Closure<?>> branches(FlowExecutionOwner owner) {
        Map<String, Closure<?>> branches = new LinkedHashMap<>();
        for (Slot slot : coordinator.plan().slots()) {
            Map<String, String> args = Map.of("slot", slot.name());
            // a step gets a block of its own in the graph only where it is called with a body; this one never runs
            Closure<?> body = new StepClosure(owner, ReplicaSlotStep.FUNCTION, args, null);
            branches.put(slot.name(), new StepClosure(owner, ReplicaSlotStep.FUNCTION, args, body));
        }
        return branches;
    }

    Closure<?> body(FlowExecutionOwner owner, Action.Start start) {
        return new StepClosure(owner, attemptStep, Map.of("attempt", start.attempt()), bodies.get(start.replica()));
    }

    /** In the blocks of all replicas; before they begin. */
    void refuse(OnceOnly steps) {
        onceOnly = steps;
    }

    /** In which those that have not run stand in; before they begin. */
    void orderBy(StandInOrder by) {
        order = by;
    }

    @CheckForNull
    OnceOnly onceOnly() {
        return onceOnly;
    }

    /** Whether nothing waits for another branch. */
    boolean isQuorum() {
        return coordinator.policy().mode() == Mode.QUORUM;
    }

    Optional<Verdict> verdict() {
        return coordinator.verdict();
    }

    Attempt attempt(int number) {
        return coordinator.attempts().stream()
                .filter(a -> a.number() == number)
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("no attempt " + number + " in " + coordinator));
    }

    /** Whether the coordinator still counts on it. */
    boolean isLive(int number) {
        return attempt(number).state().isLive();
    }

    /** What the block of an attempt returned. */
    void returned(int attempt, @CheckForNull Object value) {
        if (value instanceof Serializable) {
            values.put(attempt, value);
        } else if (value != null) {
            log(attempt(attempt).replica() + " returned a " + value.getClass().getName()
                    + ", which a Pipeline cannot keep; its value is null");
        }
    }

    @CheckForNull
    Object value(Attempt attempt) {
        return values.get(attempt.number());
    }

    void threw(Throwable t) {
        failure = new ErrorAction(t).getError();
    }

    Optional<Throwable> failure() {
        return Optional.ofNullable(failure);
    }

    /** The agent that the whole step stands on is gone, which those who do not need it may outlive. */
    void lostAgent(Throwable t) {
        if (agentLoss == null) {
            agentLoss = new ErrorAction(t).getError();
        }
    }

    Optional<Throwable> agentLoss() {
        return Optional.ofNullable(agentLoss);
    }

    /** Whether a slot has nothing more to do. */
    boolean over(String slot) {
        if (coordinator.verdict().isPresent()) {
            return true;
        }
        List<Attempt> own = coordinator.attempts().stream()
                .filter(a -> a.slot().equals(slot))
                .toList();
        return !own.isEmpty() && own.stream().noneMatch(a -> a.state().isLive() || a.state() == Attempt.State.WAITING);
    }

    /** What became of a slot that was not needed; empty where an attempt of it came to an end, and after an abort. */
    Optional<String> lastWords(String slot) {
        List<Attempt> own = verdict()
                .filter(verdict -> verdict.outcome() != Outcome.ABORTED)
                .map(Verdict::attempts)
                .orElse(List.of())
                .stream()
                .filter(a -> a.slot().equals(slot))
                .toList();
        return own.stream()
                .filter(a -> a.state() != Attempt.State.SKIPPED)
                .reduce((before, last) -> last)
                .or(() -> own.stream().findFirst())
                .filter(a -> a.state() == Attempt.State.CANCELLED || a.state() == Attempt.State.SKIPPED)
                .map(this::lastWords);
    }

    private String lastWords(Attempt attempt) {
        String queue = report == null || attempt.started() != null ? "" : report.queue(attempt.number());
        return attempt.replica() + " was " + attempt.state().id() + ": " + attempt.why()
                + (queue.isEmpty() ? "" : "; it was still in the queue: " + queue);
    }

    void joined(String slot, ReplicaSlotExecution execution) {
        slots.put(slot, execution);
    }

    void joined(int attempt, ReplicaExecution execution) {
        running.put(attempt, execution);
    }

    void left(int attempt) {
        running.remove(attempt);
    }

    /** The attempt this slot is to start now, handed out once. */
    @CheckForNull
    Action.Start nextStart(String slot) {
        return due.remove(slot);
    }

    /** Ends every branch early, for a cause that is to be passed on even if none of them throws it. */
    void abort(Throwable cause) {
        if (abortedBy == null) {
            abortedBy = new ErrorAction(cause).getError();
        }
        on(new Event.Aborted(Ending.described(cause)));
    }

    @CheckForNull
    Throwable abortedBy() {
        return abortedBy;
    }

    /** Tells the coordinator, and does what it says. */
    void on(Event event) {
        clock.absence().ifPresent(since -> {
            log("no clock ran for " + Durations.format(Duration.between(since, Instant.now()))
                    + ", while the controller was down or preparing to");
            tell(new Event.Resumed(since));
        });
        reorder();
        tell(event);
        show();
        // a slot that has nothing more to do ends its branch, a slot with an attempt due starts it
        List.copyOf(slots.values()).forEach(ReplicaSlotExecution::proceed);
    }

    private void tell(Event event) {
        var transition = coordinator.on(event, Instant.now());
        coordinator = transition.next();
        if (event instanceof Event.Failed failed) {
            log(attempt(failed.attempt()).replica() + " failed ("
                    + failed.kind().id() + "): " + failed.reason());
        }
        if (event instanceof Event.Crashed crashed) {
            log(attempt(crashed.attempt()).replica() + " failed (" + FailureKind.INFRASTRUCTURE.id() + "): "
                    + crashed.reason() + "; its findings are kept");
        }
        if (event instanceof Event.Interrupted interrupted) {
            log(attempt(interrupted.attempt()).replica() + " has to begin anew: " + interrupted.reason());
        }
        for (Action action : transition.actions()) {
            if (action instanceof Action.Start start && !(event instanceof Event.Begin)) {
                log("starting " + start.replica() + (start.tryNumber() > 1 ? " (try " + start.tryNumber() + ")" : ""));
            }
            act(action);
        }
    }

    /** On the build's page, as it stands now. */
    void show() {
        if (report != null) {
            report.show(context, coordinator);
        }
    }

    /** The agent that an attempt got. */
    void ranOn(int attempt, String agent) {
        if (report != null) {
            report.note(attempt, note -> note.withAgent(agent));
        }
    }

    /**
     * What the queue said of an attempt that waits there.
     *
     * @return whether that is news
     */
    boolean waitedFor(int attempt, String reason) {
        return report != null && report.note(attempt, note -> note.withQueue(reason));
    }

    private void reorder() {
        if (order != null) {
            order.now(coordinator.plan())
                    .ifPresent(wish ->
                            coordinator = coordinator.on(wish, Instant.now()).next());
        }
    }

    private void act(Action action) {
        if (action instanceof Action.Start start) {
            due.put(start.slot(), start);
        } else if (action instanceof Action.Cancel cancel) {
            log("cancelling " + attempt(cancel.attempt()).replica() + ": " + cancel.why());
            due.values().removeIf(start -> start.attempt() == cancel.attempt());
            ReplicaExecution execution = running.get(cancel.attempt());
            if (execution != null) {
                execution.cancel(cancel.why());
            }
        } else if (action instanceof Action.WakeAt wake) {
            arm(wake.at());
        } else if (action instanceof Action.Finish finish) {
            clock.clear();
            log("verdict " + finish.verdict().outcome().id() + ": "
                    + finish.verdict().reason());
        }
    }

    void log(String line) {
        try {
            TaskListener listener = context.get(TaskListener.class);
            if (listener != null) {
                listener.getLogger().println("[redundancy] " + line);
            }
        } catch (IOException | InterruptedException x) {
            LOGGER.log(Level.FINE, x, () -> "cannot log: " + line);
        }
    }

    /** After a restart. */
    void resume() {
        show();
        clock.resume();
        coordinator.wakeAt().ifPresent(this::arm);
    }

    private void arm(Instant at) {
        clock.set(at, () -> onVmThread(context, () -> on(new Event.Timer())), () -> isGone(context));
    }

    /** Whether its program is over; a build that was killed tells none of its steps. */
    static boolean isGone(StepContext context) {
        try {
            FlowExecution execution = context.get(FlowExecution.class);
            return execution == null || execution.isComplete();
        } catch (IOException | InterruptedException x) {
            LOGGER.log(Level.FINE, x, () -> context + " is over");
            return true;
        }
    }

    /**
     * Runs on the CPS VM thread while the step still runs; not at all when its program is over or suspended. To be called
     * on any other thread.
     */
    static void onVmThread(StepContext context, Runnable change) {
        try {
            FlowExecution execution = context.get(FlowExecution.class);
            // a listener that comes after the answer runs here instead of there: ask again
            while (execution != null && !answersThere(execution, context, change)) {
                LOGGER.finest("the program was quicker than its listener");
            }
        } catch (IOException | InterruptedException x) {
            LOGGER.log(Level.FINE, x, () -> context + " is over");
        }
    }

    /** Whether the answer comes on the program's own thread, or there is nothing to do. */
    private static boolean answersThere(FlowExecution execution, StepContext context, Runnable change) {
        ListenableFuture<List<StepExecution>> current = execution.getCurrentExecutions(false);
        Thread here = Thread.currentThread();
        boolean[] listening = {false};
        boolean[] missed = {false};
        current.addListener(
                () -> {
                    boolean there = Thread.currentThread() != here || listening[0];
                    try {
                        // a suspended program answers with no executions, on a foreign thread
                        if (current.get().stream().noneMatch(e -> e.getContext().equals(context))) {
                            return;
                        }
                        if (there) {
                            change.run();
                        } else {
                            missed[0] = true;
                        }
                    } catch (Exception | AssertionError x) {
                        LOGGER.log(Level.WARNING, x, () -> "lost a change of " + context);
                        context.onFailure(x);
                    }
                },
                Runnable::run);
        listening[0] = true;
        return !missed[0];
    }
}
