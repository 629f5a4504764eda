package io.jenkins.plugins.redundancy.engine.fetch;

import java.io.IOException;
import java.io.Reader;
import java.util.Properties;

/**
 * What a SonarQube scanner writes into {@code report-task.txt}: the analysis that its server now has to do. The address in
 * that file is not used, so that whoever can write it cannot have the token sent elsewhere.
 *
 * @param project key
 * @param id of the task
 */
public record SonarQubeTask(String project, String id) {

    private static final int LONGEST_KEY = 400;

    /** Key of the format in tool sets: the report is such a file. */
    public static final String FORMAT = "sonarqube-server";

    /** @throws ServerException naming the key that is missing or wrong */
    public static SonarQubeTask read(Reader text) throws IOException {
        Properties properties = new Properties();
        try {
            properties.load(text);
        } catch (IllegalArgumentException e) {
            throw new ServerException("the report is no report-task.txt of a SonarQube scanner: " + e.getMessage());
        }
        return new SonarQubeTask(
                value(properties, "projectKey", "[-_.:\\p{Alnum}]{1," + LONGEST_KEY + "}"),
                value(properties, "ceTaskId", "[-_\\p{Alnum}]{1,64}"));
    }

    private static String value(Properties properties, String key, String pattern) throws ServerException {
        String value = properties.getProperty(key);
        if (value == null || !value.matches(pattern)) {
            throw new ServerException("the report is no report-task.txt of a SonarQube scanner: " + key
                    + (value == null ? " is missing" : " is not what SonarQube gives")
                    + "; let the scanner write it with -Dsonar.scanner.metadataFilePath=\"$REDUNDANCY_REPORT\"");
        }
        return value;
    }
}
