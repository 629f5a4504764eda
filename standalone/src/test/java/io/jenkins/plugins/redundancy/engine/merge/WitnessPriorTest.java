package io.jenkins.plugins.redundancy.engine.merge;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.redundancy.engine.finding.Finding;
import io.jenkins.plugins.redundancy.engine.finding.WeaknessClass;
import io.jenkins.plugins.redundancy.engine.merge.Triage.Decision;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** Confidence without a label where it is known how far the scanners of the merge bear each other out. */
class WitnessPriorTest {

    private static final WeaknessClass CIPHER = WeaknessClass.ofCwe(327);
    private static final WeaknessClass XSS = WeaknessClass.ofCwe(79);
    private static final List<String> TOOLS = List.of("a", "b", "c", "d", "e", "f");

    /** How often a vote went this way; {@code reporters} out of the first so many of the tools. */
    private record Votes(Set<String> reporters, int eligible, int times) {
        Set<String> silent() {
            Set<String> silent = new TreeSet<>(TOOLS.subList(0, eligible));
            silent.removeAll(reporters);
            return silent;
        }

        static Votes of(int times, int eligible, String... reporters) {
            return new Votes(new TreeSet<>(List.of(reporters)), eligible, times);
        }
    }

    private static Confidence given(List<Votes> votes) {
        Peers peers = new Peers();
        votes.forEach(one -> peers.add(CIPHER, one.reporters, one.silent(), one.times));
        return Confidence.prior().given(peers);
    }

    private static double of(Confidence confidence, Votes votes) {
        return confidence.of(CIPHER, votes.reporters, votes.silent());
    }

    /** Two report everything, the other two what all report. */
    private static List<Votes> flood(int times) {
        return List.of(Votes.of(times, 4, "a", "b"), Votes.of(times, 4, "a", "b", "c", "d"));
    }

    @Example
    void votesAreNotEnoughWhereABetterWitnessIsSilent() {
        Confidence confidence = given(flood(20));
        assertThat(of(confidence, Votes.of(1, 4, "a", "b"))).isEqualTo(.35);
        assertThat(of(confidence, Votes.of(1, 4, "a", "c"))).isEqualTo(.55);
        assertThat(of(confidence, Votes.of(1, 4, "a", "b", "c", "d"))).isEqualTo(.85);
    }

    @Example
    void moreVotesThanEnoughDoNotHelpThem() {
        Confidence confidence =
                given(List.of(Votes.of(20, 5, "a", "b", "c"), Votes.of(40, 5, "a", "b", "c", "d", "e")));
        assertThat(of(confidence, Votes.of(1, 5, "a", "b", "c"))).isEqualTo(.35);
    }

    @Example
    void tellsWhoTheWitnessIs() {
        Confidence confidence = given(flood(20));
        assertThat(confidence.doubt(CIPHER, Set.of("a", "b"), Set.of("c", "d")))
                .isEqualTo(
                        "c is borne out by 100 % of the others on average in this class, those who report it by 67 % "
                                + "at most, so its silence counts against it");
        assertThat(confidence.basis(CIPHER, Set.of("a", "b"), Set.of("c", "d")))
                .isEqualTo(
                        "no triage of this class yet; 2 of 4 eligible report it, and 2 are enough, but c is borne out "
                                + "by 100 % of the others on average in this class, those who report it by 67 % at most, so its "
                                + "silence counts against it");
        assertThat(confidence.doubt(CIPHER, Set.of("a", "c"), Set.of("b", "d"))).isEmpty();
    }

    @Example
    void whereOneVoteIsEnoughItIsOneWordAgainstAnother() {
        Confidence confidence = given(List.of(Votes.of(100, 3, "a"), Votes.of(100, 3, "a", "b", "c")));
        assertThat(of(confidence, Votes.of(1, 3, "a"))).isEqualTo(.55);
        assertThat(confidence.doubt(CIPHER, Set.of("a"), Set.of("b", "c"))).isEmpty();
    }

    @Example
    void fewFindingsSayLittle() {
        assertThat(of(given(flood(3)), Votes.of(1, 4, "a", "b"))).isEqualTo(.55);
    }

    @Example
    void whatOthersSayInAnotherClassDoesNotMatter() {
        assertThat(given(flood(20)).of(XSS, Set.of("a", "b"), Set.of("c", "d"))).isEqualTo(.55);
    }

    @Example
    void scannersThatAllBearEachOtherOutAreNotDoubtedForOneThatMissesAFewOfMany() {
        for (int times : new int[] {1, 1000}) {
            List<Votes> votes = List.of(
                    Votes.of(33 * times, 6, "a", "b", "c", "d", "e", "f"),
                    Votes.of(3 * times, 6, "a", "b", "c", "d", "e"));
            assertThat(of(given(votes), votes.get(1))).isEqualTo(.85);
        }
    }

