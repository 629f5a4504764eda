package io.jenkins.plugins.redundancy.engine.read;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A SARIF {@code message} (§3.11): its text, or the id of a text that the rule holds, and arguments for either. */
final class SarifMessage {
    private static final Pattern LINK =
            Pattern.compile("(?<!\\\\)\\[((?:[^\\[\\]\\\\]|\\\\.)*+)]\\((?:[0-9]++|sarif:[^)\\[]*+)\\)");
    private static final Pattern PLACEHOLDER = Pattern.compile("\\{([0-9]{1,3})}");

    /** No placeholder has a higher number. */
    private static final int MAX_ARGUMENTS = 1_000;

    String text = "";

    @CheckForNull
    String id;

    private List<String> arguments = List.of();

    /** Just the text of a message object, where no rule can supply it. */
    static String textOf(JsonInput in) throws IOException {
        SarifMessage message = new SarifMessage();
        message.read(in);
        return message.text;
    }

    void clear() {
        text = "";
        id = null;
        arguments = List.of();
    }

    void read(JsonInput in) throws IOException {
        clear();
        if (!in.object()) {
            return;
        }
        String markdown = "";
        for (String field; (field = in.field()) != null; ) {
            switch (field) {
                case "text" -> text = in.message();
                case "markdown" -> {
                    if (text.isEmpty()) {
                        markdown = in.message();
                    } else {
                        in.skip(); // left undecoded
                    }
                }
                case "id" -> id = in.symbol();
                case "arguments" -> readArguments(in);
                default -> in.skip();
            }
        }
        if (text.isEmpty()) {
            text = markdown;
        }
    }

    private void readArguments(JsonInput in) throws IOException {
        if (!in.array()) {
            return;
        }
        List<String> read = new ArrayList<>(4);
        while (in.element()) {
            if (read.size() < MAX_ARGUMENTS) {
                read.add(in.message());
            } else {
                in.skip();
            }
        }
        arguments = read;
    }

    /** Plain text: placeholders filled, embedded links reduced to their text. */
    String resolve(Map<String, String> ruleTexts, Map<String, String> driverTexts, Reading reading) {
        String resolved = text;
        if (resolved.isEmpty() && id != null) {
            resolved = ruleTexts.getOrDefault(id, driverTexts.getOrDefault(id, ""));
        }
        if (!arguments.isEmpty() && resolved.indexOf('{') >= 0) {
            resolved = reading.message(PLACEHOLDER.matcher(resolved).replaceAll(match -> {
                int index = Integer.parseInt(match.group(1));
                return Matcher.quoteReplacement(index < arguments.size() ? arguments.get(index) : match.group());
            }));
        }
        if (resolved.contains("](")) {
            resolved = reading.withoutLinks.computeIfAbsent(
                    resolved, linked -> reading.message(LINK.matcher(linked).replaceAll("$1")));
        }
        return resolved;
    }
}
