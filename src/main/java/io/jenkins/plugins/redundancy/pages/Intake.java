package io.jenkins.plugins.redundancy.pages;

import hudson.FilePath;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;

/** A file from an agent, which is not trusted: it comes whole and not too large, or not at all. */
final class Intake extends FilterOutputStream {

    private final long most;
    private long taken;

    private Intake(OutputStream out, long most) {
        super(out);
        this.most = most;
    }

    /** @param most bytes */
    static void copy(FilePath from, Path to, long most) throws IOException, InterruptedException {
        Path directory = to.toAbsolutePath().getParent();
        if (directory == null) {
            throw new IOException("no file: " + to);
        }
        Files.createDirectories(directory);
        Path temporary = Files.createTempFile(directory, "incoming", ".new");
        try {
            Intake intake = new Intake(Files.newOutputStream(temporary), most);
            try (intake) {
                from.copyTo(intake);
            } catch (IOException x) {
                if (intake.taken > most) {
                    throw new IOException("more than the " + Math.max(0, most >> 20) + " MiB that are left for it", x);
                }
                throw x;
            }
            Files.move(temporary, to, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } finally {
            Files.deleteIfExists(temporary);
        }
    }

    @Override
    public void write(int b) throws IOException {
        write(new byte[] {(byte) b}, 0, 1);
    }

    @Override
    public void write(byte[] bytes, int offset, int length) throws IOException {
        taken += length;
        if (taken > most) {
            throw new IOException("too large");
        }
        out.write(bytes, offset, length);
    }
}
