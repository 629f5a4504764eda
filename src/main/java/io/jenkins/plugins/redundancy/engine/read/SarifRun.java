package io.jenkins.plugins.redundancy.engine.read;

import edu.umd.cs.findbugs.annotations.Nullable;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/**
 * A SARIF {@code run} (§3.14), read as a stream. A result becomes a finding at once where everything it refers to has
 * been read; what refers to later parts of the run waits for its end. Base ids are the exception: a path is made as if
 * nobody defined them, and made again if the definition comes later, because most undefined ones stay so.
 */
final class SarifRun {
    private final Reading reading;
    private final SarifExternalFiles externals;
    private final Function<SarifComponent, Draft> drafts;

    final SarifComponent driver = new SarifComponent();
    final List<SarifComponent> extensions = new ArrayList<>(0);
    final List<SarifComponent> taxonomies = new ArrayList<>(0);
    final List<SarifPlace> artifacts = new ArrayList<>(0);
    final SarifBases bases;

    private boolean driverRead;
    private boolean artifactsRead;
    private boolean taxonomiesRead;
    private boolean resultsRead;
    private boolean successful = true;

    /** Both null until {@link #start}, which comes before the first finding. */
    @Nullable
    private Draft draft;

    @Nullable
    private SarifFindings findings;

    private int firstFinding;
    private final List<SarifResult> waiting = new ArrayList<>(0);
    private final List<Integer> waitingPlaces = new ArrayList<>(0);

    SarifRun(Reading reading, SarifExternalFiles externals, Function<SarifComponent, Draft> drafts) {
        this.reading = reading;
        this.externals = externals;
        this.drafts = drafts;
        this.bases = new SarifBases(reading.paths, reading.symbols);
    }

    void read(JsonInput in) throws IOException {
        String where = in.path();
        if (!in.object()) {
            throw new MalformedValueException(where + " is null");
        }
        for (String field; (field = in.field()) != null; ) {
            if (field.equals("externalPropertyFileReferences")) {
                externals.readReferences(in);
            } else {
                readProperty(field, in);
            }
        }
        externals.readInto(this);
        finish(where);
    }

    /** A property of a run, in the run itself or in an external property file (§4). */
    void readProperty(String field, JsonInput in) throws IOException {
        switch (field) {
            case "tool" -> readTool(in);
            case "driver" -> driver.read(in, reading);
            case "extensions" -> readComponents(in, extensions);
            case "taxonomies" -> {
                readComponents(in, taxonomies);
                taxonomiesRead = true;
            }
            case "artifacts" -> {
                readArtifacts(in);
                artifactsRead = true;
            }
            case "originalUriBaseIds" -> readBases(in);
            case "invocations" -> readInvocations(in);
            case "results" -> readResults(in);
            default -> in.skip();
        }
    }

    private void readTool(JsonInput in) throws IOException {
        if (!in.object()) {
            return;
        }
        for (String field; (field = in.field()) != null; ) {
            switch (field) {
                case "driver" -> driver.read(in, reading);
                case "extensions" -> readComponents(in, extensions);
                default -> in.skip();
            }
        }
        driverRead = true;
    }

    private void readComponents(JsonInput in, List<SarifComponent> into) throws IOException {
        if (!in.array()) {
            return;
        }
        while (in.element()) {
            reading.budget.spendResult();
            SarifComponent component = new SarifComponent();
            component.read(in, reading);
            into.add(component);
        }
    }

    private void readArtifacts(JsonInput in) throws IOException {
        if (!in.array()) {
            return;
        }
        Object array = in.mark();
        while (in.element()) {
            reading.budget.spendResult();
            SarifPlace artifact = new SarifPlace();
            artifacts.add(artifact);
            try {
                readArtifact(in, artifact);
            } catch (MalformedValueException e) {
                reading.warn(e.getMessage() + "; the artifact is left out");
                in.recover(array);
            }
        }
    }

    private static void readArtifact(JsonInput in, SarifPlace artifact) throws IOException {
        if (!in.object()) {
            return;
        }
        for (String field; (field = in.field()) != null; ) {
            if (field.equals("location")) {
                artifact.readArtifactLocation(in);
            } else {
                in.skip();
            }
        }
    }

