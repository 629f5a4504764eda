package io.jenkins.plugins.redundancy.steps;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import io.jenkins.plugins.redundancy.agent.AgentError;
import io.jenkins.plugins.redundancy.agent.OrphanedExecutors;
import io.jenkins.plugins.redundancy.engine.policy.Event;
import io.jenkins.plugins.redundancy.engine.policy.FailureKind;
import java.io.IOException;
import java.util.Objects;
import java.util.concurrent.Future;
import org.jenkinsci.plugins.workflow.graph.FlowNode;
import org.jenkinsci.plugins.workflow.steps.BodyExecution;
import org.jenkinsci.plugins.workflow.steps.BodyExecutionCallback;
import org.jenkinsci.plugins.workflow.steps.BodyInvoker;
import org.jenkinsci.plugins.workflow.steps.FlowInterruptedException;
import org.jenkinsci.plugins.workflow.steps.StepContext;
import org.jenkinsci.plugins.workflow.steps.StepExecution;

/**
 * One attempt: prepares, runs the user's block, inspects what it left, and tells the group. Preparing and inspecting may
 * block and run on a thread of their own; both can be repeated, so a restart in the middle of them repeats them. Never
 * fails its branch, except by what is not its own: an abort, a timeout around the block, a lost agent.
 */
abstract class ReplicaExecution extends StepExecution {

    private static final long serialVersionUID = 1L;

    protected final int attempt;
    protected final ReplicaGroup group;
    private Doom doom = new Doom(null);
    private Phase phase = Phase.PREPARING;

    @CheckForNull
    private BodyExecution body;

    @CheckForNull
    private Ending ending;

    @CheckForNull
    private transient Insistence insistence;

    /** What prepares or inspects now. */
    @CheckForNull
    private transient Future<?> work;

    /** Set when this attempt gave up by itself, which is told once its body has ended. */
    @CheckForNull
    private Event.Failed givenUp;

    private enum Phase {
        PREPARING,
        RUNNING,
        /** Its block is over, but whether the attempt has failed is not known yet. */
        AWAITING,
        INSPECTING,
        DONE
    }

    protected ReplicaExecution(StepContext context, int attempt, ReplicaGroup group) {
        super(context);
        this.attempt = attempt;
        this.group = group;
    }

    /** Blocking, repeatable; what it returns starts the block, with everything it needs in its context. */
    protected abstract BodyInvoker prepare() throws IOException, InterruptedException;

    /** Blocking, repeatable: what the attempt came to. */
    protected abstract Event inspect(Ending how) throws IOException, InterruptedException;

    /** Whether it runs from its start on; else it tells {@link Event.Started} itself. */
    protected boolean runsAtOnce() {
        return true;
    }

    /** What the block returned, on the CPS VM thread. */
    protected void returned(@CheckForNull Object value) {}

    /** What the block threw, on the CPS VM thread. */
    protected void threw(Throwable t) {}

    /** Whether what ended the block may have passed in a moment; then {@link #await()} sees to what follows. */
    protected boolean mayPass(Throwable t) {
        return false;
    }

    /** On the CPS VM thread; leads to {@link #awaited} at some time. */
    protected void await() {}

    /** The attempt is over, however it ended; on the CPS VM thread. */
    protected void over() {}

    @Override
    public boolean start() throws Exception {
        doom = new Doom(getContext().get(Doom.class));
        if (!group.isLive(attempt)) {
            // it was cancelled between the order to start and this start
            leave();
            return false;
        }
        group.joined(attempt, this);
        if (runsAtOnce()) {
            group.on(new Event.Started(attempt));
        }
        if (!isOver()) {
            background(this::prepareThenRun);
        }
        return false;
    }

    /** By the coordinator, on the CPS VM thread. Only the user's block is waited for. */
    void cancel(String why) {
        doom.seal(new AttemptCancelled(why));
        if (phase == Phase.RUNNING) {
            interrupt();
        } else {
            leave();
        }
    }

    /** Asks the body of a cancelled attempt to end, and sees to it that it does. */
    private void interrupt() {
        if (body != null) {
            insistence = new Insistence(this);
            insistence.begin();
            body.cancel(interruption());
        }
    }

    /** Again; false when the body has ended. On the CPS VM thread. */
    boolean interruptAgain() {
        if (phase != Phase.RUNNING || body == null) {
            return false;
        }
        body.cancel(interruption());
        return true;
    }

    /** Of an attempt that was cancelled. */
    FlowInterruptedException interruption() {
        return Objects.requireNonNull(doom.cause(), "not cancelled").interruption();
    }

    /** Ends the attempt as failed, from within; any thread. */
    protected final void giveUp(FailureKind kind, String why) {
        onVmThread(() -> {
            if (phase == Phase.RUNNING && givenUp == null && !doom.sealed()) {
                givenUp = new Event.Failed(attempt, kind, why);
                cancel(why);
            }
        });
    }

    /** What it came to after {@link #await()}; any thread, and harmless at any other time. */
    protected final void awaited(Event event) {
        onVmThread(() -> {
            if (phase == Phase.AWAITING) {
                leave();
                group.on(event);
            }
        });
    }

    private boolean awaits(Throwable t) {
        if (doom.sealed() || !mayPass(t)) {
            return false;
        }
        body = null;
        phase = Phase.AWAITING;
        await();
        return true;
    }

