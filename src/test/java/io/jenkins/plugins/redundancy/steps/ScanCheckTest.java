package io.jenkins.plugins.redundancy.steps;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.endsWith;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.startsWith;

import hudson.model.Result;
import hudson.model.Run;
import hudson.model.TaskListener;
import io.jenkins.plugins.checks.api.ChecksAnnotation;
import io.jenkins.plugins.checks.api.ChecksAnnotation.ChecksAnnotationLevel;
import io.jenkins.plugins.checks.api.ChecksConclusion;
import io.jenkins.plugins.checks.api.ChecksDetails;
import io.jenkins.plugins.checks.api.ChecksOutput;
import io.jenkins.plugins.checks.api.ChecksPublisher;
import io.jenkins.plugins.checks.api.ChecksPublisherFactory;
import io.jenkins.plugins.checks.api.ChecksStatus;
import io.jenkins.plugins.redundancy.pages.ScanAction;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import org.jenkinsci.plugins.workflow.cps.CpsFlowDefinition;
import org.jenkinsci.plugins.workflow.job.WorkflowJob;
import org.jenkinsci.plugins.workflow.job.WorkflowRun;
import org.jenkinsci.plugins.workflow.test.steps.SemaphoreStep;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.jvnet.hudson.test.TestExtension;

/** What a code host is told of a scan. */
class ScanCheckTest extends SharedJenkins {

    private static final String SQL = ", weaknesses: ['sql-injection']";
    private static final String ALPHA = scanner("alpha", SQL, report(10));
    private static final String BETA = scanner("beta", SQL, report(11));

    private static final List<ChecksDetails> PUBLISHED = new CopyOnWriteArrayList<>();

    /** What the host does instead of listening; null: it listens. */
    private static volatile Runnable trouble;

    @TestExtension
    @SuppressWarnings("unused")
    public static final class Host extends ChecksPublisherFactory {

        @Override
        protected Optional<ChecksPublisher> createPublisher(Run<?, ?> run, TaskListener listener) {
            return Optional.of(new ChecksPublisher() {
                @Override
                public void publish(ChecksDetails details) {
                    if (trouble != null) {
                        trouble.run();
                    }
                    // checks-api tells of every build, too
                    if (details.getOutput().flatMap(ChecksOutput::getTitle).isPresent()) {
                        PUBLISHED.add(details);
                    }
                }
            });
        }
    }

    @BeforeEach
    void nothingIsPublished() {
        PUBLISHED.clear();
        trouble = null;
    }

    private static String scanner(String name, String arguments, String block) {
        return "scanner('" + name + "'" + arguments + ") { " + block + " }\n";
    }

    private static String report(int... lines) {
        return "writeFile file: env.REDUNDANCY_REPORT, text: '" + Reports.sarif(lines) + "'";
    }

    private static String scan(String arguments, String... scanners) {
        return "node { redundantScan(" + arguments + ") {\n" + String.join("", scanners) + "} }";
    }

    /** The second build of a job, which the first one is compared with. */
    private static WorkflowRun second(String first, String second, Result expected) throws Exception {
        WorkflowJob job = Jobs.create(r, first);
        r.buildAndAssertSuccess(job);
        PUBLISHED.clear();
        job.setDefinition(new CpsFlowDefinition(second, true));
        return r.buildAndAssertStatus(expected, job);
    }

    private static ChecksDetails published() {
        assertThat(PUBLISHED, hasSize(1));
        return PUBLISHED.get(0);
    }

    private static ChecksOutput output() {
        return published().getOutput().orElseThrow();
    }

    private static ChecksConclusion conclusion() {
        return published().getConclusion();
    }

    @Test
    void aScanThatIsMetIsASuccessWithoutAnnotations() throws Exception {
        WorkflowRun run = r.buildAndAssertSuccess(Jobs.create(r, scan("required: 2, gate: 'off'", ALPHA, BETA)));

        assertThat(published().getName().orElseThrow(), is("Redundancy / scan"));
        assertThat(published().getStatus(), is(ChecksStatus.COMPLETED));
        assertThat(conclusion(), is(ChecksConclusion.SUCCESS));
        assertThat(published().getDetailsURL().orElseThrow(), is(r.getURL() + run.getUrl() + "redundancy-scan/"));
        assertThat(output().getTitle().orElseThrow(), is("Met, gate passed: 1 confirmed, 0 single-source"));
        assertThat(output().getSummary().orElseThrow(), containsString("There was no build to compare with"));
        assertThat(output().getChecksAnnotations(), is(empty()));
    }

    @Test
    void aDegradedScanIsASuccessThatSaysWhoStoodIn() throws Exception {
        r.buildAndAssertSuccess(Jobs.create(
                r,
                scan(
                        "required: 2, gate: 'off'",
                        ALPHA,
                        scanner("beta", SQL, "error 'out of | memory'"),
                        scanner("gamma", ", fallbackFor: 'beta'" + SQL, report(10)))));

        assertThat(conclusion(), is(ChecksConclusion.SUCCESS));
        assertThat(output().getTitle().orElseThrow(), startsWith("Degraded, "));
        String summary = output().getSummary().orElseThrow();
        assertThat(summary, containsString("gamma stood in for beta"));
        assertThat(summary, containsString("| beta | beta | failed | "));
        assertThat(summary, containsString("out of &#124; memory"));
    }

