package io.jenkins.plugins.redundancy.steps;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import hudson.AbortException;
import hudson.EnvVars;
import hudson.Extension;
import hudson.model.Computer;
import hudson.model.Label;
import hudson.model.Queue;
import hudson.model.Run;
import hudson.model.TaskListener;
import hudson.model.listeners.RunListener;
import hudson.security.ACL;
import hudson.security.ACLContext;
import hudson.slaves.Cloud;
import io.jenkins.plugins.redundancy.agent.AgentError;
import io.jenkins.plugins.redundancy.agent.AgentWatch;
import io.jenkins.plugins.redundancy.agent.OrphanedExecutors;
import io.jenkins.plugins.redundancy.engine.policy.Event;
import io.jenkins.plugins.redundancy.engine.policy.FailureKind;
import io.jenkins.plugins.redundancy.engine.policy.Output;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import jenkins.model.Jenkins;
import jenkins.util.Timer;
import org.jenkinsci.plugins.workflow.graph.FlowNode;
import org.jenkinsci.plugins.workflow.steps.BodyInvoker;
import org.jenkinsci.plugins.workflow.steps.EnvironmentExpander;
import org.jenkinsci.plugins.workflow.steps.FlowInterruptedException;
import org.jenkinsci.plugins.workflow.steps.StepContext;

/**
 * An attempt on an agent: its body is a real {@code node} with {@link OnAgentStep} in it, which tells when the executor is
 * there, or {@link ScannerOnAgentStep}. Knows an agent's failure from the job's.
 */
class AgentExecution extends ReplicaExecution implements AgentWatch.Guest {

    private static final long serialVersionUID = 1L;

    /** Who waits shorter needs no reason. */
    private static final long FIRST_QUESTION_SECONDS = 5;

    private static final long NEXT_QUESTION_SECONDS = 60;

    private final String label;
    private final Agents agents;

    /** Name of the computer; null while it waits for an executor. */
    @CheckForNull
    private String computer;

    /** When that computer had connected. */
    private long connected;

    /** What it delivered, where outputs are compared. */
    @CheckForNull
    private volatile Output output;

    /** The next one to the queue; null where it has its executor. */
    @CheckForNull
    private transient volatile ScheduledFuture<?> question;

    AgentExecution(StepContext context, int attempt, ReplicaGroup group, String label, Agents agents) {
        super(context, attempt, group);
        this.label = label;
        this.agents = agents;
    }

    @Override
    protected boolean runsAtOnce() {
        return false;
    }

    @Override
    protected BodyInvoker prepare() throws IOException, InterruptedException {
        Label parsed = Jenkins.get().getLabel(label);
        if (parsed == null || !isToBeHad(parsed)) {
            throw new AbortException("no agent has the label " + label + ", and no cloud can provide one");
        }
        EnvVars env = new EnvVars();
        env.put("REDUNDANCY_REPLICA", group.attempt(attempt).replica());
        env.put("REDUNDANCY_LABEL", label);
        env.put("REDUNDANCY_ATTEMPT", Integer.toString(attempt));
        askQueueIn(FIRST_QUESTION_SECONDS);
        return getContext()
                .newBodyInvoker()
                .withContext(this)
                .withContext(EnvironmentExpander.merge(
                        getContext().get(EnvironmentExpander.class), EnvironmentExpander.constant(env)));
    }

    /** Asks the clouds: a label remembers what they were able to before their templates changed. */
    private static boolean isToBeHad(Label label) {
        return label.getNodes().stream().anyMatch(node -> node.getNumExecutors() > 0)
                || Jenkins.get().clouds.stream().anyMatch(cloud -> cloud.canProvision(new Cloud.CloudState(label, 0)));
    }

    /** The executor is there; on the CPS VM thread. */
    void arrived(Computer where) {
        askNoMore();
        computer = where.getName();
        connected = where.getConnectTime();
        group.log(group.attempt(attempt).replica() + " runs on "
                + (computer.isEmpty() ? "the built-in node" : "agent '" + computer + "'"));
        group.ranOn(attempt, where.getDisplayName());
        group.on(new Event.Started(attempt));
        AgentWatch.watch(this);
    }

    /** Compares what the block left on the agent; blocking, on any thread. */
    void deliver(StepContext there) throws IOException, InterruptedException {
        output = there.get(SameOutput.class).take(there, group, attempt);
    }

    @Override
    void cancel(String why) {
        if (computer == null) {
            String queue = whyInQueue();
            if (queue != null) {
                group.log(group.attempt(attempt).replica() + " was still in the queue: " + queue);
                group.waitedFor(attempt, queue);
            }
        }
        super.cancel(why);
    }

    /** As long as it waits for its executor, says why: in the log and on the build's page. */
    private void askQueueIn(long seconds) {
        question = Timer.get().schedule(this::askQueue, seconds, TimeUnit.SECONDS);
    }

    private void askQueue() {
        if (Jenkins.getInstanceOrNull() != null) {
            String queue = whyInQueue();
            ReplicaGroup.onVmThread(getContext(), () -> waits(queue));
        }
    }

    private void askNoMore() {
        ScheduledFuture<?> pending = question;
        if (pending != null) {
            pending.cancel(false);
        }
    }

