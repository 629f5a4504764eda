package io.jenkins.plugins.redundancy.cli;

import io.jenkins.plugins.redundancy.engine.policy.Attempt;
import io.jenkins.plugins.redundancy.engine.policy.Durations;
import java.io.PrintStream;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** A line for every change: for logs. */
final class LineProgress implements Progress {

    private final PrintStream out;
    private final Map<Integer, Attempt.State> shown = new HashMap<>();

    LineProgress(PrintStream out) {
        this.out = out;
    }

    @Override
    public void show(List<Attempt> attempts, Instant now) {
        for (Attempt attempt : attempts) {
            boolean news = attempt.state() != shown.put(attempt.number(), attempt.state());
            if (news && attempt.state() != Attempt.State.QUEUED && attempt.state() != Attempt.State.SKIPPED) {
                out.println(line(attempt));
            }
        }
        out.flush();
    }

    static String line(Attempt attempt) {
        StringBuilder line = new StringBuilder(attempt.replica()).append(": ");
        if (attempt.why().startsWith(word(attempt))) {
            return line.append(PlainText.of(attempt.why())).toString(); // "timed out after 2 min" once is enough
        }
        line.append(word(attempt));
        if (attempt.ended() != null && attempt.started() != null) {
            line.append(" after ").append(Durations.format(attempt.spent()));
        }
        if (!attempt.why().isEmpty() && attempt.state() != Attempt.State.RUNNING) {
            line.append(": ").append(PlainText.of(attempt.why()));
        }
        return line.toString();
    }

    /** Says what happened, not that it is good: what a report means is for the verdict to say. */
    static String word(Attempt attempt) {
        return switch (attempt.state()) {
            case WAITING -> "waits to be tried again";
            case QUEUED -> "queued";
            case RUNNING -> attempt.tryNumber() > 1 ? "runs, try " + attempt.tryNumber() : "runs";
            case SUCCEEDED -> "delivered";
            case PARTIAL -> attempt.hasCrashed() ? "failed, left a report" : "delivered a part";
            case FAILED -> "failed";
            case TIMED_OUT -> "timed out";
            case CANCELLED -> "cancelled";
            case SKIPPED -> "not needed";
        };
    }
}