    @Test
    void aLostQuorumFailsTheCheckUnlessItIsToFailOpen() throws Exception {
        String down = scanner("beta", SQL, "error 'down'");
        r.buildAndAssertStatus(Result.FAILURE, Jobs.create(r, scan("required: 2", ALPHA, down)));
        assertThat(conclusion(), is(ChecksConclusion.FAILURE));
        assertThat(output().getTitle().orElseThrow(), startsWith("Lost, "));

        PUBLISHED.clear();
        String open = scan("required: 2, onLost: 'unstable', gate: 'off'", ALPHA, down);
        r.buildAndAssertStatus(Result.UNSTABLE, Jobs.create(r, open));
        assertThat(conclusion(), is(ChecksConclusion.NEUTRAL));
    }

    @Test
    void newConfirmedFindingsAreAnnotated() throws Exception {
        String found = scanner("alpha", SQL, report(10, 30, 50));
        second(
                scan("required: 2, gate: 'off'", ALPHA, BETA),
                scan(
                        "required: 2, gate: [[severity: 'medium', agreement: 'confirmed']]",
                        found,
                        scanner("beta", SQL, report(10, 30))),
                Result.FAILURE);

        assertThat(conclusion(), is(ChecksConclusion.FAILURE));
        assertThat(output().getTitle().orElseThrow(), containsString("gate failed: 1 new of 2 confirmed"));
        assertThat(output().getChecksAnnotations(), hasSize(1));
        ChecksAnnotation note = output().getChecksAnnotations().get(0);
        assertThat(note.getPath().orElseThrow(), is("src/Dao.java"));
        assertThat(note.getStartLine().orElseThrow(), is(30));
        assertThat(note.getEndLine().orElseThrow(), is(30));
        assertThat(note.getAnnotationLevel(), is(ChecksAnnotationLevel.WARNING));
        assertThat(note.getTitle().orElseThrow(), is("SQL injection"));
        String message = note.getMessage().orElseThrow();
        assertThat(message, startsWith("alpha, SQL: "));
        assertThat(message, containsString("\nbeta, SQL: "));
        assertThat("hostile words of a scanner", message, not(containsString("<script>")));
        assertThat(message, endsWith("concatenated"));
    }

    @Test
    void anUnstableGateIsNeutral() throws Exception {
        String gate = "gate: [[severity: 'medium', agreement: 'confirmed', outcome: 'unstable']]";
        r.buildAndAssertStatus(Result.UNSTABLE, Jobs.create(r, scan("required: 2, " + gate, ALPHA, BETA)));
        assertThat(conclusion(), is(ChecksConclusion.NEUTRAL));
    }

    @Test
    void noMoreThanFiftyAreAnnotated() throws Exception {
        int[] lines =
                java.util.stream.IntStream.rangeClosed(1, 60).map(i -> i * 20).toArray();
        second(
                scan("required: 2, gate: 'off'", scanner("alpha", SQL, report()), scanner("beta", SQL, report())),
                scan(
                        "required: 2, gate: 'off'",
                        scanner("alpha", SQL, report(lines)),
                        scanner("beta", SQL, report(lines))),
                Result.SUCCESS);

        assertThat(output().getChecksAnnotations(), hasSize(50));
        assertThat(output().getSummary().orElseThrow(), containsString("… and 10 more"));
    }

    @Test
    void nothingIsPublishedWhereThatIsSkipped() throws Exception {
        r.buildAndAssertSuccess(
                Jobs.create(r, scan("required: 2, gate: 'off', skipPublishingChecks: true", ALPHA, BETA)));
        assertThat(PUBLISHED, is(empty()));
    }

    @Test
    void nameOfTheSurroundingChecksIsTaken() throws Exception {
        r.buildAndAssertSuccess(Jobs.create(
                r, "withChecks('Security') { " + scan("required: 2, id: 'java', gate: 'off'", ALPHA, BETA) + " }"));
        assertThat(
                PUBLISHED.stream()
                        .map(details -> details.getName().orElseThrow())
                        .toList(),
                contains("Security"));
    }

    @Test
    void anAbortedScanIsCancelled() throws Exception {
        WorkflowRun run = Jobs.start(r, scan("required: 2", ALPHA, "scanner('beta') { semaphore 'check' }\n"));
        SemaphoreStep.waitForStart("check/1", run);
        r.waitForMessage("alpha reports 1 findings", run);
        run.getExecutor().interrupt();
        r.assertBuildStatus(Result.ABORTED, r.waitForCompletion(run));
        assertThat(conclusion(), is(ChecksConclusion.CANCELED));
    }

    @Test
    void aHostInTroubleDoesNotHurtTheScan() throws Exception {
        trouble = () -> {
            throw new IllegalStateException("https://token@example.org said no");
        };
        WorkflowRun run = r.buildAndAssertSuccess(Jobs.create(r, scan("required: 2, gate: 'off'", ALPHA, BETA)));
        r.assertLogContains("the scan is not published by ScanCheck (IllegalStateException)", run);
        r.assertLogNotContains("token@example.org", run);
        assertThat(ScanAction.of(run, "scan").getOutcome(), is("met"));
    }

    @Test
    void aHostThatDoesNotAnswerIsNotWaitedForForEver() throws Exception {
        CountDownLatch interrupted = new CountDownLatch(1);
        trouble = () -> {
            try {
                new CountDownLatch(1).await();
            } catch (InterruptedException x) {
                interrupted.countDown();
            }
        };
        Duration before = ScanDelivery.setPatience(Duration.ofMillis(50));
        try {
            WorkflowRun run = r.buildAndAssertSuccess(Jobs.create(r, scan("required: 2, gate: 'off'", ALPHA, BETA)));
            r.assertLogContains("the scan is not published by ScanCheck (IOException)", run);
            interrupted.await();
        } finally {
            ScanDelivery.setPatience(before);
        }
    }
}
