package io.jenkins.plugins.redundancy.engine.merge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

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
import net.jqwik.api.constraints.IntRange;

class ConfidenceTest {

    private static final WeaknessClass SQL = WeaknessClass.ofCwe(89);
    private static final WeaknessClass XSS = WeaknessClass.ofCwe(79);

    @Property
    void priorPassesAHalfAtTheSquareRootOfTheEligible(
            @ForAll @IntRange(min = 1, max = 100) int votes, @ForAll @IntRange(max = 100) int silent) {
        boolean enough = votes >= Math.floor(Math.sqrt(votes + silent));
        assertThat(Confidence.prior().of(SQL, tools(0, votes), tools(votes, silent)) >= Confidence.REAL)
                .isEqualTo(enough);
    }

    @Example
    void priorIsTheOneThatTheDocumentationNames() {
        assertThat(IntStream.rangeClosed(1, 6)
                        .mapToObj(votes -> Confidence.prior().of(SQL, tools(0, votes), tools(votes, 6 - votes))))
                .usingElementComparator((one, other) -> Math.abs(one - other) < 1e-9 ? 0 : 1)
                .containsExactly(.35, .55, .70, .85, .85, .85);
    }

    @Property
    void anotherIndependentReporterNeverLowersThePrior(
            @ForAll @IntRange(min = 1, max = 60) int votes, @ForAll @IntRange(max = 60) int silent) {
        double before = Confidence.prior().of(SQL, tools(0, votes), tools(votes, silent));
        double newcomer = Confidence.prior().of(SQL, tools(0, votes + 1), tools(votes + 1, silent));
        assertThat(newcomer).isGreaterThanOrEqualTo(before);
        if (silent > 0) {
            double turned = Confidence.prior().of(SQL, tools(0, votes + 1), tools(votes + 1, silent - 1));
            assertThat(turned).isGreaterThanOrEqualTo(before);
        }
    }

    @Property
    void anotherSilentToolNeverRaisesThePrior(
            @ForAll @IntRange(min = 1, max = 60) int votes, @ForAll @IntRange(max = 60) int silent) {
        assertThat(Confidence.prior().of(SQL, tools(0, votes), tools(votes, silent + 1)))
                .isLessThanOrEqualTo(Confidence.prior().of(SQL, tools(0, votes), tools(votes, silent)));
    }

