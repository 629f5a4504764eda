package io.jenkins.plugins.redundancy.agent;

import io.jenkins.plugins.redundancy.engine.read.SecretMask;
import java.io.ByteArrayInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PushbackInputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;
import java.util.zip.ZipException;

/** A report as its scanner wrote it, kept for people who doubt what we read in it; without secrets, and packed. */
final class Evidence {

    /** Bytes, unpacked. */
    private static final int MOST = 64 << 20;

    private Evidence() {}

    /** Whether the report is small enough to be kept; a packed one is unpacked to be searched for secrets. */
    static boolean keep(Path report, Path evidence, SecretMask mask) throws IOException {
        if (!Files.isRegularFile(report) || Files.size(report) > MOST) {
            return false;
        }
        try (InputStream in = unpacked(report);
                OutputStream out = new GZIPOutputStream(Files.newOutputStream(evidence), 1 << 16)) {
            byte[] content = in.readNBytes(MOST + 1);
            if (content.length > MOST) {
                return false;
            }
            mask.copy(new ByteArrayInputStream(content), out);
            return true;
        } catch (ZipException | EOFException x) {
            // it only begins like a packed file, and cannot be searched
            return false;
        }
    }

    private static InputStream unpacked(Path report) throws IOException {
        PushbackInputStream in = new PushbackInputStream(Files.newInputStream(report), 2);
        try {
            byte[] magic = in.readNBytes(2);
            in.unread(magic);
            boolean packed = magic.length == 2 && magic[0] == (byte) 0x1f && magic[1] == (byte) 0x8b;
            return packed ? new GZIPInputStream(in, 1 << 16) : in;
        } catch (IOException x) {
            in.close();
            throw x;
        }
    }
}
