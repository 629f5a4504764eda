package io.jenkins.plugins.redundancy.engine.read;

import io.jenkins.plugins.redundancy.engine.finding.WeaknessClass;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;

/**
 * Which weakness a result is: corrections of the shipped table first, then the tool's own numbers, then the table, then
 * numbers in the message.
 */
final class Classifier {
    /** Characters kept of the id of a rule. */
    static final int MAX_ID = 1_000;

    /** The id of a rule whose report gives none. */
    static final String NO_RULE = "(no rule)";

    /** @param cwes ascending */
    record Classified(List<Integer> cwes, WeaknessClass weakness) {}

    private final Producer producer;
    private final Map<String, Entry> entries = new HashMap<>();
    private final Map<List<Integer>, Classified> shared = new HashMap<>();

    Classifier(Producer producer) {
        this.producer = producer;
    }

    private static final class Entry {
        final List<RuleTable.Row> rows;
        final boolean byMessage;
        final Classified unknown;
        List<Integer> lastOwn = List.of(-1);
        Classified last;

        Entry(List<RuleTable.Row> rows, Classified unknown) {
            this.rows = rows;
            this.byMessage = rows.stream().anyMatch(row -> row.message() != null);
            this.unknown = unknown;
            this.last = unknown;
        }
    }

    /**
     * @param ruleId plain text: it names the class where nothing else does
     * @param own numbers that the tool gives to the result, or else to its rule
     */
    Classified classify(String ruleId, List<Integer> own, String message) {
        Entry entry = entry(ruleId);
        if (!entry.byMessage && (entry.lastOwn == own || entry.lastOwn.equals(own))) {
            return entry.last;
        }
        List<Integer> cwes = numbers(entry.rows, own, message);
        boolean constant = !entry.byMessage && !(cwes.isEmpty() || (own.isEmpty() && entry.rows.isEmpty()));
        Classified classified = cwes.isEmpty()
                ? entry.unknown
                : shared.computeIfAbsent(
                        cwes, numbers -> new Classified(numbers, WeaknessClass.of(numbers, producer.id(), ruleId)));
        if (constant) {
            entry.lastOwn = own;
            entry.last = classified;
        }
        return classified;
    }

    /** All numbers that results of the rule can have, as far as the rule tells: for its coverage. */
    List<Integer> ofRule(String ruleId, List<Integer> own) {
        TreeSet<Integer> numbers = new TreeSet<>();
        List<RuleTable.Row> rows = entry(ruleId).rows;
        for (RuleTable.Row row : rows) {
            if (own.isEmpty() || row.correctsAnyOf(own)) {
                numbers.addAll(row.cwes());
                if (row.message() == null) {
                    return List.copyOf(numbers);
                }
            }
        }
        numbers.addAll(own);
        return numbers.equals(new TreeSet<>(own)) ? own : List.copyOf(numbers);
    }

    private Entry entry(String ruleId) {
        Entry entry = entries.get(ruleId);
        if (entry == null) {
            entry = new Entry(
                    producer.rules().rows(ruleId),
                    new Classified(List.of(), WeaknessClass.ofRule(producer.id(), ruleId)));
            entries.put(ruleId, entry);
        }
        return entry;
    }

    private static List<Integer> numbers(List<RuleTable.Row> rows, List<Integer> own, String message) {
        for (RuleTable.Row row : rows) {
            if (own.isEmpty() ? row.fits(message) : row.correctsAnyOf(own) && row.fits(message)) {
                return own.isEmpty() ? row.cwes() : corrected(row, own);
            }
        }
        if (!own.isEmpty()) {
            return own;
        }
        CweNumbers inMessage = new CweNumbers();
        inMessage.addNamed(message);
        return inMessage.toList();
    }

    private static List<Integer> corrected(RuleTable.Row row, List<Integer> own) {
        if (row.corrects().contains(-1)) {
            return row.cwes();
        }
        List<Integer> numbers = new ArrayList<>(own);
        numbers.removeAll(row.corrects());
        numbers.addAll(row.cwes());
        return List.copyOf(new TreeSet<>(numbers));
    }
}
