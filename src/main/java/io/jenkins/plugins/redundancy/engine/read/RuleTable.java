package io.jenkins.plugins.redundancy.engine.read;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;

/**
 * CWE numbers for the rules of a tool that does not tell them, and corrections where it tells wrong ones. A shipped CSV
 * per tool: {@code rule,message,cwe,corrects}, read in order, the first row that fits decides; lines with {@code #} say
 * where it comes from (docs/developer/readers.md).
 */
final class RuleTable {
    static final RuleTable EMPTY = new RuleTable(List.of());

    private static final Map<String, RuleTable> LOADED = new ConcurrentHashMap<>();

    /**
     * @param rule id, or a glob with {@code *}
     * @param message searched in the result's message; null = any message
     * @param cwes what such a result is; empty = the number of the tool is wrong and there is no right one
     * @param corrects the tool's own numbers that the row replaces; {@code -1} in it = whatever the tool says
     */
    record Row(String rule, @CheckForNull Pattern message, List<Integer> cwes, List<Integer> corrects) {
        boolean fits(String text) {
            return message == null || message.matcher(text).find();
        }

        boolean correctsAnyOf(List<Integer> own) {
            return corrects.contains(-1) || own.stream().anyMatch(corrects::contains);
        }
    }

    private final Map<String, List<Row>> exact = new HashMap<>();
    private final List<Row> globs = new ArrayList<>();

    private RuleTable(List<Row> rows) {
        for (Row row : rows) {
            if (row.rule().indexOf('*') >= 0) {
                globs.add(row);
            } else {
                exact.computeIfAbsent(row.rule(), id -> new ArrayList<>(1)).add(row);
            }
        }
    }

    /** The table of that name, the empty one where none is shipped. */
    static RuleTable named(String name) {
        return LOADED.computeIfAbsent(name, RuleTable::load);
    }

    /** The rows for a rule, exact ids before globs, each in the order of the file. */
    List<Row> rows(String ruleId) {
        List<Row> rows = new ArrayList<>(exact.getOrDefault(ruleId, List.of()));
        for (Row row : globs) {
            if (Glob.matches(row.rule(), ruleId)) {
                rows.add(row);
            }
        }
        return rows;
    }

    List<String> ruleIds() {
        return List.copyOf(exact.keySet());
    }

    private static RuleTable load(String name) {
        if (!name.matches("[a-z0-9-]+")) {
            return EMPTY;
        }
        try (InputStream in = RuleTable.class.getResourceAsStream("rules/" + name + ".csv")) {
            return in == null ? EMPTY : new RuleTable(parse(name, in));
        } catch (IOException e) {
            throw new UncheckedIOException("rule table " + name + " cannot be read", e);
        }
    }

    private static List<Row> parse(String name, InputStream in) throws IOException {
        List<Row> rows = new ArrayList<>();
        for (List<String> cells :
                Csv.read(name, new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8)))) {
            if (cells.size() != 4) {
                throw new IOException("rule table " + name + ": a row needs rule,message,cwe,corrects: " + cells);
            }
            Pattern message = cells.get(1).isEmpty() ? null : Pattern.compile(cells.get(1), Pattern.CASE_INSENSITIVE);
            rows.add(new Row(cells.get(0), message, numbers(cells.get(2)), numbers(cells.get(3))));
        }
        return rows;
    }

    private static List<Integer> numbers(String cell) {
        List<Integer> numbers = new ArrayList<>();
        for (String number : cell.isBlank() ? new String[0] : cell.trim().split(" +")) {
            numbers.add(number.equals("any") ? -1 : Integer.parseInt(number));
        }
        numbers.sort(null);
        return List.copyOf(numbers);
    }
}
