package io.jenkins.plugins.redundancy.engine.merge;

import io.jenkins.plugins.redundancy.engine.finding.Finding;
import io.jenkins.plugins.redundancy.engine.read.ToolReport;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * Many reports to one. Pure: the same ballots in any order, with findings in any order, give an equal outcome. Every
 * finding stands in exactly one cluster; nothing is dropped.
 */
public final class Merge {

    private Merge() {}

    /**
     * @param ballots one per voter of the tool set, those that failed too; their tools' names must differ
     * @throws IllegalArgumentException when two voters have one name, or a finding names a tool that is not its voter
     */
    public static Merged merge(List<Ballot> ballots, MergeOptions options) {
        List<Ballot> byTool = new ArrayList<>(ballots);
        byTool.sort(Comparator.comparing(ballot -> ballot.voter().tool()));
        check(byTool);
        Electorate electorate = new Electorate(byTool, options.rule(), options.confidence());
        Suppressions suppressions = new Suppressions(options.suppressions(), options.today());
        Identity identity = new Identity(options.lines());
        List<Draft> drafts = new ArrayList<>();
        // what can be said of a draft is said while its findings are at hand, in the processor's cache too
        Correlation.of(byTool, options.window(), bucket -> {
            identity.assign(bucket);
            for (Draft draft : bucket) {
                draft.turnout = electorate.turnout(draft);
                suppressions.apply(draft);
                drafts.add(draft);
            }
        });
        electorate.settle();
        List<String> warnings = new ArrayList<>();
        for (Ballot ballot : byTool) {
            ToolReport report = ballot.report();
            if (report != null) {
                report.warnings().forEach(warning -> warnings.add(ballot.voter().tool() + ": " + warning));
            }
        }
        warnings.addAll(suppressions.warnings(byTool));
        List<Cluster> gone = List.of();
        Reference reference = options.reference();
        if (reference != null) {
            Baseline baseline = new Baseline(reference, drafts, identity);
            gone = baseline.gone(byTool);
            warnings.addAll(baseline.warnings(byTool));
        }
        List<Cluster> clusters = new ArrayList<>(drafts.size());
        for (int i = 0; i < drafts.size(); i++) {
            clusters.add(drafts.set(i, null).cluster()); // drafts need not live beside their clusters
        }
        clusters.sort(ClusterOrder.INSTANCE);
        return new Merged(
                clusters,
                gone,
                byTool.stream().map(Merge::tool).toList(),
                options.rule().text(),
                warnings);
    }

    private static void check(List<Ballot> byTool) {
        String before = null;
        for (Ballot ballot : byTool) {
            String tool = ballot.voter().tool();
            if (tool.equals(before)) {
                throw new IllegalArgumentException("two voters are named " + tool + ": give each a name of its own");
            }
            before = tool;
            ToolReport report = ballot.report();
            if (report != null) {
                for (Finding finding : report.findings()) {
                    if (!finding.tool().equals(tool)) {
                        throw new IllegalArgumentException("the report of voter " + tool + " holds a finding of "
                                + finding.tool() + ": read it under the voter's name");
                    }
                }
            }
        }
    }

    private static Merged.Tool tool(Ballot ballot) {
        ToolReport report = ballot.report();
        return report == null
                ? new Merged.Tool(ballot.voter(), Merged.Participation.NONE, "", 0)
                : new Merged.Tool(
                        ballot.voter(),
                        ballot.participation(),
                        report.version(),
                        report.findings().size());
    }
}
