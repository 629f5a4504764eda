package io.jenkins.plugins.redundancy.engine.read;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import io.jenkins.plugins.redundancy.engine.finding.CodeFlowStep;
import io.jenkins.plugins.redundancy.engine.finding.Finding;
import io.jenkins.plugins.redundancy.engine.finding.Location;
import io.jenkins.plugins.redundancy.engine.finding.Rule;
import io.jenkins.plugins.redundancy.engine.finding.Severity;
import io.jenkins.plugins.redundancy.engine.finding.Subject;
import io.jenkins.plugins.redundancy.engine.finding.Suppression;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Makes findings about code for the formats that carry one tool's results and little else. */
final class CodeFindings {
    final Reading reading;
    final Draft draft;

    private final Classifier classifier;
    private final Map<String, Rule> rules = new HashMap<>();

    CodeFindings(Reading reading, Producer producer) {
        this.reading = reading;
        this.classifier = new Classifier(producer);
        this.draft = new Draft(reading.tool != null ? reading.tool : producer.id());
    }

    /** What one result says, filled field by field. */
    static final class Result {
        String ruleId = "";
        String ruleName = "";
        String description = "";
        String helpUri = "";
        List<Integer> cwes = List.of();

        @CheckForNull
        Severity severity;

        String message = "";

        @CheckForNull
        Location at;

        Map<String, String> fingerprints = Map.of();
        List<CodeFlowStep> steps = List.of();
        List<Suppression> suppressions = List.of();
    }

    void add(Result result) throws UnreadableReportException {
        reading.budget.spendResult();
        String stated = id(result.ruleId);
        String ruleId = stated.isBlank() ? Classifier.NO_RULE : stated;
        String message = reading.message(result.message);
        Classifier.Classified classified = classifier.classify(ruleId, result.cwes, message);
        Rule rule = rules.get(ruleId);
        if (rule == null) {
            List<Integer> cwes = classifier.ofRule(ruleId, result.cwes);
            rule = rule(ruleId, result, cwes.isEmpty() ? classified.cwes() : cwes);
        }
        draft.add(new Finding(
                draft.tool,
                rule,
                classified.cwes(),
                classified.weakness(),
                new Subject.Code(result.at),
                result.severity == null ? Severity.MEDIUM : result.severity,
                message,
                result.fingerprints,
                result.steps,
                result.suppressions));
    }

    /** A rule that the report declares beside its results. */
    void declare(Result declared) {
        String ruleId = id(declared.ruleId);
        if (!ruleId.isBlank() && !rules.containsKey(ruleId)) {
            rule(ruleId, declared, classifier.ofRule(ruleId, declared.cwes));
        }
    }

    private String id(String raw) {
        return reading.symbols.intern(PlainText.line(raw, Classifier.MAX_ID));
    }

    private Rule rule(String ruleId, Result result, List<Integer> cwes) {
        Rule rule = new Rule(
                ruleId,
                reading.name(result.ruleName),
                reading.message(result.description),
                SarifRule.webLink(result.helpUri),
                cwes,
                null);
        rules.put(ruleId, rule);
        draft.declare(rule);
        return rule;
    }

    /** @param endLine 0 when unknown, like the columns */
    Location location(String path, int startLine, int startColumn, int endLine, int endColumn, String function) {
        return new Location(
                reading.path(path),
                Math.max(0, startLine),
                Math.max(0, startColumn),
                Math.max(Math.max(0, startLine), endLine),
                Math.max(0, endColumn),
                reading.name(function));
    }

    /** The tool could not look everywhere: what it found stands, its silence does not. */
    void incomplete(String why) {
        draft.complete = false;
        reading.warn(why + "; what it did not report counts as an abstention");
    }
}