    private void readBases(JsonInput in) throws IOException {
        if (!in.object()) {
            return;
        }
        for (String id; (id = in.field()) != null; ) {
            reading.budget.spendResult();
            SarifPlace base = new SarifPlace();
            if (in.isText()) { // a bare URI, as in drafts of the standard
                base.uri = in.symbol();
            } else {
                base.readArtifactLocation(in);
            }
            bases.define(id, base);
        }
        if (draft != null) {
            draft.mapPaths(firstFinding, bases::again);
        }
    }

    private void readInvocations(JsonInput in) throws IOException {
        if (!in.array()) {
            return;
        }
        while (in.element()) {
            String where = in.path();
            if (!in.object()) {
                continue;
            }
            for (String field; (field = in.field()) != null; ) {
                switch (field) {
                    case "executionSuccessful" -> {
                        if (!in.isNull() && !in.bool()) {
                            incomplete(where + ".executionSuccessful is false: the tool says that its run failed");
                        }
                    }
                    case "toolExecutionNotifications", "toolConfigurationNotifications" -> readNotifications(in);
                    default -> in.skip();
                }
            }
        }
    }

    private void readNotifications(JsonInput in) throws IOException {
        if (!in.array()) {
            return;
        }
        while (in.element()) {
            String where = in.path();
            String level = null;
            String text = "";
            if (!in.object()) {
                continue;
            }
            for (String field; (field = in.field()) != null; ) {
                switch (field) {
                    case "level" -> level = SarifResult.lower(in.symbol());
                    case "message" -> text = SarifMessage.textOf(in);
                    default -> in.skip();
                }
            }
            if ("error".equals(level)) {
                incomplete(where + ": the tool reports an error of its own: " + text);
            }
        }
    }

    private void incomplete(String why) {
        successful = false;
        reading.warn(why + "; what it did not report counts as an abstention");
    }

    private void readResults(JsonInput in) throws IOException {
        if (in.isNull()) {
            return;
        }
        in.array();
        resultsRead = true;
        Object array = in.mark();
        SarifResult result = new SarifResult();
        while (in.element()) {
            reading.budget.spendResult();
            result.clear();
            try {
                result.read(in);
                if (result.isFinding() && !take(result)) {
                    result = new SarifResult();
                }
            } catch (MalformedValueException e) {
                reading.warn(e.getMessage() + "; this result is left out");
                in.recover(array);
            }
        }
    }

    /** False where the result has to wait for later parts of the run. */
    private boolean take(SarifResult result) {
        if (draft == null && driverRead) {
            start();
        }
        if (driverRead && result.isResolvable(this) && (taxonomiesRead || findings.knowsTaxaOfRule(result))) {
            draft.add(findings.of(result));
            return true;
        }
        waiting.add(result);
        waitingPlaces.add(draft == null ? -1 : draft.reserve());
        return false;
    }

    private void start() {
        draft = drafts.apply(driver);
        firstFinding = draft.size();
        findings = new SarifFindings(reading, this, draft, Producer.of(reading, driver.name));
    }

    /** A part of the run that cannot be had: fatal for its completeness only where results may be missing. */
    void miss(String kind, String why) {
        if (kind.equals("results") || kind.equals("artifacts") || kind.equals("invocations")) {
            incomplete(why);
        } else if (!kind.equals("taxonomies")) {
            reading.warn(why);
        }
    }

    boolean knows(SarifPlace place) {
        return place.uri != null || place.artifact < 0 || artifactsRead;
    }

    boolean knowsTaxonomies() {
        return taxonomiesRead;
    }

    private void finish(String where) throws IOException {
        if (driver.name.isEmpty()) {
            reading.warn(where + ".tool.driver.name is missing");
        }
        if (draft == null) {
            start();
        }
        artifactsRead = taxonomiesRead = true;
        for (int i = 0; i < waiting.size(); i++) {
            int place = waitingPlaces.get(i);
            SarifResult result = waiting.set(i, null);
            if (place < 0) {
                draft.add(findings.of(result));
            } else {
                draft.fill(place, findings.of(result));
            }
        }
        if (!resultsRead) {
            incomplete(where + " has no results, not even an empty list: the tool did not get as far");
        }
        draft.complete &= successful;
        findings.declareRules();
    }
}
