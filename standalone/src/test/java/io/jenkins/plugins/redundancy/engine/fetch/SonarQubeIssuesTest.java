package io.jenkins.plugins.redundancy.engine.fetch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jenkins.plugins.redundancy.engine.fetch.FakeSonarQube.Issue;
import io.jenkins.plugins.redundancy.engine.finding.Finding;
import io.jenkins.plugins.redundancy.engine.finding.Location;
import io.jenkins.plugins.redundancy.engine.read.Limits;
import io.jenkins.plugins.redundancy.engine.read.PathMapping;
import io.jenkins.plugins.redundancy.engine.read.ReportReader;
import io.jenkins.plugins.redundancy.engine.read.Source;
import io.jenkins.plugins.redundancy.engine.read.ToolReport;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class SonarQubeIssuesTest {

    private static final SonarQubeTask TASK = new SonarQubeTask("p", "AX1");
    private static final long ENOUGH = 1L << 30;

    /** Passes time without waiting for it. */
    private static final class TestClock implements Clock {
        private Instant now = Instant.parse("2026-11-21T00:00:00Z");

        @Override
        public Instant now() {
            return now;
        }

        @Override
        public void pause(Duration time) {
            now = now.plus(time);
        }
    }

    private static ToolReport fetched(FakeSonarQube server) throws Exception {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        SonarQubeIssues.fetch(
                server, new TestClock(), TASK, SonarQubeIssues.TYPES, SonarQubeIssues.DEADLINE, ENOUGH, out);
        return ReportReader.read(
                Source.of("issues.json", new ByteArrayInputStream(out.toByteArray())),
                "sonarqube",
                "sonarqube",
                Limits.DEFAULT,
                PathMapping.NONE);
    }

    private static List<Issue> issues(int number, int rules, int directories) {
        return IntStream.range(0, number)
                .mapToObj(i -> new Issue(i, "java:S" + i % rules, "src/d" + i / rules % directories))
                .toList();
    }

    private static List<Integer> lines(ToolReport report) {
        return report.findings().stream()
                .map(finding -> finding.subject().location().orElseThrow())
                .filter(at -> !at.path().equals("H.java"))
                .map(Location::startLine)
                .sorted()
                .toList();
    }

    @Property(tries = 15)
    void everyIssueIsFetchedOnceHoweverManyThereAre(
            @ForAll @IntRange(min = 0, max = 25_000) int number,
            @ForAll @IntRange(min = 1, max = 300) int rules,
            @ForAll long seed)
            throws Exception {
        int directories = 4 + number / 8_000;
        List<Issue> issues = new ArrayList<>(issues(number, rules, directories));
        java.util.Collections.shuffle(issues, new Random(seed));

        ToolReport report = fetched(new FakeSonarQube(issues, 3, "SUCCESS"));

        assertThat(lines(report))
                .isEqualTo(IntStream.rangeClosed(1, number).boxed().toList());
        assertThat(report.complete()).isTrue();
    }

    @Test
    void hotspotsComeByTheirOwnApi() throws Exception {
        ToolReport report = fetched(new FakeSonarQube(List.of(), 1_200, "SUCCESS"));

        assertThat(report.findings()).hasSize(1_200);
        assertThat(report.findings().get(0)).extracting(Finding::cwes).isEqualTo(List.of(89));
    }

    @Test
    void whatTheServerDoesNotGiveMakesTheReportPartial() throws Exception {
        FakeSonarQube server = new FakeSonarQube(issues(10_001, 1, 1), 0, "SUCCESS");

        ToolReport report = fetched(server);

        assertThat(report.findings()).hasSize(FakeSonarQube.MOST);
        assertThat(report.complete()).isFalse();
        assertThat(report.warnings()).anySatisfy(warning -> assertThat(warning).contains("10001"));
    }

    @Test
    void waitsForTheAnalysisAndAsksForItsBranch() throws Exception {
        FakeSonarQube server = new FakeSonarQube(issues(1, 1, 1), 0, "PENDING", "IN_PROGRESS", "SUCCESS");

        assertThat(fetched(server).findings()).hasSize(1);
        assertThat(server.asked).filteredOn(path -> path.startsWith("/api/ce/")).hasSize(3);
        assertThat(server.asked)
                .filteredOn(path -> !path.startsWith("/api/ce/"))
                .isNotEmpty()
                .allSatisfy(path -> assertThat(path).contains("branch=a%2Fb"));
    }

    @Test
    void anAnalysisThatFailedOrIsLateIsSaidToBe() {
        assertThatThrownBy(() -> fetched(new FakeSonarQube(List.of(), 0, "FAILED")))
                .isInstanceOf(ServerException.class)
                .hasMessageContaining("AX1 failed on the server: no disk");
        assertThatThrownBy(() -> fetched(new FakeSonarQube(List.of(), 0, "CANCELED")))
                .isInstanceOf(ServerException.class)
                .hasMessageContaining("was cancelled");
        assertThatThrownBy(() -> fetched(new FakeSonarQube(List.of(), 0, "PENDING")))
                .isInstanceOf(ServerException.class)
                .hasMessageContaining("still waiting on the server after 600 s");
        assertThatThrownBy(() -> fetched(new FakeSonarQube(List.of(), 0, "DREAMING")))
                .isInstanceOf(ServerException.class)
                .hasMessageContaining("DREAMING");
    }

    @Test
    void moreBytesThanAllowedAreAnError() {
        FakeSonarQube server = new FakeSonarQube(issues(100, 1, 1), 0, "SUCCESS");

        assertThatThrownBy(() -> SonarQubeIssues.fetch(
                        server,
                        new TestClock(),
                        TASK,
                        "BUG",
                        SonarQubeIssues.DEADLINE,
                        1_000,
                        new ByteArrayOutputStream()))
                .isInstanceOf(ServerException.class)
                .hasMessageContaining("more than 1000 bytes");
    }

    @Test
    void typesThatCouldChangeTheQueryAreRefused() {
        assertThatThrownBy(() -> SonarQubeIssues.fetch(
                        new FakeSonarQube(List.of(), 0, "SUCCESS"),
                        new TestClock(),
                        TASK,
                        "BUG&resolved=true",
                        SonarQubeIssues.DEADLINE,
                        ENOUGH,
                        new ByteArrayOutputStream()))
                .isInstanceOf(ServerException.class)
                .hasMessageContaining("give some of BUG");
    }

    @Test
    void anAnswerThatIsNoJsonIsSaidToBe() {
        Server page = path -> "<html>Sign in</html>".getBytes(StandardCharsets.UTF_8);

        assertThatThrownBy(() -> SonarQubeIssues.fetch(
                        page,
                        new TestClock(),
                        TASK,
                        "BUG",
                        SonarQubeIssues.DEADLINE,
                        ENOUGH,
                        new ByteArrayOutputStream()))
                .isInstanceOf(ServerException.class)
                .hasMessageContaining("is the address that of a SonarQube server?");
    }

    @Test
    void theTaskFileNamesProjectAndTaskButNotTheServer() throws Exception {
        String text = "projectKey=shop\nserverUrl=https\\://elsewhere.example\nceTaskId=AaH84MKBrWIU-Y-tok_F\n";

        assertThat(SonarQubeTask.read(new StringReader(text)))
                .isEqualTo(new SonarQubeTask("shop", "AaH84MKBrWIU-Y-tok_F"));
    }

    @Test
    void aTaskFileThatIsNoneNamesTheKeyAndTheRemedy() {
        assertThatThrownBy(() -> SonarQubeTask.read(new StringReader("{\"runs\":[]}")))
                .hasMessageContaining("projectKey is missing")
                .hasMessageContaining("sonar.scanner.metadataFilePath");
        assertThatThrownBy(() -> SonarQubeTask.read(new StringReader("projectKey=p\nceTaskId=../../x?y")))
                .hasMessageContaining("ceTaskId is not what SonarQube gives");
        assertThatThrownBy(() -> SonarQubeTask.read(new StringReader("projectKey=\\u00zz")))
                .hasMessageContaining("no report-task.txt");
    }
}
