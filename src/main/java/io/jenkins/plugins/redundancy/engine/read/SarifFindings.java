package io.jenkins.plugins.redundancy.engine.read;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import io.jenkins.plugins.redundancy.engine.finding.CodeFlowStep;
import io.jenkins.plugins.redundancy.engine.finding.Finding;
import io.jenkins.plugins.redundancy.engine.finding.Location;
import io.jenkins.plugins.redundancy.engine.finding.Rule;
import io.jenkins.plugins.redundancy.engine.finding.Severity;
import io.jenkins.plugins.redundancy.engine.finding.Subject;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Makes findings of a run's results, looking up their rules, files and taxa. */
final class SarifFindings {
    private final Reading reading;
    private final SarifRun run;
    private final Draft draft;
    private final Producer producer;
    private final Classifier classifier;
    private final Map<String, Rule> undeclared = new LinkedHashMap<>();

    /** By what stands in the log. */
    private final Map<String, String> ids = new HashMap<>();

    SarifFindings(Reading reading, SarifRun run, Draft draft, Producer producer) {
        this.reading = reading;
        this.run = run;
        this.draft = draft;
        this.producer = producer;
        this.classifier = new Classifier(producer);
    }

    Finding of(SarifResult result) {
        SarifComponent component = component(result.rule);
        SarifRule declared = declared(result, component);
        String ruleId = ids.computeIfAbsent(ruleId(result, declared), SarifFindings::plain);
        String text =
                result.message.resolve(declared == null ? Map.of() : declared.messages, component.messages, reading);
        String message = text.isEmpty() && declared != null ? declared.displayName() : text;

        List<Integer> own = own(result, declared);
        Classifier.Classified classified = classifier.classify(ruleId, own, message);
        Rule rule = declared == null ? undeclared(ruleId, classified.cwes()) : rule(declared, ruleId, component);
        Location at = location(result.place);
        Severity severity = severity(result, declared);
        String kind = SarifSubjects.kind(producer, declared, ruleId);
        if (kind.equals("secret")) {
            // the message, fingerprints and flow of a secret may hold the secret: none of them is kept
            String harmless = declared == null || declared.displayName().isEmpty() ? ruleId : declared.displayName();
            return new Finding(
                    draft.tool,
                    rule,
                    classified.cwes(),
                    classified.weakness(),
                    new Subject.Secret(at),
                    severity,
                    harmless,
                    Map.of(),
                    List.of(),
                    result.suppressions);
        }
        Subject subject =
                switch (kind) {
                    case "dependency" -> SarifSubjects.dependency(result, declared, ruleId, message, at);
                    case "configuration" ->
                        new Subject.Configuration(result.place == null ? "" : run.shared.function(result.place), at);
                    default -> new Subject.Code(at);
                };
        return new Finding(
                draft.tool,
                rule,
                classified.cwes(),
                classified.weakness(),
                subject,
                severity,
                message,
                result.fingerprints,
                steps(result),
                result.suppressions);
    }

    /** False where the CWE numbers of the result's rule stand in a taxonomy that comes later in the run. */
    boolean knowsTaxaOfRule(SarifResult result) {
        SarifRule declared = declared(result, component(result.rule));
        return declared == null || declared.taxa.isEmpty();
    }

    /** Rules that were declared, those without findings too: they tell what the tool can see. */
    void declareRules() {
        if (draft.version.isEmpty()) {
            draft.version = run.driver.version;
        }
        run.overrides.resolve(this);
        for (SarifRule declared : run.driver.rules) {
            declare(declared, run.driver);
        }
        for (SarifComponent extension : run.extensions) {
            for (SarifRule declared : extension.rules) {
                declare(declared, extension);
            }
        }
        undeclared.values().forEach(draft::declare);
    }

    /** A rule that was switched off was not looked for: silence about it means nothing. */
    private void declare(SarifRule declared, SarifComponent component) {
        boolean lookedFor = run.overrides.enabled(declared) || component.finished.containsKey(declared);
        if (!declared.id.isEmpty() && lookedFor) {
            draft.declare(rule(declared, declared.id, component));
        }
    }

    private SarifComponent component(SarifReference reference) {
        if (reference.componentIndex >= 0 && reference.componentIndex < run.extensions.size()) {
            return run.extensions.get(reference.componentIndex);
        }
        if (reference.component != null || reference.componentGuid != null) {
            for (SarifComponent extension : run.extensions) {
                if (extension.name.equals(reference.component)
                        || (extension.guid != null && extension.guid.equals(reference.componentGuid))) {
                    return extension;
                }
            }
        }
        return run.driver;
    }

    /** By index, unless the id says that the index is wrong; else by id, in any component where none is named. */
    @CheckForNull
    private SarifRule declared(SarifResult result, SarifComponent component) {
        String id = result.ruleId != null ? result.ruleId : result.rule.id;
        return declared(id, result.rule.index >= 0 ? result.rule.index : result.ruleIndex, component);
    }

    /** The rule that a configuration is changed of. */
    @CheckForNull
    SarifRule declared(SarifReference reference) {
        return declared(reference.id, reference.index, component(reference));
    }

    @CheckForNull
    private SarifRule declared(@CheckForNull String id, int index, SarifComponent component) {
        if (index >= 0 && index < component.rules.size()) {
            SarifRule rule = component.rules.get(index);
            if (id == null || id.equals(rule.id) || id.startsWith(rule.id + "/")) {
                return rule;
            }
        }
        if (id == null) {
            return null;
        }
        SarifRule rule = component.byId(id);
        for (int i = 0; rule == null && i < run.extensions.size(); i++) {
            rule = run.extensions.get(i).byId(id);
        }
        return rule != null || component == run.driver ? rule : run.driver.byId(id);
    }

