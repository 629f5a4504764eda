package io.jenkins.plugins.redundancy.engine.merge;

import static io.jenkins.plugins.redundancy.engine.merge.Sample.ballot;
import static io.jenkins.plugins.redundancy.engine.merge.Sample.finding;
import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.redundancy.engine.finding.Finding;
import io.jenkins.plugins.redundancy.engine.finding.Location;
import io.jenkins.plugins.redundancy.engine.finding.Subject;
import io.jenkins.plugins.redundancy.engine.finding.WeaknessClass;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Reports made to cost more than their size. Whatever is quadratic takes hours here, not seconds. */
@Timeout(value = 120, unit = TimeUnit.SECONDS)
class MergeFloodTest {

    private static final int MANY = 40_000;

    private static Ballot flood(String tool, IntFunction<Finding> findings) {
        return ballot(tool, IntStream.range(0, MANY).mapToObj(findings).toArray(Finding[]::new));
    }

    private static Merged twice(Ballot... ballots) {
        Merged merged = Sample.merge(ballots);
        return Merge.merge(List.of(ballots), Sample.options().withReference(Reference.of("before", merged)));
    }

    @Test
    void repeatsOnOneLine() {
        Merged merged =
                twice(flood("a", i -> finding("a", 89, "A.java", 5)), flood("b", i -> finding("b", 89, "A.java", 5)));
        assertThat(Sample.only(merged).findings()).hasSize(2 * MANY);
    }

    @Test
    void regionsOnEveryLineOfOneFile() {
        Merged merged = twice(
                flood("a", i -> finding("a", 401, Location.of("a.c", i + 1, i + 9))),
                flood("b", i -> finding("b", 401, Location.of("a.c", i + 1, i + 40))));
        assertThat(merged.clusters()).hasSize(MANY);
    }

    @Test
    void regionsOfWholeFiles() {
        Merged merged = twice(flood("a", i -> finding("a", 89, Location.of("A.java", i + 1, 2 * MANY))));
        assertThat(merged.clusters()).hasSize(MANY);
    }

    @Test
    void everyFindingInAnotherFile() {
        Merged merged = twice(
                flood("a", i -> finding("a", 89, "src/p" + i + "/A.java", 5)),
                flood("b", i -> finding("b", 89, "p" + i + "/A.java", 5)));
        assertThat(merged.clusters()).hasSize(MANY);
    }

    @Test
    void everyFileRenamedAndAllOfThemAlike() {
        Merged before = Sample.merge(flood("a", i -> finding("a", 89, "old/F" + i + ".java", 5)));
        Merged after = Merge.merge(
                List.of(flood("a", i -> finding("a", 89, "new/G" + i + ".java", 5))),
                Sample.options().withReference(Reference.of("before", before)));
        assertThat(after.gone()).hasSize(MANY);
    }

    @Test
    void everythingMovedWithinOneFile() {
        Merged before = Sample.merge(flood("a", i -> finding("a", 89, "A.java", 1 + 3 * i)));
        Merged after = Merge.merge(
                List.of(flood("a", i -> finding("a", 89, "A.java", 8 + 3 * i))),
                Sample.options().withReference(Reference.of("before", before)));
        assertThat(after.gone()).isEmpty();
    }

    @Test
    void advisoriesThatAreAliasesOfTheNext() {
        Merged merged = twice(flood(
                "a", i -> finding("a", new Subject.Dependency("lib", "1", List.of("X-" + i, "X-" + (i + 1)), null))));
        assertThat(merged.clusters()).hasSize(1);
    }

    @Test
    void settingsWithoutLine() {
        Merged merged = twice(flood(
                "a",
                i -> finding(
                        "a",
                        "r",
                        List.of(311),
                        WeaknessClass.ofCwe(311),
                        new Subject.Configuration("resource" + i, Location.of("main.tf", 0)))));
        assertThat(merged.clusters()).hasSize(MANY);
    }

    @Test
    void aClassOfItsOwnForEveryFinding() {
        Merged merged = twice(flood("a", i -> finding("a", "rule" + i, 0, Location.of("A.java", 5))), ballot("b"));
        assertThat(merged.clusters()).hasSize(MANY);
    }

    @Test
    void aSuppressionForEveryFinding() {
        List<SuppressionRule> rules = new ArrayList<>();
        for (int i = 0; i < MANY; i++) {
            rules.add(new SuppressionRule("a", "r89", "F" + i + ".java", 5, "", "reviewed", null));
        }
        Merged merged = Merge.merge(
                List.of(flood("a", i -> finding("a", 89, "F" + i + ".java", 5))),
                Sample.options().withSuppressions(rules));
        assertThat(merged.clusters()).noneMatch(Cluster::live);
        assertThat(merged.warnings()).isEmpty();
    }
}
