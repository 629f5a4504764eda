package io.jenkins.plugins.redundancy.steps;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.everyItem;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.startsWith;

import com.cloudbees.plugins.credentials.CredentialsProvider;
import com.cloudbees.plugins.credentials.CredentialsScope;
import com.cloudbees.plugins.credentials.domains.Domain;
import hudson.util.Secret;
import io.jenkins.plugins.redundancy.config.SecretTextConfig;
import io.jenkins.plugins.redundancy.config.SlotConfig;
import io.jenkins.plugins.redundancy.config.VariableConfig;
import io.jenkins.plugins.redundancy.engine.finding.WeaknessClass;
import io.jenkins.plugins.redundancy.engine.merge.Cluster;
import io.jenkins.plugins.redundancy.engine.report.ScanResult;
import io.jenkins.plugins.redundancy.pages.ScanStore;
import java.util.List;
import org.jenkinsci.plugins.plaincredentials.impl.StringCredentialsImpl;
import org.jenkinsci.plugins.workflow.job.WorkflowRun;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfEnvironmentVariable;
import org.jvnet.hudson.test.JenkinsRule;
import org.jvnet.hudson.test.junit.jupiter.WithJenkins;

/** The preset {@code sonarqube} of a tool set against a real server, with its token as a credential. */
@WithJenkins
@EnabledIfEnvironmentVariable(
        named = "SONAR_HOST_URL",
        matches = "http.*",
        disabledReason = "needs a server: bin/sonarqube run bin/mvn -o test -Dtest=RealSonarQubeTest")
class RealSonarQubeTest {

    private static final String PROJECT = "redundancy-jenkins-test";

    /** One weak hash and one statement that is put together, in code without dependencies. */
    private static final String WEAK = """
            package sample;

            public class Weak {
                public byte[] hash(byte[] data) throws Exception {
                    return java.security.MessageDigest.getInstance("MD5").digest(data);
                }

                public void find(java.sql.Connection db, String name) throws Exception {
                    try (java.sql.Statement statement = db.createStatement()) {
                        statement.executeQuery("select * from pets where name = '" + name + "'");
                    }
                }
            }
            """;

    private static JenkinsRule jenkins;

    @BeforeAll
    static void credentials(JenkinsRule r) throws Exception {
        jenkins = r;
        add("sonar-token", System.getenv("SONAR_TOKEN"));
        add("wrong-token", "squ_0000000000000000000000000000000000000000");
    }

    private static void add(String id, String token) throws Exception {
        CredentialsProvider.lookupStores(jenkins.jenkins)
                .iterator()
                .next()
                .addCredentials(
                        Domain.global(),
                        new StringCredentialsImpl(CredentialsScope.GLOBAL, id, "", Secret.fromString(token)));
    }

    private static SlotConfig sonarqube(String credential, String server) {
        SlotConfig slot = new SlotConfig();
        slot.setPreset("sonarqube");
        slot.setCredentials(List.of(new SecretTextConfig(credential, "SONAR_TOKEN")));
        slot.setEnv(List.of(
                new VariableConfig("SONAR_HOST_URL", server),
                new VariableConfig("SONAR_PROJECT_KEY", PROJECT),
                // the workspace lies in a directory that our own checkout ignores
                new VariableConfig("SONAR_SCANNER_OPTS", "-Dsonar.scm.disabled=true")));
        slot.setFallbacks(List.of(ToolSetTools.tool("stand-in", ToolSetTools.REPORT)));
        return slot;
    }

    private static WorkflowRun scan(String credential, String server) throws Exception {
        ToolSetTools.configure("sonar", sonarqube(credential, server));
        return jenkins.buildAndAssertSuccess(Jobs.create(
                jenkins,
                "node {\n writeFile file: 'src/main/java/sample/Weak.java', text: '''" + WEAK.replace("'", "\\'")
                        + "'''\n sh 'mkdir -p target/classes && javac -d target/classes src/main/java/sample/Weak.java'\n"
                        + " redundantScan(toolSet: 'sonar', gate: 'off')\n}"));
    }

    @Test
    void issuesAndHotspotsOfTheServerAreItsFindings() throws Exception {
        WorkflowRun run = scan("sonar-token", System.getenv("SONAR_HOST_URL"));

        ScanResult result = ScanStore.of(run, "scan").read();
        assertThat(result.outcome(), is("met"));
        List<String> classes = result.merged().clusters().stream()
                .map(Cluster::weakness)
                .map(WeaknessClass::id)
                .toList();
        assertThat(classes, hasItem("weak-hash"));
        assertThat(classes, hasItem("sql-injection"));
        assertThat(
                result.merged().clusters().stream()
                        .flatMap(c -> c.findings().stream())
                        .map(f -> f.rule().id())
                        .toList(),
                everyItem(startsWith("java")));
        jenkins.assertLogNotContains(System.getenv("SONAR_TOKEN"), run);
    }

    @Test
    void refusedTokenAndAbsentServerStartTheFallback() throws Exception {
        WorkflowRun refused = scan("wrong-token", System.getenv("SONAR_HOST_URL"));
        jenkins.assertLogContains("stand-in stood in for sonarqube", refused);

        WorkflowRun absent = scan("sonar-token", "http://127.0.0.1:9");
        jenkins.assertLogContains("stand-in stood in for sonarqube", absent);
        assertThat(ScanStore.of(absent, "scan").read().merged().clusters().isEmpty(), not(true));
    }
}
