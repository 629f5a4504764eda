package io.jenkins.plugins.redundancy.engine.read;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.OutputStream;

/**
 * A {@link ToolReport} as newline-delimited JSON, what an agent sends to the controller: a head, one line per rule and per
 * finding, and a last line that tells that nothing is missing. Versioned; read under the same limits as any report and
 * with the same distrust.
 */
public final class CompactReport {
    /** What {@link ReportReader} calls this format. */
    public static final String FORMAT = "compact";

    /** Written by this version; older ones stay readable. */
    static final int VERSION = 1;

    private CompactReport() {}

    /** Writes UTF-8 and leaves the stream open, to be gzipped or not by the caller. */
    public static void write(ToolReport report, OutputStream out) throws IOException {
        new CompactWriter(out).write(report);
    }

    /**
     * @param tool the voter whose report this is supposed to be; null = as the report says
     * @throws UnreadableReportException when anything in it is not as {@link #write} writes it
     */
    public static ToolReport read(Source source, @CheckForNull String tool, Limits limits)
            throws UnreadableReportException {
        return ReportReader.read(source, tool, FORMAT, limits, PathMapping.NONE);
    }

    static ToolReport read(Reading reading, BufferedInputStream in) throws IOException {
        return new CompactReader(reading, in).read();
    }
}