    private void waits(@CheckForNull String queue) {
        if (computer != null || isOver()) {
            return;
        }
        if (queue != null && group.waitedFor(attempt, queue)) {
            group.log(group.attempt(attempt).replica() + " waits in the queue: " + queue);
            group.show();
        }
        askQueueIn(NEXT_QUESTION_SECONDS);
    }

    /** What the queue says of the {@code node} of this attempt; null when it is not there. */
    @CheckForNull
    private String whyInQueue() {
        try (ACLContext system = ACL.as2(ACL.SYSTEM2)) {
            FlowNode own = node();
            for (Queue.Item item : Queue.getInstance().getItems()) {
                if (OrphanedExecutors.isInside(item.task, own)) {
                    return item.getWhy();
                }
            }
        }
        return null;
    }

    @Override
    protected Event inspect(Ending how) {
        Event event = how.event(attempt);
        return event instanceof Event.Succeeded ? new Event.Succeeded(attempt, output) : event;
    }

    /** An agent error is this attempt's own, or one of an agent inside of its block, or of the agent around the step. */
    @Override
    protected boolean concernsOthers(Throwable t) {
        if (AgentError.isIn(t, getContext())) {
            return !AgentError.isCancelledInQueue(t) && isOuterLost();
        }
        return t instanceof FlowInterruptedException interruption && interruption.isActualInterruption();
    }

    /** What is lost with the agent around the whole step, no other agent of ours can mend. */
    private boolean isOuterLost() {
        String outer = agents.outer();
        return outer != null && AgentWatch.isAway(outer) && (computer == null || !AgentWatch.isAway(computer));
    }

    /** A step that failed because the agent is away has lost nothing yet but the block: the grace is for it too. */
    @Override
    protected boolean mayPass(Throwable t) {
        String own = computer;
        if (own == null || !isOurAgents(t) || AgentWatch.grace(this).isZero()) {
            return false;
        }
        Computer now = Jenkins.get().getComputer(own);
        return now != null && (now.getChannel() == null || now.getConnectTime() > connected);
    }

    @Override
    protected void await() {
        group.log(group.attempt(attempt).replica() + " waits for agent '" + computer() + "' to come back");
        AgentWatch.await(this);
    }

    @Override
    public void back() {
        awaited(new Event.Interrupted(attempt, "agent '" + computer() + "' was away"));
    }

    /** An agent error of another {@code node} inside of the user's block is not; nor is one that was made up there. */
    private boolean isOurAgents(Throwable t) {
        return AgentError.isIn(t, getContext())
                && !AgentError.isCancelledInQueue(t)
                && !AgentUnfit.isIn(t)
                && !AgentsLost.isIn(t)
                && AgentError.nodeBlocks(t, node()).size() <= 1;
    }

    @Override
    protected FailureKind kindOf(Throwable t) {
        if (AgentError.isIn(t, getContext())) {
            // more than our own node block around it: the agent of another one, inside of the user's block
            boolean others = computer != null
                    && (AgentError.nodeBlocks(t, node()).size() > 1
                            || AgentError.isCancelledInQueue(t)
                            || AgentsLost.isIn(t));
            return others ? FailureKind.JOB : FailureKind.INFRASTRUCTURE;
        }
        return computer == null || AgentError.isEnvironment(t) || isProcessGone(t)
                ? FailureKind.INFRASTRUCTURE
                : FailureKind.JOB;
    }

    /** A command that durable-task lost, on an agent that has connected again: its machine was booted. */
    private boolean isProcessGone(Throwable t) {
        Integer code = Ending.exitCode(t);
        Computer now = Jenkins.get().getComputer(computer());
        return code != null && (code == -1 || code == -2) && (now == null || now.getConnectTime() > connected);
    }

    @Override
    protected void returned(@CheckForNull Object value) {
        group.returned(attempt, value);
    }

    @Override
    protected void threw(Throwable t) {
        group.threw(t);
    }

    @Override
    protected void over() {
        askNoMore();
        AgentWatch.forget(this);
    }

    @Override
    public void onResume() {
        super.onResume();
        if (computer != null && !isOver()) {
            AgentWatch.watchAgain(this);
        } else if (!isOver()) {
            askQueueIn(FIRST_QUESTION_SECONDS);
        }
    }

    @Override
    public String computer() {
        return computer == null ? "" : computer;
    }

    @Override
    @CheckForNull
    public Duration grace() {
        return agents.grace();
    }

    @Override
    public void lost(String why) {
        giveUp(FailureKind.INFRASTRUCTURE, why);
        awaited(new Event.Failed(attempt, FailureKind.INFRASTRUCTURE, why));
    }

    /** A build that was killed tells none of its steps. */
    @Extension
    public static final class Builds extends RunListener<Run<?, ?>> {

        @Override
        public void onCompleted(Run<?, ?> run, TaskListener listener) {
            AgentWatch.forget(
                    guest -> guest instanceof AgentExecution attempt && ReplicaGroup.isGone(attempt.getContext()));
        }
    }

    @Override
    public String getStatus() {
        return computer == null ? "waiting for an agent with label " + label : super.getStatus() + " on " + computer;
    }
}
