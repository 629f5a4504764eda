package io.jenkins.plugins.redundancy.engine.read;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import edu.umd.cs.findbugs.annotations.Nullable;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;

/** Where a report comes from: a file, or a stream that the caller opened. Plain or gzipped, told by its first bytes. */
public final class Source {
    private final String name;

    /** Either this or {@link #stream} is null. */
    @Nullable
    private final Path file;

    @Nullable
    private final InputStream stream;

    private Source(String name, @CheckForNull Path file, @CheckForNull InputStream stream) {
        this.name = Objects.requireNonNull(name, "name");
        this.file = file;
        this.stream = stream;
    }

    /** A regular file; whether the path may be opened at all is the caller's business. */
    public static Source of(Path file) {
        return new Source(file.toString(), Objects.requireNonNull(file, "file"), null);
    }

    /**
     * A stream, read once and left open. Such a report has no directory, so its external property files are not read.
     *
     * @param name what errors and warnings call it
     */
    public static Source of(String name, InputStream stream) {
        return new Source(name, null, Objects.requireNonNull(stream, "stream"));
    }

    public String name() {
        return name;
    }

    /** The file, null for a stream. */
    @CheckForNull
    Path file() {
        return file;
    }

    InputStream open() throws UnreadableReportException {
        if (stream != null) {
            return new KeptOpen(stream);
        }
        if (!Files.exists(file)) {
            throw new UnreadableReportException(
                    name + ": there is no such file; the scanner did not write it, or wrote it elsewhere");
        }
        if (!Files.isRegularFile(file)) {
            throw new UnreadableReportException(name + " is not a regular file; name the report itself");
        }
        try {
            return Files.newInputStream(file);
        } catch (IOException e) {
            throw new UnreadableReportException(name + " cannot be opened: " + e, e);
        }
    }

    private static final class KeptOpen extends java.io.FilterInputStream {
        KeptOpen(InputStream in) {
            super(in);
        }

        @Override
        public int read(byte[] buffer, int offset, int length) throws IOException {
            return in.read(buffer, offset, length);
        }

        @Override
        public void close() {
            // the caller opened it, the caller closes it
        }
    }
}
