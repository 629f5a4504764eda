package io.jenkins.plugins.redundancy.engine.read;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import io.jenkins.plugins.redundancy.engine.finding.Suppression;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** A SARIF {@code result} (§3.27) as it stands in the log, before its rule, file and taxa are looked up. */
final class SarifResult {
    private static final int MAX_STEPS = 100;

    /** As many as CodeQL tells unless it is told otherwise. */
    private static final int MAX_FLOWS = 4;

    /** Fingerprints, suppressions, taxa: real results have one to five. */
    private static final int MAX_LISTED = 100;

    @CheckForNull
    String ruleId;

    int ruleIndex = -1;
    final SarifReference rule = new SarifReference();

    @CheckForNull
    String kind;

    @CheckForNull
    String level;

    boolean absent;
    final SarifMessage message = new SarifMessage();

    @CheckForNull
    SarifPlace place;

    /** The ways to the weakness that are kept, each with its steps. */
    List<List<SarifPlace>> flows = List.of();

    int droppedFlows;

    /** Which of the run's invocations found it; -1 where it does not say. */
    int invocation = -1;

    Map<String, String> fingerprints = Map.of();
    List<Suppression> suppressions = List.of();
    final CweNumbers cwes = new CweNumbers();
    List<SarifReference> taxa = List.of();
    List<String> packageUrls = List.of();
    double securitySeverity = -1;

    /** What the standard calls a result but is no finding: passed checks, checks that do not apply, and the like. */
    boolean isFinding() {
        return !absent && (kind == null || kind.equals("fail") || kind.equals("review") || kind.equals("open"));
    }

    /** Whether the run has read the artifacts and taxonomies that the result refers to. */
    boolean isResolvable(SarifRun run) {
        if ((place != null && !run.shared.knows(place)) || (!taxa.isEmpty() && !run.knowsTaxonomies())) {
            return false;
        }
        for (List<SarifPlace> steps : flows) {
            for (SarifPlace step : steps) {
                if (!run.shared.knows(step)) {
                    return false;
                }
            }
        }
        return true;
    }

    /** Makes it as new: a million results need not be a million of these. */
    void clear() {
        ruleId = null;
        ruleIndex = -1;
        rule.clear();
        kind = null;
        level = null;
        absent = false;
        message.clear();
        place = null;
        flows = List.of();
        droppedFlows = 0;
        invocation = -1;
        fingerprints = Map.of();
        suppressions = List.of();
        cwes.clear();
        taxa = List.of();
        packageUrls = List.of();
        securitySeverity = -1;
    }

    void read(JsonInput in) throws IOException {
        if (!in.object()) {
            throw new MalformedValueException(in.path() + " is null");
        }
        for (String field; (field = in.field()) != null; ) {
            switch (field) {
                case "ruleId" -> ruleId = in.symbolOrNumber();
                case "ruleIndex" -> ruleIndex = in.integer();
                case "rule" -> rule.read(in);
                case "kind" -> kind = lower(in.symbol());
                case "level" -> level = lower(in.symbol());
                case "baselineState" -> absent = "absent".equals(lower(in.symbol()));
                case "message" -> message.read(in);
                case "locations" -> readLocations(in);
                case "codeFlows" -> readCodeFlows(in);
                case "fingerprints" -> readFingerprints(in, true);
                case "partialFingerprints" -> readFingerprints(in, false);
                case "suppressions" -> readSuppressions(in);
                case "taxa" -> readTaxa(in);
                case "provenance" -> readProvenance(in);
                case "properties" -> readProperties(in);
                default -> in.skip();
            }
        }
    }

    @CheckForNull
    static String lower(@CheckForNull String text) {
        if (text == null) {
            return null;
        }
        for (int i = 0; i < text.length(); i++) {
            if (text.charAt(i) < 'a' || text.charAt(i) > 'z') {
                return text.toLowerCase(Locale.ROOT);
            }
        }
        return text;
    }

    /** The first location that names a file; the others are further places of the same result. */
    private void readLocations(JsonInput in) throws IOException {
        if (in.isObject()) { // a single one instead of a list
            readLocation(in);
            return;
        }
        if (!in.array()) {
            return;
        }
        while (in.element()) {
            if (place == null || !place.hasFile()) {
                readLocation(in);
            } else {
                in.skip();
            }
        }
    }

    private void readLocation(JsonInput in) throws IOException {
        SarifPlace read = new SarifPlace();
        if (read.read(in) || place == null) {
            if (place != null && read.function.isEmpty()) {
                read.function = place.function;
            }
            place = read;
        }
    }

