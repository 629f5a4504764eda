package io.jenkins.plugins.redundancy.engine.merge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.jenkins.plugins.redundancy.engine.merge.AgreementStudy.Learnt;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;

/**
 * Holds the figures of docs/agreement.md. The scorecards stay outside of the repository, as their source is under the GPL;
 * without them the tests are skipped. {@code -Dredundancy.docs.update=true} writes the tables into the page.
 */
@EnabledIf(
        value = "scorecardsAreThere",
        disabledReason = "owasp-scorecards-1.1.csv.gz is in no shared/data beside or above this checkout; "
                + "give its folder with -Dredundancy.data=DIR")
class OwaspScorecardsTest {

    private static final Path PAGE = Path.of("../docs/agreement.md");
    private static final String BEGIN = "<!-- figures of OwaspScorecardsTest -->\n";
    private static final String END = "<!-- end of figures -->";

    private static OwaspScorecards scorecards;
    private static AgreementStudy study;
    private static Learnt prior;
    private static Learnt outOfFold;
    private static final Map<Integer, Learnt> LEARNT = new TreeMap<>();

    static boolean scorecardsAreThere() {
        return OwaspScorecards.find().isPresent();
    }

    @BeforeAll
    static void study() throws IOException {
        scorecards = OwaspScorecards.read(OwaspScorecards.find().orElseThrow());
        study = new AgreementStudy(scorecards);
        prior = study.unlearnt();
        outOfFold = study.outOfFold();
        for (int labels : new int[] {20, 80, 160}) {
            LEARNT.put(labels, study.learntFrom(labels));
        }
    }

    @Test
    void scorecardsAreTheOnesTheFiguresAreAbout() {
        assertThat(scorecards.cases()).hasSize(21_041);
        assertThat(scorecards.scanners()).hasSize(6);
    }

    /** It decides as the square root does but where a better witness is silent; here that is one class of eleven. */
    @Test
    void withoutALabelConfidenceReaches450AndGainsOnTheSquareRoot() {
        Score root = study.rule(new AgreementRule.SquareRoot());
        assertThat(root.youden()).isCloseTo(.450, within(.0005));
        assertThat(prior.youden()).isGreaterThanOrEqualTo(.45).isGreaterThan(root.youden() + .04);
    }

    /** The gain must not be bought with a loss elsewhere. */
    @Test
    void withoutALabelConfidenceLosesToTheSquareRootInNoClass() {
        study.rule(new AgreementRule.SquareRoot())
                .youdenByClass()
                .forEach((weakness, youden) -> assertThat(
                                prior.draws().get(0).youdenByClass().get(weakness))
                        .as(weakness.id())
                        .isGreaterThanOrEqualTo(youden));
    }

    @Test
    void withoutALabelConfidenceBeatsEveryScanner() {
        assertThat(scorecards.scanners())
                .allSatisfy(name -> assertThat(study.scanner(name).youden()).isLessThan(prior.youden() - .1));
    }

    @Test
    void eightyLabelsReach490() {
        assertThat(LEARNT.get(80).youden()).isGreaterThanOrEqualTo(.49);
    }

    @Test
    void allLabelsReach522OutOfFold() {
        assertThat(outOfFold.youden()).isGreaterThanOrEqualTo(.522);
    }

    @Test
    void moreLabelsMakeBetterDecisionsAndBetterProbabilities() {
        assertThat(new double[] {
                    prior.youden(),
                    LEARNT.get(20).youden(),
                    LEARNT.get(80).youden(),
                    LEARNT.get(160).youden(),
                    outOfFold.youden(),
                    study.limit().youden()
                })
                .isSorted();
        assertThat(new double[] {
                    outOfFold.calibration().brier(),
                    LEARNT.get(160).calibration().brier(),
                    LEARNT.get(80).calibration().brier(),
                    LEARNT.get(20).calibration().brier(),
                    prior.calibration().brier()
                })
                .isSorted();
    }

    @Test
    void pageShowsTheseFigures() throws IOException {
        String figures = new AgreementTables(scorecards, study, prior, LEARNT, outOfFold).markdown();
        String page = Files.readString(PAGE, StandardCharsets.UTF_8);
        int begin = page.indexOf(BEGIN) + BEGIN.length();
        int end = page.indexOf(END);
        assertThat(begin).as("where the figures begin in " + PAGE).isBetween(BEGIN.length(), end);
        if (Boolean.getBoolean("redundancy.docs.update")) {
            Files.writeString(PAGE, page.substring(0, begin) + figures + page.substring(end), StandardCharsets.UTF_8);
            return;
        }
        assertThat(page.substring(begin, end))
                .as("figures in " + PAGE + "; -Dredundancy.docs.update=true writes them")
                .isEqualTo(figures);
    }
}
