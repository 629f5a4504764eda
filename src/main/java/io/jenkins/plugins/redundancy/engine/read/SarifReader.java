package io.jenkins.plugins.redundancy.engine.read;

import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/** SARIF 2.1.0 (OASIS, 2020), read as a stream: nothing is held but the findings. */
final class SarifReader {
    private static final Pattern SUPPORTED = Pattern.compile("2\\.1\\.0(-rtm\\.[0-9]+)?");

    private final Reading reading;
    private final Map<String, Draft> drafts = new LinkedHashMap<>();
    private final SarifInlineFiles inline;

    /** Runs whose inline external properties come later in the log. */
    private final List<SarifRun> unfinished = new ArrayList<>(0);

    SarifReader(Reading reading) {
        this.reading = reading;
        this.inline = new SarifInlineFiles(reading);
    }

    /** One draft per tool, in the order of the runs. */
    Collection<Draft> read(InputStream bytes) throws IOException {
        JsonInput in = new JsonInput(reading, "", bytes);
        try {
            readLog(in);
        } catch (MalformedValueException e) {
            throw reading.unreadable("is no valid SARIF: " + e.getMessage() + ", at " + in.position(), e);
        } catch (IOException e) {
            throw in.explain(e);
        }
        return drafts.values();
    }

    private void readLog(JsonInput in) throws IOException {
        if (!in.value()) {
            throw reading.unreadable("is empty: the scanner wrote nothing");
        }
        if (!in.object()) {
            throw reading.unreadable("is null, not SARIF");
        }
        boolean versioned = false;
        boolean runs = false;
        for (String field; (field = in.field()) != null; ) {
            switch (field) {
                case "version" -> {
                    versioned = true;
                    checkVersion(in);
                }
                case "runs" -> {
                    runs = true;
                    readRuns(in);
                }
                case "inlineExternalProperties" -> inline.read(in);
                default -> in.skip();
            }
        }
        for (SarifRun run : unfinished) {
            run.readRestAndFinish(inline);
        }
        if (!runs || drafts.isEmpty()) {
            throw reading.unreadable(
                    "is a SARIF log without a run: no tool reported anything; look at the scanner's log");
        }
        if (!versioned) {
            reading.warn("version is missing, read as SARIF 2.1.0");
        }
        if (in.value()) {
            throw reading.unreadable("goes on after its end, at " + in.position()
                    + ": two reports in one file? Write each to a file of its own");
        }
    }

    private void checkVersion(JsonInput in) throws IOException {
        String version = in.scalarText();
        if (version == null || !SUPPORTED.matcher(version).matches()) {
            throw reading.unreadable("is SARIF " + version + ", at " + in.position()
                    + "; only 2.1.0 is read. Update the scanner, or convert the report (Microsoft's SARIF Multitool:"
                    + " transform)");
        }
    }

    private void readRuns(JsonInput in) throws IOException {
        if (!in.array()) {
            return;
        }
        while (in.element()) {
            SarifRun run = new SarifRun(reading, new SarifExternalFiles(reading), this::draftOf);
            if (!run.read(in, inline)) {
                unfinished.add(run);
            }
        }
    }

    private Draft draftOf(SarifComponent driver) {
        String name = reading.tool != null
                ? reading.tool
                : Producer.named(driver.name).id();
        return drafts.computeIfAbsent(name, Draft::new);
    }
}
