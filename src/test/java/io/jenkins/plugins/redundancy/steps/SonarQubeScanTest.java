package io.jenkins.plugins.redundancy.steps;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.not;

import com.sun.net.httpserver.HttpServer;
import hudson.model.Result;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.jenkinsci.plugins.workflow.job.WorkflowRun;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.jvnet.hudson.test.JenkinsRule;
import org.jvnet.hudson.test.junit.jupiter.WithJenkins;

/** A scanner that leaves a task for its server instead of a report, against a server that answers as SonarQube does. */
@WithJenkins
class SonarQubeScanTest {

    private static final String TOKEN = "squ_0123456789";
    private static final String ISSUE =
            "{\"rule\":\"java:S2077\",\"severity\":\"MAJOR\",\"component\":\"shop:src/Dao.java\",\"line\":10,"
                    + "\"message\":\"formatted SQL\",\"status\":\"OPEN\"}";

    private HttpServer server;
    private String status = "SUCCESS";

    @BeforeEach
    void listen() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", exchange -> {
            boolean known = String.valueOf(exchange.getRequestHeaders().getFirst("Authorization"))
                    .startsWith("Basic ");
            String answer =
                    switch (exchange.getRequestURI().getPath()) {
                        case "/api/ce/task" -> "{\"task\":{\"status\":\"" + status + "\"}}";
                        case "/api/issues/search" -> "{\"total\":1,\"issues\":[" + ISSUE + "]}";
                        default -> "{\"paging\":{\"total\":0},\"hotspots\":[]}";
                    };
            byte[] body = answer.getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(known ? 200 : 401, body.length);
            exchange.getResponseBody().write(body);
            exchange.close();
        });
        server.start();
    }

    @AfterEach
    void close() {
        server.stop(0);
    }

    private String script() {
        return "node {\n"
                + "withEnv(['SONAR_HOST_URL=http://127.0.0.1:"
                + server.getAddress().getPort() + "', 'SONAR_TOKEN=" + TOKEN + "']) {\n"
                + "redundantScan(required: 1, gate: 'off') {\n"
                + "scanner(name: 'sonarqube') { writeFile file: env.REDUNDANCY_REPORT, text: '''projectKey=shop\n"
                + "serverUrl=http://elsewhere.invalid\nceTaskId=AX1\n''' }\n"
                + "scanner(name: 'beta', fallbackFor: 'sonarqube', weaknesses: ['sql-injection']) { "
                + Reports.write("env.REDUNDANCY_REPORT", 11) + " }\n"
                + "}}}";
    }

    @Test
    void itsIssuesAreFetchedFromTheServer(JenkinsRule r) throws Exception {
        WorkflowRun build = r.assertBuildStatus(Result.SUCCESS, r.waitForCompletion(Jobs.start(r, script())));

        r.assertLogContains("sonarqube reports 1 findings", build);
        try (Stream<Path> files = Files.walk(build.getRootDir().toPath().resolve("redundancy"))) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                String text = new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1);
                assertThat(file.toString(), text, not(containsString(TOKEN)));
            }
        }
    }

    @Test
    void anAnalysisThatFailedStartsTheFallback(JenkinsRule r) throws Exception {
        status = "FAILED";

        WorkflowRun build = r.waitForCompletion(Jobs.start(r, script()));

        r.assertLogContains("the analysis AX1 failed on the server", build);
        r.assertLogContains("beta reports 1 findings", build);
        assertThat(build.getResult(), is(Result.SUCCESS));
    }
}
