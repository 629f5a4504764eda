package io.jenkins.plugins.redundancy.cli;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import io.jenkins.plugins.redundancy.engine.policy.Attempt;
import java.io.IOException;
import java.io.PrintStream;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** One JSON object per line and change: for machines. */
final class JsonProgress implements Progress {

    private static final JsonFactory JSON = new JsonFactory();

    private final PrintStream out;
    private final Map<Integer, Attempt.State> shown = new HashMap<>();

    JsonProgress(PrintStream out) {
        this.out = out;
    }

    /** Writes the fields of an event. */
    interface Body {
        void write(JsonGenerator json) throws IOException;
    }

    static void event(PrintStream out, String name, Body body) {
        StringWriter line = new StringWriter();
        try (JsonGenerator json = JSON.createGenerator(line)) {
            json.writeStartObject();
            json.writeStringField("event", name);
            body.write(json);
            json.writeEndObject();
        } catch (IOException e) {
            throw new UncheckedIOException("a string cannot fail to take the event " + name, e);
        }
        out.println(line);
        out.flush();
    }

    @Override
    public void show(List<Attempt> attempts, Instant now) {
        for (Attempt attempt : attempts) {
            if (attempt.state() != shown.put(attempt.number(), attempt.state())) {
                event(out, "attempt", json -> {
                    json.writeNumberField("attempt", attempt.number());
                    json.writeStringField("slot", attempt.slot());
                    json.writeStringField("tool", attempt.replica());
                    json.writeNumberField("try", attempt.tryNumber());
                    json.writeStringField("state", attempt.state().id());
                    if (attempt.kind() != null) {
                        json.writeStringField("kind", attempt.kind().id());
                    }
                    json.writeStringField("why", PlainText.of(attempt.why()));
                    json.writeStringField("at", now.toString());
                });
            }
        }
    }
}
