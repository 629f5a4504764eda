package io.jenkins.plugins.redundancy.engine.report;

import io.jenkins.plugins.redundancy.engine.finding.WeaknessClass;
import io.jenkins.plugins.redundancy.engine.read.UnreadableReportException;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;
import java.util.zip.ZipException;

/**
 * The index as a gzipped binary file: tables, then column after column, big endian. Never more than a help: whoever
 * cannot read it makes it anew from the result that it belongs to.
 */
final class FindingIndexFile {

    /** {@code RdIx}. */
    private static final int MAGIC = 0x52644978;

    /** Any other is made anew. */
    private static final int VERSION = 1;

    private static final int MOST_ROWS = 50_000_000;
    private static final int LONGEST_TEXT = 1 << 20;

    private FindingIndexFile() {}

    /** @param starts of the members of the result, and its length at the end */
    static void write(FindingIndex index, List<Long> starts, OutputStream file) throws IOException {
        FindingIndex.Columns columns = index.columns;
        try (GZIPOutputStream gzip = new GZIPOutputStream(new KeptOpen(file), 1 << 16);
                DataOutputStream out = new DataOutputStream(new java.io.BufferedOutputStream(gzip, 1 << 16))) {
            out.writeInt(MAGIC);
            out.writeInt(VERSION);
            out.writeInt(starts.size());
            for (long start : starts) {
                out.writeLong(start);
            }
            out.writeInt(columns.tools().size());
            for (FindingIndex.Tool tool : columns.tools()) {
                text(out, tool.name());
                text(out, tool.lineage());
            }
            out.writeInt(columns.weaknesses().size());
            for (WeaknessClass weakness : columns.weaknesses()) {
                text(out, weakness.id());
                text(out, weakness.title());
            }
            out.writeInt(columns.places().size());
            for (String place : columns.places()) {
                text(out, place);
            }
            out.writeInt(columns.ballots().size());
            for (byte[] ballot : columns.ballots()) {
                out.write(ballot);
            }
            out.writeInt(index.size());
            out.writeInt(columns.present());
            out.writeInt(columns.rules().length);
            for (long id : columns.ids()) {
                out.writeLong(id);
            }
            out.write(columns.severity());
            out.write(columns.flags());
            out.write(columns.state());
            for (short confidence : columns.confidence()) {
                out.writeShort(confidence);
            }
            for (int[] column : List.of(
                    columns.weakness(),
                    columns.place(),
                    columns.line(),
                    columns.votes(),
                    columns.ruleEnds(),
                    columns.rules())) {
                for (int value : column) {
                    out.writeInt(value);
                }
            }
        }
    }

    private static void text(DataOutputStream out, String text) throws IOException {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        out.writeInt(bytes.length);
        out.write(bytes);
    }

    /** What a file holds. */
    record Content(FindingIndex index, List<Long> starts) {}

    /**
     * @param in left open
     * @throws UnreadableReportException when it is no index of this version, or broken
     */
    static Content read(InputStream in, String file) throws IOException {
        try {
            return read(new DataInputStream(new GZIPInputStream(in, 1 << 16)));
        } catch (EOFException | ZipException | IllegalArgumentException | IndexOutOfBoundsException x) {
            throw new UnreadableReportException(file + " is no index of this version, or broken: " + x.getMessage(), x);
        }
    }

    private static Content read(DataInputStream in) throws IOException {
        if (in.readInt() != MAGIC || in.readInt() != VERSION) {
            throw new IllegalArgumentException("its first bytes are others");
        }
        List<Long> starts = new ArrayList<>();
        for (int i = size(in); i > 0; i--) {
            starts.add(in.readLong());
        }
        List<FindingIndex.Tool> tools = new ArrayList<>();
        for (int i = size(in); i > 0; i--) {
            tools.add(new FindingIndex.Tool(text(in), text(in)));
        }
        List<WeaknessClass> weaknesses = new ArrayList<>();
        for (int i = size(in); i > 0; i--) {
            weaknesses.add(new WeaknessClass(text(in), text(in)));
        }
        List<String> places = new ArrayList<>();
        for (int i = size(in); i > 0; i--) {
            places.add(text(in));
        }
        List<byte[]> ballots = new ArrayList<>();
        for (int i = size(in); i > 0; i--) {
            ballots.add(bytes(in, tools.size()).array());
        }
        int rows = size(in);
        int present = size(in);
        int ruleCount = size(in);
        long[] ids = new long[rows];
        bytes(in, 8L * rows).asLongBuffer().get(ids);
        byte[] severity = bytes(in, rows).array();
        byte[] flags = bytes(in, rows).array();
        byte[] state = bytes(in, rows).array();
        short[] confidence = new short[rows];
        bytes(in, 2L * rows).asShortBuffer().get(confidence);
        FindingIndex.Columns columns = new FindingIndex.Columns(
                present,
                ids,
                severity,
                flags,
                state,
                confidence,
                ints(in, rows),
                ints(in, rows),
                ints(in, rows),
                ints(in, rows),
                ints(in, rows),
                ints(in, ruleCount),
                List.copyOf(tools),
                List.copyOf(weaknesses),
                List.copyOf(places),
                ballots);
        if (in.read() >= 0) { // asking also lets gzip compare its check sum
            throw new IllegalArgumentException("something follows its end");
        }
        return new Content(new FindingIndex(columns), starts);
    }

    private static int size(DataInputStream in) throws IOException {
        int size = in.readInt();
        if (size < 0 || size > MOST_ROWS) {
            throw new IllegalArgumentException("a table of " + size);
        }
        return size;
    }

    private static String text(DataInputStream in) throws IOException {
        int length = size(in);
        if (length > LONGEST_TEXT) {
            throw new IllegalArgumentException("a text of " + length + " bytes");
        }
        return new String(bytes(in, length).array(), StandardCharsets.UTF_8);
    }

    private static int[] ints(DataInputStream in, int count) throws IOException {
        int[] values = new int[count];
        bytes(in, 4L * count).asIntBuffer().get(values);
        return values;
    }

    /** Allocates no more than there is: the file may be cut. */
    private static ByteBuffer bytes(DataInputStream in, long count) throws IOException {
        byte[] bytes = in.readNBytes(Math.toIntExact(count));
        if (bytes.length < count) {
            throw new EOFException("cut off");
        }
        return ByteBuffer.wrap(bytes);
    }

    private static final class KeptOpen extends java.io.FilterOutputStream {
        KeptOpen(OutputStream out) {
            super(out);
        }

        @Override
        public void write(byte[] bytes, int offset, int length) throws IOException {
            out.write(bytes, offset, length);
        }

        @Override
        public void close() throws IOException {
            flush();
        }
    }
}
