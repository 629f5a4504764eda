package io.jenkins.plugins.redundancy.cli;

import io.jenkins.plugins.redundancy.engine.finding.Finding;
import io.jenkins.plugins.redundancy.engine.finding.Location;
import io.jenkins.plugins.redundancy.engine.merge.BaselineState;
import io.jenkins.plugins.redundancy.engine.merge.Cluster;
import io.jenkins.plugins.redundancy.engine.merge.Merged;
import io.jenkins.plugins.redundancy.engine.merge.Vote;
import java.io.IOException;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Why a finding is confirmed or not. */
@Command(
        name = "explain",
        description = "Tells why a finding is confirmed or not: who saw it, who could have, who abstained.",
        mixinStandardHelpOptions = true)
final class ExplainCommand implements Callable<Integer> {

    @Option(
            names = "--result",
            paramLabel = "FILE",
            defaultValue = StoredCluster.DEFAULT_RESULT,
            description = "the result it stands in (default: ${DEFAULT-VALUE})")
    private String result = "";

    @Parameters(paramLabel = "ID", description = "of the finding, or the beginning of it")
    private String id = "";

    private final Terminal terminal;

    ExplainCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() throws IOException, UsageException {
        StoredCluster stored = StoredCluster.find(terminal, result, id);
        Cluster cluster = stored.cluster();
        BaselineState baseline = cluster.baseline();
        String place = cluster.subject().location().map(Location::toString).orElse("no place");
        line(cluster.id() + " " + cluster.weakness().title() + " " + place);
        line(cluster.agreement().id() + ", " + cluster.severity().name().toLowerCase(Locale.ROOT) + ", confidence "
                + String.format(Locale.ROOT, "%.2f", cluster.confidence())
                + (baseline == null ? "" : ", " + baseline.id())
                + (cluster.live() ? "" : ", suppressed: " + cluster.suppression()));
        line(cluster.why());
        line("rule: " + stored.merged().rule());
        for (Merged.Tool tool : stored.merged().tools()) {
            String name = tool.voter().tool();
            Vote vote = cluster.votes().getOrDefault(name, Vote.ABSTAINED);
            line(name + ": " + vote.id() + (vote == Vote.ABSTAINED ? " (" + why(tool) + ")" : ""));
            cluster.findings().stream()
                    .filter(finding -> finding.tool().equals(name))
                    .forEach(this::finding);
        }
        return ExitCode.PASSED;
    }

    private static String why(Merged.Tool tool) {
        return switch (tool.participation()) {
            case NONE -> "it delivered no report";
            case PARTIAL -> "its report is not complete";
            case COMPLETE -> "it cannot see this weakness there";
        };
    }

    private void finding(Finding finding) {
        String place = finding.subject().location().map(Location::toString).orElse("no place");
        terminal.out().println("    " + PlainText.of(finding.rule().id() + " at " + place + ": " + finding.message()));
    }

    private void line(String text) {
        terminal.out().println(PlainText.of(text, 1000));
    }
}
