package io.jenkins.plugins.redundancy.pages;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;

/** A compressed file that is there as a whole or not at all. */
final class GzipFile {

    private GzipFile() {}

    /** Replaces the file atomically; makes its directory. */
    static void write(Path file, WholeFile.Content content) throws IOException {
        WholeFile.write(file, packed -> {
            try (OutputStream out = new GZIPOutputStream(packed, 1 << 16)) {
                content.writeTo(out);
            }
        });
    }

    /** The content, uncompressed. */
    static InputStream open(Path file) throws IOException {
        return new GZIPInputStream(new BufferedInputStream(Files.newInputStream(file)), 1 << 16);
    }
}
