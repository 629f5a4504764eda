package io.jenkins.plugins.redundancy.score;

import io.jenkins.plugins.redundancy.engine.merge.Agreement;
import io.jenkins.plugins.redundancy.engine.merge.AgreementRule;
import io.jenkins.plugins.redundancy.engine.merge.Ballot;
import io.jenkins.plugins.redundancy.engine.merge.Cluster;
import io.jenkins.plugins.redundancy.engine.merge.Merge;
import io.jenkins.plugins.redundancy.engine.merge.MergeOptions;
import io.jenkins.plugins.redundancy.engine.merge.Merged;
import io.jenkins.plugins.redundancy.engine.merge.Voter;
import io.jenkins.plugins.redundancy.engine.read.Limits;
import io.jenkins.plugins.redundancy.engine.read.PathMapping;
import io.jenkins.plugins.redundancy.engine.read.ReportReader;
import io.jenkins.plugins.redundancy.engine.read.Source;
import io.jenkins.plugins.redundancy.engine.toolset.Preset;
import io.jenkins.plugins.redundancy.engine.toolset.Presets;
import java.io.IOException;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Predicate;

/** Code with a known truth and what scanners said of it, merged as {@code bin/redundancy merge PRESET=REPORT…} does. */
final class ScannedCorpus {

    private static final MergeOptions OPTIONS = MergeOptions.on(LocalDate.of(2026, 3, 1));

    private final Truth truth;
    private final List<Ballot> ballots;

    /** Name to score, scanners first, then rules. */
    private final Map<String, Score> scores = new LinkedHashMap<>();

    private ScannedCorpus(Truth truth, List<Ballot> ballots) {
        this.truth = truth;
        this.ballots = ballots;
    }

    /**
     * @param language of all its files
     * @param reports by preset
     * @param roots absolute paths of the scanned tree as they stand in reports
     */
    static ScannedCorpus read(Path truth, String language, Map<String, Path> reports, Set<String> roots)
            throws IOException {
        Truth read = Truth.read(truth);
        PathMapping paths = PathMapping.of(
                roots, read.cases().stream().map(Truth.Case::file).distinct().toList());
        Map<String, Ballot> ballots = new TreeMap<>();
        for (Map.Entry<String, Path> report : reports.entrySet()) {
            Preset preset = Presets.shipped().find(report.getKey()).orElseThrow();
            ballots.put(
                    preset.id(),
                    new Ballot(
                            new Voter(preset.id(), preset.lineage(), 1, preset.coverage(Set.of(language))),
                            ReportReader.read(
                                    Source.of(report.getValue()),
                                    preset.id(),
                                    report.getValue().toString().endsWith(".txt") ? preset.format() : null,
                                    Limits.DEFAULT,
                                    paths)));
        }
        return new ScannedCorpus(read, List.copyOf(ballots.values()));
    }

    /** Without some of its scanners. */
    ScannedCorpus without(String... tools) {
        Set<String> left = Set.of(tools);
        return new ScannedCorpus(
                truth,
                ballots.stream().filter(b -> !left.contains(b.voter().tool())).toList());
    }

    Truth truth() {
        return truth;
    }

    List<Ballot> ballots() {
        return ballots;
    }

    Merged merged() {
        return Merge.merge(ballots, OPTIONS);
    }

    Score scanner(String tool) {
        return scores.computeIfAbsent("scanner " + tool, name -> {
            Ballot ballot = ballots.stream()
                    .filter(b -> b.voter().tool().equals(tool))
                    .findFirst()
                    .orElseThrow();
            return score(new Sightings().add(ballot.report().findings()));
        });
    }

    /** The best of the scanners alone. */
    double bestScanner() {
        return ballots.stream()
                .mapToDouble(b -> scanner(b.voter().tool()).youden())
                .max()
                .orElseThrow();
    }

    /** Of clusters that a rule confirms. */
    Score rule(AgreementRule rule) {
        return scores.computeIfAbsent(
                "rule " + rule.text(),
                name -> score(Merge.merge(ballots, OPTIONS.withRule(rule)), c -> c.agreement() == Agreement.CONFIRMED));
    }

    /** Of clusters that count at a gate which does not say otherwise. */
    Score confidence() {
        return scores.computeIfAbsent("confidence", name -> score(merged(), c -> c.confidence() >= .5));
    }

    /** Of everything that is reported. */
    Score any() {
        return scores.computeIfAbsent("any", name -> score(merged(), c -> true));
    }

    private Score score(Merged merged, Predicate<Cluster> reported) {
        Sightings sightings = new Sightings();
        merged.clusters().stream().filter(reported).forEach(c -> sightings.add(c.findings()));
        return score(sightings);
    }

    private Score score(Sightings sightings) {
        return Score.of(truth, sightings::flag);
    }
}
