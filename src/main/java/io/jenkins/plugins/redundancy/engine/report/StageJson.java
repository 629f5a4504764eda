package io.jenkins.plugins.redundancy.engine.report;

import com.fasterxml.jackson.core.JsonGenerator;
import io.jenkins.plugins.redundancy.engine.policy.Verdict;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.Map;
import java.util.TreeMap;

/** The stored form of a stage that is over: versioned JSON with the verdict as {@link ResultJson} has it. */
public final class StageJson {

    private static final String FORMAT = "redundancy-stage";

    private StageJson() {}

    /**
     * Writes UTF-8 and leaves the stream open.
     *
     * @throws IllegalArgumentException when it has no verdict yet
     */
    public static void write(StageResult stage, OutputStream out) throws IOException {
        Verdict verdict = stage.verdict();
        if (verdict == null) {
            throw new IllegalArgumentException("stage '" + stage.stage() + "' is not over; keep it when it is");
        }
        try (JsonGenerator json = ResultJson.generator(out)) {
            json.writeStartObject();
            json.writeStringField("format", FORMAT);
            json.writeNumberField("version", ResultJson.VERSION);
            json.writeStringField("step", stage.step());
            json.writeStringField("stage", stage.stage());
            VerdictJson.write(json, verdict);
            json.writeArrayFieldStart("notes");
            for (Map.Entry<Integer, StageResult.Note> note : stage.notes().entrySet()) {
                json.writeStartObject();
                json.writeNumberField("attempt", note.getKey());
                json.writeStringField("agent", note.getValue().agent());
                json.writeStringField("queue", note.getValue().queue());
                json.writeEndObject();
            }
            json.writeEndArray();
            json.writeEndObject();
        }
    }

    /**
     * @param in left open
     * @param file for messages
     * @throws io.jenkins.plugins.redundancy.engine.read.UnreadableReportException when it is none of ours, a newer one,
     *     or broken
     */
    public static StageResult read(InputStream in, String file) throws IOException {
        return ResultJson.read(in, file, StageJson::read);
    }

    private static StageResult read(Fields in) throws IOException {
        String format = "";
        String step = "";
        String stage = "";
        Verdict verdict = null;
        Map<Integer, StageResult.Note> notes = new TreeMap<>();
        for (String field = in.startObject(); field != null; field = in.nextField()) {
            switch (field) {
                case "format" -> format = in.text();
                case "version" -> ResultJson.version(in);
                case "step" -> step = in.text();
                case "stage" -> stage = in.text();
                case "verdict" -> verdict = VerdictJson.read(in);
                case "notes" -> {
                    for (in.startArray(); in.nextElement(); ) {
                        note(in, notes);
                    }
                }
                default -> in.skip();
            }
        }
        ResultJson.checkFormat(in, format, FORMAT);
        if (verdict == null) {
            throw in.broken("there is no verdict");
        }
        return StageResult.of(step, stage, verdict, notes);
    }

    private static void note(Fields in, Map<Integer, StageResult.Note> notes) throws IOException {
        int attempt = 0;
        String agent = "";
        String queue = "";
        for (String field = in.startObject(); field != null; field = in.nextField()) {
            switch (field) {
                case "attempt" -> attempt = (int) in.number();
                case "agent" -> agent = in.text();
                case "queue" -> queue = in.text();
                default -> in.skip();
            }
        }
        notes.put(attempt, new StageResult.Note(agent, queue));
    }
}
