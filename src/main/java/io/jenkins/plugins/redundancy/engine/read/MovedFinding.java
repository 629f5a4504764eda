package io.jenkins.plugins.redundancy.engine.read;

import io.jenkins.plugins.redundancy.engine.finding.CodeFlowStep;
import io.jenkins.plugins.redundancy.engine.finding.Finding;
import io.jenkins.plugins.redundancy.engine.finding.Location;
import io.jenkins.plugins.redundancy.engine.finding.Subject;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;

/** A finding with other paths, for reports that say only at their end what their paths are relative to. */
final class MovedFinding {
    private MovedFinding() {}

    static Finding of(Finding finding, UnaryOperator<String> paths) {
        List<CodeFlowStep> steps = new ArrayList<>(finding.codeFlow().size());
        for (CodeFlowStep step : finding.codeFlow()) {
            steps.add(new CodeFlowStep(moved(step.location(), paths), step.message(), step.flow()));
        }
        return new Finding(
                finding.tool(),
                finding.rule(),
                finding.cwes(),
                finding.weakness(),
                moved(finding.subject(), paths),
                finding.severity(),
                finding.message(),
                finding.fingerprints(),
                steps,
                finding.suppressions());
    }

    private static Subject moved(Subject subject, UnaryOperator<String> paths) {
        Location at = subject.location().map(from -> moved(from, paths)).orElse(null);
        if (subject instanceof Subject.Dependency dependency) {
            return new Subject.Dependency(dependency.name(), dependency.version(), dependency.advisories(), at);
        } else if (subject instanceof Subject.Configuration configuration) {
            return new Subject.Configuration(configuration.resource(), at);
        }
        return subject instanceof Subject.Secret ? new Subject.Secret(at) : new Subject.Code(at);
    }

    private static Location moved(Location at, UnaryOperator<String> paths) {
        String path = paths.apply(at.path());
        return path.equals(at.path())
                ? at
                : new Location(path, at.startLine(), at.startColumn(), at.endLine(), at.endColumn(), at.function());
    }
}
