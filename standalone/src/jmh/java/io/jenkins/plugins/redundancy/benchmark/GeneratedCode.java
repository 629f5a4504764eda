package io.jenkins.plugins.redundancy.benchmark;

import java.util.SplittableRandom;

/**
 * A code base that does not exist, with weaknesses in it: what the logs of all tools are about. Each weakness is a
 * function of the seed and its number, so nothing is held.
 */
final class GeneratedCode {

    /** Weaknesses for each result of a tool: every tool sees a quarter of them, and tools often see the same one. */
    static final int WEAKNESSES_PER_RESULT = 4;

    private static final int PER_FILE = 40;
    private static final int LINES_APART = 25;
    private static final int PER_FUNCTION = 3;

    private static final String[] LAYERS = {"web", "store", "service", "security", "files", "batch", "mail", "report"};
    private static final String[] NOUNS = {
        "Order", "Invoice", "Customer", "Payment", "Session", "Upload", "Export", "Search", "Account", "Message"
    };
    private static final String[] ROLES = {"Servlet", "Dao", "Service", "Filter", "Loader", "Writer", "Job", "Client"};
    private static final String[] VERBS = {"load", "store", "find", "render", "send", "parse", "copy", "check"};
    private static final String[] STATEMENTS = {
        "        ResultSet rows = statement.executeQuery(\"SELECT * FROM %s WHERE name = '\" + %s + \"'\");",
        "        Process process = Runtime.getRuntime().exec(\"convert \" + %2$s + \" \" + %1$sFile);",
        "        response.getWriter().println(\"<p>Hello, \" + %2$s + \", here is your %1$s</p>\");",
        "        MessageDigest digest = MessageDigest.getInstance(\"MD5\"); // %1$s of %2$s",
        "        File target = new File(uploadDirectory, %2$s + \"/%1$s.pdf\");",
        "        log.info(\"%1$s requested by {}\", request.getParameter(\"%2$s\"));"
    };

    private final long seed;
    private final int results;

    /** @param results of each tool */
    GeneratedCode(long seed, int results) {
        this.seed = seed;
        this.results = results;
    }

    int weaknesses() {
        return results * WEAKNESSES_PER_RESULT;
    }

    int files() {
        return (weaknesses() + PER_FILE - 1) / PER_FILE;
    }

    static int firstOf(int file) {
        return file * PER_FILE;
    }

    int endOf(int file) {
        return Math.min(weaknesses(), firstOf(file + 1));
    }

    static int fileOf(int weakness) {
        return weakness / PER_FILE;
    }

    /** The same numbers for the same weakness and purpose. */
    SplittableRandom random(int weakness, int purpose) {
        return new SplittableRandom(seed * 31 + weakness * 0x9E3779B97F4A7C15L + purpose);
    }

    /** Index of its class: a third of all weaknesses is of the first few, as in real reports. */
    int kind(int weakness, int kinds) {
        SplittableRandom random = random(weakness, 1);
        return random.nextInt(3) == 0 ? random.nextInt(4) : random.nextInt(kinds);
    }

    int line(int weakness) {
        return 30 + weakness % PER_FILE * LINES_APART + random(weakness, 2).nextInt(LINES_APART);
    }

    String path(int file) {
        return "src/main/java/org/example/" + pick(LAYERS, file) + "/module" + file / 200 + "/" + type(file) + ".java";
    }

    static String type(int file) {
        return pick(NOUNS, file / 8) + pick(ROLES, file / 3) + file;
    }

    static String function(int weakness) {
        int number = weakness / PER_FUNCTION;
        return pick(VERBS, number) + pick(NOUNS, number / 8) + number % 50;
    }

    static String qualifiedFunction(int weakness) {
        int file = fileOf(weakness);
        return "org.example." + pick(LAYERS, file) + ".module" + file / 200 + "." + type(file) + "."
                + function(weakness) + "(HttpServletRequest,String)";
    }

    /** What the weakness is about: names are few, as in code. */
    String variable(int weakness) {
        return "user" + pick(NOUNS, random(weakness, 3).nextInt(NOUNS.length));
    }

    String statement(int weakness) {
        return String.format(pick(STATEMENTS, weakness), pick(NOUNS, weakness / 7), variable(weakness));
    }

    private static String pick(String[] from, int number) {
        return from[number % from.length];
    }
}
