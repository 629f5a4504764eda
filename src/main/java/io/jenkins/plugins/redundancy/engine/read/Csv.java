package io.jenkins.plugins.redundancy.engine.read;

import java.io.BufferedReader;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** Our own shipped tables: comma-separated, cells quoted where they hold a comma, {@code #} lines are comments. */
final class Csv {
    private Csv() {}

    /** All rows after the one that names the columns. */
    static List<List<String>> read(String name, BufferedReader in) throws IOException {
        List<List<String>> rows = new ArrayList<>();
        boolean header = false;
        for (String line; (line = in.readLine()) != null; ) {
            if (line.isBlank() || line.startsWith("#")) {
                continue;
            }
            if (header) {
                rows.add(cells(name, line));
            }
            header = true;
        }
        return rows;
    }

    private static List<String> cells(String name, String line) throws IOException {
        List<String> cells = new ArrayList<>();
        StringBuilder cell = new StringBuilder();
        boolean quoted = false;
        for (int i = 0; i < line.length(); i++) {
            char c = line.charAt(i);
            if (c == '"' && quoted && i + 1 < line.length() && line.charAt(i + 1) == '"') {
                cell.append('"');
                i++;
            } else if (c == '"') {
                quoted = !quoted;
            } else if (c == ',' && !quoted) {
                cells.add(cell.toString());
                cell.setLength(0);
            } else {
                cell.append(c);
            }
        }
        if (quoted) {
            throw new IOException("table " + name + ": a quote is not closed: " + line);
        }
        cells.add(cell.toString());
        return cells;
    }
}