    private static String ruleId(SarifResult result, @CheckForNull SarifRule declared) {
        String id = result.ruleId != null ? result.ruleId : result.rule.id;
        if (id == null || id.isBlank()) {
            id = declared == null ? "" : declared.id;
        }
        return id;
    }

    private static String plain(String id) {
        String plain = PlainText.line(id, Classifier.MAX_ID);
        return plain.isBlank() ? Classifier.NO_RULE : plain;
    }

    /** A rule that only its results tell of; its numbers are the table's, else those of its first result. */
    private Rule undeclared(String id, List<Integer> ofResult) {
        return undeclared.computeIfAbsent(id, rule -> {
            List<Integer> cwes = classifier.ofRule(rule, List.of());
            return new Rule(rule, "", "", "", cwes.isEmpty() ? ofResult : cwes, null);
        });
    }

    private Rule rule(SarifRule declared, String id, SarifComponent component) {
        Rule finished = component.finished.get(declared);
        if (finished == null) {
            String ownId = declared.id.isEmpty() ? id : declared.id;
            finished = new Rule(
                    plain(ownId),
                    declared.displayName(),
                    declared.description,
                    declared.helpUri,
                    classifier.ofRule(ownId, ownOf(declared)),
                    declared.severity());
            component.finished.put(declared, finished);
        }
        return finished;
    }

    private List<Integer> own(SarifResult result, @CheckForNull SarifRule declared) {
        if (result.cwes.isEmpty() && result.taxa.isEmpty()) {
            return declared == null ? List.of() : ownOf(declared);
        }
        result.taxa.forEach(taxon -> result.cwes.add(lookUp(taxon)));
        return result.cwes.isEmpty() && declared != null ? ownOf(declared) : result.cwes.toList();
    }

    private List<Integer> ownOf(SarifRule declared) {
        if (!declared.taxa.isEmpty() && run.knowsTaxonomies()) {
            declared.taxa.forEach(taxon -> declared.cwes.add(lookUp(taxon)));
            declared.taxa.clear();
        }
        return declared.numbers();
    }

    /** 0 where the taxonomy is none of CWE, or is only a link to a file elsewhere. */
    private int lookUp(SarifReference taxon) {
        for (int i = 0; i < run.taxonomies.size(); i++) {
            SarifComponent taxonomy = run.taxonomies.get(i);
            boolean meant = taxon.componentIndex == i
                    || (taxon.component != null && taxon.component.equals(taxonomy.name))
                    || (taxon.componentGuid != null && taxon.componentGuid.equals(taxonomy.guid));
            if (meant && (SarifReference.isCwe(taxonomy.name) || SarifReference.isCwe(taxonomy.fullName))) {
                String id = taxon.id;
                if (id == null && taxon.index >= 0 && taxon.index < taxonomy.taxa.size()) {
                    id = taxonomy.taxa.get(taxon.index);
                }
                return id == null ? 0 : SarifReference.number(id);
            }
        }
        return 0;
    }

    private Severity severity(SarifResult result, @CheckForNull SarifRule declared) {
        if (result.securitySeverity >= 0) {
            return Severity.ofSecuritySeverity(result.securitySeverity);
        }
        if (declared != null && declared.securitySeverity >= 0) {
            return Severity.ofSecuritySeverity(declared.securitySeverity);
        }
        if (result.level != null) {
            return Severity.ofSarifLevel(result.level);
        }
        run.overrides.resolve(this);
        return Severity.ofSarifLevel(run.overrides.level(declared, result.invocation));
    }

    /** Whether nothing but the configuration of its rule tells how bad it is. */
    static boolean asConfigured(SarifResult result) {
        return result.level == null && result.securitySeverity < 0;
    }

    /** What overrides say of the rules of findings that were made before. */
    Map<Rule, Severity> reconfigured() {
        run.overrides.resolve(this);
        return run.overrides.severities(run.driver, run.extensions);
    }

    @CheckForNull
    private Location location(@CheckForNull SarifPlace place) {
        if (place == null || !place.hasFile()) {
            return null;
        }
        SarifPlace file = place.uri != null ? place : run.shared.artifact(place.artifact);
        String uri = file == null ? null : file.uri;
        if (file == null || uri == null) {
            reading.warn(String.format(
                    Locale.ROOT,
                    "artifacts[%d] is missing or names no file; a result that points to it has no location",
                    place.artifact));
            return null;
        }
        String path = run.bases.path(uri, file.baseId);
        return new Location(
                path,
                place.startLine,
                place.startColumn,
                Math.max(place.startLine, place.endLine),
                place.endColumn,
                run.shared.function(place));
    }

    private List<CodeFlowStep> steps(SarifResult result) {
        if (result.flows.isEmpty()) {
            return List.of();
        }
        List<CodeFlowStep> steps = new ArrayList<>(result.flows.get(0).size());
        int flow = 0;
        for (List<SarifPlace> places : result.flows) {
            int before = steps.size();
            for (SarifPlace place : places) {
                Location at = location(run.shared.step(place));
                if (at != null) {
                    steps.add(new CodeFlowStep(at, run.shared.step(place).message, flow));
                }
            }
            flow += steps.size() > before ? 1 : 0;
        }
        return steps;
    }
}
