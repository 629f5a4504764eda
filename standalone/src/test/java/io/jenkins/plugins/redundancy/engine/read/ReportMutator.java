package io.jenkins.plugins.redundancy.engine.read;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Damages reports by their tokens, so that most stay well-formed and what is wrong is wrong deep inside: a name that
 * another part has, a value of another type, a part left out, doubled, or moved.
 */
final class ReportMutator {
    private static final Pattern JSON =
            Pattern.compile("\"(?:[^\"\\\\]|\\\\.)*+\"|[-+.0-9eE]++|[a-z]++|[{}\\[\\],:]|\\s++|.");
    private static final Pattern XML = Pattern.compile("<[^<>]*+>|[^<]++|<");
    private static final Pattern ATTRIBUTE = Pattern.compile("\"[^\"<]*\"");

    private static final String[] VALUES = {
        "null",
        "true",
        "false",
        "0",
        "-1",
        "1",
        "7",
        "2147483647",
        "-2147483648",
        "2147483648",
        "1e3",
        "1.5",
        "1e999",
        "99999999999999999999",
        "{}",
        "[]",
        "[[]]",
        "[null]",
        "[{}]",
        "{\"a\":1}",
        "{\"index\":0}",
        "{\"text\":\"x\"}",
        "\"\"",
        "\"a\"",
        "\"0\"",
        "\"-\"",
        "\"a/b\"",
        "\"..\"",
        "\"../../etc/passwd\"",
        "\"file:///home/ci/sample/java/src/Sample.java\"",
        "\"C:\\\\a\\\\b.c\"",
        "\"%2e%2e/%00\"",
        "\"http://a/b\"",
        "\"javascript:alert(1)\"",
        "\"CWE-79\"",
        "\"79\"",
        "\"error\"",
        "\"none\"",
        "\"\\u0000\"",
        "\"\\u001b[31mx\"",
        "\"\\u202e\"",
        "\"\\ud800\"",
        "\"\\u009b1m\"",
        "\"\\n\\t\"",
        "\"{0}{1}{999}\"",
        "\"[a](1)[b](sarif:x)\"",
        "\"pkg:npm/%40a/b@1?x#y\"",
        "\"CVE-2021-44228\"",
        "\"rule:x/y\"",
        "\"default\"",
        "\"\uD83D\uDE00\u00fc\"",
        "\"<b>&amp;\""
    };

    private static final String[] ATTRIBUTES = {
        "",
        "0",
        "-1",
        "1",
        "99999",
        "2147483648",
        "x",
        "../a",
        "/home/ci/sample/a",
        "&lt;b&gt;",
        "&#27;",
        "&#x9b;1m",
        "&#8238;",
        "&x;",
        "error",
        "information",
        "CWE-79",
        "a.c",
        "A.java",
        "\u202e",
        "\u00fc"
    };

    private final List<String> tokens = new ArrayList<>();
    private final List<String> names = new ArrayList<>();
    private final boolean json;

    ReportMutator(byte[] report) {
        String text = new String(report, StandardCharsets.UTF_8);
        json = !text.startsWith("<");
        for (Matcher token = (json ? JSON : XML).matcher(text); token.find(); ) {
            if (!token.group().isBlank()) {
                tokens.add(token.group());
            }
        }
        for (int i = 0; json && i + 1 < tokens.size(); i++) {
            if (tokens.get(i + 1).equals(":")) {
                names.add(tokens.get(i));
            }
        }
    }

    byte[] mutated(Random random) {
        List<String> damaged = new ArrayList<>(tokens);
        for (int i = 1 + random.nextInt(4); i > 0 && !damaged.isEmpty(); i--) {
            int at = random.nextInt(damaged.size());
            switch (random.nextInt(8)) {
                case 0 -> damaged.remove(at);
                case 1 -> damaged.add(at, damaged.get(random.nextInt(damaged.size())));
                case 2 -> moved(damaged, at, random);
                default -> damaged.set(at, other(damaged.get(at), random));
            }
        }
        String text = String.join("", damaged);
        return text.substring(0, random.nextInt(50) == 0 ? random.nextInt(text.length() + 1) : text.length())
                .getBytes(StandardCharsets.UTF_8);
    }

    private static void moved(List<String> damaged, int at, Random random) {
        int length = Math.min(1 + random.nextInt(12), damaged.size() - at);
        List<String> part = new ArrayList<>(damaged.subList(at, at + length));
        if (random.nextBoolean()) {
            damaged.subList(at, at + length).clear();
        }
        damaged.addAll(random.nextInt(damaged.size() + 1), part);
    }

    private String other(String token, Random random) {
        if (!json) {
            return inXml(token, random);
        }
        char first = token.charAt(0);
        if (first == '"' && names.contains(token)) {
            return names.get(random.nextInt(names.size()));
        }
        boolean value = first == '"' || Character.isLetterOrDigit(first) || first == '-';
        return value || random.nextInt(4) == 0 ? VALUES[random.nextInt(VALUES.length)] : token;
    }

    private String inXml(String token, Random random) {
        String value = ATTRIBUTES[random.nextInt(ATTRIBUTES.length)];
        if (!token.startsWith("<")) {
            return value;
        }
        Matcher attribute = ATTRIBUTE.matcher(token);
        for (int skip = random.nextInt(4); attribute.find(); skip--) {
            if (skip == 0) {
                return token.substring(0, attribute.start()) + '"' + value + '"' + token.substring(attribute.end());
            }
        }
        return random.nextInt(3) == 0 ? tokens.get(random.nextInt(tokens.size())) : token;
    }
}
