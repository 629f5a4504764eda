package io.jenkins.plugins.redundancy.engine.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jenkins.plugins.redundancy.engine.finding.Location;
import io.jenkins.plugins.redundancy.engine.finding.Severity;
import io.jenkins.plugins.redundancy.engine.merge.Agreement;
import io.jenkins.plugins.redundancy.engine.merge.Cluster;
import io.jenkins.plugins.redundancy.engine.merge.Vote;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FindingSelectionTest {

    /** Against the plainest way to do it, on the clusters themselves. */
    @Property(tries = 400)
    void selectsAndSortsAsTheClustersSay(@ForAll Random random) {
        ScanResult result = RandomResults.of(random, random.nextInt(30));
        List<Cluster> clusters = new ArrayList<>(result.merged().clusters());
        clusters.addAll(result.merged().gone());
        Map<RuleTable.Key, Integer> numbers = RuleTable.of(result.merged());
        FindingIndex index = FindingIndexBuilder.of(result.merged(), numbers);
        List<RuleTable.Key> rules = List.copyOf(numbers.keySet());
        FindingQuery query = query(random, clusters);

        List<Integer> expected = new ArrayList<>(IntStream.range(0, clusters.size())
                .filter(row -> matches(query, clusters.get(row), row < index.present()))
                .boxed()
                .toList());
        Comparator<Integer> order = order(query.sort(), clusters);
        expected.sort((query.descending() ? Collections.reverseOrder(order) : order)
                .thenComparing(Comparator.naturalOrder()));
        FindingSelection selection = FindingSelection.of(index, rules, query);

        assertThat(selection.matching()).isEqualTo(expected.size());
        int from = Math.min(expected.size(), query.start());
        assertThat(selection.rows())
                .isEqualTo(expected.subList(from, Math.min(expected.size(), from + query.length())));
    }

    private static FindingQuery query(Random random, List<Cluster> clusters) {
        Cluster any = clusters.isEmpty() ? null : clusters.get(random.nextInt(clusters.size()));
        List<String> searches = any == null
                ? List.of("", "x")
                : List.of(
                        "",
                        "",
                        "no such thing",
                        any.id(),
                        any.weakness().title().toUpperCase(Locale.ROOT),
                        any.findings().get(0).rule().id(),
                        FindingIndexBuilder.place(any));
        return new FindingQuery(
                random.nextInt(4),
                1 + random.nextInt(20),
                FindingQuery.Sort.values()[random.nextInt(FindingQuery.Sort.values().length)],
                random.nextBoolean(),
                random.nextBoolean() ? Set.of() : EnumSet.of(Severity.values()[random.nextInt(5)], Severity.LOW),
                any == null || random.nextBoolean() ? "" : any.weakness().id(),
                random.nextBoolean() ? null : Agreement.values()[random.nextInt(2)],
                random.nextBoolean() ? "" : random.nextBoolean() ? "alpha" : "nobody",
                Vote.values()[random.nextInt(3)],
                random.nextBoolean() ? FindingState.ALL : FindingState.values()[random.nextInt(7)],
                searches.get(random.nextInt(searches.size())));
    }

    private static boolean matches(FindingQuery query, Cluster cluster, boolean present) {
        String state = cluster.baseline() == null ? "" : cluster.baseline().id();
        boolean open = present && cluster.live();
        boolean inState =
                switch (query.state()) {
                    case ALL -> true;
                    case OPEN -> open;
                    case NEW, UNCHANGED -> open && state.equals(query.state().id());
                    case SUPPRESSED -> present && !cluster.live();
                    case ABSENT, UNKNOWN ->
                        !present && state.equals(query.state().id());
                };
        String words = String.join(
                "\n",
                cluster.id(),
                cluster.weakness().id(),
                cluster.weakness().title(),
                FindingIndexBuilder.place(cluster),
                cluster.findings().stream()
                        .map(f -> f.rule().id() + "\n" + f.rule().name())
                        .toList()
                        .toString());
        return inState
                && (query.severities().isEmpty() || query.severities().contains(cluster.severity()))
                && (query.weakness().isEmpty()
                        || query.weakness().equals(cluster.weakness().id()))
                && (query.agreement() == null || query.agreement() == cluster.agreement())
                && (query.tool().isEmpty() || cluster.votes().get(query.tool()) == query.vote())
                && words.toLowerCase(Locale.ROOT).contains(query.search());
    }

    private static Comparator<Integer> order(FindingQuery.Sort sort, List<Cluster> clusters) {
        Comparator<Cluster> order =
                switch (sort) {
                    case REPORT -> Comparator.comparing(clusters::indexOf);
                    case SEVERITY -> Comparator.comparing(Cluster::severity);
                    case WEAKNESS ->
                        Comparator.comparing((Cluster c) -> c.weakness().title())
                                .thenComparing(c -> c.weakness().id());
                    case PLACE ->
                        Comparator.comparing(FindingIndexBuilder::place)
                                .thenComparing(c -> c.subject()
                                        .location()
                                        .map(Location::startLine)
                                        .orElse(0));
                    case AGREEMENT ->
                        Comparator.comparing(Cluster::agreement)
                                .thenComparing(
                                        c -> -Collections.frequency(c.votes().values(), Vote.REPORTED));
                    case CONFIDENCE -> Comparator.comparing(Cluster::confidence);
                    case STATE ->
                        Comparator.comparing((Cluster c) ->
                                        c.baseline() == null ? -1 : c.baseline().ordinal())
                                .thenComparing(c -> !c.live());
                };
        return sort == FindingQuery.Sort.REPORT
                ? Comparator.naturalOrder()
                : (a, b) -> order.compare(clusters.get(a), clusters.get(b));
    }

    @Test
    void requestWithoutParametersAsksForTheFirstRowsOfEverything() {
        assertThat(FindingQuery.parse(name -> null)).isEqualTo(FindingQuery.all(0, 50));
    }

    @Test
    void everyParameterIsRead() {
        Map<String, String> parameters = Map.ofEntries(
                Map.entry("start", "100"),
                Map.entry("length", "25"),
                Map.entry("sort", "confidence"),
                Map.entry("descending", "true"),
                Map.entry("severity", "high,critical"),
                Map.entry("weakness", "xss"),
                Map.entry("agreement", "single-source"),
                Map.entry("tool", "pmd"),
                Map.entry("vote", "silent"),
                Map.entry("state", "new"),
                Map.entry("search", " Dao "));
        assertThat(FindingQuery.parse(parameters::get))
                .isEqualTo(new FindingQuery(
                        100,
                        25,
                        FindingQuery.Sort.CONFIDENCE,
                        true,
                        Set.of(Severity.HIGH, Severity.CRITICAL),
                        "xss",
                        Agreement.SINGLE_SOURCE,
                        "pmd",
                        Vote.SILENT,
                        FindingState.NEW,
                        "dao"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "start|-1|start: -1 must be 0 or more",
                "start|x|start: 'x' is no whole number",
                "length|0|length: 0 must be 1…500",
                "length|501|length: 501 must be 1…500",
                "length|99999999999|length: '99999999999' is no whole number",
                "sort|colour|sort: 'colour': use one of report, severity,",
                "severity|high,awful|severity: 'awful': use one of critical, high, medium, low, info",
                "agreement|maybe|agreement: 'maybe': use one of confirmed, single-source",
                "vote|no|vote: 'no': use one of reported, silent, abstained",
                "state|gone|state: 'gone': use one of all, open, new, unchanged, suppressed, absent, unknown",
                "descending|1|descending: '1': use true or false",
            })
    void badParameterIsNamedWithItsValueAndWhatIsAllowed(String name, String value, String message) {
        assertThatThrownBy(() -> FindingQuery.parse(asked -> asked.equals(name) ? value : null))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith(message);
    }

    @Test
    void longSearchIsRefused() {
        char[] text = new char[201];
        Arrays.fill(text, 'x');
        assertThatThrownBy(() -> FindingQuery.parse(name -> name.equals("search") ? new String(text) : null))
                .hasMessage("search: 201 characters; shorten it to 200");
    }
}
