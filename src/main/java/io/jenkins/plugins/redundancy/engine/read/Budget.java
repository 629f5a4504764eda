package io.jenkins.plugins.redundancy.engine.read;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;

/** What is left of the {@link Limits} that count over a whole report, its external property files included. */
final class Budget {
    private final String report;
    private final Limits limits;
    private long bytes;
    private int results;

    Budget(String report, Limits limits) {
        this.report = report;
        this.limits = limits;
    }

    /** Counts what is read through it, after decompression, so that a small archive cannot become a large report. */
    InputStream counting(InputStream in) {
        return new Counting(in);
    }

    /** For readers that hold a whole report in memory. */
    static InputStream capped(InputStream in, long bytes, Reading reading) {
        Limits limits = reading.limits;
        Limits smaller = new Limits(
                Math.min(bytes, limits.bytes()),
                limits.depth(),
                limits.results(),
                limits.stringLength(),
                limits.messageLength());
        return new Budget(reading.source.name(), smaller).counting(in);
    }

    void spendResult() throws UnreadableReportException {
        if (++results > limits.results()) {
            throw new UnreadableReportException(report + " has more than " + limits.results()
                    + " results (limit results); narrow the scan or raise the limit");
        }
    }

    private void spendBytes(int count) throws UnreadableReportException {
        bytes += count;
        if (bytes > limits.bytes()) {
            throw new UnreadableReportException(report + " is larger than " + limits.bytes()
                    + " bytes uncompressed (limit bytes); narrow the scan or raise the limit");
        }
    }

    private final class Counting extends FilterInputStream {
        Counting(InputStream in) {
            super(in);
        }

        @Override
        public int read() throws IOException {
            int one = in.read();
            if (one >= 0) {
                spendBytes(1);
            }
            return one;
        }

        @Override
        public int read(byte[] buffer, int offset, int length) throws IOException {
            int count = in.read(buffer, offset, length);
            if (count > 0) {
                spendBytes(count);
            }
            return count;
        }

        @Override
        public long skip(long count) throws IOException {
            throw new IOException("a counted report is not skipped");
        }

        @Override
        public boolean markSupported() {
            return false;
        }
    }
}
