package io.jenkins.plugins.redundancy;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The arrows of docs/developer/house.md, read from the imports of src/main/java. */
class ArrowsTest {

    private static final String ROOT = "io.jenkins.plugins.redundancy.";
    private static final Path SOURCES = Path.of("../src/main/java/io/jenkins/plugins/redundancy");
    private static final Pattern IMPORT = Pattern.compile("^import (?:static )?([\\w.]+);", Pattern.MULTILINE);
    private static final Pattern QUALIFIED =
            Pattern.compile("\\b(hudson|jenkins\\.(?!plugins)|org\\.kohsuke|org\\.jenkinsci)\\.");

    /** Room to the rooms it may import; a room may always import itself. */
    private static final Map<String, Set<String>> ARROWS = Map.ofEntries(
            Map.entry(
                    "steps",
                    Set.of(
                            "cps",
                            "agent",
                            "config",
                            "pages",
                            "health",
                            "engine.finding",
                            "engine.policy",
                            "engine.fetch",
                            "engine.read",
                            "engine.merge",
                            "engine.output",
                            "engine.toolset",
                            "engine.report")),
            Map.entry("cps", Set.of()),
            Map.entry(
                    "agent", Set.of("engine.finding", "engine.output", "engine.policy", "engine.fetch", "engine.read")),
            Map.entry(
                    "config",
                    Set.of("engine.policy", "engine.merge", "engine.read", "engine.finding", "engine.toolset")),
            Map.entry("checks", Set.of("pages", "engine.finding", "engine.report")),
            Map.entry("health", Set.of("engine.policy")),
            Map.entry(
                    "pages", Set.of("engine.finding", "engine.policy", "engine.read", "engine.merge", "engine.report")),
            Map.entry("engine.finding", Set.of()),
            Map.entry("engine.output", Set.of()),
            Map.entry("engine.policy", Set.of()),
            Map.entry("engine.fetch", Set.of()),
            Map.entry("engine.read", Set.of("engine.finding")),
            Map.entry("engine.merge", Set.of("engine.finding", "engine.read")),
            Map.entry(
                    "engine.toolset",
                    Set.of("engine.finding", "engine.policy", "engine.fetch", "engine.read", "engine.merge")),
            Map.entry("engine.report", Set.of("engine.finding", "engine.policy", "engine.read", "engine.merge")));

    private static String room(Path file) {
        return SOURCES.relativize(file.getParent()).toString().replace('/', '.').replace('\\', '.');
    }

    private static List<Path> sources() throws IOException {
        try (Stream<Path> files = Files.walk(SOURCES)) {
            return files.filter(file -> file.toString().endsWith(".java"))
                    .sorted()
                    .toList();
        }
    }

    @Test
    void importsFollowTheArrows() throws IOException {
        List<String> wrong = new ArrayList<>();
        Set<String> seen = new TreeSet<>();
        for (Path file : sources()) {
            String room = room(file);
            seen.add(room);
            Matcher imports = IMPORT.matcher(Files.readString(file));
            while (imports.find()) {
                if (imports.group(1).startsWith(ROOT)) {
                    String other = roomOf(imports.group(1));
                    if (!other.equals(room)
                            && !ARROWS.getOrDefault(room, Set.of()).contains(other)) {
                        wrong.add(file.getFileName() + ": " + room + " → " + other);
                    }
                }
            }
        }
        assertThat(wrong).as("imports against the arrows").isEmpty();
        assertThat(seen).as("every room has its arrows").isEqualTo(new TreeSet<>(ARROWS.keySet()));
    }

    private static String roomOf(String type) {
        String path = type.substring(ROOT.length());
        return Stream.of(path.split("\\."))
                .takeWhile(part -> Character.isLowerCase(part.charAt(0)))
                .reduce((a, b) -> a + "." + b)
                .orElse("");
    }

    @Test
    void engineKnowsNothingOfJenkins() throws IOException {
        List<String> wrong = new ArrayList<>();
        for (Path file : sources()) {
            if (room(file).startsWith("engine.")) {
                for (String line : Files.readAllLines(file)) {
                    if (QUALIFIED.matcher(line).find() && !line.strip().startsWith("*")) {
                        wrong.add(file.getFileName() + ": " + line.strip());
                    }
                }
            }
        }
        assertThat(wrong).isEmpty();
    }

    @Test
    void onlyCpsTouchesGroovyCps() throws IOException {
        for (Path file : sources()) {
            if (!room(file).equals("cps")) {
                assertThat(Files.readString(file))
                        .as(file.toString())
                        .doesNotContain("com.cloudbees.groovy.cps", "org.jenkinsci.plugins.workflow.cps.");
            }
        }
    }

    @Test
    void everyRoomSaysWhatItIs() {
        for (String room : ARROWS.keySet()) {
            assertThat(SOURCES.resolve(room.replace('.', '/')).resolve("package-info.java"))
                    .exists();
        }
    }

    @Test
    void noDrawers() throws IOException {
        assertThat(sources())
                .allSatisfy(file -> assertThat(file.getFileName().toString())
                        .doesNotMatch(".*(Util|Utils|Helper|Manager|Impl)\\.java"));
    }
}
