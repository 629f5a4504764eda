package io.jenkins.plugins.redundancy.engine.policy;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;
import java.util.SplittableRandom;

/**
 * Everything around a coordinator, at its worst: agents that start late or never, hang, fail, report twice, out of
 * order or after they were given up; news that gets lost; timers that come early, late, too often or not at all;
 * a clock that is set back; a user who aborts; a controller that restarts.
 */
final class World {

    static final Instant BEGIN = Instant.parse("2026-01-01T00:00:00Z");
    private static final int PATIENCE = 2_000;

    private record News(long at, int order, Event event) {}

    private final Schedule schedule;
    private final Subject subject;
    private final SplittableRandom random;
    private final Recording recording;
    private final PriorityQueue<News> queue =
            new PriorityQueue<>(Comparator.comparingLong(News::at).thenComparingInt(News::order));
    /** Successes in ten. */
    private final int luck;

    private int order;
    private long clock;
    private int lastNumber;

    private World(Schedule schedule, Subject subject) {
        this.schedule = schedule;
        this.subject = subject;
        random = new SplittableRandom(schedule.seed() ^ 0x5DEECE66DL);
        luck = 2 + random.nextInt(9);
        recording = new Recording(schedule);
    }

    static Recording play(Schedule schedule, Subject subject) {
        return new World(schedule, subject).play();
    }

    private Recording play() {
        int restartAt = random.nextInt(8) == 0 ? random.nextInt(12) : -1;
        if (random.nextInt(12) == 0) {
            post(random.nextInt(4_000), new Event.Aborted("user"));
        }
        if (random.nextInt(20) == 0) {
            tell(noise());
        }
        tell(new Event.Begin());
        for (int step = 0; ; step++) {
            if (step == restartAt) {
                subject.restart();
                long since = clock;
                clock += random.nextInt(3_000);
                tell(new Event.Resumed(BEGIN.plusMillis(since)));
            }
            if (step > PATIENCE) {
                recording.stuck("no verdict after " + step + " events");
                return recording;
            }
            if (random.nextInt(25) == 0) {
                tell(noise());
            }
            News news = queue.poll();
            if (news != null) {
                clock = Math.max(clock, news.at());
                tell(news.event());
            } else if (subject.verdict().isPresent() || !nudge()) {
                break;
            }
        }
        afterwards();
        return recording;
    }

    /** Nothing more comes by itself: time passes up to the next wish to be woken, or a silent attempt is found dead. */
    private boolean nudge() {
        Instant wake = subject.coordinator().wakeAt().orElse(null);
        if (wake != null) {
            clock = Math.max(clock, Duration.between(BEGIN, wake).toMillis());
            tell(new Event.Timer());
            return true;
        }
        for (Attempt attempt : subject.attempts()) {
            if (attempt.state().isLive()) {
                clock += random.nextInt(1_000);
                tell(new Event.Failed(attempt.number(), FailureKind.INFRASTRUCTURE, "found dead"));
                return true;
            }
        }
        recording.stuck("no verdict, nothing running, no wish to be woken");
        return false;
    }

    /** What still comes in when all is over. */
    private void afterwards() {
        for (int attempt = 0; attempt <= lastNumber + 1; attempt++) {
            if (random.nextInt(3) == 0) {
                tell(outcome(attempt));
            }
        }
        tell(new Event.Timer());
        tell(random.nextBoolean() ? new Event.Begin() : new Event.Aborted("too late"));
    }

    private void tell(Event event) {
        // one clock in fifty is set back by up to two seconds
        long shown = random.nextInt(50) == 0 ? clock - random.nextInt(2_000) : clock;
        Instant now = BEGIN.plusMillis(shown);
        List<Action> actions = subject.on(event, now);
        recording.add(new Recording.Step(event, now, actions, subject.attempts(), subject.verdict()));
        for (Action action : actions) {
            if (action instanceof Action.Start start) {
                lastNumber = Math.max(lastNumber, start.attempt());
                run(start.attempt());
            } else if (action instanceof Action.WakeAt wake) {
                ring(Duration.between(BEGIN, wake.at()).toMillis());
            } else if (action instanceof Action.Cancel cancel && random.nextInt(3) == 0) {
                post(clock + random.nextInt(500), outcome(cancel.attempt()));
            }
        }
    }

    private void run(int attempt) {
        long starts = clock + random.nextInt(4) * (long) random.nextInt(700);
        long ends = starts + random.nextInt(2_500);
        if (random.nextInt(12) != 0) {
            post(starts, new Event.Started(attempt));
        }
        if (random.nextInt(20) == 0) {
            post(starts + random.nextInt(900), new Event.Started(attempt));
        }
        // one in eight hangs or dies unheard
        if (random.nextInt(8) != 0) {
            post(random.nextInt(25) == 0 ? clock : ends, outcome(attempt));
        }
        if (random.nextInt(12) == 0) {
            post(ends + random.nextInt(1_500), outcome(attempt));
        }
    }

    private void ring(long at) {
        switch (random.nextInt(8)) {
            case 0 -> post(at + random.nextInt(1_000), new Event.Timer());
            case 1 -> post(Math.max(clock, at - random.nextInt(500)), new Event.Timer());
            case 2 -> {}
            default -> post(at, new Event.Timer());
        }
    }

    private Event outcome(int attempt) {
        if (random.nextInt(10) < luck) {
            return new Event.Succeeded(attempt);
        }
        return switch (random.nextInt(5)) {
            case 0 -> new Event.Partial(attempt, "half of it");
            case 1 -> new Event.Crashed(attempt, "exit code 137");
            default ->
                new Event.Failed(
                        attempt, FailureKind.values()[random.nextInt(FailureKind.values().length)], "exit code 1");
        };
    }

    private Event noise() {
        int attempt = random.nextInt(lastNumber + 3) - 1;
        Instant since = BEGIN.plusMillis(clock + 100 - random.nextInt(1_000));
        List<Event> choices =
                new ArrayList<>(List.of(new Event.Timer(), new Event.Started(attempt), new Event.Resumed(since)));
        if (attempt < 1 || attempt > lastNumber) {
            choices.add(outcome(attempt));
        }
        if (!recording.steps().isEmpty()) {
            choices.add(new Event.Begin());
        }
        return choices.get(random.nextInt(choices.size()));
    }

    private void post(long at, Event event) {
        queue.add(new News(at, order++, event));
    }
}