    @Example
    void clusterThatNobodyReportsHasNoConfidence() {
        assertThatThrownBy(() -> Confidence.prior().of(SQL, Set.of(), tools(0, 3)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("confidence needs a reporter: 0 of 3 eligible report");
    }

    @Example
    void withoutTriageThePriorIsLearnt() {
        assertThat(Confidence.learnt(List.of())).isSameAs(Confidence.prior());
    }

    @Property
    void learntIsAProbabilityStrictlyBetweenNoAndYes(
            @ForAll("triage") List<Triage> triage, @ForAll("triage") List<Triage> asked) {
        Confidence learnt = Confidence.learnt(triage);
        for (Triage one : asked) {
            assertThat(of(learnt, one)).isStrictlyBetween(0.0, 1.0);
        }
    }

    @Property
    void orderOfTheLabelsDoesNotMatter(
            @ForAll("triage") List<Triage> triage, @ForAll("triage") List<Triage> asked, @ForAll Random random) {
        List<Triage> shuffled = new ArrayList<>(triage);
        Collections.shuffle(shuffled, random);
        Confidence one = Confidence.learnt(triage);
        Confidence other = Confidence.learnt(shuffled);
        for (Triage cluster : asked) {
            assertThat(of(one, cluster)).isEqualTo(of(other, cluster));
        }
    }

    @Property
    void anotherAcceptedLabelNeverLowersAndAFalsePositiveNeverRaises(
            @ForAll("triage") List<Triage> triage, @ForAll("triage") List<Triage> asked) {
        Confidence before = Confidence.learnt(triage);
        for (Triage cluster : asked) {
            double was = of(before, cluster);
            assertThat(of(Confidence.learnt(plus(triage, label("new", Decision.ACCEPTED, cluster))), cluster))
                    .isGreaterThan(was);
            assertThat(of(Confidence.learnt(plus(triage, label("new", Decision.FALSE_POSITIVE, cluster))), cluster))
                    .isLessThan(was);
        }
    }

    @Property
    void labelsOfOneClassSayNothingAboutAnother(@ForAll("triage") List<Triage> triage) {
        List<Triage> sqlOnly =
                triage.stream().filter(one -> one.weakness().equals(SQL.id())).toList();
        assertThat(Confidence.learnt(sqlOnly).of(XSS, tools(0, 2), tools(2, 2)))
                .isEqualTo(Confidence.prior().of(XSS, tools(0, 2), tools(2, 2)));
    }

    @Example
    void fewLabelsAreShrunkTowardsThePriorByTheWeightOfSixAndFour() {
        Triage real = triage("a", Decision.ACCEPTED, SQL, tools(0, 2), tools(2, 2));
        Confidence learnt = Confidence.learnt(List.of(real));
        double sameVotes = (1 + 6 * .55) / (1 + 6);
        assertThat(learnt.of(SQL, Set.of("tool2", "tool3"), tools(0, 2))).isCloseTo(sameVotes, within(1e-12));
        assertThat(of(learnt, real)).isCloseTo((1 + 4 * sameVotes) / (1 + 4), within(1e-12));
    }

    @Example
    void manyLabelsOfTheSameVotersOutweighEverythingAboveThem() {
        List<Triage> triage = IntStream.range(0, 10_000)
                .mapToObj(i -> triage(
                        "c" + i, i % 4 == 0 ? Decision.ACCEPTED : Decision.FALSE_POSITIVE, SQL, tools(0, 3), Set.of()))
                .toList();
        assertThat(Confidence.learnt(triage).of(SQL, tools(0, 3), Set.of())).isCloseTo(.25, within(.001));
    }

    @Example
    void silentToolAndOneThatAbstainedAreToldApart() {
        Triage silent = triage("a", Decision.FALSE_POSITIVE, SQL, Set.of("pmd"), Set.of("spotbugs"));
        Confidence learnt = Confidence.learnt(List.of(silent));
        assertThat(learnt.of(SQL, Set.of("pmd"), Set.of())).isGreaterThan(of(learnt, silent));
    }

    @Example
    void tellsWhatItRestsOn() {
        Triage real = triage("a", Decision.ACCEPTED, SQL, tools(0, 2), tools(2, 2));
        Triage wrong = triage("b", Decision.FALSE_POSITIVE, SQL, tools(2, 2), tools(0, 2));
        Confidence learnt = Confidence.learnt(List.of(real, wrong));
        assertThat(learnt.basis(SQL, real.reporters(), real.silent()))
                .isEqualTo("of 2 triaged with the same class and number of votes 1 were real, "
                        + "of 1 with the same voters 1");
        assertThat(learnt.basis(XSS, tools(0, 1), tools(1, 4)))
                .isEqualTo("no triage of this class yet; 1 of 5 eligible report it, and 2 are enough");
    }

    @Provide
    Arbitrary<List<Triage>> triage() {
        Arbitrary<Set<String>> reporters =
                Arbitraries.of("a", "b", "c", "d").set().ofMinSize(1).ofMaxSize(4);
        return Combinators.combine(
                        Arbitraries.of("1", "2", "3", "4", "5", "6", "7", "8"),
                        Arbitraries.of(Decision.class),
                        Arbitraries.of(SQL, XSS),
                        reporters,
                        Arbitraries.integers().between(0, 3))
                .as((cluster, decision, weakness, who, silent) ->
                        triage(cluster, decision, weakness, who, tools(0, silent)))
                .list()
                .ofMaxSize(12);
    }

    private static double of(Confidence confidence, Triage asked) {
        return confidence.of(WeaknessClass.ofId(asked.weakness()).orElseThrow(), asked.reporters(), asked.silent());
    }

    private static List<Triage> plus(List<Triage> triage, Triage more) {
        List<Triage> all = new ArrayList<>(triage);
        all.add(more);
        return all;
    }

    private static Triage label(String cluster, Decision decision, Triage like) {
        WeaknessClass weakness = WeaknessClass.ofId(like.weakness()).orElseThrow();
        return triage(cluster, decision, weakness, like.reporters(), like.silent());
    }

    private static Triage triage(
            String cluster, Decision decision, WeaknessClass weakness, Set<String> reporters, Set<String> silent) {
        return new Triage(cluster, decision, "looked at it", "ada", Instant.EPOCH, weakness.id(), reporters, silent);
    }

    private static Set<String> tools(int first, int count) {
        return IntStream.range(first, first + count)
                .mapToObj(i -> "tool" + i)
                .collect(Collectors.toCollection(TreeSet::new));
    }
}
