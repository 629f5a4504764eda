package io.jenkins.plugins.redundancy.engine.report;

import io.jenkins.plugins.redundancy.engine.merge.Cluster;
import io.jenkins.plugins.redundancy.engine.read.UnreadableReportException;
import java.io.BufferedInputStream;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PushbackInputStream;
import java.io.SequenceInputStream;
import java.nio.ByteBuffer;
import java.nio.channels.SeekableByteChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.TreeMap;
import java.util.zip.GZIPInputStream;

/**
 * A stored result that is read a page at a time. Its file is the gzipped stored form, {@link ResultJson}, as any reader
 * of it knows it; but its head, every {@value #ROWS} clusters and its tail are gzip members of their own, and an index
 * beside it says where they begin. The index can be made anew from the result at any time.
 *
 * <p>Holds the index, the rules and what else is small; clusters are read when they are asked for.
 */
public final class PagedResult {

    static final int ROWS = 100;

    private final Path file;
    private final FindingIndex index;
    private final List<Long> starts;
    private final ResultJson.Head head;
    private final List<String> warnings;

    private PagedResult(Path file, FindingIndexFile.Content content) throws IOException {
        this.file = file;
        this.index = content.index();
        this.starts = content.starts();
        int members = pages(index.present()) + pages(index.size() - index.present()) + 3;
        if (starts.size() != members + 1 || starts.get(members) != Files.size(file)) {
            throw new UnreadableReportException("the index beside " + file + " belongs to another file");
        }
        try (InputStream in = member(0)) {
            this.head = ResultJson.readHead(in, file.toString());
        }
        try (InputStream in = between("{\"gone\":[", member(members - 1), "")) {
            this.warnings = ResultJson.readWarnings(in, file.toString());
        }
    }

    private static int pages(int rows) {
        return (rows + ROWS - 1) / ROWS;
    }

    /** Writes a result and its index, and leaves both streams open. */
    public static void write(ScanResult result, OutputStream file, OutputStream index) throws IOException {
        Map<RuleTable.Key, Integer> rules = RuleTable.of(result.merged());
        List<Long> starts;
        try (GzipMembers members = new GzipMembers(file)) {
            ResultJson.write(result, rules, members, ROWS, members::end);
            members.close();
            starts = members.starts();
        }
        FindingIndexFile.write(FindingIndexBuilder.of(result.merged(), rules), starts, index);
    }

    /**
     * @throws IOException when one of the two is not there or cannot be read, or they do not belong together: then the
     *     result itself may be readable still, and be written anew
     */
    public static PagedResult open(Path file, Path index) throws IOException {
        try (InputStream in = new BufferedInputStream(Files.newInputStream(index))) {
            return new PagedResult(file, FindingIndexFile.read(in, index.toString()));
        }
    }

    public FindingIndex index() {
        return index;
    }

    /** Everything but the clusters: name, verdict, gate, and a merge of the tools and the agreement rule alone. */
    public ScanResult head() {
        return head.result();
    }

    /** Of readers, suppressions and the baseline. */
    public List<String> warnings() {
        return warnings;
    }

    /** @param decided this result's index, with later decisions */
    public FindingSelection select(FindingIndex decided, FindingQuery query) {
        return FindingSelection.of(decided, head.rules(), query);
    }

    /** The cluster of that id. */
    public Optional<Cluster> cluster(String id) throws IOException {
        OptionalInt row = index.row(id);
        if (row.isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(clusters(List.of(row.getAsInt())).get(0))
                .filter(cluster -> cluster.id().equals(id));
    }

    /** The clusters of some rows, in the order of these; of a member no more is read than is asked for. */
    public List<Cluster> clusters(List<Integer> rows) throws IOException {
        Map<Integer, BitSet> wanted = new TreeMap<>();
        for (int row : rows) {
            wanted.computeIfAbsent(page(row), page -> new BitSet()).set(row - first(page(row)));
        }
        Map<Integer, Cluster> read = new HashMap<>();
        for (Map.Entry<Integer, BitSet> page : wanted.entrySet()) {
            List<Cluster> clusters = page(page.getKey(), page.getValue());
            int position = -1;
            for (Cluster cluster : clusters) {
                position = page.getValue().nextSetBit(position + 1);
                read.put(first(page.getKey()) + position, cluster);
            }
        }
        List<Cluster> inOrder = new ArrayList<>(rows.size());
        for (int row : rows) {
            Cluster cluster = read.get(row);
            if (cluster == null) {
                throw new UnreadableReportException(file + " has no row " + row + "; was it changed?");
            }
            inOrder.add(cluster);
        }
        return inOrder;
    }

    /** A page holds clusters that are there, or clusters that are gone. */
    private int page(int row) {
        return row < index.present() ? row / ROWS : pages(index.present()) + (row - index.present()) / ROWS;
    }

    private int first(int page) {
        int before = pages(index.present());
        return page < before ? page * ROWS : index.present() + (page - before) * ROWS;
    }

    private List<Cluster> page(int page, BitSet wanted) throws IOException {
        int member = page < pages(index.present()) ? 1 + page : 2 + page;
        PushbackInputStream rows = new PushbackInputStream(member(member));
        int first = rows.read();
        if (first >= 0 && first != ',') {
            rows.unread(first);
        }
        try (InputStream in = between("[", rows, "]")) {
            return ResultJson.readClusters(in, file.toString(), head.rules(), wanted::get);
        }
    }

    private static InputStream between(String before, InputStream in, String after) {
        return new SequenceInputStream(Collections.enumeration(List.of(bytes(before), in, bytes(after))));
    }

    private static InputStream bytes(String text) {
        return new ByteArrayInputStream(text.getBytes(StandardCharsets.US_ASCII));
    }

    private InputStream member(int number) throws IOException {
        long start = starts.get(number);
        ByteBuffer bytes = ByteBuffer.allocate(Math.toIntExact(starts.get(number + 1) - start));
        try (SeekableByteChannel channel = Files.newByteChannel(file)) {
            channel.position(start);
            while (bytes.hasRemaining() && channel.read(bytes) >= 0) {
                // until the member is there or the file ends
            }
        }
        return new GZIPInputStream(new ByteArrayInputStream(bytes.array(), 0, bytes.position()), 1 << 14);
    }
}
