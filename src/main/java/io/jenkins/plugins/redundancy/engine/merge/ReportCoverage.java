package io.jenkins.plugins.redundancy.engine.merge;

import io.jenkins.plugins.redundancy.engine.finding.Finding;
import io.jenkins.plugins.redundancy.engine.finding.Language;
import io.jenkins.plugins.redundancy.engine.finding.Location;
import io.jenkins.plugins.redundancy.engine.finding.Rule;
import io.jenkins.plugins.redundancy.engine.finding.WeaknessClass;
import io.jenkins.plugins.redundancy.engine.read.ToolReport;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** What a tool without a preset can see, told by its report. */
public final class ReportCoverage {

    /** Findings that a language beside the leading one needs: one stray finding makes nobody its expert. */
    private static final int ENOUGH = 3;

    /** A language needs at least one in so many of the tool's findings, too. */
    private static final int SHARE = 100;

    private ReportCoverage() {}

    /**
     * Weaknesses by the rules that the report declares; where none of them says any, by what it reported. Languages by
     * where it found something: the one with most findings, and others with three findings and one in a hundred or more;
     * any where it found nothing.
     */
    public static Coverage of(ToolReport report) {
        Set<String> weaknesses = new HashSet<>();
        Set<Integer> cwes = new HashSet<>();
        for (Rule rule : report.rules()) {
            add(rule.cwes(), WeaknessClass.of(rule.cwes(), report.tool(), rule.id()), weaknesses, cwes);
        }
        boolean declared = !weaknesses.isEmpty();
        for (Finding finding : report.findings()) {
            if (!finding.subject().kind().equals("code")) {
                weaknesses.add(finding.subject().kind());
            } else if (!declared) {
                add(finding.cwes(), finding.weakness(), weaknesses, cwes);
            }
        }
        return new Coverage(languages(report.findings()), weaknesses, cwes);
    }

    private static void add(List<Integer> from, WeaknessClass weakness, Set<String> weaknesses, Set<Integer> cwes) {
        if (weakness.shared()) {
            weaknesses.add(weakness.id());
            for (Integer cwe : from) {
                if (WeaknessClass.ofCwe(cwe).equals(weakness)) {
                    cwes.add(cwe);
                }
            }
        }
    }

    private static Set<String> languages(List<Finding> findings) {
        Map<String, Integer> counts = new HashMap<>();
        String path = ""; // findings come by file
        int inPath = 0;
        for (Finding finding : findings) {
            Location at = finding.subject().at();
            if (at != null && !at.path().equals(path)) {
                counts.merge(Language.ofPath(path), inPath, Integer::sum);
                path = at.path();
                inPath = 0;
            }
            inPath += at == null ? 0 : 1;
        }
        counts.merge(Language.ofPath(path), inPath, Integer::sum);
        counts.remove(Language.OTHER);
        int all = counts.values().stream().mapToInt(Integer::intValue).sum();
        int most = counts.values().stream().mapToInt(Integer::intValue).max().orElse(0);
        Set<String> languages = new HashSet<>();
        counts.forEach((language, count) -> {
            if (count == most || count >= ENOUGH && count * (long) SHARE >= all) {
                languages.add(language);
            }
        });
        return languages;
    }
}
