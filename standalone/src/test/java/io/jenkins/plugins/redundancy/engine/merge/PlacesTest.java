package io.jenkins.plugins.redundancy.engine.merge;

import static io.jenkins.plugins.redundancy.engine.merge.Sample.ballot;
import static io.jenkins.plugins.redundancy.engine.merge.Sample.finding;
import static io.jenkins.plugins.redundancy.engine.merge.Sample.function;
import static io.jenkins.plugins.redundancy.engine.merge.Sample.merge;
import static io.jenkins.plugins.redundancy.engine.merge.Sample.only;
import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.redundancy.engine.finding.Finding;
import io.jenkins.plugins.redundancy.engine.finding.Location;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PlacesTest {

    /** Clusters as {@code tool:line} lists, by line. */
    private static List<String> places(Finding... findings) {
        return merge(Sample.ballots(findings)).clusters().stream()
                .map(cluster -> cluster.findings().stream()
                        .map(finding -> finding.tool() + ":"
                                + finding.subject().location().orElseThrow().startLine())
                        .toList()
                        .toString())
                .sorted()
                .toList();
    }

    private static Finding at(String tool, int line) {
        return finding(tool, 89, "src/A.java", line);
    }

    private static Finding region(String tool, int start, int end) {
        return finding(tool, 89, Location.of("src/A.java", start, end));
    }

    @ParameterizedTest
    @CsvSource({"10, 10, true", "10, 11, true", "10, 12, true", "12, 10, true", "10, 13, false", "1, 3, true"})
    void joinsTwoToolsWithinTheWindow(int a, int b, boolean joined) {
        assertThat(places(at("a", a), at("b", b))).hasSize(joined ? 1 : 2);
    }

    @Test
    void joinsNumbersOfOneWeaknessAndKeepsOthersApart() {
        assertThat(merge(
                                ballot("sonar", finding("sonar", 1240, "A.java", 5)),
                                ballot("spotbugs", finding("spotbugs", 328, "A.java", 5)),
                                ballot("pmd", finding("pmd", 330, "A.java", 5)))
                        .clusters())
                .hasSize(2);
    }

    @Test
    void twoFindingsOfOneToolOnTwoLinesAreTwoPlaces() {
        assertThat(places(at("a", 10), at("a", 11))).containsExactly("[a:10]", "[a:11]");
    }

    @Test
    void aRegionOfAnotherToolSpansTwoFindingsOfOneTool() {
        assertThat(places(at("a", 10), at("a", 12), region("b", 10, 13))).containsExactly("[a:10, a:12, b:10]");
    }

    @Test
    void aToolThatSeesASecondPlaceInItsOwnRegionKeepsItApart() {
        assertThat(places(region("b", 10, 13), at("b", 12), at("a", 12))).containsExactly("[a:12, b:12]", "[b:10]");
    }

    @Test
    void sameLinesJoinBeforeNearOnes() {
        assertThat(places(at("a", 10), at("b", 12), at("a", 12), at("b", 14)))
                .containsExactly("[a:10]", "[a:12, b:12]", "[b:14]");
    }

    @Test
    void nearLinesAreNoChain() {
        assertThat(places(at("a", 10), at("b", 12), at("c", 14), at("d", 16)))
                .containsExactly("[a:10, b:12]", "[c:14, d:16]");
    }

    @Test
    void overlappingRegionsAreNoChain() {
        assertThat(places(region("a", 10, 15), region("b", 14, 19), region("c", 18, 23), region("d", 22, 27)))
                .containsExactly("[a:10, b:14]", "[c:18, d:22]");
    }

    @Test
    void aRegionThatHoldsAPlaceIsNotHeldByALongerOne() {
        assertThat(places(region("a", 10, 15), region("b", 14, 18), at("c", 18)))
                .containsExactly("[a:10]", "[b:14, c:18]");
    }

    @Test
    void aLongRegionIsNoPlaceButJoinsTheOnlyOneInIt() {
        assertThat(places(region("a", 10, 60), at("b", 30))).containsExactly("[a:10, b:30]");
        assertThat(places(region("a", 10, 60), at("b", 30), at("b", 40))).containsExactly("[a:10]", "[b:30]", "[b:40]");
        assertThat(places(region("a", 10, 60), at("b", 61))).containsExactly("[a:10]", "[b:61]");
    }

    @Test
    void aFindingWithoutLineJoinsTheOnlyPlaceOfItsFile() {
        assertThat(places(at("a", 0), at("b", 1))).containsExactly("[a:0, b:1]");
        assertThat(places(at("a", 0), at("b", 1), at("b", 90))).containsExactly("[a:0]", "[b:1]", "[b:90]");
        assertThat(places(at("a", 0), at("b", 0))).containsExactly("[a:0, b:0]");
    }

    @Test
    void thePlaceOfAClusterIsTheLineThatMostToolsName() {
        Cluster cluster = only(merge(ballot("a", at("a", 10)), ballot("b", at("b", 11)), ballot("c", at("c", 11))));
        assertThat(cluster.subject().location()).contains(Location.of("src/A.java", 11));
    }

    @ParameterizedTest
    @ValueSource(strings = {"free_all", "free_all(char *)", "mem::free_all", "Mem.free_all(void)", "Mem#free_all"})
    void leaksInOneFunctionJoinOverFifteenLines(String function) {
        assertThat(merge(
                                ballot("gcc", finding("gcc", 401, function("a.c", 10, "free_all"))),
                                ballot("clang", finding("clang", 401, function("a.c", 25, function))))
                        .clusters())
                .hasSize(1);
    }

    @Test
    void leaksOfTwoFunctionsOrFarApartOrOfUnknownFunctionStayApart() {
        for (Location other : List.of(function("a.c", 17, "g"), function("a.c", 26, "f"), function("a.c", 17, ""))) {
            assertThat(merge(
                                    ballot("gcc", finding("gcc", 401, function("a.c", 10, "f"))),
                                    ballot("clang", finding("clang", 401, other)))
                            .clusters())
                    .as(other.toString())
                    .hasSize(2);
        }
    }

    @Test
    void otherWeaknessesDoNotJoinOverFifteenLines() {
        assertThat(merge(
                                ballot("a", finding("a", 89, function("A.java", 10, "f"))),
                                ballot("b", finding("b", 89, function("A.java", 17, "f"))))
                        .clusters())
                .hasSize(2);
    }

    @Test
    void repeatsOfOneToolCountOnceAndAreKept() {
        Cluster cluster = only(merge(ballot("gcc", at("gcc", 10), at("gcc", 10), at("gcc", 10)), ballot("b")));
        assertThat(cluster.findings()).hasSize(3);
        assertThat(cluster.confidence()).isEqualTo(0.55);
        assertThat(cluster.agreement()).isEqualTo(Agreement.SINGLE_SOURCE);
    }

    @Test
    void aWiderWindowIsTheCallersChoice() {
        List<Ballot> ballots = List.of(ballot("a", at("a", 10)), ballot("b", at("b", 14)));
        assertThat(Merge.merge(ballots, Sample.options().withWindow(4)).clusters())
                .hasSize(1);
        assertThat(Merge.merge(ballots, Sample.options().withWindow(0)).clusters())
                .hasSize(2);
    }
}
