package io.jenkins.plugins.redundancy.steps;

/** Small SARIF reports for Jenkinsfiles in tests, as Groovy source. */
final class Reports {

    private Reports() {}

    /** A Groovy expression that writes a report with one finding of SQL injection at {@code src/Dao.java:line}. */
    static String write(String file, int line) {
        return "writeFile file: " + file + ", text: '" + sarif(line) + "'";
    }

    static String sarif(int line) {
        return "{\"version\":\"2.1.0\",\"runs\":[{\"tool\":{\"driver\":{\"name\":\"any\",\"rules\":[{\"id\":\"SQL\","
                + "\"properties\":{\"tags\":[\"external/cwe/cwe-089\"]}}]}},\"results\":[{\"ruleId\":\"SQL\","
                + "\"level\":\"warning\",\"message\":{\"text\":\"<script>alert(1)</script> concatenated\"},"
                + "\"locations\":[{\"physicalLocation\":{\"artifactLocation\":{\"uri\":\"src/Dao.java\"},"
                + "\"region\":{\"startLine\":" + line + "}}}]}]}]}";
    }
}