    /** Each thread is a way of its own: most tools tell of one. */
    private void readCodeFlows(JsonInput in) throws IOException {
        if (!in.array()) {
            return;
        }
        while (in.element()) {
            if (!in.object()) {
                continue;
            }
            for (String field; (field = in.field()) != null; ) {
                if (field.equals("threadFlows") && in.array()) {
                    readThreadFlows(in);
                } else {
                    in.skip();
                }
            }
        }
    }

    private void readThreadFlows(JsonInput in) throws IOException {
        while (in.element()) {
            if (flows.size() >= MAX_FLOWS) {
                droppedFlows++;
                in.skip();
            } else if (in.object()) {
                for (String field; (field = in.field()) != null; ) {
                    if (field.equals("locations") && in.array()) {
                        readSteps(in);
                    } else {
                        in.skip();
                    }
                }
            }
        }
    }

    private void readSteps(JsonInput in) throws IOException {
        List<SarifPlace> read = new ArrayList<>();
        while (in.element()) {
            if (read.size() >= MAX_STEPS || !in.object()) {
                in.skip();
                continue;
            }
            SarifPlace step = SarifPlace.ofStep(in);
            if (step != null) {
                read.add(step);
            }
        }
        if (read.isEmpty() || flows.size() >= MAX_FLOWS) {
            return;
        }
        if (flows.isEmpty()) {
            flows = List.of(read);
        } else {
            flows = new ArrayList<>(flows);
            flows.add(read);
        }
    }

    private void readProvenance(JsonInput in) throws IOException {
        if (!in.object()) {
            return;
        }
        for (String field; (field = in.field()) != null; ) {
            if (field.equals("invocationIndex")) {
                invocation = in.integer();
            } else {
                in.skip();
            }
        }
    }

    private void readFingerprints(JsonInput in, boolean full) throws IOException {
        if (!in.object()) {
            return;
        }
        for (String field; (field = in.field()) != null; ) {
            if (in.isObject() || in.isArray() || in.isNull() || fingerprints.size() >= MAX_LISTED) {
                in.skip();
                continue;
            }
            String name = in.nameOf(field);
            String value = in.isText() ? in.unsharedMessage() : in.scalarText();
            if (fingerprints.isEmpty()) {
                fingerprints = Map.of(name, value);
            } else {
                if (!(fingerprints instanceof HashMap)) {
                    fingerprints = new HashMap<>(fingerprints);
                }
                if (full) {
                    fingerprints.put(name, value);
                } else {
                    fingerprints.putIfAbsent(name, value);
                }
            }
        }
    }

    /** §3.35: a suppression without a status is accepted. */
    private void readSuppressions(JsonInput in) throws IOException {
        if (!in.array()) {
            return;
        }
        List<Suppression> read = new ArrayList<>(1);
        while (in.element()) {
            String kindOf = "external";
            String status = "accepted";
            String justification = "";
            if (read.size() >= MAX_LISTED || !in.object()) {
                in.skip();
                continue;
            }
            for (String field; (field = in.field()) != null; ) {
                switch (field) {
                    case "kind" -> kindOf = in.message();
                    case "status", "state" -> status = in.message();
                    case "justification" -> justification = in.message();
                    default -> in.skip();
                }
            }
            read.add(new Suppression(kindOf, status, justification));
        }
        suppressions = List.copyOf(read);
    }

    private void readTaxa(JsonInput in) throws IOException {
        if (!in.array()) {
            return;
        }
        taxa = new ArrayList<>(1);
        while (in.element()) {
            if (taxa.size() >= MAX_LISTED) {
                in.skip();
                continue;
            }
            SarifReference taxon = new SarifReference();
            taxon.read(in);
            SarifRule.addTaxon(taxon, cwes, taxa);
        }
    }

    private void readProperties(JsonInput in) throws IOException {
        if (!in.object()) {
            return;
        }
        for (String field; (field = in.field()) != null; ) {
            switch (field) {
                case "tags" -> {
                    List<String> tags = new ArrayList<>();
                    SarifRule.readTexts(in, tags);
                    tags.forEach(cwes::addNamed);
                }
                case "security-severity" -> securitySeverity = SarifRule.score(in);
                case "purl", "purls" -> {
                    packageUrls = new ArrayList<>(1);
                    SarifRule.readTexts(in, packageUrls);
                }
                default -> {
                    if (CweNumbers.isCweProperty(field)) {
                        cwes.addValue(in);
                    } else {
                        in.skip();
                    }
                }
            }
        }
    }
}
