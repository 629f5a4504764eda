package io.jenkins.plugins.redundancy.agent;

import io.jenkins.plugins.redundancy.engine.read.SourceExcerpts;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** On the agent: the files of the scanned tree. What a report names is read only where it lies below the root. */
final class SourceFiles implements SourceExcerpts.Tree {

    private static final long LARGEST_FILE = 4L << 20;

    /** Of all files together: a report may name every file of a large tree. */
    private static final long MOST_BYTES = 512L << 20;

    private final Path root;
    private long room = MOST_BYTES;

    /** @param root a real path */
    SourceFiles(Path root) {
        this.root = root;
    }

    @Override
    public List<String> lines(String path) {
        try {
            Path file = root.resolve(path).toRealPath();
            if (!file.startsWith(root) || !Files.isRegularFile(file)) {
                return List.of();
            }
            long size = Files.size(file);
            room -= size;
            if (size > LARGEST_FILE || room < 0) {
                return List.of();
            }
            return new String(Files.readAllBytes(file), StandardCharsets.UTF_8)
                    .lines()
                    .toList();
        } catch (IOException | RuntimeException x) {
            return List.of(); // no such file, or no such name on this system: the finding is shown without its source
        }
    }
}
