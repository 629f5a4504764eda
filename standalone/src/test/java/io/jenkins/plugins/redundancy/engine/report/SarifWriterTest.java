package io.jenkins.plugins.redundancy.engine.report;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import io.jenkins.plugins.redundancy.engine.finding.Finding;
import io.jenkins.plugins.redundancy.engine.finding.Location;
import io.jenkins.plugins.redundancy.engine.finding.Rule;
import io.jenkins.plugins.redundancy.engine.finding.Severity;
import io.jenkins.plugins.redundancy.engine.finding.Subject;
import io.jenkins.plugins.redundancy.engine.finding.WeaknessClass;
import io.jenkins.plugins.redundancy.engine.merge.Ballot;
import io.jenkins.plugins.redundancy.engine.merge.BaselineState;
import io.jenkins.plugins.redundancy.engine.merge.Cluster;
import io.jenkins.plugins.redundancy.engine.merge.Merge;
import io.jenkins.plugins.redundancy.engine.merge.MergeOptions;
import io.jenkins.plugins.redundancy.engine.merge.Merged;
import io.jenkins.plugins.redundancy.engine.read.Limits;
import io.jenkins.plugins.redundancy.engine.read.PathMapping;
import io.jenkins.plugins.redundancy.engine.read.ReportReader;
import io.jenkins.plugins.redundancy.engine.read.Source;
import io.jenkins.plugins.redundancy.engine.read.ToolReport;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

class SarifWriterTest {

    @Property(tries = 300)
    void ourOwnReaderReadsEveryClusterThatIsThere(@ForAll Random random) throws IOException {
        Merged merged = RandomResults.of(random).merged();
        ToolReport report = read(write(merged));
        long there = merged.gone().stream()
                .filter(cluster -> cluster.baseline() != BaselineState.ABSENT)
                .count();
        assertThat(report.findings()).hasSize(merged.clusters().size() + (int) there);
        for (int i = 0; i < merged.clusters().size(); i++) {
            assertThat(report.findings().get(i).fingerprints())
                    .containsEntry("redundancy/v1", merged.clusters().get(i).id());
        }
    }

    @Property(tries = 300)
    void everyUriIsOneThatJavaParses(@ForAll Random random) throws IOException {
        for (String uri : values(write(RandomResults.of(random).merged()), "uri")) {
            assertThat(URI.create(uri).toASCIIString()).isEqualTo(uri);
        }
    }

    @Property(tries = 300)
    void lostQuorumIsNoSuccess(@ForAll Random random) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        SarifWriter.write(RandomResults.of(random).merged(), false, List.of("Verdict lost: nobody came"), out);
        String text = out.toString(StandardCharsets.UTF_8);
        assertThat(text).contains("\"executionSuccessful\":false").contains("Verdict lost: nobody came.");
        assertThat(read(text).complete()).isFalse();
    }

    @Test
    void votesConfidenceAndReasonStandInTheProperties() throws IOException {
        Merged merged =
                merge(List.of(report("a", finding("a", "x", 7)), report("b", finding("b", "y", 7)), report("c")));
        String text = write(merged);
        Cluster cluster = merged.clusters().get(0);
        assertThat(text)
                .contains(
                        "\"redundancy\":{\"agreement\":\"confirmed\",\"confidence\":0.7,\"weakness\":\"sql-injection\","
                                + "\"votes\":{\"a\":\"reported\",\"b\":\"reported\",\"c\":\"abstained\"},\"why\":\""
                                + cluster.why() + "\"}")
                .contains("\"partialFingerprints\":{\"redundancy/v1\":\"" + cluster.id() + "\"}");
    }

    @Test
    void sameReportsInAnyOrderGiveTheSameBytes() throws IOException {
        List<Ballot> ballots = new ArrayList<>(
                List.of(report("a", finding("a", "x", 7)), report("b", finding("b", "y", 8)), report("c")));
        String text = write(merge(ballots));
        java.util.Collections.reverse(ballots);
        assertThat(write(merge(ballots))).isEqualTo(text);
    }

    @Test
    void whatAToolSaidBecomesNeitherPlaceholderNorLink() throws IOException {
        Merged merged = merge(List.of(report("a", finding("a", "see {0} and [this](javascript:alert(1))", 7))));
        assertThat(values(write(merged), "text"))
                .anySatisfy(text -> assertThat(text).contains("see {{0}} and [this\\](javascript:alert(1))"))
                .noneSatisfy(text -> assertThat(text).containsPattern("(?<!\\{)\\{0}|(?<!\\\\)]\\("));
    }

    /** The Multitool refuses a file with two equal related locations, and real tools report a line twice. */
    @Test
    void aFindingThatIsReportedTwiceIsRelatedOnce() throws IOException {
        Merged merged = merge(List.of(report("a", finding("a", "x", 7), finding("a", "x", 7))));
        assertThat(merged.clusters()).hasSize(1);
        assertThat(merged.clusters().get(0).findings()).hasSize(2);
        assertThat(values(write(merged), "text").stream().filter("a, r: x"::equals))
                .hasSize(1);
    }

    private static Finding finding(String tool, String message, int line) {
        return new Finding(
                tool,
                Rule.of("r", 89),
                List.of(89),
                WeaknessClass.ofCwe(89),
                new Subject.Code(Location.of("A.java", line)),
                Severity.HIGH,
                message,
                Map.of(),
                List.of(),
                List.of());
    }

    private static Ballot report(String tool, Finding... findings) {
        return Ballot.bare(new ToolReport(tool, "1", true, List.of(findings), List.of(), List.of()));
    }

    private static Merged merge(List<Ballot> ballots) {
        return Merge.merge(ballots, MergeOptions.on(LocalDate.of(2026, 3, 1)));
    }

    private static String write(Merged merged) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        SarifWriter.write(merged, true, List.of(), out);
        return out.toString(StandardCharsets.UTF_8);
    }

    private static ToolReport read(String sarif) throws IOException {
        Source source = Source.of("merged.sarif", new ByteArrayInputStream(sarif.getBytes(StandardCharsets.UTF_8)));
        return ReportReader.read(source, "redundancy", "sarif", Limits.DEFAULT, PathMapping.NONE);
    }

    private static List<String> values(String json, String field) throws IOException {
        List<String> values = new ArrayList<>();
        try (JsonParser parser = new JsonFactory().createParser(json)) {
            while (parser.nextToken() != null) {
                if (field.equals(parser.currentName())
                        && parser.currentToken().isScalarValue()
                        && parser.currentToken() != com.fasterxml.jackson.core.JsonToken.FIELD_NAME) {
                    values.add(parser.getText());
                }
            }
        }
        return values;
    }
}
