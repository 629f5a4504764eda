package io.jenkins.plugins.redundancy.cli;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Runs the command line as a user would, in a directory, and keeps what it said. */
final class CommandLineRun {

    static final Path RESOURCES = resources();

    private final Path directory;
    private final Map<String, String> env = new HashMap<>(System.getenv());
    private boolean interactive;

    /** What came of it. */
    record Ended(int code, String out, String err) {}

    CommandLineRun(Path directory) {
        this.directory = directory;
        Path fakes = RESOURCES.resolve("fakes");
        env.put("FAKES", fakes.toString());
        env.put("PIDS", directory.resolve("pids").toString());
        env.put("PATH", fakes + ":" + System.getenv("PATH"));
    }

    private static Path resources() {
        try {
            return Path.of(CommandLineRun.class.getResource("ScanCommandTest").toURI());
        } catch (URISyntaxException e) {
            throw new IllegalStateException(e);
        }
    }

    CommandLineRun env(String name, String value) {
        env.put(name, value);
        return this;
    }

    CommandLineRun onATerminal() {
        interactive = true;
        return this;
    }

    Ended run(String... args) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ByteArrayOutputStream err = new ByteArrayOutputStream();
        int code = Main.run(
                args,
                new Terminal(
                        new PrintStream(out, true, StandardCharsets.UTF_8),
                        new PrintStream(err, true, StandardCharsets.UTF_8),
                        interactive,
                        env,
                        directory));
        return new Ended(code, out.toString(StandardCharsets.UTF_8), err.toString(StandardCharsets.UTF_8));
    }

    /** Scans the little project with a tool set of these lines. */
    Ended scan(String toolSet, String... more) {
        try {
            Path tools = Files.writeString(directory.resolve("tools.yaml"), toolSet);
            String[] args = new String[more.length + 6];
            System.arraycopy(
                    new String[] {
                        "scan",
                        "--tools",
                        tools.toString(),
                        "--grace",
                        "200ms",
                        project().toString()
                    },
                    0,
                    args,
                    0,
                    6);
            System.arraycopy(more, 0, args, 6, more.length);
            return run(args);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    Path project() throws IOException {
        Path project = directory.resolve("project");
        Path source = project.resolve("src/Dao.java");
        if (!Files.exists(source)) {
            Files.createDirectories(source.getParent());
            Files.copy(RESOURCES.resolve("project/src/Dao.java"), source);
        }
        return project;
    }

    /** Processes of fake scanners that said who they are and are still there; zombies do nothing any more. */
    List<Long> left() throws IOException {
        return Files.readAllLines(directory.resolve("pids")).stream()
                .map(Long::valueOf)
                .filter(pid ->
                        ProcessHandle.of(pid).filter(ProcessHandle::isAlive).isPresent() && !Proc.isZombie(pid))
                .toList();
    }
}
