package io.jenkins.plugins.redundancy.agent;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import hudson.Extension;
import hudson.init.Terminator;
import hudson.model.Computer;
import hudson.model.Node;
import hudson.model.TaskListener;
import hudson.slaves.AbstractCloudComputer;
import hudson.slaves.ComputerListener;
import hudson.slaves.OfflineCause;
import io.jenkins.plugins.redundancy.engine.policy.Durations;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import jenkins.model.Jenkins;
import jenkins.model.NodeListener;
import jenkins.util.Timer;

/**
 * Tells who works on an agent that it is lost: its channel was closed, or it was removed, and it did not come back within
 * a grace. Pipeline itself tells it after five minutes, or never. An agent that was only marked as temporarily offline
 * goes on with what it does, so it is not lost.
 */
@Extension
public final class AgentWatch extends ComputerListener {

    /** Somebody who works on an agent. */
    public interface Guest {

        /** Name of the computer; empty for the built-in node. */
        String computer();

        /** How long an agent may be away; null: a minute, or not at all where it comes from a cloud. */
        @CheckForNull
        Duration grace();

        /** Called once, on a thread of timers. */
        void lost(String why);

        /** The agent is there again; called whenever it has connected, on any thread. */
        void back();
    }

    private static final Duration DEFAULT_GRACE = Duration.ofSeconds(60);
    private static final long QUIET_MILLIS = 5000;

    /** With the alarm that is set for an agent which is away. */
    private static final Map<Guest, Alarm> GUESTS = new ConcurrentHashMap<>();

    private record Alarm(@CheckForNull ScheduledFuture<?> timer) {
        void off() {
            if (timer != null) {
                timer.cancel(false);
            }
        }

        boolean isSet() {
            return timer != null && !timer.isDone();
        }
    }

    /** Until {@link #forget}. */
    public static void watch(Guest guest) {
        watch(guest, Duration.ZERO);
    }

    /** After a restart of the controller, when agents need their time to connect again, whatever the grace. */
    public static void watchAgain(Guest guest) {
        watch(guest, DEFAULT_GRACE);
    }

    /** Tells a guest, watched or not, that its agent is back, at once if it is, or that it is lost when the grace is over. */
    public static void await(Guest guest) {
        if (isAway(guest.computer())) {
            Alarm alarm = GUESTS.computeIfAbsent(guest, g -> new Alarm(null));
            if (!alarm.isSet()) {
                alarm(guest, grace(guest, computer(guest)));
            }
        } else {
            guest.back();
        }
    }

    /** Whether an agent was removed or has no channel; one that was only marked as offline is there. */
    public static boolean isAway(String name) {
        Jenkins jenkins = Jenkins.getInstanceOrNull();
        Computer computer = jenkins == null ? null : jenkins.getComputer(name);
        return computer == null || computer.getChannel() == null;
    }

    /** How long the agent of a guest may be away. */
    public static Duration grace(Guest guest) {
        return grace(guest, computer(guest));
    }

    private static void watch(Guest guest, Duration atLeast) {
        GUESTS.putIfAbsent(guest, new Alarm(null));
        Computer computer = computer(guest);
        if (computer == null || computer.getChannel() == null) {
            Duration grace = grace(guest, computer);
            alarm(guest, grace.compareTo(atLeast) < 0 ? atLeast : grace);
        }
    }

    public static void forget(Guest guest) {
        Alarm alarm = GUESTS.remove(guest);
        if (alarm != null) {
            alarm.off();
        }
    }

    /** Those who cannot say so themselves any more. */
    public static void forget(Predicate<Guest> gone) {
        GUESTS.keySet().stream().filter(gone).forEach(AgentWatch::forget);
    }

    /** Guests of a controller that has stopped are nobody's, should another one start in the same process. */
    @Terminator
    public static void stop() {
        forget(guest -> true);
    }

    /** How many are watched. */
    public static int guests() {
        return GUESTS.size();
    }

    @CheckForNull
    private static Computer computer(Guest guest) {
        Jenkins jenkins = Jenkins.getInstanceOrNull();
        return jenkins == null ? null : jenkins.getComputer(guest.computer());
    }

    private static Duration grace(Guest guest, @CheckForNull Computer computer) {
        Duration grace = guest.grace();
        if (grace != null) {
            return grace;
        }
        return computer instanceof AbstractCloudComputer ? Duration.ZERO : DEFAULT_GRACE;
    }

    private static void alarm(Guest guest, Duration grace) {
        set(guest, grace.toMillis(), () -> ring(guest, grace));
    }

    private static void set(Guest guest, long millis, Runnable ring) {
        GUESTS.computeIfPresent(guest, (g, before) -> {
            before.off();
            return new Alarm(Timer.get().schedule(ring, millis, TimeUnit.MILLISECONDS));
        });
    }

    private static void ring(Guest guest, Duration grace) {
        Jenkins jenkins = Jenkins.getInstanceOrNull();
        if (jenkins == null || jenkins.isTerminating()) {
            return;
        }
        if (jenkins.isQuietingDown()) {
            // a controller that goes down disconnects its agents: none of them may be blamed for it
            set(guest, QUIET_MILLIS, () -> ring(guest, grace));
            return;
        }
        Computer computer = computer(guest);
        if (computer != null && computer.getChannel() != null) {
            guest.back();
            return;
        }
        if (GUESTS.remove(guest) != null) {
            guest.lost(why(guest, computer, grace));
        }
    }

    private static String why(Guest guest, @CheckForNull Computer computer, Duration grace) {
        String away = grace.isZero() ? "" : " for " + Durations.format(grace);
        // the computer of a removed agent stays until its executors have ended
        if (computer == null || computer.getNode() == null) {
            return "agent '" + guest.computer() + "' has been removed" + away;
        }
        OfflineCause cause = computer.getOfflineCause();
        return "agent '" + guest.computer() + "' has been offline" + away + (cause == null ? "" : ": " + cause);
    }

    private static void away(String name, @CheckForNull Computer computer) {
        for (Guest guest : GUESTS.keySet()) {
            if (guest.computer().equals(name)) {
                alarm(guest, grace(guest, computer));
            }
        }
    }

    @Override
    public void onOffline(Computer computer, @CheckForNull OfflineCause cause) {
        away(computer.getName(), computer);
    }

    @Override
    public void onOnline(Computer computer, TaskListener listener) {
        for (Map.Entry<Guest, Alarm> guest : GUESTS.entrySet()) {
            if (guest.getKey().computer().equals(computer.getName())) {
                guest.getValue().off();
                guest.getKey().back();
            }
        }
    }

    /** An agent that was deleted is not always told to have gone offline. */
    @Extension
    public static final class Removals extends NodeListener {

        @Override
        protected void onDeleted(Node node) {
            away(node.getNodeName(), node.toComputer());
        }
    }
}
