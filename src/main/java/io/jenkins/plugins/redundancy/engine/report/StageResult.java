package io.jenkins.plugins.redundancy.engine.report;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import io.jenkins.plugins.redundancy.engine.policy.Attempt;
import io.jenkins.plugins.redundancy.engine.policy.Verdict;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * A redundant block of a Pipeline: what it came to, or where it stands.
 *
 * @param step as users call it: {@code failoverAgent}
 * @param stage the stage it stands in; empty outside of all stages
 * @param began when its first replica was ordered to start
 * @param until when its verdict fell; while it runs, when this was known
 * @param attempts the timeline so far, by number
 * @param verdict null while it runs
 * @param notes on attempts, by their number, where there is something to say
 */
public record StageResult(
        String step,
        String stage,
        Instant began,
        Instant until,
        List<Attempt> attempts,
        @CheckForNull Verdict verdict,
        Map<Integer, Note> notes) {

    public StageResult {
        Objects.requireNonNull(step, "step");
        Objects.requireNonNull(stage, "stage");
        Objects.requireNonNull(began, "began");
        Objects.requireNonNull(until, "until");
        attempts = List.copyOf(attempts);
        notes = java.util.Collections.unmodifiableMap(new TreeMap<>(notes));
    }

    /** One that is over. */
    public static StageResult of(String step, String stage, Verdict verdict, Map<Integer, Note> notes) {
        return new StageResult(step, stage, verdict.began(), verdict.ended(), verdict.attempts(), verdict, notes);
    }

    /**
     * What the coordinator does not know of an attempt.
     *
     * @param agent name of the agent it ran on; empty where it got none
     * @param queue what the queue said while it waited there; empty where it said nothing
     */
    public record Note(String agent, String queue) implements java.io.Serializable {

        private static final long serialVersionUID = 1L;

        public static final Note NONE = new Note("", "");

        public Note {
            Objects.requireNonNull(agent, "agent");
            Objects.requireNonNull(queue, "queue");
        }

        public Note withAgent(String name) {
            return new Note(name, queue);
        }

        public Note withQueue(String reason) {
            return new Note(agent, reason);
        }
    }

    public Note note(int attempt) {
        return notes.getOrDefault(attempt, Note.NONE);
    }

    /** The same as it stands at that instant, if it is not over. */
    public StageResult at(Instant now) {
        boolean later = verdict == null && now.isAfter(until);
        return later ? new StageResult(step, stage, began, now, attempts, null, notes) : this;
    }

    public Timeline timeline() {
        return Timeline.of(attempts, began, until);
    }

    public Duration took() {
        return Duration.between(began, until);
    }

    /** {@code met}, {@code degraded}, {@code lost}, {@code aborted}; {@code running} while it is not over. */
    public String outcome() {
        return verdict == null ? "running" : verdict.outcome().id();
    }

    /** One sentence: why it came to that, or who is at it and who failed so far. */
    public String reason() {
        if (verdict != null) {
            return verdict.reason();
        }
        List<String> clauses = new ArrayList<>();
        clause(clauses, "runs", Attempt.State.RUNNING);
        clause(clauses, "waits for its start", Attempt.State.QUEUED);
        clause(clauses, "waits for its next try", Attempt.State.WAITING);
        List<String> failed = attempts.stream()
                .filter(Attempt::hasFailed)
                .map(a -> a.replica() + " failed (" + a.why() + ")")
                .distinct()
                .toList();
        clauses.addAll(failed.subList(0, Math.min(NAMED, failed.size())));
        if (failed.size() > NAMED) {
            clauses.add("and " + (failed.size() - NAMED) + " more failed");
        }
        return String.join("; ", clauses);
    }

    private static final int NAMED = 5;

    private void clause(List<String> clauses, String verb, Attempt.State state) {
        List<String> names = attempts.stream()
                .filter(a -> a.state() == state)
                .map(a -> a.state() == Attempt.State.RUNNING
                                && !note(a.number()).agent().isEmpty()
                        ? a.replica() + " on '" + note(a.number()).agent() + "'"
                        : a.replica())
                .toList();
        if (!names.isEmpty()) {
            String first = names.stream().limit(NAMED).collect(Collectors.joining(", "));
            String more = names.size() > NAMED ? " and " + (names.size() - NAMED) + " more" : "";
            clauses.add(verb + ": " + first + more);
        }
    }
}
