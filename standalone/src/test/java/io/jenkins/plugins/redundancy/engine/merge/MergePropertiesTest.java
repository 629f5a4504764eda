package io.jenkins.plugins.redundancy.engine.merge;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.redundancy.engine.finding.Finding;
import io.jenkins.plugins.redundancy.engine.finding.Location;
import io.jenkins.plugins.redundancy.engine.finding.Severity;
import io.jenkins.plugins.redundancy.engine.finding.Subject;
import io.jenkins.plugins.redundancy.engine.finding.WeaknessClass;
import io.jenkins.plugins.redundancy.engine.read.ToolReport;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;

/** What holds of every merge, whatever the scanners say. */
class MergePropertiesTest {

    private static final List<String> PATHS = List.of("src/x/A.java", "x/A.java", "x/B.java", "b.py", "/abs/x/B.java");
    private static final List<Integer> CWES = List.of(89, 79, 328, 1240, 401, 798, 0);
    private static final List<String> FUNCTIONS = List.of("", "f", "A.f(int)", "g");

    @Provide
    Arbitrary<List<Ballot>> ballots() {
        Arbitrary<Integer> tools = Arbitraries.integers().between(1, 5);
        return tools.flatMap(count -> {
            List<Arbitrary<Ballot>> some = new ArrayList<>();
            for (int i = 0; i < count; i++) {
                some.add(ballot("t" + i));
            }
            return Combinators.combine(some).as(List::copyOf);
        });
    }

    private Arbitrary<Ballot> ballot(String tool) {
        Arbitrary<Coverage> coverages = Arbitraries.of(
                Coverage.NOTHING,
                Sample.EVERYTHING,
                new Coverage(Set.of("java"), Set.of("sql-injection", "weak-hash"), Set.of(328)));
        return Combinators.combine(
                        finding(tool).list().ofMaxSize(12),
                        Arbitraries.of("t0", tool),
                        coverages,
                        Arbitraries.of(Merged.Participation.values()))
                .as((findings, lineage, coverage, participation) -> new Ballot(
                        new Voter(tool, lineage, 1, coverage),
                        participation == Merged.Participation.NONE
                                ? null
                                : new ToolReport(
                                        tool,
                                        "1",
                                        participation == Merged.Participation.COMPLETE,
                                        findings,
                                        List.of(),
                                        List.of())));
    }

    private Arbitrary<Finding> finding(String tool) {
        Arbitrary<Location> places = Combinators.combine(
                        Arbitraries.of(PATHS),
                        Arbitraries.integers().between(0, 40),
                        Arbitraries.of(0, 0, 0, 1, 4, 30),
                        Arbitraries.of(FUNCTIONS))
                .as((path, line, length, function) ->
                        new Location(path, line, 0, line == 0 ? 0 : line + length, 0, function));
        Arbitrary<Subject> subjects = Combinators.combine(
                        places, Arbitraries.integers().between(0, 9))
                .as((at, kind) -> switch (kind) {
                    case 0 -> new Subject.Secret(at);
                    case 1 ->
                        new Subject.Dependency(
                                "n/lib",
                                kind % 2 == 0 ? "" : "1",
                                List.of("CVE-" + at.startLine() % 4, "G-" + at.startLine() % 3),
                                at);
                    case 2 -> new Subject.Dependency("lib", "", List.of("G-" + at.startLine() % 3), null);
                    case 3 -> new Subject.Configuration(at.function(), at);
                    case 4 -> new Subject.Code(null);
                    default -> new Subject.Code(at);
                });
        return Combinators.combine(
                        subjects, Arbitraries.of(CWES), Arbitraries.of("r1", "r2"), Arbitraries.of(Severity.values()))
                .as((subject, cwe, rule, severity) -> {
                    List<Integer> cwes = cwe == 0 ? List.of() : List.of(cwe);
                    return Sample.with(
                            Sample.finding(tool, rule, cwes, WeaknessClass.of(cwes, tool, rule), subject), severity);
                });
    }

    private static Merged merge(List<Ballot> ballots) {
        return Merge.merge(ballots, Sample.options());
    }

    private static List<Ballot> shuffled(List<Ballot> ballots, long seed) {
        Random random = new Random(seed);
        List<Ballot> shuffled = new ArrayList<>();
        for (Ballot ballot : ballots) {
            ToolReport report = ballot.report();
            if (report == null) {
                shuffled.add(ballot);
                continue;
            }
            List<Finding> findings = new ArrayList<>(report.findings());
            Collections.shuffle(findings, random);
            shuffled.add(new Ballot(
                    ballot.voter(),
                    new ToolReport(
                            report.tool(),
                            report.version(),
                            report.complete(),
                            findings,
                            report.rules(),
                            report.warnings())));
        }
        Collections.shuffle(shuffled, random);
        return shuffled;
    }

