package io.jenkins.plugins.redundancy.engine.merge;

import static io.jenkins.plugins.redundancy.engine.merge.BaselineState.ABSENT;
import static io.jenkins.plugins.redundancy.engine.merge.BaselineState.NEW;
import static io.jenkins.plugins.redundancy.engine.merge.BaselineState.UNCHANGED;
import static io.jenkins.plugins.redundancy.engine.merge.BaselineState.UNKNOWN;
import static io.jenkins.plugins.redundancy.engine.merge.Sample.EVERYTHING;
import static io.jenkins.plugins.redundancy.engine.merge.Sample.ballot;
import static io.jenkins.plugins.redundancy.engine.merge.Sample.finding;
import static io.jenkins.plugins.redundancy.engine.merge.Sample.function;
import static io.jenkins.plugins.redundancy.engine.merge.Sample.merge;
import static io.jenkins.plugins.redundancy.engine.merge.Sample.partial;
import static io.jenkins.plugins.redundancy.engine.merge.Sample.voter;
import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.redundancy.engine.finding.Finding;
import io.jenkins.plugins.redundancy.engine.finding.Location;
import io.jenkins.plugins.redundancy.engine.finding.Subject;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class BaselineTest {

    private static final String A = "src/A.java";

    private static Ballot lines(String path, int... lines) {
        return ballot(
                "a",
                Arrays.stream(lines)
                        .mapToObj(line -> finding("a", 89, path, line))
                        .toArray(Finding[]::new));
    }

    private static Merged against(Merged reference, Ballot... ballots) {
        return Merge.merge(List.of(ballots), Sample.options().withReference(Reference.of("before", reference)));
    }

    /** State by {@code path:line}. */
    private static Map<String, BaselineState> states(Merged merged) {
        Map<String, BaselineState> states = new TreeMap<>();
        merged.clusters()
                .forEach(cluster ->
                        states.put(cluster.subject().location().orElseThrow().toString(), cluster.baseline()));
        return states;
    }

    private static String idAt(Merged merged, int line) {
        return merged.clusters().stream()
                .filter(cluster -> cluster.subject().location().orElseThrow().startLine() == line)
                .findFirst()
                .orElseThrow()
                .id();
    }

    @Test
    void withoutReferenceNothingHasAState() {
        assertThat(merge(lines(A, 5)).clusters().get(0).baseline()).isNull();
    }

    @Test
    void tellsNewUnchangedAndAbsent() {
        Merged merged = against(merge(lines(A, 5, 100)), ballot("a", finding("a", 89, A, 5), finding("a", 79, A, 50)));
        assertThat(states(merged)).isEqualTo(Map.of(A + ":5", UNCHANGED, A + ":50", NEW));
        assertThat(merged.gone()).hasSize(1);
        assertThat(merged.gone().get(0).baseline()).isEqualTo(ABSENT);
    }

    @Test
    void whatOnlyAFailedAPartialOrAMissingScannerReportedIsUnknown() {
        Merged reference = merge(lines(A, 5), ballot("b"));
        List<Merged> without = List.of(
                against(reference, Ballot.failed(voter("a", EVERYTHING)), ballot("b")),
                against(reference, new Ballot(voter("a", EVERYTHING), partial("a")), ballot("b")),
                against(reference, ballot("b")));
        assertThat(without)
                .allSatisfy(merged ->
                        assertThat(merged.gone()).extracting(Cluster::baseline).containsExactly(UNKNOWN));
    }

    @Test
    void whatOneOfItsReportersLookedForAgainIsAbsent() {
        Merged reference = merge(lines(A, 5), ballot("b", finding("b", 89, A, 5)));
        assertThat(against(reference, ballot("b")).gone())
                .extracting(Cluster::baseline)
                .containsExactly(ABSENT);
    }

    @Test
    void aScannerThatWasDownForOneBuildBringsNoFlood() {
        Merged first = merge(lines(A, 5, 50), ballot("b"));
        Merged second = against(first, Ballot.failed(voter("a", EVERYTHING)), ballot("b"));
        Merged third = against(second, lines(A, 5, 50, 90), ballot("b"));
        assertThat(states(third)).isEqualTo(Map.of(A + ":5", UNCHANGED, A + ":50", UNCHANGED, A + ":90", NEW));
        assertThat(third.gone()).isEmpty();
        Merged stillDown = against(second, Ballot.failed(voter("a", EVERYTHING)), ballot("b"));
        assertThat(stillDown.gone()).extracting(Cluster::baseline).containsExactly(UNKNOWN, UNKNOWN);
    }

    @Test
    void saysThatANewScannersFindingsCountAsNew() {
        Merged merged = against(merge(lines(A, 5)), lines(A, 5), ballot("b", finding("b", 79, A, 9)));
        assertThat(merged.warnings())
                .containsExactly(
                        "no cluster of the reference report has a vote of b: what only it reports counts as new");
    }

    @Test
    void survivesLinesInsertedAbove() {
        Merged reference = merge(lines(A, 20, 31, 90));
        Merged merged = against(reference, lines(A, 5, 30, 41, 100));
        assertThat(states(merged))
                .isEqualTo(Map.of(A + ":5", NEW, A + ":30", UNCHANGED, A + ":41", UNCHANGED, A + ":100", UNCHANGED));
        assertThat(idAt(merged, 41)).isEqualTo(idAt(reference, 31));
        assertThat(merged.gone()).isEmpty();
    }

    @Test
    void survivesTwoEditsThatShiftTwoPartsOfTheFile() {
        Merged reference = merge(lines(A, 20, 30, 40, 200, 210, 220));
        Merged merged = against(reference, lines(A, 27, 37, 47, 190, 303, 313, 323));
        assertThat(states(merged)).containsEntry(A + ":190", NEW);
        assertThat(states(merged).values().stream().filter(state -> state == UNCHANGED))
                .hasSize(6);
    }

    @Test
    void aLoneFindingMovesWithItsFunction() {
        Merged reference = merge(ballot("a", finding("a", 89, function(A, 20, "load"))));
        Finding moved = finding("a", 89, function(A, 70, "load"));
        Finding other = finding("a", 89, function(A, 70, "store"));
        assertThat(states(against(reference, ballot("a", moved)))).containsValue(UNCHANGED);
        assertThat(states(against(reference, ballot("a", other)))).containsValue(NEW);
    }

    @Test
    void survivesARenamedFile() {
        Merged reference = merge(lines("src/old/A.java", 5, 9));
        assertThat(states(against(reference, lines("lib/new/A.java", 5, 9))).values())
                .containsOnly(UNCHANGED);
        assertThat(states(against(reference, lines("src/old/B.java", 5, 9))).values())
                .containsOnly(UNCHANGED);
    }

    @Test
    void oneFindingInCommonIsNoRenamedFile() {
        Merged merged = against(merge(lines("src/A.java", 5)), lines("src/B.java", 77));
        assertThat(states(merged)).containsValue(NEW);
        assertThat(merged.gone()).extracting(Cluster::baseline).containsExactly(ABSENT);
    }

    @Test
    void aFileThatIsStillThereWasNotRenamed() {
        Merged merged = against(
                merge(lines("a/A.java", 5, 9)),
                ballot(
                        "a",
                        finding("a", 79, "a/A.java", 7),
                        finding("a", 89, "b/A.java", 5),
                        finding("a", 89, "b/A.java", 9)));
        assertThat(states(merged).values()).containsOnly(NEW);
        assertThat(merged.gone()).hasSize(2);
    }

    @Test
    void anotherScannerAtTheSamePlaceIsTheSameCluster() {
        Merged reference = merge(lines(A, 5));
        Merged merged = against(reference, ballot("b", finding("b", 89, A, 5)));
        assertThat(merged.clusters().get(0).id())
                .isEqualTo(reference.clusters().get(0).id());
        assertThat(states(merged)).containsValue(UNCHANGED);
    }

    @Test
    void aChangedVersionOfAPackageIsNewAndTheOldOneAbsent() {
        Merged reference = merge(ballot("t", dependency("1")));
        assertThat(against(reference, ballot("t", dependency("1")))
                        .clusters()
                        .get(0)
                        .baseline())
                .isEqualTo(UNCHANGED);
        Merged merged = against(reference, ballot("t", dependency("2")));
        assertThat(merged.clusters().get(0).baseline()).isEqualTo(NEW);
        assertThat(merged.gone()).extracting(Cluster::baseline).containsExactly(ABSENT);
    }

    private static Finding dependency(String version) {
        return finding("t", new Subject.Dependency("lib", version, List.of("CVE-1"), Location.of("pom.xml", 3)));
    }

    @Test
    void theTextOfTheLineFindsItAnywhereInItsFile() {
        Merged reference =
                Merge.merge(List.of(lines(A, 2, 4)), Sample.options().withLines(text("", "one()", "", "two()")));
        Merged merged = Merge.merge(
                List.of(lines(A, 1, 9, 11)),
                Sample.options()
                        .withReference(Reference.of("before", reference))
                        .withLines(text("three()", "", "", "", "", "", "", "", "  one( )", "", "two()")));
        assertThat(states(merged)).isEqualTo(Map.of(A + ":1", NEW, A + ":9", UNCHANGED, A + ":11", UNCHANGED));
        assertThat(idAt(merged, 11)).isEqualTo(idAt(reference, 4));
    }

    @Test
    void anotherTextFarAwayIsAnotherFindingHoweverAlikeTheMessages() {
        Merged reference = Merge.merge(List.of(lines(A, 1)), Sample.options().withLines(text("one()")));
        Merged merged = Merge.merge(
                List.of(lines(A, 9)),
                Sample.options()
                        .withReference(Reference.of("before", reference))
                        .withLines(text("", "", "", "", "", "", "", "", "two()")));
        assertThat(states(merged)).containsValue(NEW);
    }

    @Test
    void anEditedLineIsFoundByItsNeighboursShift() {
        Merged reference = Merge.merge(List.of(lines(A, 1, 3)), Sample.options().withLines(text("one()", "", "two()")));
        Merged merged = Merge.merge(
                List.of(lines(A, 8, 10)),
                Sample.options()
                        .withReference(Reference.of("before", reference))
                        .withLines(text("", "", "", "", "", "", "", "one()", "", "two(2)")));
        assertThat(states(merged).values()).containsOnly(UNCHANGED);
    }

    private static LineSource text(String... lines) {
        return (path, line) -> line <= lines.length ? Optional.of(lines[line - 1]) : Optional.empty();
    }

    @Test
    void equalLinesOfOneFileAreToldApartByTheirOrder() {
        Merged merged =
                Merge.merge(List.of(lines(A, 1, 5)), Sample.options().withLines((path, line) -> Optional.of("same()")));
        assertThat(merged.clusters()).extracting(Cluster::id).doesNotHaveDuplicates();
    }

    @Test
    void linesThatShiftOntoTheLinesOfOthersDoNotSwapTheirIds() {
        Merged reference = merge(lines(A, 20, 30, 40));
        Merged merged = against(reference, lines(A, 20, 30, 40, 50));
        assertThat(idAt(merged, 30)).isEqualTo(idAt(reference, 30));
        Merged shifted = against(reference, lines(A, 30, 40, 50));
        assertThat(idAt(shifted, 30)).isEqualTo(idAt(reference, 20));
        assertThat(idAt(shifted, 50)).isEqualTo(idAt(reference, 40));
        Merged shiftedAndNew = against(reference, lines(A, 10, 20, 31, 41, 51));
        assertThat(idAt(shiftedAndNew, 31)).isEqualTo(idAt(reference, 20));
        assertThat(states(shiftedAndNew)).containsEntry(A + ":20", NEW);
        assertThat(shiftedAndNew.clusters()).extracting(Cluster::id).doesNotHaveDuplicates();
    }

    @Test
    void aMendedNeighbourInAFunctionLeavesTheOtherItsId() {
        Finding first = finding("a", 89, function(A, 20, "load"));
        Finding second = finding("a", 89, function(A, 25, "load"));
        Merged reference = merge(ballot("a", first, second));
        assertThat(idAt(against(reference, ballot("a", second)), 25)).isEqualTo(idAt(reference, 25));
    }

    @Test
    void aSecretThatOnlyACodeScannerSeesNowIsTheSame() {
        Finding secret = finding("gitleaks", new Subject.Secret(Location.of("a.py", 5)));
        Merged reference = merge(ballot("gitleaks", secret), ballot("bandit", finding("bandit", 259, "a.py", 5)));
        Merged merged = against(reference, ballot("bandit", finding("bandit", 259, "a.py", 5)));
        assertThat(states(merged)).containsValue(UNCHANGED);
    }

    @Test
    void aReferenceThatHoldsAnIdTwiceIsNoError() {
        Cluster cluster = merge(lines(A, 5)).clusters().get(0);
        Merged merged = Merge.merge(
                List.of(lines(A, 5)),
                Sample.options().withReference(new Reference("before", List.of(cluster, cluster), List.of(cluster))));
        assertThat(states(merged)).containsValue(UNCHANGED);
        assertThat(merged.gone()).isEmpty();
    }
}
