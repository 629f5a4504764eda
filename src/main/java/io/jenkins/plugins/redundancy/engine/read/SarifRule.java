package io.jenkins.plugins.redundancy.engine.read;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import io.jenkins.plugins.redundancy.engine.finding.Severity;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** A SARIF {@code reportingDescriptor} (§3.49) of a rule as it stands in the log. */
final class SarifRule {
    /** Tags, messages, relationships of one rule. */
    private static final int MAX_LISTED = 1_000;

    String id = "";
    String name = "";
    String title = "";
    String description = "";
    String helpUri = "";

    @CheckForNull
    String level;

    /** Whether it is looked for unless somebody asks for it. */
    boolean enabled = true;

    double securitySeverity = -1;
    final CweNumbers cwes = new CweNumbers();
    final List<SarifReference> taxa = new ArrayList<>(0);
    final List<String> tags = new ArrayList<>(0);
    final List<String> packageUrls = new ArrayList<>(0);
    final List<String> aliases = new ArrayList<>(0);
    Map<String, String> messages = Map.of();
    private List<Integer> numbers = List.of();

    void read(JsonInput in) throws IOException {
        if (!in.object()) {
            return;
        }
        CweNumbers links = new CweNumbers();
        for (String field; (field = in.field()) != null; ) {
            switch (field) {
                case "id" -> id = orEmpty(in.symbolOrNumber());
                case "name" -> name = in.message();
                case "shortDescription" -> title = SarifMessage.textOf(in);
                case "fullDescription" -> description = SarifMessage.textOf(in);
                case "helpUri" -> {
                    helpUri = webLink(in.scalarText());
                    links.addLink(helpUri);
                }
                case "defaultConfiguration" -> readConfiguration(in);
                case "properties" -> readProperties(in);
                case "relationships" -> readRelationships(in);
                case "messageStrings" -> messages = readMessages(in);
                case "deprecatedIds" -> readTexts(in, aliases);
                default -> in.skip();
            }
        }
        if (cwes.isEmpty()) {
            cwes.addAll(links);
        }
        if (cwes.isEmpty()) {
            cwes.addNamed(title);
        }
        if (cwes.isEmpty() && id.regionMatches(true, 0, "CWE", 0, 3)) {
            cwes.addNamed(id);
        }
    }

    /** The numbers so far, the same list until there are more. */
    List<Integer> numbers() {
        if (numbers.size() != cwes.size()) {
            numbers = cwes.toList();
        }
        return numbers;
    }

    /** Plain text for people: the short description, where the tool gives no name for people. */
    String displayName() {
        return title.isEmpty() ? name : title;
    }

    @CheckForNull
    Severity severity() {
        if (securitySeverity >= 0) {
            return Severity.ofSecuritySeverity(securitySeverity);
        }
        return level == null ? null : Severity.ofSarifLevel(level);
    }

    private void readConfiguration(JsonInput in) throws IOException {
        if (!in.object()) {
            return;
        }
        for (String field; (field = in.field()) != null; ) {
            switch (field) {
                case "level" -> level = SarifResult.lower(in.symbol());
                case "enabled" -> enabled = in.isNull() || in.bool();
                default -> in.skip();
            }
        }
    }

    private void readProperties(JsonInput in) throws IOException {
        if (!in.object()) {
            return;
        }
        for (String field; (field = in.field()) != null; ) {
            switch (field) {
                case "tags" -> {
                    readTexts(in, tags);
                    tags.forEach(cwes::addNamed);
                }
                case "security-severity" -> securitySeverity = score(in);
                case "purls", "purl" -> readTexts(in, packageUrls);
                case "aliases" -> readTexts(in, aliases);
                default -> {
                    if (CweNumbers.isCweProperty(field)) {
                        cwes.addValue(in);
                    } else {
                        in.skip();
                    }
                }
            }
        }
    }

    private void readRelationships(JsonInput in) throws IOException {
        if (!in.array()) {
            return;
        }
        while (in.element()) {
            if (!in.object()) {
                continue;
            }
            for (String field; (field = in.field()) != null; ) {
                if (field.equals("target") && taxa.size() < MAX_LISTED) {
                    SarifReference target = new SarifReference();
                    target.read(in);
                    addTaxon(target, cwes, taxa);
                } else {
                    in.skip();
                }
            }
        }
    }

    /** A number that is known at once goes to the numbers, one that needs the run's taxonomies is kept. */
    static void addTaxon(SarifReference taxon, CweNumbers numbers, List<SarifReference> open) {
        int cwe = taxon.cwe();
        if (cwe < 0) {
            open.add(taxon);
        } else {
            numbers.add(cwe);
        }
    }

    static Map<String, String> readMessages(JsonInput in) throws IOException {
        if (!in.object()) {
            return Map.of();
        }
        Map<String, String> texts = new HashMap<>();
        for (String field; (field = in.field()) != null; ) {
            if (texts.size() < MAX_LISTED) {
                texts.put(field, SarifMessage.textOf(in));
            } else {
                in.skip();
            }
        }
        return texts;
    }

    /** A list of texts, or a single one; elements of other types are passed over. */
    static void readTexts(JsonInput in, List<String> into) throws IOException {
        if (in.isArray()) {
            while (in.element()) {
                addText(in, into);
            }
        } else {
            addText(in, into);
        }
    }

    private static void addText(JsonInput in, List<String> into) throws IOException {
        String text = in.scalarText();
        if (text != null && into.size() < MAX_LISTED) {
            into.add(text);
        }
    }

    /** A score written as number or text; -1 where it is neither. */
    static double score(JsonInput in) throws IOException {
        String text = in.scalarText();
        try {
            double score = text == null ? -1 : Double.parseDouble(text);
            return score >= 0 && score <= 10 ? score : -1;
        } catch (NumberFormatException e) {
            return -1;
        }
    }

    static String webLink(@CheckForNull String uri) {
        boolean web = uri != null && (uri.startsWith("https://") || uri.startsWith("http://")) && uri.length() <= 2_000;
        return web ? PlainText.line(uri, 2_000).replace(" ", "%20") : "";
    }

    private static String orEmpty(@CheckForNull String text) {
        return text == null ? "" : text;
    }
}
