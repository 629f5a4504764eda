package io.jenkins.plugins.redundancy.engine.read;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.zip.GZIPInputStream;

/** Reports may be gzipped; their first two bytes tell. */
final class Gzip {
    private Gzip() {}

    /** The uncompressed bytes, counted against the limits, with support for looking ahead. */
    static BufferedInputStream unwrap(InputStream raw, Reading reading) throws IOException {
        BufferedInputStream in = new BufferedInputStream(raw, 1 << 16);
        in.mark(2);
        boolean zipped = in.read() == 0x1f && in.read() == 0x8b;
        in.reset();
        return new BufferedInputStream(
                reading.budget.counting(zipped ? new GZIPInputStream(in, 1 << 16) : in), 1 << 16);
    }
}
