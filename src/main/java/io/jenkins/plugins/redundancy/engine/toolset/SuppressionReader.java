package io.jenkins.plugins.redundancy.engine.toolset;

import io.jenkins.plugins.redundancy.engine.merge.SuppressionRule;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;

/** The checked-in suppression file: {@code suppressions: [...]}, see docs/user/tool-sets.md. */
public final class SuppressionReader {

    private static final List<String> TOP = List.of("suppressions");
    private static final List<String> KEYS =
            List.of("tool", "rule", "path", "line", "fingerprint", "reason", "expires");

    private SuppressionReader() {}

    /** @throws InvalidToolSetException with every problem found */
    public static List<SuppressionRule> read(Setting top) throws InvalidToolSetException {
        List<Problem> problems = new ArrayList<>();
        List<SuppressionRule> rules = new ArrayList<>();
        Fields fields = Fields.of(top, "", TOP, problems);
        List<Setting> items = fields.items("suppressions");
        for (int i = 0; i < items.size(); i++) {
            int before = problems.size();
            Fields entry = Fields.of(items.get(i), "suppressions[" + i + "]", KEYS, problems);
            String tool = required(entry, "tool", "the scanner's name in the tool set");
            String rule = required(entry, "rule", "the id of the scanner's rule");
            String path = required(entry, "path", "the file, like src/main/java/Dao.java or src/test/**");
            String reason = required(entry, "reason", "why nobody needs to act");
            int line = entry.count("line").orElse(0);
            LocalDate expires = entry.parsed("expires", SuppressionReader::date).orElse(null);
            if (problems.size() == before) {
                String fingerprint = entry.text("fingerprint").orElse("");
                rules.add(new SuppressionRule(tool, rule, path, line, fingerprint, reason, expires));
            }
        }
        if (!problems.isEmpty()) {
            throw new InvalidToolSetException(problems);
        }
        return rules;
    }

    private static String required(Fields entry, String key, String meaning) {
        return entry.text(key).orElseGet(() -> {
            entry.problem(key, "the suppression has no " + key, "Write " + key + ": and " + meaning);
            return "";
        });
    }

    private static LocalDate date(String text) {
        try {
            return LocalDate.parse(text);
        } catch (DateTimeException e) {
            throw new IllegalArgumentException("write the last day of its effect like 2027-06-30", e);
        }
    }
}