    @Property(tries = 600)
    void theSameInputsInAnyOrderGiveTheSameBytes(@ForAll("ballots") List<Ballot> ballots, @ForAll long seed) {
        assertThat(merge(shuffled(ballots, seed)).toString())
                .isEqualTo(merge(ballots).toString());
    }

    @Property(tries = 600)
    void everyFindingStandsInExactlyOneCluster(@ForAll("ballots") List<Ballot> ballots) {
        Map<Finding, Integer> left = new IdentityHashMap<>();
        for (Ballot ballot : ballots) {
            if (ballot.report() != null) {
                ballot.report().findings().forEach(finding -> left.merge(finding, 1, Integer::sum));
            }
        }
        for (Cluster cluster : merge(ballots).clusters()) {
            cluster.findings().forEach(finding -> left.merge(finding, -1, Integer::sum));
        }
        assertThat(left.values()).allMatch(count -> count == 0);
    }

    @Property(tries = 600)
    void idsAreSixteenHexDigitsAndUnique(@ForAll("ballots") List<Ballot> ballots) {
        List<Cluster> clusters = merge(ballots).clusters();
        assertThat(clusters).extracting(Cluster::id).doesNotHaveDuplicates();
        assertThat(clusters).allSatisfy(cluster -> assertThat(cluster.id()).matches("[0-9a-f]{16}"));
    }

    @Property(tries = 600)
    void noClusterOfCodeHoldsMoreThanOnePlace(
            @ForAll("ballots") List<Ballot> ballots, @ForAll @IntRange(max = 15) int window) {
        for (Cluster cluster :
                Merge.merge(ballots, Sample.options().withWindow(window)).clusters()) {
            if (!cluster.subject().kind().equals("code")
                    && !cluster.subject().kind().equals("secret")) {
                continue;
            }
            int lastStart = Integer.MIN_VALUE;
            int firstStart = Integer.MAX_VALUE;
            Set<String> names = new HashSet<>();
            for (Finding finding : cluster.findings()) {
                Location at = finding.subject().location().orElse(null);
                if (at == null || new Located(finding, 0, at, 0).container()) {
                    continue;
                }
                names.add(at.path().substring(at.path().lastIndexOf('/') + 1));
                firstStart = Math.min(firstStart, at.startLine());
                lastStart = Math.max(lastStart, at.startLine());
            }
            int near = Math.max(window, cluster.weakness().id().equals("memory-leak") ? Places.LEAK_WINDOW : 0);
            assertThat(names).hasSizeLessThanOrEqualTo(1);
            assertThat((long) lastStart - firstStart).isLessThan(Located.MAX_REGION + near);
        }
    }

    @Property(tries = 600)
    void twoLinesOfOneToolAreOnePlaceOnlyInARegionOfAnother(@ForAll("ballots") List<Ballot> ballots) {
        for (Cluster cluster : merge(ballots).clusters()) {
            if (!cluster.subject().kind().equals("code")) {
                continue;
            }
            Map<String, Set<Integer>> lines = new HashMap<>();
            int longest = 0;
            for (Finding finding : cluster.findings()) {
                Location at = finding.subject().location().orElse(null);
                if (at != null && !new Located(finding, 0, at, 0).container()) {
                    lines.computeIfAbsent(finding.tool(), tool -> new HashSet<>())
                            .add(at.startLine());
                    longest = Math.max(longest, at.endLine() - at.startLine());
                }
            }
            if (longest == 0) {
                assertThat(lines.values()).allSatisfy(own -> assertThat(own).hasSize(1));
            }
        }
    }

    @Property(tries = 600)
    void whoAbstainsNeverCounts(@ForAll("ballots") List<Ballot> ballots) {
        List<Ballot> more = new ArrayList<>(ballots);
        more.add(Ballot.failed(Sample.voter("failed", Sample.EVERYTHING)));
        more.add(new Ballot(Sample.voter("partial", Sample.EVERYTHING), Sample.partial("partial")));
        more.add(new Ballot(Sample.voter("blind", Coverage.NOTHING), Sample.report("blind")));
        List<Cluster> before = merge(ballots).clusters();
        List<Cluster> after = merge(more).clusters();
        assertThat(after).hasSameSizeAs(before);
        for (int i = 0; i < before.size(); i++) {
            assertThat(after.get(i).id()).isEqualTo(before.get(i).id());
            assertThat(after.get(i).agreement()).isEqualTo(before.get(i).agreement());
            assertThat(after.get(i).confidence()).isEqualTo(before.get(i).confidence());
            assertThat(after.get(i).votes())
                    .containsEntry("failed", Vote.ABSTAINED)
                    .containsEntry("partial", Vote.ABSTAINED)
                    .containsEntry("blind", Vote.ABSTAINED);
        }
    }

