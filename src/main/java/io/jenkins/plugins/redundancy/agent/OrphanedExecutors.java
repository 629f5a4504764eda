package io.jenkins.plugins.redundancy.agent;

import hudson.model.Computer;
import hudson.model.Executor;
import hudson.model.Queue;
import hudson.model.Result;
import hudson.model.queue.WorkUnit;
import hudson.security.ACL;
import hudson.security.ACLContext;
import java.io.IOException;
import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.logging.Level;
import java.util.logging.Logger;
import jenkins.model.Jenkins;
import jenkins.util.Timer;
import org.jenkinsci.plugins.durabletask.executors.ContinuableExecutable;
import org.jenkinsci.plugins.workflow.graph.FlowNode;
import org.jenkinsci.plugins.workflow.support.steps.ExecutorStepExecution;

/**
 * Gives back what a {@code node} holds although it is over. Pipeline stops a {@code node} by taking its item out of the
 * queue, or else by ending what an executor runs for it. An item that is pending, assigned to an executor whose thread has
 * not begun yet, can neither be taken out nor is it run by anybody: that executor then starts, and waits for ever for a
 * block that never begins. Pipeline itself finds it when somebody looks at a page that shows the executor.
 */
public final class OrphanedExecutors {

    private static final Logger LOGGER = Logger.getLogger(OrphanedExecutors.class.getName());
    private static final long FIRST_LOOK_MILLIS = 500;
    private static final long NEXT_LOOK_MILLIS = 1000;
    private static final long LATE_LOOK_MILLIS = 60_000;

    /** So many looks has one that is about to begin: an agent that dies can make that long. */
    private static final int PATIENCE = 5;

    /** And one that is about to end. */
    private static final int LONG_PATIENCE = 60;

    private static final int REMINDER = 10;

    private final FlowNode block;
    private final Set<Executor> told = new HashSet<>();
    private int looks;

    private OrphanedExecutors(FlowNode block) {
        this.block = block;
    }

    /**
     * Frees what the {@code node} blocks inside of a block still hold, now or in a moment. Returns at once.
     *
     * @param block start of a block that is over
     */
    public static void free(FlowNode block) {
        new OrphanedExecutors(block).lookIn(FIRST_LOOK_MILLIS);
    }

    /** Whether a task of the queue is that of a {@code node} inside of a block. */
    public static boolean isInside(Queue.Task task, FlowNode block) {
        if (!(task instanceof ExecutorStepExecution.PlaceholderTask placeholder)) {
            return false;
        }
        try {
            FlowNode node = placeholder.getNode();
            return node != null
                    && node.getExecution()
                            .getOwner()
                            .equals(block.getExecution().getOwner())
                    && node.getAllEnclosingIds().contains(block.getId());
        } catch (IOException | InterruptedException x) {
            LOGGER.log(Level.FINE, x, () -> "cannot tell whose " + task + " is");
            return false;
        }
    }

    private void lookIn(long millis) {
        Timer.get().schedule(this::look, millis, TimeUnit.MILLISECONDS);
    }

    private void look() {
        Jenkins jenkins = Jenkins.getInstanceOrNull();
        if (jenkins == null || jenkins.isTerminating()) {
            return;
        }
        looks++;
        try (ACLContext system = ACL.as2(ACL.SYSTEM2)) {
            // in this order: an item gets its executor before it leaves the queue
            boolean queued = leaveQueue(jenkins.getQueue());
            boolean running = leaveExecutors(jenkins);
            if (queued || running) {
                lookIn(looks <= LONG_PATIENCE ? NEXT_LOOK_MILLIS : LATE_LOOK_MILLIS);
            }
        }
    }

    /** Whether there was something; a pending item stays. */
    private boolean leaveQueue(Queue queue) {
        boolean left = false;
        for (Queue.Item item : queue.getItems()) {
            if (isInside(item.task, block)) {
                left = true;
                queue.cancel(item);
            }
        }
        return left;
    }

    /** Whether there was something, or will be. */
    private boolean leaveExecutors(Jenkins jenkins) {
        boolean left = false;
        for (Computer computer : jenkins.getComputers()) {
            for (Executor executor : computer.getExecutors()) {
                if (isInside(executor)) {
                    left = true;
                    end(executor);
                }
            }
        }
        return left;
    }

    private boolean isInside(Executor executor) {
        WorkUnit unit = executor.getCurrentWorkUnit();
        return unit != null && unit.work instanceof Queue.Task task && isInside(task, block);
    }

    private void end(Executor executor) {
        Queue.Executable executable = executor.getCurrentExecutable();
        // it takes its time to go where the queue is busy
        if (executable != null && isDue(executor, executable) && (told.add(executor) || looks % REMINDER == 0)) {
            LOGGER.info(() ->
                    "freeing " + executor.getOwner().getDisplayName() + " of " + executable + ", whose block is over");
            executor.interrupt(Result.ABORTED);
        }
    }

    /** One that still expects its block is an orphan; another is about to begin or to end, and has time for that. */
    private boolean isDue(Executor executor, Queue.Executable executable) {
        if (executor.getAsynchronousExecution() == null) {
            return looks > PATIENCE;
        }
        boolean orphan = executable instanceof ContinuableExecutable continuable && continuable.willContinue();
        return orphan || looks > LONG_PATIENCE;
    }
}