    private void prepareThenRun() throws IOException, InterruptedException {
        BodyInvoker invoker = prepare();
        onVmThread(() -> {
            if (phase != Phase.PREPARING) {
                return;
            }
            phase = Phase.RUNNING;
            OnceOnly once = group.onceOnly();
            body = (once == null
                            ? invoker
                            : invoker.withContext(once.in(group.attempt(attempt).replica())))
                    .withContext(doom)
                    .withCallback(new Ended(this))
                    .start();
        });
    }

    private void ended(Ending how) {
        body = null;
        if (doom.sealed()) {
            leave();
            if (givenUp != null) {
                group.on(givenUp);
            }
            return;
        }
        ending = how;
        phase = Phase.INSPECTING;
        background(this::inspectThenTell);
    }

    private void inspectThenTell() throws IOException, InterruptedException {
        Event event = inspect(ending);
        onVmThread(() -> {
            if (phase == Phase.INSPECTING) {
                // first, so that the group does not cancel what has ended
                leave();
                group.on(event);
            }
        });
    }

    private void leave() {
        done();
        getContext().onSuccess(null);
    }

    private void done() {
        phase = Phase.DONE;
        if (insistence != null) {
            insistence.end();
        }
        if (work != null) {
            work.cancel(true);
        }
        group.left(attempt);
        over();
        OrphanedExecutors.free(node());
    }

    private void passOn(Throwable cause) {
        // an abort may reach an attempt that has just left: its block hears of nothing more, the group still does
        if (!isOver()) {
            done();
            getContext().onFailure(cause);
        }
        // an abort is meant for every branch, for one that waits for its turn as well; where an agent is lost,
        // the other scanners of a quorum may still deliver
        if (!group.isQuorum() || !AgentError.isIn(cause, getContext())) {
            group.abort(cause);
        }
    }

    /**
     * What is not this replica's failure: nobody may fail over from an abort, and an agent around the whole step is lost
     * for all. The cause comes first: some agent errors look like aborts. An interruption that is no actual one comes
     * from a step in the block, such as a {@code timeout} of its own.
     */
    protected boolean concernsOthers(Throwable t) {
        if (AgentError.isIn(t, getContext())) {
            return !AgentError.isCancelledInQueue(t)
                    && AgentError.nodeBlocks(t, node()).isEmpty();
        }
        return t instanceof FlowInterruptedException interruption && interruption.isActualInterruption();
    }

    protected final boolean isOver() {
        return phase == Phase.DONE;
    }

    /** Of a failure that is this replica's own. */
    protected FailureKind kindOf(Throwable t) {
        return AgentError.isIn(t, getContext()) || AgentError.isEnvironment(t)
                ? FailureKind.INFRASTRUCTURE
                : FailureKind.JOB;
    }

    /** The step's own, in the graph. */
    protected final FlowNode node() {
        try {
            return getContext().get(FlowNode.class);
        } catch (IOException | InterruptedException x) {
            throw new IllegalStateException("a running step without a place in the graph", x);
        }
    }

    /** Preparing or inspecting failed. */
    private void broken(Exception x) {
        if (phase == Phase.DONE) {
            return;
        }
        if (concernsOthers(x)) {
            passOn(x);
        } else {
            leave();
            group.on(new Event.Failed(attempt, FailureKind.INFRASTRUCTURE, Ending.described(x)));
        }
    }

    private void background(Background.Work work) {
        this.work = Background.run(work, x -> onVmThread(() -> broken(x)));
    }

    private void onVmThread(Runnable change) {
        ReplicaGroup.onVmThread(getContext(), change);
    }

    @Override
    public void onResume() {
        if (phase == Phase.PREPARING) {
            background(this::prepareThenRun);
        } else if (phase == Phase.INSPECTING) {
            background(this::inspectThenTell);
        } else if (phase == Phase.AWAITING) {
            await();
        } else if (phase == Phase.RUNNING && doom.sealed()) {
            interrupt();
        }
    }

    @Override
    public void stop(Throwable cause) {
        BodyExecution current = body;
        if (phase == Phase.RUNNING && current != null) {
            current.cancel(cause);
        } else {
            passOn(cause);
        }
    }

    @Override
    public String getStatus() {
        return switch (phase) {
            case PREPARING -> "preparing";
            case RUNNING -> doom.sealed() ? "being cancelled" : "running";
            case AWAITING -> "waiting for its agent to come back";
            case INSPECTING -> "reading its report";
            case DONE -> "done";
        };
    }

    /** The end of the user's block. */
    private static final class Ended extends BodyExecutionCallback {

        private static final long serialVersionUID = 1L;

        private final ReplicaExecution replica;

        Ended(ReplicaExecution replica) {
            this.replica = replica;
        }

        @Override
        public void onSuccess(StepContext context, Object result) {
            replica.returned(result);
            replica.ended(Ending.of(result));
        }

        @Override
        public void onFailure(StepContext context, Throwable t) {
            boolean ours =
                    replica.doom.sealed() && (AttemptCancelled.isIn(t) || !(t instanceof FlowInterruptedException));
            if (!ours && replica.concernsOthers(t)) {
                replica.passOn(t);
            } else if (ours || !replica.awaits(t)) {
                if (!ours) {
                    replica.threw(t);
                }
                replica.ended(Ending.of(t, replica.kindOf(t)));
            }
        }
    }
}