    @Property(tries = 300)
    void aSecondToolOfALineageThatSaysTheSameChangesNothing(@ForAll("ballots") List<Ballot> ballots) {
        List<Ballot> more = new ArrayList<>(ballots);
        Ballot first = ballots.get(0);
        Voter echo =
                new Voter("t0-echo", first.voter().lineage(), 1, first.voter().coverage());
        more.add(new Ballot(echo, echo(first.report())));
        Map<String, String> before = verdicts(merge(ballots));
        Map<String, String> after = verdicts(merge(more));
        before.forEach((said, verdict) -> assertThat(after).containsEntry(said, verdict));
    }

    /** What has a place and a class, without what only one tool can see: its echo has rules of its own there. */
    private static Map<String, String> verdicts(Merged merged) {
        Map<String, String> verdicts = new TreeMap<>();
        for (Cluster cluster : merged.clusters()) {
            if (cluster.weakness().shared() && cluster.subject().location().isPresent()) {
                List<Finding> said = cluster.findings().stream()
                        .filter(finding -> !finding.tool().equals("t0-echo"))
                        .toList();
                verdicts.put(said.toString(), cluster.agreement() + " " + cluster.confidence());
            }
        }
        return verdicts;
    }

    private static ToolReport echo(ToolReport report) {
        return report == null
                ? null
                : new ToolReport(
                        "t0-echo",
                        "1",
                        report.complete(),
                        report.findings().stream()
                                .map(finding -> new Finding(
                                        "t0-echo",
                                        finding.rule(),
                                        finding.cwes(),
                                        finding.weakness(),
                                        finding.subject(),
                                        finding.severity(),
                                        finding.message(),
                                        Map.of(),
                                        List.of(),
                                        List.of()))
                                .toList(),
                        List.of(),
                        List.of());
    }

    @Property(tries = 400)
    void comparedWithItselfEverythingIsUnchanged(@ForAll("ballots") List<Ballot> ballots) {
        Merged merged = merge(ballots);
        Merged again = Merge.merge(ballots, Sample.options().withReference(Reference.of("before", merged)));
        assertThat(again.gone()).isEmpty();
        assertThat(again.clusters()).extracting(Cluster::baseline).allMatch(state -> state == BaselineState.UNCHANGED);
        assertThat(again.clusters())
                .extracting(Cluster::id)
                .containsExactlyElementsOf(
                        merged.clusters().stream().map(Cluster::id).toList());
    }

    @Property(tries = 400)
    void everyClusterOfTheReferenceIsFoundOrGone(
            @ForAll("ballots") List<Ballot> before, @ForAll("ballots") List<Ballot> after, @ForAll long seed) {
        Reference reference = Reference.of("before", merge(before));
        Merged merged = Merge.merge(after, Sample.options().withReference(reference));
        long unchanged = merged.clusters().stream()
                .filter(cluster -> cluster.baseline() == BaselineState.UNCHANGED)
                .count();
        assertThat(unchanged + merged.gone().size())
                .isEqualTo(reference.clusters().size());
        Set<String> ids = new HashSet<>();
        merged.clusters().forEach(cluster -> assertThat(ids.add(cluster.id())).isTrue());
        merged.gone().forEach(cluster -> assertThat(ids.add(cluster.id())).isTrue());
        assertThat(Merge.merge(shuffled(after, seed), Sample.options().withReference(reference))
                        .toString())
                .isEqualTo(merged.toString());
    }

    @Property(tries = 300)
    void aScannerThatDidNotLookMakesNothingAbsent(@ForAll("ballots") List<Ballot> ballots) {
        Merged reference = merge(ballots);
        List<Ballot> failed =
                ballots.stream().map(ballot -> Ballot.failed(ballot.voter())).toList();
        Merged merged = Merge.merge(failed, Sample.options().withReference(Reference.of("before", reference)));
        assertThat(merged.gone()).hasSameSizeAs(reference.clusters());
        assertThat(merged.gone()).extracting(Cluster::baseline).allMatch(state -> state == BaselineState.UNKNOWN);
    }
}
