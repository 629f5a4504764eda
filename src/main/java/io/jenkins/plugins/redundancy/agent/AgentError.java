package io.jenkins.plugins.redundancy.agent;

import hudson.AbortException;
import hudson.remoting.Channel;
import hudson.remoting.RequestAbortedException;
import java.io.IOException;
import java.io.ObjectStreamException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jenkinsci.plugins.workflow.actions.ErrorAction;
import org.jenkinsci.plugins.workflow.actions.WorkspaceAction;
import org.jenkinsci.plugins.workflow.graph.BlockEndNode;
import org.jenkinsci.plugins.workflow.graph.BlockStartNode;
import org.jenkinsci.plugins.workflow.graph.FlowNode;
import org.jenkinsci.plugins.workflow.steps.FlowInterruptedException;
import org.jenkinsci.plugins.workflow.steps.StepContext;
import org.jenkinsci.plugins.workflow.steps.SynchronousResumeNotSupportedException;
import org.jenkinsci.plugins.workflow.support.steps.AgentErrorCondition;
import org.jenkinsci.plugins.workflow.support.steps.ExecutorStepExecution;

/** Tells an agent's failure from the job's, and whose agent it was. */
public final class AgentError {

    /** As Linux, macOS and Windows say it. */
    private static final List<String> DISK_FAILURES = List.of(
            "No space left on device",
            "There is not enough space on the disk",
            "Disk quota exceeded",
            "Read-only file system",
            "Input/output error",
            "Stale file handle");

    private AgentError() {}

    /**
     * What workflow-durable-task-step calls an agent error: removed, offline, its channel closed, its queue item gone.
     *
     * @param context of a step that stands around where it arose
     */
    public static boolean isIn(Throwable t, StepContext context) {
        try {
            return isAborted(t) || new AgentErrorCondition().test(t, context);
        } catch (IOException | InterruptedException x) {
            t.addSuppressed(x);
            return false;
        }
    }

    /** A call that was under way when its agent's channel was closed in good order; upstream's condition overlooks it. */
    private static boolean isAborted(Throwable t) {
        for (Throwable cause = t; cause != null; cause = cause.getCause()) {
            if (cause instanceof RequestAbortedException) {
                return true;
            }
        }
        return false;
    }

    /** Whether somebody, or a plugin, took the item of a {@code node} block out of the queue. */
    public static boolean isCancelledInQueue(Throwable t) {
        return t instanceof FlowInterruptedException interruption
                && interruption.getCauses().stream()
                        .anyMatch(ExecutorStepExecution.QueueTaskCancelled.class::isInstance);
    }

    /**
     * A step that could not go on after a restart of the controller, an agent's disk that failed, or a connection that broke
     * while something was being sent: not the job.
     */
    public static boolean isEnvironment(Throwable t) {
        boolean onAgent = false;
        for (Throwable cause = t; cause != null; cause = cause.getCause()) {
            onAgent |= isFromAgent(cause);
            if (cause instanceof SynchronousResumeNotSupportedException
                    || onAgent && isDiskFailure(cause)
                    || isUnsent(cause)
                    || isWithoutWorkspace(cause)) {
                return true;
            }
        }
        return false;
    }

    /** Remoting adds to what an agent threw the place in the controller that had called it. */
    private static boolean isFromAgent(Throwable t) {
        return Arrays.stream(t.getSuppressed())
                .anyMatch(added -> added.getClass().getName().equals("hudson.remoting.Channel$CallSiteStackTrace"));
    }

    /** Remoting throws that as the pipe or socket does, and only later says that the channel is closed. */
    private static boolean isUnsent(Throwable t) {
        return t instanceof IOException
                && !(t instanceof ObjectStreamException)
                && Arrays.stream(t.getStackTrace())
                        .anyMatch(frame -> frame.getClassName().equals(Channel.class.getName())
                                && frame.getMethodName().equals("send"));
    }

    private static boolean isDiskFailure(Throwable t) {
        String message = String.valueOf(t.getMessage());
        return t instanceof IOException && DISK_FAILURES.stream().anyMatch(message::contains);
    }

    /** As DurableTaskStep says it of an agent that came back without its disk. */
    private static boolean isWithoutWorkspace(Throwable t) {
        return t instanceof AbortException && String.valueOf(t.getMessage()).startsWith("missing workspace ");
    }

    /**
     * The {@code node} blocks between a block step and the place inside of it where an error arose.
     *
     * @return their ids, innermost first; empty when there are none or the place is not known
     */
    public static List<String> nodeBlocks(Throwable t, FlowNode within) {
        FlowNode origin = ErrorAction.findOrigin(t, within.getExecution());
        if (origin == null) {
            return List.of();
        }
        List<FlowNode> around = new ArrayList<>();
        if (origin instanceof BlockEndNode<?> end) {
            around.add(end.getStartNode());
        } else if (origin instanceof BlockStartNode) {
            around.add(origin);
        }
        around.addAll(origin.getEnclosingBlocks());
        List<String> blocks = new ArrayList<>();
        for (FlowNode block : around) {
            if (block.getId().equals(within.getId())) {
                return blocks;
            }
            if (block.getAction(WorkspaceAction.class) != null) {
                blocks.add(block.getId());
            }
        }
        return List.of();
    }
}
