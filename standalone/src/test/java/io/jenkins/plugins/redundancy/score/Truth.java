package io.jenkins.plugins.redundancy.score;

import io.jenkins.plugins.redundancy.engine.finding.WeaknessClass;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** A table of cases: a CSV with a header row and the columns file, line, cwe, class, vulnerable; others are ignored. */
record Truth(List<Case> cases) {

    /**
     * A place with a weakness, or one that only looks like it.
     *
     * @param line 0 where the truth is about the whole file
     * @param label the truth's own name of the class, over which the mean is taken
     * @param weakness what a scanner has to report there
     */
    record Case(String file, int line, String label, WeaknessClass weakness, boolean vulnerable) {}

    static Truth read(Path csv) throws IOException {
        List<String> lines = Files.readAllLines(csv);
        List<String> header = List.of(lines.get(0).split(","));
        List<Case> cases = new ArrayList<>();
        for (String line : lines.subList(1, lines.size())) {
            // the free text with commas is the last column
            String[] cells = line.split(",", -1);
            Map<String, String> row = new TreeMap<>();
            for (int i = 0; i < header.size(); i++) {
                row.put(header.get(i), cells[i]);
            }
            String at = row.get("line");
            cases.add(new Case(
                    row.get("file"),
                    at.isEmpty() ? 0 : Integer.parseInt(at),
                    row.get("class"),
                    WeaknessClass.ofCwe(Integer.parseInt(row.get("cwe"))),
                    Boolean.parseBoolean(row.get("vulnerable"))));
        }
        return new Truth(List.copyOf(cases));
    }
}
