package io.jenkins.plugins.redundancy.pages;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Objects;

/** A file that is there as a whole or not at all. */
final class WholeFile {

    private WholeFile() {}

    interface Content {
        void writeTo(OutputStream out) throws IOException;
    }

    /** Replaces the file atomically; makes its directory. */
    static void write(Path file, Content content) throws IOException {
        Path directory = Objects.requireNonNull(file.getParent(), "a file in a directory");
        Files.createDirectories(directory);
        Path temporary = Files.createTempFile(directory, "stored", ".new");
        try {
            try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(temporary), 1 << 16)) {
                content.writeTo(out);
            }
            Files.move(temporary, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } finally {
            Files.deleteIfExists(temporary);
        }
    }
}
