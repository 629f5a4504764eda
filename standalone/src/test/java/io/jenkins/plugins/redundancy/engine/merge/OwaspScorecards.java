package io.jenkins.plugins.redundancy.engine.merge;

import io.jenkins.plugins.redundancy.engine.finding.WeaknessClass;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.zip.GZIPInputStream;

/**
 * The public scorecards of the OWASP Benchmark 1.1: per case its class, the truth and who flagged it. Eligible for a class
 * is who flagged anything in it, as the scorecards do not say what a scanner's rules can see.
 */
record OwaspScorecards(List<String> scanners, List<Case> cases) {

    private static final String FILE = "owasp-scorecards-1.1.csv.gz";

    /** A case with its votes; cases of one class with the same voters share {@code voters}. */
    record Case(String id, boolean real, Voters voters) {
        boolean flagged() {
            return !voters.reporters.isEmpty();
        }
    }

    record Voters(WeaknessClass weakness, Set<String> reporters, Set<String> silent) {
        int eligible() {
            return reporters.size() + silent.size();
        }
    }

    /** In {@code -Dredundancy.data=DIR}, else in {@code shared/data} beside this folder or one above it. */
    static Optional<Path> find() {
        String given = System.getProperty("redundancy.data");
        if (given != null) {
            return Optional.of(Path.of(given, FILE));
        }
        for (Path dir = Path.of("").toAbsolutePath(); dir != null; dir = dir.getParent()) {
            Path file = dir.resolve("shared/data").resolve(FILE);
            if (Files.isReadable(file)) {
                return Optional.of(file);
            }
        }
        return Optional.empty();
    }

    static OwaspScorecards read(Path file) throws IOException {
        List<String[]> rows = new ArrayList<>();
        try (BufferedReader lines = new BufferedReader(
                new InputStreamReader(new GZIPInputStream(Files.newInputStream(file)), StandardCharsets.UTF_8))) {
            lines.lines().map(line -> line.split(",")).forEach(rows::add);
        }
        String[] header = rows.remove(0);
        List<String> scanners = List.of(header).subList(4, header.length);
        Map<String, Set<String>> eligible = new TreeMap<>();
        rows.forEach(row ->
                eligible.computeIfAbsent(row[1], category -> new TreeSet<>()).addAll(reporters(row, scanners)));
        List<Case> cases = new ArrayList<>();
        for (String[] row : rows) {
            Set<String> reporters = reporters(row, scanners);
            Set<String> silent = new HashSet<>(eligible.get(row[1]));
            silent.removeAll(reporters);
            WeaknessClass weakness = WeaknessClass.ofCwe(Integer.parseInt(row[2]));
            cases.add(new Case(row[0], row[3].equals("1"), new Voters(weakness, reporters, Set.copyOf(silent))));
        }
        return new OwaspScorecards(scanners, List.copyOf(cases));
    }

    private static Set<String> reporters(String[] row, List<String> scanners) {
        Set<String> reporters = new HashSet<>();
        for (int i = 0; i < scanners.size(); i++) {
            if (row[4 + i].equals("1")) {
                reporters.add(scanners.get(i));
            }
        }
        return Set.copyOf(reporters);
    }
}
