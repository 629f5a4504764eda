package io.jenkins.plugins.redundancy.engine.read;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * The tool that made a report, whatever a tool set calls it.
 *
 * @param id lower case with dashes, as presets name it; made from the tool's own name where it is not in the table
 * @param rules its rule table
 * @param kind what its findings are about unless a rule says otherwise: {@code code}, {@code secret},
 *     {@code dependency}, {@code configuration}
 */
record Producer(String id, RuleTable rules, String kind) {

    private record Row(String glob, String id, String rules, String kind) {}

    private static final List<Row> ROWS = load();

    /** @param name as the tool writes it: SARIF's {@code driver.name}, the root element of an XML, a format's id */
    static Producer named(String name) {
        String lower = name.trim().toLowerCase(Locale.ROOT);
        for (Row row : ROWS) {
            if (Glob.matches(row.glob(), lower)) {
                return new Producer(row.id(), RuleTable.named(row.rules()), row.kind());
            }
        }
        String id = lower.replaceAll("[^a-z0-9.]+", "-").replaceAll("^-+|-+$", "");
        return new Producer(id.isEmpty() ? "unnamed" : id, RuleTable.EMPTY, "code");
    }

    /** The producer by the name in the report; where nothing is known of it, the voter's name may tell more. */
    static Producer of(Reading reading, String nameInReport) {
        Producer named = named(nameInReport);
        boolean unknown = named.rules() == RuleTable.EMPTY && named.kind().equals("code");
        return unknown && reading.tool != null ? named(reading.tool) : named;
    }

    private static List<Row> load() {
        try (InputStream in = Producer.class.getResourceAsStream("producers.csv")) {
            List<Row> rows = new ArrayList<>();
            for (List<String> cells :
                    Csv.read("producers", new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8)))) {
                rows.add(new Row(cells.get(0), cells.get(1), cells.get(2), cells.get(3)));
            }
            return rows;
        } catch (IOException e) {
            throw new UncheckedIOException("the table of producers cannot be read", e);
        }
    }
}
