package io.jenkins.plugins.redundancy.engine.report;

import io.jenkins.plugins.redundancy.engine.finding.Severity;
import io.jenkins.plugins.redundancy.engine.finding.WeaknessClass;
import io.jenkins.plugins.redundancy.engine.merge.Agreement;
import io.jenkins.plugins.redundancy.engine.merge.Vote;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/**
 * The rows of an index that a query asks for.
 *
 * @param matching rows that match
 * @param rows of the page, in order
 */
public record FindingSelection(int matching, List<Integer> rows) {

    public FindingSelection {
        rows = List.copyOf(rows);
    }

    /** @param rules of the result, by number, for the search */
    static FindingSelection of(FindingIndex index, List<RuleTable.Key> rules, FindingQuery query) {
        Filter filter = new Filter(index, rules, query);
        long[] keys = new long[index.size()];
        int matching = 0;
        Rank rank = rank(index, query);
        for (int row = 0; row < keys.length; row++) {
            if (filter.matches(row)) {
                int place = query.descending() ? Integer.MAX_VALUE - rank.of(row) : rank.of(row);
                keys[matching++] = (long) place << 32 | row;
            }
        }
        Arrays.sort(keys, 0, matching);
        int from = Math.min(query.start(), matching);
        int to = Math.min(matching, from + query.length());
        return new FindingSelection(
                matching,
                Arrays.stream(keys, from, to).mapToObj(key -> (int) key).toList());
    }

    private interface Rank {
        int of(int row);
    }

    private static Rank rank(FindingIndex index, FindingQuery query) {
        return switch (query.sort()) {
            case REPORT -> row -> row;
            case SEVERITY -> row -> index.columns.severity()[row];
            case WEAKNESS -> row -> index.columns.weakness()[row];
            case PLACE -> places(index);
            case AGREEMENT -> {
                int[] reporters = index.columns.ballots().stream()
                        .mapToInt(FindingSelection::reporters)
                        .toArray();
                yield row -> (index.agreement(row) == Agreement.CONFIRMED ? 0 : 1 << 20)
                        + (1 << 19)
                        - reporters[index.columns.votes()[row]];
            }
            case CONFIDENCE -> row -> index.columns.confidence()[row];
            case STATE -> row -> index.columns.state()[row] * 2 + (index.suppressed(row) ? 1 : 0);
        };
    }

    /** By path and line at once: the rank among all pairs of the two. */
    private static Rank places(FindingIndex index) {
        long[] pairs = new long[index.size()];
        for (int row = 0; row < pairs.length; row++) {
            pairs[row] = (long) index.columns.place()[row] << 32 | index.columns.line()[row];
        }
        long[] sorted = Arrays.stream(pairs).sorted().distinct().toArray();
        return row -> Arrays.binarySearch(sorted, pairs[row]);
    }

    private static int reporters(byte[] ballot) {
        int reporters = 0;
        for (byte vote : ballot) {
            reporters += vote == Vote.REPORTED.ordinal() ? 1 : 0;
        }
        return reporters;
    }

    /** Decides on what rows share once, so that a row costs a few look-ups. */
    private static final class Filter {
        private final FindingIndex index;
        private final FindingQuery query;
        private final boolean[] severities;
        private final boolean[] weaknesses;
        private final boolean[] ballots;
        private final boolean[] foundWeaknesses;
        private final boolean[] foundPlaces;
        private final boolean[] foundRules;
        private final long foundId;

        Filter(FindingIndex index, List<RuleTable.Key> rules, FindingQuery query) {
            this.index = index;
            this.query = query;
            FindingIndex.Columns columns = index.columns;
            severities = new boolean[Severity.values().length];
            for (int i = 0; i < severities.length; i++) {
                severities[i] =
                        query.severities().isEmpty() || query.severities().contains(Severity.values()[i]);
            }
            weaknesses = each(
                    columns.weaknesses(),
                    weakness -> query.weakness().isEmpty() || weakness.id().equals(query.weakness()));
            int tool = columns.tools().stream()
                    .map(FindingIndex.Tool::name)
                    .toList()
                    .indexOf(query.tool());
            ballots = each(
                    columns.ballots(),
                    ballot -> query.tool().isEmpty()
                            || (tool >= 0 && ballot[tool] == query.vote().ordinal()));
            foundWeaknesses = each(columns.weaknesses(), this::found);
            foundPlaces = each(columns.places(), this::contains);
            foundRules = each(
                    rules,
                    key -> contains(key.rule().id()) || contains(key.rule().name()));
            foundId = FindingIndex.key(query.search());
        }

        private interface Test<T> {
            boolean of(T value);
        }

        private static <T> boolean[] each(List<T> values, Test<T> test) {
            boolean[] all = new boolean[values.size()];
            for (int i = 0; i < all.length; i++) {
                all[i] = test.of(values.get(i));
            }
            return all;
        }

        private boolean found(WeaknessClass weakness) {
            return contains(weakness.title()) || contains(weakness.id());
        }

        private boolean contains(String text) {
            return query.search().isEmpty() || text.toLowerCase(Locale.ROOT).contains(query.search());
        }

        boolean matches(int row) {
            FindingIndex.Columns columns = index.columns;
            return severities[columns.severity()[row]]
                    && weaknesses[columns.weakness()[row]]
                    && ballots[columns.votes()[row]]
                    && (query.agreement() == null || query.agreement() == index.agreement(row))
                    && index.is(row, query.state())
                    && (query.search().isEmpty() || found(row));
        }

        private boolean found(int row) {
            FindingIndex.Columns columns = index.columns;
            if (foundWeaknesses[columns.weakness()[row]]
                    || foundPlaces[columns.place()[row]]
                    || columns.ids()[row] == foundId) {
                return true;
            }
            for (int i = row == 0 ? 0 : columns.ruleEnds()[row - 1]; i < columns.ruleEnds()[row]; i++) {
                int rule = columns.rules()[i];
                if (rule < foundRules.length && foundRules[rule]) {
                    return true;
                }
            }
            return false;
        }
    }
}
