package io.jenkins.plugins.redundancy.steps;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.greaterThan;
import static org.hamcrest.Matchers.not;

import com.cloudbees.plugins.credentials.CredentialsScope;
import com.cloudbees.plugins.credentials.SystemCredentialsProvider;
import com.sun.net.httpserver.HttpServer;
import hudson.FilePath;
import hudson.model.Result;
import hudson.util.Secret;
import io.jenkins.plugins.redundancy.engine.fetch.SonarQubeIssues;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.jenkinsci.plugins.plaincredentials.impl.StringCredentialsImpl;
import org.jenkinsci.plugins.workflow.job.WorkflowJob;
import org.jenkinsci.plugins.workflow.job.WorkflowRun;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A scanner that leaves a task for its server instead of a report, against a server that answers as SonarQube does. */
class SonarQubeScanTest extends SharedJenkins {

    private static final String TOKEN = "squ_0123456789";
    private static final String ACCEPTED =
            "Basic " + Base64.getEncoder().encodeToString((TOKEN + ":").getBytes(StandardCharsets.UTF_8));
    private static final String ISSUE =
            "{\"rule\":\"java:S2077\",\"severity\":\"MAJOR\",\"component\":\"shop:src/Dao.java\",\"line\":10,"
                    + "\"message\":\"formatted SQL\",\"status\":\"OPEN\"}";

    private HttpServer server;
    private volatile String status = "SUCCESS";
    private final AtomicInteger questions = new AtomicInteger();

    @BeforeEach
    void listen() throws IOException {
        token(TOKEN);
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", exchange -> {
            questions.incrementAndGet();
            boolean known = ACCEPTED.equals(exchange.getRequestHeaders().getFirst("Authorization"));
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

    /** The one among the credentials. */
    private static void token(String value) throws IOException {
        SystemCredentialsProvider credentials = SystemCredentialsProvider.getInstance();
        credentials.getCredentials().clear();
        credentials
                .getCredentials()
                .add(new StringCredentialsImpl(CredentialsScope.GLOBAL, "sonar", "", Secret.fromString(value)));
        credentials.save();
    }

    @AfterEach
    void close() {
        server.stop(0);
    }

    private String withServer(String block) {
        return "withEnv(['SONAR_HOST_URL=http://127.0.0.1:"
                + server.getAddress().getPort() + "']) {\n"
                + "withCredentials([string(credentialsId: 'sonar', variable: 'SONAR_TOKEN')]) {\n" + block + "\n}}\n";
    }

    private static String task() {
        return "writeFile file: env.REDUNDANCY_REPORT, text: '''projectKey=shop\n"
                + "serverUrl=http://elsewhere.invalid\nceTaskId=AX1\n'''";
    }

    private static String scan(String block) {
        return "redundantScan(required: 1, gate: 'off') {\n"
                + "scanner(name: 'sonarqube', timeout: '1h') { " + block + " }\n"
                + "scanner(name: 'beta', fallbackFor: 'sonarqube', weaknesses: ['sql-injection']) { "
                + Reports.write("env.REDUNDANCY_REPORT", 11) + " }\n}";
    }

    @Test
    void itsIssuesAreFetchedFromTheServerOfTheScan() throws Exception {
        assertFetched("node { " + withServer(scan(task())) + " }");
    }

    @Test
    void itsIssuesAreFetchedFromTheServerOfTheScannersBlock() throws Exception {
        assertFetched("node { " + scan(withServer(task())) + " }");
    }

    private static void assertFetched(String script) throws Exception {
        WorkflowRun build = r.buildAndAssertSuccess(Jobs.create(r, script));

        r.assertLogContains("sonarqube reports 1 findings", build);
        r.assertLogNotContains("beta", build);
        try (Stream<Path> files = Files.walk(build.getRootDir().toPath().resolve("redundancy"))) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                String text = new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1);
                assertThat(file.toString(), text, not(containsString(TOKEN)));
            }
        }
    }

    @Test
    void anAnalysisThatFailedStartsTheFallback() throws Exception {
        status = "FAILED";
        assertFallbackStandsInAfter("the analysis AX1 failed on the server");
    }

    @Test
    void aTokenThatIsRefusedStartsTheFallback() throws Exception {
        token("squ_of_somebody_else");
        WorkflowRun refused = assertFallbackStandsInAfter("it does not accept the token in SONAR_TOKEN");
        r.assertLogNotContains("squ_of_somebody_else", refused);
    }

    @Test
    void aServerThatIsDownStartsTheFallback() throws Exception {
        server.stop(0);
        assertFallbackStandsInAfter("does not answer: ");
    }

    private WorkflowRun assertFallbackStandsInAfter(String reason) throws Exception {
        WorkflowRun build = r.buildAndAssertSuccess(Jobs.create(r, "node { " + withServer(scan(task())) + " }"));
        r.assertLogContains(reason, build);
        r.assertLogContains("beta stood in for sonarqube", build);
        r.assertLogContains("beta reports 1 findings", build);
        return build;
    }

    /** The server itself would be waited for ten minutes. */
    @Test
    @Timeout(value = 2, unit = TimeUnit.MINUTES)
    void anAnalysisThatIsLateIsGivenUpAfterTheScannersTimeout() throws Exception {
        status = "IN_PROGRESS";

        WorkflowRun build = r.buildAndAssertSuccess(
                Jobs.create(r, "node { " + withServer(scan(task()).replace("1h", "5s")) + " }"));

        r.assertLogContains("beta stood in for sonarqube (timed out after 5 s)", build);
        assertThat(questions.get(), greaterThan(0));
        assertNobodyAsks();
        FilePath left = r.jenkins.getWorkspaceFor((WorkflowJob) build.getParent());
        FilePath attempts = left.sibling(left.getName() + "@tmp").child("redundancy");
        while (attempts.exists() && !attempts.list().isEmpty()) {
            Jobs.pause();
        }
    }

    @Test
    @Timeout(value = 2, unit = TimeUnit.MINUTES)
    void anAbortWaitsForNoServer() throws Exception {
        status = "IN_PROGRESS";
        WorkflowRun build = Jobs.start(r, "node { " + withServer(scan(task())) + " }");
        while (questions.get() == 0) {
            Jobs.pause();
        }
        build.doStop();
        r.assertBuildStatus(Result.ABORTED, r.waitForCompletion(build));

        assertNobodyAsks();
    }

    /** In this JVM, where the built-in node's reports are read. */
    private static void assertNobodyAsks() throws InterruptedException {
        while (Thread.getAllStackTraces().values().stream()
                .flatMap(Stream::of)
                .anyMatch(frame -> frame.getClassName().equals(SonarQubeIssues.class.getName()))) {
            Jobs.pause();
        }
    }
}
