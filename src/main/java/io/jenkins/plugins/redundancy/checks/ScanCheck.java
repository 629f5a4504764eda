package io.jenkins.plugins.redundancy.checks;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import hudson.model.Run;
import hudson.model.TaskListener;
import io.jenkins.plugins.checks.api.ChecksAnnotation;
import io.jenkins.plugins.checks.api.ChecksAnnotation.ChecksAnnotationLevel;
import io.jenkins.plugins.checks.api.ChecksConclusion;
import io.jenkins.plugins.checks.api.ChecksDetails;
import io.jenkins.plugins.checks.api.ChecksOutput;
import io.jenkins.plugins.checks.api.ChecksPublisherFactory;
import io.jenkins.plugins.checks.api.ChecksStatus;
import io.jenkins.plugins.checks.steps.ChecksInfo;
import io.jenkins.plugins.redundancy.engine.finding.Severity;
import io.jenkins.plugins.redundancy.engine.report.CheckReport;
import io.jenkins.plugins.redundancy.engine.report.ScanResult;
import io.jenkins.plugins.redundancy.pages.ScanAction;
import io.jenkins.plugins.redundancy.pages.ScanPublisher;
import java.io.IOException;
import java.util.List;
import jenkins.model.Jenkins;
import org.jenkinsci.plugins.variant.OptionalExtension;
import org.jenkinsci.plugins.workflow.steps.StepContext;

/**
 * A scan as a check: {@code Redundancy / <id>}, or under the name of the {@code withChecks} around it, as other plugins do.
 * Publishing again replaces what was there of that name.
 */
@OptionalExtension(requirePlugins = "checks-api")
public final class ScanCheck extends ScanPublisher {

    @Override
    public void publish(Run<?, ?> run, String id, ScanResult result, StepContext context)
            throws IOException, InterruptedException {
        ChecksInfo around = context.get(ChecksInfo.class);
        TaskListener listener = context.get(TaskListener.class);
        ChecksDetails details = details(
                around == null || around.getName().isBlank() ? Messages.ScanCheck_name(id) : around.getName(),
                page(run, id),
                CheckReport.of(result));
        ChecksPublisherFactory.fromRun(run, listener == null ? TaskListener.NULL : listener)
                .publish(details);
    }

    /** Null where Jenkins does not know its own address; a host then links the build, or nothing. */
    @CheckForNull
    private static String page(Run<?, ?> run, String id) {
        String root = Jenkins.get().getRootUrl();
        return root == null ? null : root + run.getUrl() + ScanAction.urlName(id) + "/";
    }

    private static ChecksDetails details(String name, @CheckForNull String page, CheckReport report) {
        ChecksDetails.ChecksDetailsBuilder details = new ChecksDetails.ChecksDetailsBuilder()
                .withName(name)
                .withStatus(ChecksStatus.COMPLETED)
                .withConclusion(conclusion(report.conclusion()))
                .withOutput(new ChecksOutput.ChecksOutputBuilder()
                        .withTitle(report.title())
                        .withSummary(report.summary())
                        .withAnnotations(annotations(report))
                        .build());
        return page == null ? details.build() : details.withDetailsURL(page).build();
    }

    private static List<ChecksAnnotation> annotations(CheckReport report) {
        return report.annotations().stream()
                .map(note -> new ChecksAnnotation.ChecksAnnotationBuilder()
                        .withPath(note.path())
                        .withStartLine(note.startLine())
                        .withEndLine(note.endLine())
                        .withAnnotationLevel(level(note.severity()))
                        .withTitle(note.title())
                        .withMessage(note.message())
                        .withRawDetails(note.details())
                        .build())
                .toList();
    }

    private static ChecksConclusion conclusion(CheckReport.Conclusion conclusion) {
        return switch (conclusion) {
            case SUCCESS -> ChecksConclusion.SUCCESS;
            case NEUTRAL -> ChecksConclusion.NEUTRAL;
            case FAILURE -> ChecksConclusion.FAILURE;
            case CANCELLED -> ChecksConclusion.CANCELED;
        };
    }

    private static ChecksAnnotationLevel level(Severity severity) {
        return switch (severity) {
            case CRITICAL, HIGH -> ChecksAnnotationLevel.FAILURE;
            case MEDIUM -> ChecksAnnotationLevel.WARNING;
            case LOW, INFO -> ChecksAnnotationLevel.NOTICE;
        };
    }
}
