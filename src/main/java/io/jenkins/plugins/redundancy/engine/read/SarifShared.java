package io.jenkins.plugins.redundancy.engine.read;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** What the results of a run refer to by index: {@code artifacts}, {@code logicalLocations}, {@code threadFlowLocations}. */
final class SarifShared {
    private static final SarifPlace NOWHERE = new SarifPlace();

    private final Reading reading;
    private final List<SarifPlace> artifacts = new ArrayList<>(0);

    /** Empty where a logical location is no function. */
    private final List<String> functions = new ArrayList<>(0);

    private final List<SarifPlace> steps = new ArrayList<>(0);
    private boolean artifactsRead;
    private boolean logicalRead;
    private boolean stepsRead;

    SarifShared(Reading reading) {
        this.reading = reading;
    }

    void readArtifacts(JsonInput in) throws IOException {
        artifactsRead = true;
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

    void readLogicalLocations(JsonInput in) throws IOException {
        logicalRead = true;
        if (!in.array()) {
            return;
        }
        Object array = in.mark();
        while (in.element()) {
            reading.budget.spendResult();
            SarifPlace place = new SarifPlace();
            try {
                place.readLogicalLocation(in);
            } catch (MalformedValueException e) {
                reading.warn(e.getMessage() + "; the logical location is left out");
                in.recover(array);
            }
            functions.add(place.function);
        }
    }

    void readThreadFlowLocations(JsonInput in) throws IOException {
        stepsRead = true;
        if (!in.array()) {
            return;
        }
        Object array = in.mark();
        while (in.element()) {
            reading.budget.spendResult();
            SarifPlace step = null;
            try {
                step = in.object() ? SarifPlace.ofStep(in) : null;
            } catch (MalformedValueException e) {
                reading.warn(e.getMessage() + "; the step is left out");
                in.recover(array);
            }
            steps.add(step == null || step instanceof SarifPlace.Cached ? NOWHERE : step);
        }
    }

    /** There is no more of it. */
    void end() {
        artifactsRead = logicalRead = stepsRead = true;
    }

    /** Whether everything has been read that the place refers to. */
    boolean knows(SarifPlace place) {
        if (place instanceof SarifPlace.Cached) {
            return stepsRead && knows(step(place));
        }
        boolean file = place.uri != null || place.artifact < 0 || artifactsRead;
        return file && (place.logical < 0 || logicalRead);
    }

    /** Null where there is none of that number. */
    @CheckForNull
    SarifPlace artifact(int index) {
        return index >= 0 && index < artifacts.size() ? artifacts.get(index) : null;
    }

    /** The step itself, where it is one of those that several results share. */
    SarifPlace step(SarifPlace place) {
        if (place instanceof SarifPlace.Cached cached) {
            return cached.index < steps.size() ? steps.get(cached.index) : NOWHERE;
        }
        return place;
    }

    String function(SarifPlace place) {
        boolean named = !place.function.isEmpty() || place.logical < 0 || place.logical >= functions.size();
        return named ? place.function : functions.get(place.logical);
    }
}
