package io.jenkins.plugins.redundancy.health;

import hudson.Extension;
import hudson.ExtensionList;
import hudson.XmlFile;
import hudson.util.XStream2;
import io.jenkins.plugins.redundancy.engine.policy.CircuitBreaker;
import io.jenkins.plugins.redundancy.engine.policy.Durations;
import java.io.File;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.UnaryOperator;
import java.util.logging.Level;
import java.util.logging.Logger;
import jenkins.model.Jenkins;
import jenkins.util.SystemProperties;

/**
 * Which tools failed in their last scans, over all builds and restarts: {@code redundancy/circuit-breakers.xml} below
 * Jenkins' home, written atomically. A tool fails three times in a row, then is left alone for half an hour, then one scan
 * tries it; system properties {@code ….health.CircuitBreakers.failures} and {@code .pause} say otherwise.
 */
@Extension
public final class CircuitBreakers {

    private static final Logger LOGGER = Logger.getLogger(CircuitBreakers.class.getName());
    private static final String PROPERTY = CircuitBreakers.class.getName();

    private static final XStream2 XSTREAM = new XStream2();

    static {
        XSTREAM.alias("circuitBreakers", Saved.class);
        XSTREAM.alias("tool", SavedTool.class);
    }

    private CircuitBreaker breaker;

    public CircuitBreakers() {
        breaker = CircuitBreaker.of(
                Math.max(1, SystemProperties.getInteger(PROPERTY + ".failures", 3)),
                Durations.parse(SystemProperties.getString(PROPERTY + ".pause", "30m")));
        try {
            XmlFile file = file();
            if (file.exists()) {
                breaker = new CircuitBreaker(breaker.failures(), breaker.pause(), ((Saved) file.read()).circuits());
            }
        } catch (IOException | RuntimeException x) {
            LOGGER.log(Level.WARNING, x, () -> "what is known of failing tools cannot be read and is forgotten");
        }
    }

    public static CircuitBreakers get() {
        return ExtensionList.lookupSingleton(CircuitBreakers.class);
    }

    /**
     * Whether a tool is to be left alone.
     *
     * @return why, for a log, as the end of a sentence {@code pmd is …}; empty when it may run
     */
    public synchronized String skip(String key, Instant now) {
        if (breaker.allows(key, now)) {
            return "";
        }
        Instant next = breaker.circuits().get(key).latest().plus(breaker.pause());
        String when = next.isAfter(now)
                ? "in "
                        + Durations.format(Duration.ofSeconds(
                                Math.max(1, Duration.between(now, next).toSeconds())))
                : "by another scan at this moment";
        return "skipped, because it " + breaker.why(key).orElse("failed") + "; it is tried again " + when;
    }

    /** A scan runs a tool that may run: where it is a trial, no other scan tries it meanwhile. */
    public synchronized void began(String key, Instant now) {
        breaker = breaker.began(key, now);
    }

    public void succeeded(String key) throws IOException {
        change(before -> before.succeeded(key));
    }

    public void failed(String key, String reason, Instant now) throws IOException {
        change(before -> before.failed(key, reason, now));
    }

    /** Forgets what is known of a tool, so that the next scan tries it. */
    public void reset(String key) throws IOException {
        change(before -> before.succeeded(key));
    }

    private synchronized void change(UnaryOperator<CircuitBreaker> change) throws IOException {
        CircuitBreaker after = change.apply(breaker);
        if (!after.equals(breaker)) {
            breaker = after;
            file().write(new Saved(after));
        }
    }

    /** What is known of tools that failed in their last scan, by key. */
    public synchronized List<Tool> tools(Instant now) {
        List<Tool> tools = new ArrayList<>();
        new TreeMap<>(breaker.circuits())
                .forEach((key, circuit) -> tools.add(new Tool(key, circuit, breaker.state(key, now))));
        return tools;
    }

    /** A tool that failed in its last scan. */
    public record Tool(String key, CircuitBreaker.Circuit circuit, CircuitBreaker.State state) {

        /** For people. */
        public String getStateText() {
            return switch (state) {
                case CLOSED -> Messages.CircuitBreakers_closed();
                case OPEN -> Messages.CircuitBreakers_open();
                case HALF_OPEN -> Messages.CircuitBreakers_halfOpen();
            };
        }

        /** When it failed last, for people. */
        public Date getLatest() {
            return Date.from(circuit.latest());
        }
    }

    private static XmlFile file() {
        return new XmlFile(XSTREAM, new File(Jenkins.get().getRootDir(), "redundancy/circuit-breakers.xml"));
    }

    /** As it is stored: plain fields, since XStream reads them. */
    private static final class Saved {
        private final List<SavedTool> tools = new ArrayList<>();

        Saved(CircuitBreaker breaker) {
            new TreeMap<>(breaker.circuits()).forEach((key, circuit) -> tools.add(new SavedTool(key, circuit)));
        }

        Map<String, CircuitBreaker.Circuit> circuits() {
            Map<String, CircuitBreaker.Circuit> circuits = new TreeMap<>();
            for (SavedTool tool : tools) {
                circuits.put(
                        tool.key,
                        new CircuitBreaker.Circuit(
                                tool.failures, Instant.ofEpochMilli(tool.latest), tool.reason, null));
            }
            return circuits;
        }
    }

    private static final class SavedTool {
        private final String key;
        private final int failures;

        /** Milliseconds since 1970. */
        private final long latest;

        private final String reason;

        SavedTool(String key, CircuitBreaker.Circuit circuit) {
            this.key = key;
            this.failures = circuit.failures();
            this.latest = circuit.latest().toEpochMilli();
            this.reason = circuit.reason();
        }
    }
}
