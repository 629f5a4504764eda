package io.jenkins.plugins.redundancy.cli;

import io.jenkins.plugins.redundancy.engine.toolset.Command;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.TimeUnit;

/**
 * A scanner's process with everything it starts. Ends as a whole and takes nothing else with it: its members are the
 * descendants of the first process, the session that was opened for it where there is {@code setsid}, and on Linux
 * every process that carries its cookie in the environment, which finds those that left both. Safe for use by several
 * threads.
 */
final class ProcessTree {

    /** Unique per tree; inherited by everything that is started in it. */
    private static final String COOKIE = "REDUNDANCY_COOKIE";

    private static final Duration POLL = Duration.ofMillis(10);
    private static final int MOST_ROUNDS = 200;

    private final Process process;
    private final String cookie;
    private final boolean ownSession;
    private volatile boolean ended;

    private ProcessTree(Process process, String cookie, boolean ownSession) {
        this.process = process;
        this.cookie = cookie;
        this.ownSession = ownSession;
    }

    /**
     * @param env all of it: nothing is inherited
     * @param scripts where a script can be written if the system's interpreter wants a file
     */
    static ProcessTree start(Command command, Path directory, Map<String, String> env, Path scripts)
            throws IOException {
        List<String> line = new ArrayList<>();
        boolean ownSession = false;
        if (windows()) {
            if (command.bat().isBlank()) {
                throw new IOException("the tool has no command for Windows: give it a command with bat:");
            }
            Path script = Files.writeString(scripts.resolve("command.bat"), "@echo off\r\n" + command.bat() + "\r\n");
            line.addAll(List.of("cmd.exe", "/c", script.toString()));
        } else {
            if (command.sh().isBlank()) {
                throw new IOException("the tool has no shell command: give it a command with sh:");
            }
            ownSession = SearchPath.of(env).find("setsid").isPresent();
            if (ownSession) {
                line.add("setsid");
            }
            line.addAll(List.of("sh", "-c", command.sh()));
        }
        String cookie = UUID.randomUUID().toString();
        ProcessBuilder builder =
                new ProcessBuilder(line).directory(directory.toFile()).redirectErrorStream(true);
        builder.environment().clear();
        builder.environment().putAll(env);
        builder.environment().put(COOKIE, cookie);
        Process process = builder.start();
        process.getOutputStream().close();
        return new ProcessTree(process, cookie, ownSession);
    }

    static boolean windows() {
        return System.getProperty("os.name", "").toLowerCase(Locale.ROOT).startsWith("windows");
    }

    InputStream output() {
        return process.getInputStream();
    }

    /** Of the first process; 128 + n where signal n ended it. */
    int waitFor() throws InterruptedException {
        return process.waitFor();
    }

    long pid() {
        return process.pid();
    }

    /** Asks everything to end, and ends what has not after the grace. Returns when nothing is left. */
    void end(Duration grace) {
        if (ended) {
            return; // its number may be another's by now
        }
        Set<ProcessHandle> seen = members(Set.of());
        seen.forEach(ProcessHandle::destroy);
        long deadline = System.nanoTime() + grace.toNanos();
        while (!seen.isEmpty() && System.nanoTime() - deadline < 0) {
            pause();
            seen = members(seen);
        }
        // what is killed may have started something a moment before: look again until nothing is found
        for (int round = 0; round < MOST_ROUNDS && !seen.isEmpty(); round++) {
            seen.forEach(ProcessHandle::destroyForcibly);
            pause();
            seen = members(seen);
        }
        ended = seen.isEmpty();
    }

    private void pause() {
        try {
            if (!process.waitFor(POLL.toMillis(), TimeUnit.MILLISECONDS)) {
                return;
            }
            TimeUnit.MILLISECONDS.sleep(POLL.toMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt(); // seen by the caller; the tree is ended all the same
        }
    }

    /** Those that live, among the ones seen before and all that can be found. */
    private Set<ProcessHandle> members(Set<ProcessHandle> before) {
        Set<ProcessHandle> members = new LinkedHashSet<>(before);
        members.add(process.toHandle());
        process.descendants().forEach(members::add);
        before.forEach(handle -> handle.descendants().forEach(members::add));
        if (Proc.available()) {
            Proc.members(ownSession ? process.pid() : -1, COOKIE + "=" + cookie).stream()
                    .flatMap(pid -> ProcessHandle.of(pid).stream())
                    .forEach(members::add);
        }
        members.removeIf(handle -> !handle.isAlive() || Proc.isZombie(handle.pid()));
        return members;
    }
}
