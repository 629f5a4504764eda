package io.jenkins.plugins.redundancy.engine.report;

import edu.umd.cs.findbugs.annotations.Nullable;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.GZIPOutputStream;

/**
 * A gzip file of several members, each readable without those before it; all of them together are read as one by every
 * gunzip (RFC 1952 §2.2).
 */
final class GzipMembers extends OutputStream {

    private final Counted out;
    private final List<Long> starts = new ArrayList<>();

    /** Null between two members. */
    @Nullable
    private GZIPOutputStream member;

    /** @param out left open */
    GzipMembers(OutputStream out) {
        this.out = new Counted(out);
    }

    /** The current member ends here, even if nothing was written to it. */
    void end() throws IOException {
        member().close();
        member = null;
    }

    /** Where each member begins, in bytes, and after them where the last one ends; once closed. */
    List<Long> starts() {
        List<Long> all = new ArrayList<>(starts);
        all.add(out.count);
        return all;
    }

    private GZIPOutputStream member() throws IOException {
        if (member == null) {
            starts.add(out.count);
            member = new Member(out);
        }
        return member;
    }

    @Override
    public void write(int b) throws IOException {
        member().write(b);
    }

    @Override
    public void write(byte[] bytes, int offset, int length) throws IOException {
        member().write(bytes, offset, length);
    }

    @Override
    public void close() throws IOException {
        if (member != null) {
            end();
        }
        out.flush();
    }

    private static final class Member extends GZIPOutputStream {

        /** A third of the usual level's time, for a quarter more bytes of clusters: that time is the controller's. */
        private static final int LEVEL = 3;

        Member(OutputStream out) throws IOException {
            super(out, 1 << 14);
            def.setLevel(LEVEL);
        }
    }

    /** Ending a member frees its deflater but must not close what the next one is written to. */
    private static final class Counted extends FilterOutputStream {
        private long count;

        Counted(OutputStream out) {
            super(out);
        }

        @Override
        public void write(int b) throws IOException {
            out.write(b);
            count++;
        }

        @Override
        public void write(byte[] bytes, int offset, int length) throws IOException {
            out.write(bytes, offset, length);
            count += length;
        }

        @Override
        public void close() throws IOException {
            flush();
        }
    }
}
