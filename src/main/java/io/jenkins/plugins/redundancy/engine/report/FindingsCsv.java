package io.jenkins.plugins.redundancy.engine.report;

import io.jenkins.plugins.redundancy.engine.finding.Finding;
import io.jenkins.plugins.redundancy.engine.finding.Location;
import io.jenkins.plugins.redundancy.engine.merge.BaselineState;
import io.jenkins.plugins.redundancy.engine.merge.Cluster;
import io.jenkins.plugins.redundancy.engine.merge.TriageLog;
import io.jenkins.plugins.redundancy.engine.merge.Vote;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * Findings as a table for spreadsheets: RFC 4180, UTF-8, a line for each finding. A cell that a spreadsheet would take
 * for a formula begins with an apostrophe, so that opening a report runs nothing.
 */
public final class FindingsCsv {

    private static final int AT_ONCE = 1_000;
    private static final List<String> HEADER = List.of(
            "id",
            "severity",
            "weakness",
            "title",
            "place",
            "line",
            "agreement",
            "confidence",
            "state",
            "suppressed",
            "reported by",
            "silent",
            "rules",
            "message");

    private FindingsCsv() {}

    /** Writes every finding, in the report's order, and leaves the stream open. */
    public static void write(PagedResult result, TriageLog log, OutputStream out) throws IOException {
        FindingIndex index = result.index().decided(log);
        Writer writer = new BufferedWriter(new OutputStreamWriter(out, StandardCharsets.UTF_8));
        line(writer, HEADER);
        for (int from = 0; from < index.size(); from += AT_ONCE) {
            List<Integer> rows = IntStream.range(from, Math.min(index.size(), from + AT_ONCE))
                    .boxed()
                    .toList();
            List<Cluster> clusters = result.clusters(rows);
            for (int i = 0; i < clusters.size(); i++) {
                line(writer, cells(index, rows.get(i), clusters.get(i)));
            }
        }
        writer.flush();
    }

    private static List<String> cells(FindingIndex index, int row, Cluster cluster) {
        List<String> cells = new ArrayList<>();
        cells.add(cluster.id());
        cells.add(Fields.id(cluster.severity()));
        cells.add(cluster.weakness().id());
        cells.add(cluster.weakness().title());
        cells.add(index.place(row));
        int line = cluster.subject().location().map(Location::startLine).orElse(0);
        cells.add(line == 0 ? "" : Integer.toString(line));
        cells.add(cluster.agreement().id());
        cells.add(Double.toString(index.confidence(row)));
        cells.add(index.baseline(row).map(BaselineState::id).orElse(""));
        cells.add(Boolean.toString(index.suppressed(row)));
        cells.add(String.join(" ", index.tools(row, Vote.REPORTED)));
        cells.add(String.join(" ", index.tools(row, Vote.SILENT)));
        cells.add(cluster.findings().stream()
                .map(finding -> finding.tool() + ":" + finding.rule().id())
                .distinct()
                .collect(Collectors.joining(" ")));
        cells.add(cluster.findings().stream().map(Finding::message).findFirst().orElse(""));
        return cells;
    }

    private static void line(Writer writer, List<String> cells) throws IOException {
        for (int i = 0; i < cells.size(); i++) {
            writer.write(i == 0 ? "\"" : ",\"");
            writer.write(inert(cells.get(i)).replace("\"", "\"\""));
            writer.write('"');
        }
        writer.write("\r\n");
    }

    /** As OWASP's page on CSV injection has it; what spreadsheets skip in front of a formula counts too. */
    private static String inert(String cell) {
        int i = 0;
        while (i < cell.length() && (cell.charAt(i) <= ' ' || Character.isSpaceChar(cell.charAt(i)))) {
            i++;
        }
        boolean formula = i < cell.length() && "=+-@\uff1d\uff0b\uff0d\uff20".indexOf(cell.charAt(i)) >= 0;
        boolean control = !cell.isEmpty() && cell.charAt(0) < ' ';
        return formula || control ? "'" + cell : cell;
    }
}
