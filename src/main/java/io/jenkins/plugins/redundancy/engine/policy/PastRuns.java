package io.jenkins.plugins.redundancy.engine.policy;

import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;

/**
 * How long the replicas of a job's stages took, the latest {@value #MOST_RUNS} of each; those that have not run for longest
 * are forgotten first. An immutable value; as text a line {@code <stage> <replica> <ms> <ms> …} for each, its words encoded
 * as in a URL.
 */
public final class PastRuns {

    public static final PastRuns NONE = new PastRuns(Map.of());
    static final int MOST_RUNS = 50;
    static final int MOST_REPLICAS = 100;
    private static final int LONGEST_WORD = 200;

    /** By stage and replica as they are written, in the order of their latest run. */
    private final Map<String, List<Long>> millis;

    private PastRuns(Map<String, List<Long>> millis) {
        this.millis = millis;
    }

    /** Lines that cannot be read are left out: what is known is only a hint. */
    public static PastRuns read(List<String> lines) {
        PastRuns runs = NONE;
        for (String line : lines) {
            String[] words = line.strip().split(" ");
            for (int i = 2; i < words.length; i++) {
                if (words[i].matches("\\d{1,12}") && isWord(words[0]) && isWord(words[1])) {
                    runs = runs.with(words[0] + " " + words[1], Long.parseLong(words[i]));
                }
            }
        }
        return runs;
    }

    private static boolean isWord(String word) {
        try {
            return word(URLDecoder.decode(word, StandardCharsets.UTF_8)).equals(word);
        } catch (IllegalArgumentException x) {
            return false;
        }
    }

    public List<String> lines() {
        List<String> lines = new ArrayList<>();
        millis.forEach((key, taken) -> lines.add(
                key + " " + String.join(" ", taken.stream().map(String::valueOf).toList())));
        return lines;
    }

    /** Of a replica in a stage, oldest first. */
    public List<Duration> of(String stage, String replica) {
        return millis.getOrDefault(key(stage, replica), List.of()).stream()
                .map(Duration::ofMillis)
                .toList();
    }

    public PastRuns with(String stage, String replica, Duration taken) {
        return with(key(stage, replica), taken.toMillis());
    }

    private PastRuns with(String key, long taken) {
        Map<String, List<Long>> next = new LinkedHashMap<>(millis);
        List<Long> before = next.remove(key);
        List<Long> after = new ArrayList<>(before == null ? List.of() : before);
        after.add(taken);
        next.put(key, List.copyOf(after.subList(Math.max(0, after.size() - MOST_RUNS), after.size())));
        if (next.size() > MOST_REPLICAS) {
            next.remove(next.keySet().iterator().next());
        }
        return new PastRuns(next);
    }

    /**
     * What a verdict teaches: how long the successful attempts ran. A loser of the race ran for at least as long as it did;
     * that counts where it had been waited for longer than the hedge delay, or the slow runs that the hedge is there for would
     * never be seen.
     *
     * @param hedge the delay that was in force
     * @param replica what the runs of an attempt's replica are kept under
     */
    public PastRuns with(String stage, Verdict verdict, Duration hedge, UnaryOperator<String> replica) {
        PastRuns runs = this;
        for (Attempt attempt : verdict.attempts()) {
            boolean slow = attempt.state() == Attempt.State.CANCELLED
                    && verdict.outcome() != Outcome.ABORTED
                    && attempt.spent().compareTo(hedge) > 0;
            if (attempt.state() == Attempt.State.SUCCEEDED || slow) {
                runs = runs.with(stage, replica.apply(attempt.replica()), attempt.spent());
            }
        }
        return runs;
    }

    private static String key(String stage, String replica) {
        return word(stage) + " " + word(replica);
    }

    private static String word(String text) {
        String shown = text.isEmpty() ? "-" : text.length() > LONGEST_WORD ? text.substring(0, LONGEST_WORD) : text;
        return URLEncoder.encode(shown, StandardCharsets.UTF_8);
    }
}
