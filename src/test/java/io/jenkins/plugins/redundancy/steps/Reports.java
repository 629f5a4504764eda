package io.jenkins.plugins.redundancy.steps;

import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Small SARIF reports for Jenkinsfiles in tests, as Groovy source. */
final class Reports {

    private Reports() {}

    /** A Groovy expression that writes a report with one finding of SQL injection at {@code src/Dao.java:line}. */
    static String write(String file, int line) {
        return "writeFile file: " + file + ", text: '" + sarif(line) + "'";
    }

    /** With a finding of SQL injection at each of these lines of {@code src/Dao.java}. */
    static String sarif(int... lines) {
        return "{\"version\":\"2.1.0\",\"runs\":[{\"tool\":{\"driver\":{\"name\":\"any\",\"rules\":[{\"id\":\"SQL\","
                + "\"properties\":{\"tags\":[\"external/cwe/cwe-089\"]}}]}},\"results\":["
                + IntStream.of(lines).mapToObj(Reports::result).collect(Collectors.joining(","))
                + "]}]}";
    }

    private static String result(int line) {
        return "{\"ruleId\":\"SQL\","
                + "\"level\":\"warning\",\"message\":{\"text\":\"<script>alert(1)</script> concatenated\"},"
                + "\"locations\":[{\"physicalLocation\":{\"artifactLocation\":{\"uri\":\"src/Dao.java\"},"
                + "\"region\":{\"startLine\":" + line + "}}}]}";
    }
}
