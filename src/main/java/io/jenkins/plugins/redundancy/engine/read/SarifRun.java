package io.jenkins.plugins.redundancy.engine.read;

import edu.umd.cs.findbugs.annotations.Nullable;
import io.jenkins.plugins.redundancy.engine.finding.Rule;
import io.jenkins.plugins.redundancy.engine.finding.Severity;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
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
    final SarifShared shared;
    final SarifBases bases;
    final SarifOverrides overrides;

    private boolean driverRead;
    private boolean taxonomiesRead;
    private boolean invocationsRead;
    private boolean resultsRead;
    private boolean successful = true;

    /** Both null until {@link #start}, which comes before the first finding. */
    @Nullable
    private Draft draft;

    @Nullable
    private SarifFindings findings;

    private int firstFinding;
    private int droppedFlows;
    private String where = "";

    /** Places of findings whose rule tells how bad they are, until the invocations are read: they may say otherwise. */
    private int[] asConfigured = new int[0];

    private int asConfiguredCount;
    private final List<SarifResult> waiting = new ArrayList<>(0);
    private final List<Integer> waitingPlaces = new ArrayList<>(0);

    SarifRun(Reading reading, SarifExternalFiles externals, Function<SarifComponent, Draft> drafts) {
        this.reading = reading;
        this.externals = externals;
        this.drafts = drafts;
        this.bases = new SarifBases(reading.paths, reading.symbols);
        this.shared = new SarifShared(reading);
        this.overrides = new SarifOverrides(reading);
    }

    /** False where {@link #finish} has to wait for inline external properties that come later in the log. */
    boolean read(JsonInput in, SarifInlineFiles inline) throws IOException {
        where = in.path();
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
        if (!externals.readInlineInto(this, inline)) {
            return false;
        }
        finish();
        return true;
    }

    /** At the end of the log. */
    void readRestAndFinish(SarifInlineFiles inline) throws IOException {
        externals.readInlineOrMiss(this, inline);
        finish();
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
            case "artifacts" -> shared.readArtifacts(in);
            case "logicalLocations" -> shared.readLogicalLocations(in);
            case "threadFlowLocations" -> shared.readThreadFlowLocations(in);
            case "originalUriBaseIds" -> readBases(in);
            case "invocations" -> {
                readInvocations(in);
                invocationsRead = true;
                reconfigure();
            }
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
        for (int index = 0; in.element(); index++) {
            String invocation = in.path();
            if (!in.object()) {
                continue;
            }
            for (String field; (field = in.field()) != null; ) {
                switch (field) {
                    case "ruleConfigurationOverrides" -> overrides.read(in, index);
                    case "executionSuccessful" -> {
                        if (!in.isNull() && !in.bool()) {
                            incomplete(invocation + ".executionSuccessful is false: the tool says that its run failed");
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
            String notification = in.path();
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
                incomplete(notification + ": the tool reports an error of its own: " + text);
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
        droppedFlows += result.droppedFlows;
        if (draft == null && driverRead) {
            start();
        }
        if (driverRead && result.isResolvable(this) && (taxonomiesRead || findings.knowsTaxaOfRule(result))) {
            if (!invocationsRead && SarifFindings.asConfigured(result)) {
                mayChange(draft.size());
            }
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

    private void mayChange(int place) {
        if (asConfiguredCount == asConfigured.length) {
            asConfigured = Arrays.copyOf(asConfigured, Math.max(64, 2 * asConfiguredCount));
        }
        asConfigured[asConfiguredCount++] = place;
    }

    private void reconfigure() {
        if (asConfiguredCount > 0 && !overrides.isEmpty()) {
            Map<Rule, Severity> severities = findings.reconfigured();
            for (int i = 0; i < asConfiguredCount; i++) {
                draft.reconfigure(asConfigured[i], severities);
            }
        }
        asConfiguredCount = 0;
        asConfigured = new int[0];
    }

    boolean knowsTaxonomies() {
        return taxonomiesRead;
    }

    private void finish() throws IOException {
        if (driver.name.isEmpty()) {
            reading.warn(where + ".tool.driver.name is missing");
        }
        if (draft == null) {
            start();
        }
        taxonomiesRead = true;
        shared.end();
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
        if (droppedFlows > 0) {
            reading.warn(where + ": of results with more than four code flows the first four are kept; " + droppedFlows
                    + " flows are left out");
        }
        draft.complete &= successful;
        findings.declareRules();
    }
}
