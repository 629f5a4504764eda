package io.jenkins.plugins.redundancy.engine.report;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import io.jenkins.plugins.redundancy.engine.finding.Location;
import io.jenkins.plugins.redundancy.engine.merge.BaselineState;
import io.jenkins.plugins.redundancy.engine.merge.Cluster;
import io.jenkins.plugins.redundancy.engine.merge.TriageLog;
import io.jenkins.plugins.redundancy.engine.merge.Vote;
import java.io.IOException;
import java.io.OutputStream;
import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;

/** A page of findings as JSON, for tables and scripts: what a row shows; all that was said is on the finding's own page. */
public final class FindingsPage {

    private static final JsonFactory JSON = new JsonFactory();
    private static final int LONGEST_MESSAGE = 300;

    private FindingsPage() {}

    /**
     * Writes UTF-8 and leaves the stream open.
     *
     * @param log later decisions
     */
    public static void write(PagedResult result, TriageLog log, FindingQuery query, OutputStream out)
            throws IOException {
        FindingIndex index = result.index().decided(log);
        FindingSelection selection = result.select(index, query);
        // read before anything is written: a broken file is an error, not half an answer
        List<Cluster> clusters = result.clusters(selection.rows());
        try (JsonGenerator json = JSON.createGenerator(out).disable(JsonGenerator.Feature.AUTO_CLOSE_TARGET)) {
            json.writeStartObject();
            json.writeNumberField("total", index.size());
            json.writeNumberField("matching", selection.matching());
            json.writeNumberField("start", query.start());
            json.writeArrayFieldStart("findings");
            for (int i = 0; i < clusters.size(); i++) {
                row(json, index, selection.rows().get(i), clusters.get(i), log);
            }
            json.writeEndArray();
            json.writeEndObject();
        }
    }

    private static void row(JsonGenerator json, FindingIndex index, int row, Cluster cluster, TriageLog log)
            throws IOException {
        json.writeStartObject();
        json.writeStringField("id", cluster.id());
        json.writeStringField("severity", Fields.id(cluster.severity()));
        json.writeStringField("weakness", cluster.weakness().id());
        json.writeStringField("title", cluster.weakness().title());
        json.writeStringField("place", index.place(row));
        json.writeNumberField(
                "line", cluster.subject().location().map(Location::startLine).orElse(0));
        json.writeStringField("agreement", cluster.agreement().id());
        Fields.strings(json, "reported", index.tools(row, Vote.REPORTED));
        Fields.strings(json, "silent", index.tools(row, Vote.SILENT));
        json.writeFieldName("confidence");
        json.writeNumber(BigDecimal.valueOf(Math.round(index.confidence(row) * 100), 2));
        Optional<BaselineState> baseline = index.baseline(row);
        if (baseline.isPresent()) {
            json.writeStringField("state", baseline.get().id());
        }
        json.writeBooleanField("suppressed", index.suppressed(row));
        if (log.decision(cluster.id()).isPresent()) {
            json.writeStringField(
                    "decision", log.decision(cluster.id()).get().decision().id());
        }
        json.writeStringField("message", shortened(cluster.findings().get(0).message()));
        json.writeEndObject();
    }

    private static String shortened(String message) {
        return message.length() <= LONGEST_MESSAGE ? message : message.substring(0, LONGEST_MESSAGE) + "…";
    }
}
