package io.jenkins.plugins.redundancy.engine.read;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;

/**
 * {@code inlineExternalProperties} (SARIF 2.1.0 §3.13.5): parts of runs that stand beside the runs. They may come before
 * the runs that mean them or behind, so they are held as bytes: a rare thing, and bounded.
 */
final class SarifInlineFiles {
    private static final long MAX_BYTES = 64L << 20;

    private final Reading reading;
    private final Map<String, byte[]> byGuid = new HashMap<>(0);
    private long held;

    SarifInlineFiles(Reading reading) {
        this.reading = reading;
    }

    void read(JsonInput in) throws IOException {
        if (!in.array()) {
            return;
        }
        while (in.element()) {
            if (in.isObject()) {
                hold(in);
            } else {
                in.skip();
            }
        }
    }

    private void hold(JsonInput in) throws IOException {
        reading.budget.spendResult();
        Bounded bytes = new Bounded();
        String guid = null;
        try (JsonGenerator json = new JsonFactory().createGenerator(bytes)) {
            json.writeStartObject();
            for (String field; (field = in.field()) != null; ) {
                if (field.equals("guid")) {
                    guid = SarifReference.lenientGuid(in);
                } else {
                    json.writeFieldName(field);
                    copy(in, json);
                }
            }
            json.writeEndObject();
        }
        if (guid != null && byGuid.putIfAbsent(guid, bytes.toByteArray()) == null) {
            held += bytes.size();
        }
    }

    /** As deep as the limits allow documents to be. */
    private void copy(JsonInput in, JsonGenerator json) throws IOException {
        if (in.isObject()) {
            json.writeStartObject();
            for (String field; (field = in.field()) != null; ) {
                json.writeFieldName(field);
                copy(in, json);
            }
            json.writeEndObject();
        } else if (in.isArray()) {
            json.writeStartArray();
            while (in.element()) {
                copy(in, json);
            }
            json.writeEndArray();
        } else if (in.isText()) {
            json.writeString(in.text());
        } else if (in.isNull()) {
            json.writeNull();
        } else {
            json.writeRawValue(in.scalarText());
        }
    }

    private final class Bounded extends ByteArrayOutputStream {
        @Override
        public synchronized void write(byte[] bytes, int offset, int length) {
            if (held + size() + length > MAX_BYTES) {
                throw new MalformedValueException("it has more than " + MAX_BYTES
                        + " bytes of inline external properties; let the tool write them into the runs");
            }
            super.write(bytes, offset, length);
        }
    }

    boolean hasAll(Collection<String> guids) {
        return byGuid.keySet().containsAll(guids);
    }

    void readInto(SarifRun run, String guid) throws IOException {
        JsonInput json =
                new JsonInput(reading, "inlineExternalProperties " + guid, new ByteArrayInputStream(byGuid.get(guid)));
        try {
            json.value();
            json.object();
            for (String field; (field = json.field()) != null; ) {
                run.readProperty(field, json);
            }
        } catch (IOException e) {
            throw json.explain(e);
        }
    }
}
