package io.jenkins.plugins.redundancy.engine.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jenkins.plugins.redundancy.engine.merge.BaselineState;
import io.jenkins.plugins.redundancy.engine.merge.Cluster;
import io.jenkins.plugins.redundancy.engine.merge.Merged;
import io.jenkins.plugins.redundancy.engine.merge.Triage;
import io.jenkins.plugins.redundancy.engine.merge.TriageLog;
import io.jenkins.plugins.redundancy.engine.merge.Vote;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.IntStream;
import java.util.zip.GZIPInputStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.lifecycle.AfterProperty;
import net.jqwik.api.lifecycle.BeforeProperty;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PagedResultTest {

    private Path directory;

    @BeforeProperty
    void makeDirectory() throws IOException {
        directory = Files.createTempDirectory("paged");
    }

    @AfterProperty
    void removeDirectory() throws IOException {
        for (String name : List.of("result", "index")) {
            Files.deleteIfExists(directory.resolve(name));
        }
        Files.delete(directory);
    }

    private PagedResult stored(ScanResult result) throws IOException {
        write(result);
        return open();
    }

    private void write(ScanResult result) throws IOException {
        try (var file = Files.newOutputStream(directory.resolve("result"));
                var index = Files.newOutputStream(directory.resolve("index"))) {
            PagedResult.write(result, file, index);
        }
    }

    private PagedResult open() throws IOException {
        return PagedResult.open(directory.resolve("result"), directory.resolve("index"));
    }

    private static List<Cluster> rows(ScanResult result) {
        List<Cluster> rows = new ArrayList<>(result.merged().clusters());
        rows.addAll(result.merged().gone());
        return rows;
    }

    /** Few, and around the ends of pages. */
    private static int size(Random random) {
        return random.nextBoolean()
                ? random.nextInt(5)
                : PagedResult.ROWS * (1 + random.nextInt(2)) + random.nextInt(3) - 1;
    }

    @Property(tries = 25)
    void pagesTogetherAreTheStoredForm(@ForAll Random random) throws IOException {
        ScanResult result = RandomResults.of(random, size(random));
        write(result);
        ByteArrayOutputStream stored = new ByteArrayOutputStream();
        ResultJson.write(result, stored);
        try (InputStream in = new GZIPInputStream(Files.newInputStream(directory.resolve("result")))) {
            assertThat(in.readAllBytes()).isEqualTo(stored.toByteArray());
        }
    }

    @Property(tries = 25)
    void everyRowIsReadByItself(@ForAll Random random) throws IOException {
        ScanResult result = RandomResults.of(random, size(random));
        PagedResult paged = stored(result);
        List<Cluster> rows = rows(result);
        List<Integer> some = random.ints(rows.isEmpty() ? 0 : 20, 0, Math.max(1, rows.size()))
                .boxed()
                .toList();
        assertThat(paged.clusters(some)).isEqualTo(some.stream().map(rows::get).toList());
        assertThat(paged.head().verdict()).isEqualTo(result.verdict());
        assertThat(paged.head().gate()).isEqualTo(result.gate());
        assertThat(paged.head().merged().tools()).isEqualTo(result.merged().tools());
        assertThat(paged.warnings()).isEqualTo(result.merged().warnings());
        for (Cluster cluster : paged.clusters(some.subList(0, Math.min(3, some.size())))) {
            assertThat(paged.cluster(cluster.id())).contains(cluster);
        }
        assertThat(paged.cluster("0123456789abcdef")).isEmpty();
        assertThat(paged.cluster("no id")).isEmpty();
    }

    @Property(tries = 25)
    void indexTellsWhatTheClustersTell(@ForAll Random random) throws IOException {
        ScanResult result = RandomResults.of(random, size(random));
        FindingIndex index = stored(result).index();
        List<Cluster> rows = rows(result);
        assertThat(index.size()).isEqualTo(rows.size());
        assertThat(index.present()).isEqualTo(result.merged().clusters().size());
        for (int row = 0; row < rows.size(); row++) {
            assertSame(index, row, rows.get(row));
        }
        assertThat(index.count(FindingState.OPEN)).isEqualTo((int) result.count(cluster -> true));
        assertThat(index.count(FindingState.NEW)).isEqualTo((int) result.fresh());
        assertThat(index.compared()).isEqualTo(result.compared());
    }

    private static void assertSame(FindingIndex index, int row, Cluster cluster) {
        assertThat(index.severity(row)).isEqualTo(cluster.severity());
        assertThat(index.weakness(row)).isEqualTo(cluster.weakness());
        assertThat(index.agreement(row)).isEqualTo(cluster.agreement());
        assertThat(index.confidence(row)).isEqualTo(cluster.confidence());
        assertThat(index.suppressed(row)).isEqualTo(!cluster.live());
        assertThat(index.baseline(row).orElse(null)).isEqualTo(cluster.baseline());
        for (int tool = 0; tool < index.tools().size(); tool++) {
            assertThat(index.vote(row, tool))
                    .isEqualTo(cluster.votes().get(index.tools().get(tool).name()));
        }
    }

    @Property(tries = 25)
    void decisionsDoTheSameToTheIndexAsToTheMerge(@ForAll Random random) throws IOException {
        ScanResult result = RandomResults.of(random, 1 + random.nextInt(5));
        Merged merged = result.merged();
        List<Triage> triage = new ArrayList<>();
        for (Cluster cluster : rows(result)) {
            Set<String> lineages = new TreeSet<>();
            merged.tools().stream()
                    .filter(tool -> random.nextInt(4) > 0
                            || cluster.votes().get(tool.voter().tool()) == Vote.REPORTED && random.nextInt(4) > 0)
                    .forEach(tool -> lineages.add(tool.voter().lineage().strip()));
            if (!lineages.isEmpty() && random.nextBoolean()) {
                triage.add(new Triage(
                        cluster.id(),
                        Triage.Decision.values()[random.nextInt(2)],
                        "because",
                        "ada",
                        Instant.EPOCH,
                        "xss",
                        lineages,
                        Set.of()));
            }
        }
        TriageLog log = new TriageLog(triage);
        FindingIndex index = stored(result).index().decided(log);
        for (Cluster cluster : log.decide(merged).clusters()) {
            int row = index.row(cluster.id()).orElseThrow();
            assertThat(index.suppressed(row)).isEqualTo(!cluster.live());
            assertThat(index.confidence(row)).isEqualTo(cluster.confidence());
        }
    }

    @Property(tries = 20)
    void laterDecisionTakesAnEarlierOneBack(@ForAll Random random) throws IOException {
        ScanResult result = RandomResults.of(random, 3);
        Cluster cluster = result.merged().clusters().get(0);
        Set<String> all = Set.of("alpha", "beta {0}", "gamma </script>", "family");
        Triage dismissed = new Triage(
                cluster.id(), Triage.Decision.FALSE_POSITIVE, "r", "ada", Instant.EPOCH, "xss", all, Set.of());
        Triage accepted = new Triage(
                cluster.id(), Triage.Decision.ACCEPTED, "r", "bob", Instant.EPOCH.plusSeconds(1), "xss", all, Set.of());
        Merged decided = new TriageLog(List.of(dismissed)).decide(result.merged());
        FindingIndex index = stored(new ScanResult("x", null, decided, null)).index();
        int row = index.row(cluster.id()).orElseThrow();
        assertThat(index.suppressed(row)).isTrue();

        FindingIndex later = index.decided(new TriageLog(List.of(dismissed, accepted)));
        assertThat(later.suppressed(row)).isEqualTo(!cluster.live());
        assertThat(later.confidence(row)).isOne();
    }

    @Property(tries = 25)
    void wrongIndexOrBrokenFileIsRefused(@ForAll Random random) throws IOException {
        write(RandomResults.of(random, 5));
        Path broken = directory.resolve(random.nextBoolean() ? "result" : "index");
        byte[] bytes = Files.readAllBytes(broken);
        Files.write(broken, Arrays.copyOf(bytes, random.nextInt(bytes.length)));
        assertThatThrownBy(this::open).isInstanceOf(IOException.class);
    }

    /** Beyond gzip's own head, whose fields say nothing about the content. */
    @Property(tries = 200)
    void changedIndexIsRefusedOrSaysTheSame(@ForAll Random random) throws IOException {
        write(RandomResults.of(random, 5));
        byte[] before = Files.readAllBytes(directory.resolve("index"));
        byte[] bytes = before.clone();
        bytes[10 + random.nextInt(bytes.length - 10)] ^= (byte) (1 << random.nextInt(8));
        FindingIndexFile.Content content;
        try {
            content = FindingIndexFile.read(new ByteArrayInputStream(bytes), "x");
        } catch (IOException x) {
            assertThat(x.getMessage()).isNotEmpty();
            return;
        }
        // the last byte before the check sum has bits that mean nothing
        ByteArrayOutputStream again = new ByteArrayOutputStream();
        FindingIndexFile.write(content.index(), content.starts(), again);
        assertThat(again.toByteArray()).isEqualTo(before);
    }

    @Property(tries = 30)
    void everyCellOfTheCsvIsInert(@ForAll Random random) throws IOException {
        ScanResult result = RandomResults.of(random, 4);
        ByteArrayOutputStream csv = new ByteArrayOutputStream();
        FindingsCsv.write(stored(result), TriageLog.EMPTY, csv);
        List<List<String>> lines = parse(csv.toString(StandardCharsets.UTF_8));
        assertThat(lines).hasSize(1 + rows(result).size());
        assertThat(lines).allSatisfy(cells -> assertThat(cells).hasSize(14));
        assertThat(lines.stream().flatMap(List::stream))
                .allSatisfy(cell -> assertThat(cell).doesNotMatch("(?s)\\s*[=+@-].*|[\\t\\r\\n].*"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"=1+1", "+1", "-1", "@SUM(A1)", " =1", "\t=1", "\r=1", "\uff1d1", "\u00a0=cmd"})
    void formulasBecomeText(String message) throws IOException {
        makeDirectory();
        ScanResult any = RandomResults.of(new Random(1), 1);
        Cluster cluster = any.merged().clusters().get(0);
        Cluster hostile = new Cluster(
                cluster.id(),
                cluster.weakness(),
                cluster.subject(),
                cluster.severity(),
                cluster.findings().stream()
                        .map(f -> new io.jenkins.plugins.redundancy.engine.finding.Finding(
                                f.tool(),
                                f.rule(),
                                f.cwes(),
                                f.weakness(),
                                f.subject(),
                                f.severity(),
                                message,
                                Map.of(),
                                List.of(),
                                List.of()))
                        .toList(),
                cluster.votes(),
                cluster.agreement(),
                cluster.confidence(),
                cluster.why(),
                null,
                null);
        Merged merged = new Merged(List.of(hostile), List.of(), any.merged().tools(), "2", List.of());
        ByteArrayOutputStream csv = new ByteArrayOutputStream();
        FindingsCsv.write(stored(new ScanResult("x", null, merged, null)), TriageLog.EMPTY, csv);
        removeDirectory();
        assertThat(parse(csv.toString(StandardCharsets.UTF_8)).get(1)).last().isEqualTo("'" + message);
    }

    private static List<List<String>> parse(String csv) {
        List<List<String>> lines = new ArrayList<>();
        List<String> cells = new ArrayList<>();
        int at = 0;
        while (at < csv.length()) {
            assertThat(csv.charAt(at)).isEqualTo('"');
            StringBuilder cell = new StringBuilder();
            for (at++; csv.charAt(at) != '"' || csv.startsWith("\"\"", at); at++) {
                cell.append(csv.charAt(at));
                at += csv.charAt(at) == '"' ? 1 : 0;
            }
            cells.add(cell.toString());
            at++;
            if (csv.charAt(at) == ',') {
                at++;
            } else {
                assertThat(csv.substring(at, at + 2)).isEqualTo("\r\n");
                at += 2;
                lines.add(cells);
                cells = new ArrayList<>();
            }
        }
        return lines;
    }

    @Property(tries = 25)
    void matrixCountsEveryVoteOnAnOpenFindingOnce(@ForAll Random random) throws IOException {
        ScanResult result = RandomResults.of(random, size(random));
        AgreementMatrix matrix = AgreementMatrix.of(stored(result).index());
        for (AgreementMatrix.Row row : matrix.rows()) {
            List<Cluster> ofClass = result.merged().clusters().stream()
                    .filter(Cluster::live)
                    .filter(cluster -> cluster.weakness().equals(row.weakness()))
                    .toList();
            assertThat(row.confirmed() + row.singleSource()).isEqualTo(ofClass.size());
            for (int tool : IntStream.range(0, matrix.tools().size()).toArray()) {
                AgreementMatrix.Cell cell = row.cells().get(tool);
                assertThat(cell.reported() + cell.silent() + cell.abstained()).isEqualTo(ofClass.size());
                assertThat(cell.reported()).isEqualTo((int) ofClass.stream()
                        .filter(cluster -> cluster.votes().get(matrix.tools().get(tool)) == Vote.REPORTED)
                        .count());
            }
        }
        assertThat(matrix.rows().stream()
                        .mapToInt(row -> row.confirmed() + row.singleSource())
                        .sum())
                .isEqualTo((int) result.merged().clusters().stream()
                        .filter(Cluster::live)
                        .filter(cluster -> cluster.weakness().shared())
                        .count());
    }

    @Property(tries = 25)
    void goneOnesAreAbsentOrUnknown(@ForAll Random random) throws IOException {
        ScanResult result = RandomResults.of(random, 2);
        FindingIndex index = stored(result).index();
        int unknown = (int) result.merged().gone().stream()
                .filter(cluster -> cluster.baseline() == BaselineState.UNKNOWN)
                .count();
        assertThat(index.count(FindingState.UNKNOWN)).isEqualTo(unknown);
        assertThat(index.count(FindingState.ABSENT))
                .isEqualTo(result.merged().gone().size() - unknown);
    }
}