    @Example
    void triageOutweighsTheWitness() {
        Peers peers = new Peers();
        flood(20).forEach(one -> peers.add(CIPHER, one.reporters, one.silent(), one.times));
        List<Triage> real = IntStream.range(0, 20)
                .mapToObj(i -> new Triage(
                        "c" + i,
                        Decision.ACCEPTED,
                        "looked at it",
                        "ada",
                        Instant.EPOCH,
                        CIPHER.id(),
                        Set.of("a", "b"),
                        Set.of("c", "d")))
                .toList();
        assertThat(Confidence.learnt(real).given(peers).of(CIPHER, Set.of("a", "b"), Set.of("c", "d")))
                .isGreaterThan(.9);
        assertThat(Confidence.learnt(real.subList(0, 1)).given(peers).of(CIPHER, Set.of("a", "b"), Set.of("c", "d")))
                .isLessThan(Confidence.learnt(real.subList(0, 1)).of(CIPHER, Set.of("a", "b"), Set.of("c", "d")));
    }

    @Property
    void orderInWhichVotesAreCountedDoesNotMatter(
            @ForAll("votes") List<Votes> votes, @ForAll("votes") List<Votes> asked, @ForAll Random random) {
        List<Votes> shuffled = new ArrayList<>(votes);
        Collections.shuffle(shuffled, random);
        for (Votes one : asked) {
            assertThat(of(given(shuffled), one)).isEqualTo(of(given(votes), one));
            assertThat(given(shuffled).doubt(CIPHER, one.reporters, one.silent()))
                    .isEqualTo(given(votes).doubt(CIPHER, one.reporters, one.silent()));
        }
    }

    @Property
    void isWhatTheSquareRootSaysOrWhatTooFewAreWorth(
            @ForAll("votes") List<Votes> votes, @ForAll("votes") List<Votes> asked) {
        for (Votes one : asked) {
            double root = Confidence.prior().of(CIPHER, one.reporters, one.silent());
            boolean doubted =
                    !given(votes).doubt(CIPHER, one.reporters, one.silent()).isEmpty();
            assertThat(of(given(votes), one)).isEqualTo(doubted ? .35 : root);
        }
    }

    @Property
    void oneMoreReporterNeverLowersItAndOneMoreSilentNeverRaisesIt(
            @ForAll("votes") List<Votes> votes, @ForAll("votes") List<Votes> asked) {
        Confidence confidence = given(votes);
        for (Votes one : asked) {
            for (String turned : one.silent()) {
                Set<String> more = new TreeSet<>(one.reporters);
                more.add(turned);
                Set<String> fewer = new TreeSet<>(one.silent());
                fewer.remove(turned);
                assertThat(confidence.of(CIPHER, more, fewer)).isGreaterThanOrEqualTo(of(confidence, one));
                assertThat(of(confidence, one)).isLessThanOrEqualTo(confidence.of(CIPHER, one.reporters, fewer));
            }
        }
    }

    @Example
    void mergeAsksThePeersOfItsOwnReportsInWhateverOrderTheyCome() {
        List<List<Finding>> findings = TOOLS.subList(0, 4).stream()
                .map(tool -> IntStream.range(0, 40)
                        .filter(place -> place < 20 || tool.compareTo("c") < 0)
                        .mapToObj(place -> Sample.finding(tool, 89, "src/A.java", 10 * place + 1))
                        .collect(Collectors.toCollection(ArrayList::new)))
                .map(list -> (List<Finding>) list)
                .toList();
        Merged merged = merge(findings);
        assertThat(merged.clusters().stream()
                        .map(cluster -> cluster.votes().get("c") + " " + cluster.confidence())
                        .distinct())
                .containsExactlyInAnyOrder("REPORTED 0.85", "SILENT 0.35");
        assertThat(merged.clusters().stream()
                        .filter(cluster -> cluster.votes().get("c") == Vote.SILENT)
                        .map(Cluster::why)
                        .distinct())
                .containsExactly(
                        "a and b report it; c and d could have and did not; c is borne out by 100 % of the others "
                                + "on average in this class, those who report it by 67 % at most, so its silence counts against "
                                + "it.");
        Random random = new Random(7);
        findings.forEach(list -> Collections.shuffle(list, random));
        assertThat(merge(findings)).hasToString(merged.toString());
    }

    private static Merged merge(List<List<Finding>> findings) {
        return Merge.merge(
                findings.stream()
                        .map(list -> Sample.ballot(list.get(0).tool(), list.toArray(Finding[]::new)))
                        .toList(),
                Sample.options());
    }

    @Provide
    Arbitrary<List<Votes>> votes() {
        return Arbitraries.integers()
                .between(1, TOOLS.size())
                .flatMap(eligible -> Combinators.combine(
                                Arbitraries.of(TOOLS.subList(0, eligible)).set().ofMinSize(1),
                                Arbitraries.of(1, 2, 5, 30, 200))
                        .as((reporters, times) -> new Votes(new TreeSet<>(reporters), eligible, times)))
                .list()
                .ofMinSize(1)
                .ofMaxSize(8);
    }
}
