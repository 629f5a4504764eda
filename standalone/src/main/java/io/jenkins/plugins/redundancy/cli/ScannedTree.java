package io.jenkins.plugins.redundancy.cli;

import io.jenkins.plugins.redundancy.engine.finding.Language;
import io.jenkins.plugins.redundancy.engine.merge.LineSource;
import io.jenkins.plugins.redundancy.engine.read.PathMapping;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/** The directory that is scanned: its files, its languages, the text of its lines. */
final class ScannedTree implements LineSource {

    private static final int MOST_FILES = 500_000;
    private static final long LONGEST_FILE = 8 << 20;

    /** What tools and build systems keep for themselves. */
    private static final Set<String> SKIPPED = Set.of(
            "redundancy-report",
            ".git",
            ".hg",
            ".svn",
            "node_modules",
            "target",
            "build",
            "dist",
            ".venv",
            "venv",
            "__pycache__");

    private final Path root;
    private final List<String> files = new ArrayList<>();
    private boolean classes;
    private String openPath = "";
    private List<String> openLines = List.of();

    private ScannedTree(Path root) {
        this.root = root;
    }

    static ScannedTree of(Path root) throws IOException {
        ScannedTree tree = new ScannedTree(root);
        Files.walkFileTree(root, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult preVisitDirectory(Path directory, BasicFileAttributes attributes) {
                tree.classes |= Files.isDirectory(directory.resolve("target/classes"))
                        || Files.isDirectory(directory.resolve("build/classes"));
                boolean skip = !directory.equals(root) && SKIPPED.contains(String.valueOf(directory.getFileName()));
                return skip ? FileVisitResult.SKIP_SUBTREE : FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
                if (attributes.isRegularFile()) {
                    tree.files.add(root.relativize(file).toString().replace('\\', '/'));
                }
                return tree.files.size() < MOST_FILES ? FileVisitResult.CONTINUE : FileVisitResult.TERMINATE;
            }

            @Override
            public FileVisitResult visitFileFailed(Path file, IOException e) {
                return FileVisitResult.CONTINUE; // what cannot be read is not scanned either
            }
        });
        return tree;
    }

    Path root() {
        return root;
    }

    /** Whether a build left compiled classes. */
    boolean hasClasses() {
        return classes;
    }

    PathMapping paths() throws IOException {
        Set<String> roots = new LinkedHashSet<>();
        roots.add(root.toAbsolutePath().normalize().toString());
        roots.add(root.toRealPath().toString());
        return PathMapping.of(roots, files);
    }

    /** Files per language, by name; only languages that scanners are chosen by. */
    Map<String, Integer> languages() {
        Map<String, Integer> counts = new TreeMap<>();
        for (String file : files) {
            counts.merge(Language.ofPath(file), 1, Integer::sum);
        }
        counts.remove(Language.OTHER);
        return counts;
    }

    @Override
    public synchronized Optional<String> line(String path, int line) {
        if (!path.equals(openPath)) {
            openPath = path;
            openLines = lines(path);
        }
        return line >= 1 && line <= openLines.size() ? Optional.of(openLines.get(line - 1)) : Optional.empty();
    }

    private List<String> lines(String path) {
        if (!PathMapping.isInsideTree(path)) {
            return List.of();
        }
        try {
            Path file = root.resolve(path).toRealPath();
            if (!file.startsWith(root.toRealPath()) || !Files.isRegularFile(file) || Files.size(file) > LONGEST_FILE) {
                return List.of();
            }
            return new String(Files.readAllBytes(file), StandardCharsets.UTF_8)
                    .lines()
                    .toList();
        } catch (IOException | RuntimeException e) {
            return List.of(); // no such file: the finding is shown without its source
        }
    }
}
