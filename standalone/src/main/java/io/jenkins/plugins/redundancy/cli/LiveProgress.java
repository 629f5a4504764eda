package io.jenkins.plugins.redundancy.cli;

import io.jenkins.plugins.redundancy.engine.policy.Attempt;
import io.jenkins.plugins.redundancy.engine.policy.Durations;
import java.io.PrintStream;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/** One line per attempt on a terminal, drawn again while time passes. */
final class LiveProgress implements Progress {

    private static final String UP = "\u001b[%dA";
    private static final String CLEAR_LINE = "\u001b[2K";
    private static final String HIDE_CURSOR = "\u001b[?25l";
    private static final String SHOW_CURSOR = "\u001b[?25h";
    private static final String SPINNER = "|/-\\";
    private static final int WIDTH = 110;

    private final PrintStream out;
    private int drawn;
    private int turn;

    LiveProgress(PrintStream out) {
        this.out = out;
    }

    @Override
    public Duration interval() {
        return Duration.ofMillis(200);
    }

    @Override
    public void show(List<Attempt> attempts, Instant now) {
        StringBuilder frame = new StringBuilder(HIDE_CURSOR);
        if (drawn > 0) {
            frame.append(String.format(UP, drawn));
        }
        int lines = 0;
        for (Attempt attempt : attempts) {
            if (attempt.state() != Attempt.State.SKIPPED) {
                frame.append(CLEAR_LINE)
                        .append(PlainText.of(line(attempt, now), WIDTH))
                        .append('\n');
                lines++;
            }
        }
        for (int left = lines; left < drawn; left++) {
            frame.append(CLEAR_LINE).append('\n');
        }
        drawn = Math.max(lines, drawn);
        turn++;
        out.print(frame);
        out.flush();
    }

    private String line(Attempt attempt, Instant now) {
        if (attempt.state() == Attempt.State.RUNNING && attempt.started() != null) {
            return SPINNER.charAt(turn % SPINNER.length()) + " " + attempt.replica() + ": " + LineProgress.word(attempt)
                    + ", "
                    + Durations.format(Duration.ofSeconds(
                            Duration.between(attempt.started(), now).toSeconds()));
        }
        return (attempt.hasFailed() ? "x " : "  ") + LineProgress.line(attempt);
    }

    @Override
    public void end() {
        out.print(SHOW_CURSOR);
        out.flush();
    }
}
