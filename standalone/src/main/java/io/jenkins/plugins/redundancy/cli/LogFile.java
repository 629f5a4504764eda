package io.jenkins.plugins.redundancy.cli;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.List;

/** What a scanner prints, kept up to a size, without the values of secrets. */
final class LogFile {

    static final long LONGEST = 10 << 20;
    private static final int LONGEST_LINE = 64 << 10;

    private final Path file;
    private final List<byte[]> secrets;
    private final long longest;

    /** @param secrets values, not names; very short ones would mask half of every line and are left */
    LogFile(Path file, Collection<String> secrets, long longest) {
        this.file = file;
        this.secrets = secrets.stream()
                .filter(secret -> secret.length() > 3)
                .sorted((a, b) -> b.length() - a.length())
                .map(secret -> secret.getBytes(StandardCharsets.UTF_8))
                .toList();
        this.longest = longest;
    }

    /** Reads until the end, whether or not it may still write: a scanner must not block on a full pipe. */
    void copy(InputStream from) throws IOException {
        try (InputStream in = new BufferedInputStream(from, 1 << 16);
                OutputStream out = Files.newOutputStream(file)) {
            long written = 0;
            byte[] line;
            while ((line = line(in)).length > 0) {
                if (written < longest) {
                    byte[] masked = mask(line);
                    out.write(masked);
                    out.flush();
                    written += masked.length;
                    if (written >= longest) {
                        out.write("\n[the rest is left out]\n".getBytes(StandardCharsets.UTF_8));
                    }
                }
            }
        }
    }

    /** With its end, or a part of a very long one; empty at the end of the stream. */
    private static byte[] line(InputStream in) throws IOException {
        java.io.ByteArrayOutputStream line = new java.io.ByteArrayOutputStream();
        int next;
        while (line.size() < LONGEST_LINE && (next = in.read()) >= 0) {
            line.write(next);
            if (next == '\n') {
                break;
            }
        }
        return line.toByteArray();
    }

    private byte[] mask(byte[] line) {
        if (secrets.isEmpty()) {
            return line;
        }
        String text = new String(line, StandardCharsets.ISO_8859_1);
        for (byte[] secret : secrets) {
            text = text.replace(new String(secret, StandardCharsets.ISO_8859_1), "****");
        }
        return text.getBytes(StandardCharsets.ISO_8859_1);
    }
}
