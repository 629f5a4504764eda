package io.jenkins.plugins.redundancy.steps;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsInAnyOrder;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.not;

import com.cloudbees.hudson.plugins.folder.Folder;
import com.cloudbees.plugins.credentials.Credentials;
import com.cloudbees.plugins.credentials.CredentialsProvider;
import com.cloudbees.plugins.credentials.CredentialsScope;
import com.cloudbees.plugins.credentials.CredentialsStore;
import com.cloudbees.plugins.credentials.SecretBytes;
import com.cloudbees.plugins.credentials.domains.Domain;
import com.cloudbees.plugins.credentials.impl.UsernamePasswordCredentialsImpl;
import hudson.model.BooleanParameterDefinition;
import hudson.model.BooleanParameterValue;
import hudson.model.ModelObject;
import hudson.model.ParametersAction;
import hudson.model.ParametersDefinitionProperty;
import hudson.model.Result;
import hudson.util.Secret;
import io.jenkins.plugins.redundancy.config.ExitCodesConfig;
import io.jenkins.plugins.redundancy.config.FolderToolSets;
import io.jenkins.plugins.redundancy.config.LimitsConfig;
import io.jenkins.plugins.redundancy.config.RedundancyConfiguration;
import io.jenkins.plugins.redundancy.config.SecretFileConfig;
import io.jenkins.plugins.redundancy.config.SecretTextConfig;
import io.jenkins.plugins.redundancy.config.SlotConfig;
import io.jenkins.plugins.redundancy.config.ToolSetConfig;
import io.jenkins.plugins.redundancy.config.UserPasswordConfig;
import io.jenkins.plugins.redundancy.engine.finding.Finding;
import io.jenkins.plugins.redundancy.engine.policy.Attempt;
import io.jenkins.plugins.redundancy.engine.report.ScanResult;
import io.jenkins.plugins.redundancy.health.CircuitBreakers;
import io.jenkins.plugins.redundancy.pages.ScanAction;
import io.jenkins.plugins.redundancy.pages.ScanStore;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;
import org.jenkinsci.plugins.plaincredentials.impl.FileCredentialsImpl;
import org.jenkinsci.plugins.plaincredentials.impl.StringCredentialsImpl;
import org.jenkinsci.plugins.workflow.cps.CpsFlowDefinition;
import org.jenkinsci.plugins.workflow.job.WorkflowJob;
import org.jenkinsci.plugins.workflow.job.WorkflowRun;
import org.jenkinsci.plugins.workflow.support.steps.ExecutorStepExecution;
import org.jenkinsci.plugins.workflow.test.steps.SemaphoreStep;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What a Jenkinsfile gets that names a tool set. */
class ToolSetScanTest extends SharedJenkins {

    @AfterEach
    void noToolSets() throws IOException {
        RedundancyConfiguration.get().setToolSets(null);
        for (CircuitBreakers.Tool tool : CircuitBreakers.get().tools(Instant.now())) {
            CircuitBreakers.get().reset(tool.key());
        }
    }

    private static WorkflowRun success(String script) throws Exception {
        return r.buildAndAssertSuccess(Jobs.create(r, script));
    }

    private static WorkflowRun failure(String script) throws Exception {
        return r.buildAndAssertStatus(Result.FAILURE, Jobs.create(r, script));
    }

    /** Who reports the first finding. */
    private static List<String> reporters(WorkflowRun run, String scan) throws IOException {
        return ScanStore.of(run, scan).read().merged().clusters().get(0).findings().stream()
                .map(Finding::tool)
                .toList();
    }

    @Test
    void toolSetRunsHoweverAJenkinsfileSaysIt() throws Exception {
        ToolSetTools.configure(
                "java-sast",
                ToolSetTools.slot("alpha", ToolSetTools.REPORT),
                ToolSetTools.slot("beta", "exit 3", ToolSetTools.tool("gamma", ToolSetTools.REPORT)));

        WorkflowRun scripted = r.buildAndAssertStatus(
                Result.UNSTABLE,
                Jobs.create(
                        r,
                        "node {\n def one = redundantScan 'java-sast'\n"
                                + "echo \"one: ${one.verdict} ${one.gate} ${one.confirmed} of ${one.total}, failed"
                                + " ${one.failed}, high ${one.severities.high}, compared ${one.compared},"
                                + " ${one.gateReason}\"\n"
                                + "steps.redundantScan(toolSet: 'java-sast', id: 'two', required: 'all')\n"
                                + "redundantScan(toolSet: 'java-sast', id: 'three', required: 3, agreement: 3,"
                                + " gate: [[severity: 'low', outcome: 'unstable', confidence: 0]]) {\n"
                                + "  scanner('delta', weaknesses: ['sql-injection'], weight: 2.5) { "
                                + Reports.write("env.REDUNDANCY_REPORT", 10) + " } } }"));
        r.assertLogContains("one: degraded pass 1 of 1, failed [beta], high 0, compared false, 0 new", scripted);
        r.assertLogContains("gamma stood in for beta", scripted);
        r.assertLogContains("Gate unstable: 1 new finding at low or above", scripted);
        assertThat(reporters(scripted, "three"), containsInAnyOrder("alpha", "gamma", "delta"));

        WorkflowRun declarative = success(
                "pipeline { agent any\n stages { stage('scan') { steps { redundantScan(toolSet: 'java-sast') } } } }");
        r.assertLogContains("verdict degraded", declarative);
    }

    @Test
    void whatCannotBeRunIsSaidAtOnce() throws Exception {
        ToolSetTools.configure("java-sast", ToolSetTools.slot("alpha", ToolSetTools.REPORT));

        r.assertLogContains("there is no tool set 'java-sats' for ", failure("node { redundantScan 'java-sats' }"));
        r.assertLogContains("there is nothing to run: name a tool set", failure("node { redundantScan() }"));
        r.assertLogContains(
                "scanner 'alpha': it runs where the scan runs, and that is on no agent",
                failure("redundantScan 'java-sast'"));
        r.assertLogContains(
                "sources: 'svn': use one of stash, none",
                failure("node { redundantScan(toolSet: 'java-sast', sources: 'svn') }"));
        r.assertLogContains(
                "gate: unknown key 'sevrity' of a gate rule",
                failure("node { redundantScan(toolSet: 'java-sast', gate: [[sevrity: 'low']]) }"));
        r.assertLogContains(
                "reference: 'elsewhere/job' is no job beside ",
                failure("node { redundantScan(toolSet: 'java-sast', reference: 'elsewhere/job') }"));
        r.assertLogContains(
                "label: '((' is no expression of labels",
                failure("node { redundantScan { scanner('a', label: '((') { } } }"));
    }

    @Test
    void secretsOfScannersAreNowhereToBeRead() throws Exception {
        String secret = "s3cr3t/hunter-2";
        StringCredentialsImpl token =
                new StringCredentialsImpl(CredentialsScope.GLOBAL, "token", "", Secret.fromString(secret));
        add(r.jenkins, token);
        String echo = "echo \"using $TOKEN\"\n"
                + "printf '%s' \"$SARIF\" | sed \"s#concatenated#concatenated $TOKEN#; s#src/Dao#$TOKEN/Dao#\"";
        SlotConfig tool = ToolSetTools.slot("alpha", echo + " > \"$REDUNDANCY_REPORT\"");
        tool.setCredentials(List.of(new SecretTextConfig("token", "TOKEN")));
        SlotConfig broken = ToolSetTools.slot("beta", echo + " | head -c 300 > \"$REDUNDANCY_REPORT\"");
        broken.setCredentials(List.of(new SecretTextConfig("token", "TOKEN")));
        ToolSetTools.configure("java-sast", tool, broken);
        String block = "withEnv(['SARIF=" + Reports.sarif(11) + "']) { sh '''" + echo + " > $REDUNDANCY_REPORT''' }";
        WorkflowRun run = r.buildAndAssertSuccess(Jobs.create(
                r,
                "node { redundantScan(toolSet: 'java-sast', required: 2, gate: 'off') {\n"
                        + "scanner('inside') { withCredentials([string(credentialsId: 'token', variable: 'TOKEN')]) {\n"
                        + block + " } } }\n"
                        + "withCredentials([string(credentialsId: 'token', variable: 'TOKEN')]) {\n"
                        + "redundantScan(id: 'around', gate: 'off') { scanner('outside') { " + block + " } } } }"));

        r.assertLogContains("using ****", run);
        ScanResult result = ScanStore.of(run, "scan").read();
        assertThat(result.merged().clusters().toString(), containsString("concatenated ****"));
        r.assertLogContains("beta failed (invalid-result)", run);
        assertThat("the report is kept", ScanStore.of(run, "scan").raw(1).isFile(), is(true));
        assertNowhere(run, secret);
        assertThat(
                "tracked",
                CredentialsProvider.getFingerprintOf(token).getJobs(),
                hasItem(run.getParent().getFullName()));
    }

    @Test
    void userPasswordAndFileAreThereForTheirToolAndNowhereElse() throws Exception {
        String password = "p4ss/of-ada";
        String licence = "licensed-to-ada";
        add(r.jenkins, new UsernamePasswordCredentialsImpl(CredentialsScope.GLOBAL, "nexus", "", "ada", password));
        add(
                r.jenkins,
                new FileCredentialsImpl(
                        CredentialsScope.GLOBAL,
                        "licence",
                        "",
                        "licence.txt",
                        SecretBytes.fromBytes(licence.getBytes(StandardCharsets.UTF_8))));
        SlotConfig alpha = ToolSetTools.slot(
                "alpha",
                "echo \"as $NEXUS_USER with $NEXUS_PASSWORD by $LICENCE, $(wc -c < \"$LICENCE\" | tr -d ' ') bytes\"\n"
                        + "printf '%s' \"$SARIF\" | sed \"s#concatenated#as $NEXUS_USER with $NEXUS_PASSWORD by $LICENCE#\""
                        + " > \"$REDUNDANCY_REPORT\"");
        alpha.setCredentials(List.of(
                new UserPasswordConfig("nexus", "NEXUS_USER", "NEXUS_PASSWORD"),
                new SecretFileConfig("licence", "LICENCE")));
        SlotConfig beta = ToolSetTools.slot(
                "beta", "echo \"beta has '$NEXUS_USER$NEXUS_PASSWORD$LICENCE'\"\n" + ToolSetTools.REPORT);
        ToolSetTools.configure("java-sast", alpha, beta);

        WorkflowRun run = success("node { redundantScan 'java-sast' }");

        r.assertLogContains("as ada with **** by ****, " + licence.length() + " bytes", run);
        r.assertLogContains("beta has ''", run);
        assertThat(
                ScanStore.of(run, "scan").read().merged().clusters().toString(),
                containsString("as ada with **** by ****"));
        assertNowhere(run, password);
        assertNowhere(run, licence);
    }

    private static void add(ModelObject context, Credentials credentials) throws IOException {
        for (CredentialsStore store : CredentialsProvider.lookupStores(context)) {
            if (store.getContext() == context) {
                store.addCredentials(Domain.global(), credentials);
            }
        }
    }

    private static void assertNowhere(WorkflowRun run, String secret) throws IOException {
        try (Stream<Path> files = Files.walk(run.getRootDir().toPath())) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                assertThat(file.toString(), text(file), not(containsString(secret)));
            }
        }
    }

    @Test
    void jobsRunTheToolSetOfTheirFolderWithItsCredentials() throws Exception {
        ToolSetTools.configure("java-sast", ToolSetTools.slot("everybodys", ToolSetTools.REPORT));
        Folder folder = r.createProject(Folder.class, "team");
        add(
                folder,
                new StringCredentialsImpl(
                        CredentialsScope.GLOBAL, "team-token", "", Secret.fromString("s3cr3t-of-the-team")));
        SlotConfig slot = ToolSetTools.slot("teams", "echo \"token of ${#TOKEN}: $TOKEN\"\n" + ToolSetTools.REPORT);
        slot.setCredentials(List.of(new SecretTextConfig("team-token", "TOKEN")));
        folder.addProperty(new FolderToolSets(List.of(new ToolSetConfig("java-sast", List.of(slot)))));
        String scan = "node { redundantScan 'java-sast' }";
        WorkflowJob below = folder.createProject(WorkflowJob.class, "job");
        below.setDefinition(new CpsFlowDefinition(scan, true));

        WorkflowRun theirs = r.buildAndAssertSuccess(below);
        r.assertLogContains("token of 18: ****", theirs);
        assertThat(reporters(theirs, "scan"), contains("teams"));
        assertThat(reporters(success(scan), "scan"), contains("everybodys"));

        slot.setName("strangers");
        ToolSetTools.configure("java-sast", slot);
        r.assertLogContains("team-token", failure(scan));
    }

    @Test
    void exitCodesOfAToolSayWhetherItRan() throws Exception {
        ExitCodesConfig codes = new ExitCodesConfig();
        codes.setClean(List.of(0));
        codes.setFindings(List.of(3));
        SlotConfig alpha = ToolSetTools.slot("alpha", ToolSetTools.REPORT + "\nexit 3");
        alpha.setExitCodes(codes);
        SlotConfig beta = ToolSetTools.slot("beta", ToolSetTools.REPORT + "\nexit 3");
        ToolSetConfig set = ToolSetTools.configure("java-sast", alpha, beta);
        set.setRequired("1");
        RedundancyConfiguration.get().setToolSets(List.of(set));

        WorkflowRun run = success("node { redundantScan 'java-sast' }");

        r.assertLogContains("alpha for slot alpha: succeeded", run);
        r.assertLogContains("exit code 3, which does not mean that it ran", run);
        assertThat(ScanAction.of(run, "scan").getOutcome(), is("degraded"));
    }

    /** Played by the stand-in of the command line's contract test. */
    @Test
    void exitCodesOfSnykAreReportsOrStartItsFallback() throws Exception {
        String token = "5nyk-t0ken";
        add(r.jenkins, new StringCredentialsImpl(CredentialsScope.GLOBAL, "snyk", "", Secret.fromString(token)));
        SlotConfig snyk = new SlotConfig();
        snyk.setPreset("snyk-code");
        snyk.setCredentials(List.of(new SecretTextConfig("snyk", "SNYK_TOKEN")));
        snyk.setFallbacks(List.of(ToolSetTools.tool("beta", ToolSetTools.REPORT)));
        ToolSetTools.configure("sast", snyk);
        Path directory = Path.of("standalone/src/test/resources/io/jenkins/plugins/redundancy/cli/SnykContractTest")
                .toAbsolutePath();
        for (int code = 0; code < 4; code++) {
            WorkflowRun run = success("node { withEnv(['PATH+SNYK=" + directory + "', 'SNYK_REPORTS=" + directory
                    + "', 'SNYK_ENDS=" + code + "']) { redundantScan(toolSet: 'sast', gate: 'off') } }");

            r.assertLogContains("using ****", run);
            if (code < 2) {
                r.assertLogContains("snyk-code reports " + code * 2 + " findings", run);
                r.assertLogContains("verdict met", run);
            } else {
                r.assertLogContains("exit code " + code, run);
                r.assertLogContains("beta stood in for snyk-code", run);
            }
            assertNowhere(run, token);
        }
    }

    private static String text(Path file) throws IOException {
        byte[] bytes = Files.readAllBytes(file);
        if (file.toString().endsWith(".gz")) {
            try (InputStream in = new GZIPInputStream(Files.newInputStream(file))) {
                bytes = in.readAllBytes();
            }
        }
        return new String(bytes, StandardCharsets.UTF_8);
    }

    @Test
    void scannerWithALabelRunsThereOnTheSourcesOfTheScan() throws Exception {
        r.waitOnline(r.createSlave("elsewhere", "other", null));
        SlotConfig there =
                ToolSetTools.slot("there", "echo there on $NODE_NAME with $(cat src/Dao.java)\n" + ToolSetTools.REPORT);
        there.setLabel("other");
        SlotConfig mars = ToolSetTools.slot("mars", "exit 1", ToolSetTools.tool("here", ToolSetTools.REPORT));
        mars.setLabel("mars");
        ToolSetTools.configure("java-sast", there, mars);

        WorkflowRun run = success("node('built-in') { writeFile file: 'src/Dao.java', text: 'select'\n"
                + "writeFile file: 'stale.sarif', text: '" + Reports.sarif(3) + "'\n"
                + "redundantScan('java-sast') {\n"
                + "scanner(name: 'stale', label: 'other', report: 'stale.sarif') { sh 'ls; ls src' }\n"
                + "scanner(name: 'own', label: 'other', sources: 'none', fallbackFor: 'stale') {\n"
                + " echo \"sources there: ${fileExists('src/Dao.java')}\"\n"
                + Reports.write("env.REDUNDANCY_REPORT", 10) + " } } }");

        r.assertLogContains("there on elsewhere with select", run);
        r.assertLogContains("no agent has the label mars", run);
        r.assertLogContains("here stood in for mars", run);
        r.assertLogContains("stale failed (invalid-result): no report was written", run);
        r.assertLogContains("sources there: false", run);
        assertThat(reporters(run, "scan"), containsInAnyOrder("there", "here", "own"));
    }

    @Test
    void scanGoesOnElsewhereWhereAScannersAgentIsLost() throws Exception {
        Nodes.online(r, "a");
        Nodes.online(r, "b");
        WorkflowRun run = Jobs.start(
                r,
                "redundantScan(agentGrace: '0s', sources: 'none') {\n"
                        + "scanner('alpha', label: 'a') { semaphore 'alpha' }\n"
                        + "scanner('beta', label: 'b', fallbackFor: 'alpha') { "
                        + Reports.write("env.REDUNDANCY_REPORT", 10) + " } }");
        SemaphoreStep.waitForStart("alpha/1", run);
        Nodes.disconnect(r, "a");
        r.assertBuildStatusSuccess(r.waitForCompletion(run));

        r.assertLogContains("beta stood in for alpha (agent 'a' has been offline", run);
        assertThat(ScanAction.of(run, "scan").getOutcome(), is("degraded"));
    }

    @Test
    void scannerThatGetsNoExecutorInTimeIsReplaced() throws Exception {
        Nodes.online(r, "a");
        WorkflowRun run = success("node('a') { redundantScan(queueTimeout: '1s') {\n"
                + "scanner('alpha', label: 'a', sources: 'none') { }\n"
                + "scanner('beta', fallbackFor: 'alpha') { " + Reports.write("env.REDUNDANCY_REPORT", 10) + " } } }");

        r.assertLogContains("beta stood in for alpha (not started within", run);
    }

    @Test
    void scanOutlivesItsOwnAgentAsLongAsTheQuorumDoes() throws Exception {
        Nodes.online(r, "a");
        Nodes.online(r, "b");
        String scan = "redundantScan(required: 2) {\n"
                + "scanner('early') { " + Reports.write("env.REDUNDANCY_REPORT", 10) + " }\n"
                + "scanner('late') { semaphore \"late-${env.NODE_NAME}\"\n"
                + Reports.write("env.REDUNDANCY_REPORT", 10) + " }\n";
        WorkflowRun run = Jobs.start(
                r,
                "node('a') { " + scan + "scanner('spare', label: 'b', fallbackFor: 'late') { "
                        + Reports.write("env.REDUNDANCY_REPORT", 10) + " } } }");
        loseWhileLateRuns(run, 1);
        r.waitForCompletion(run);
        r.assertLogContains("spare stood in for late", run);
        assertThat(ScanAction.of(run, "scan").getOutcome(), is("degraded"));

        Nodes.online(r, "a");
        WorkflowRun again = Jobs.start(
                r,
                "int n = 0\n retry(count: 2, conditions: [agent()]) { node(n++ == 0 ? 'a' : 'b') { " + scan + " } } }");
        loseWhileLateRuns(again, 2);
        r.waitForMessage("scan 'scan' is lost", again);
        SemaphoreStep.success("late-b/1", null);
        r.assertBuildStatusSuccess(r.waitForCompletion(again));
        assertThat("the first one's is replaced", ScanAction.of(again, "scan").getOutcome(), is("met"));
    }

    @Test
    void labelledFallbackStandsInForACommandThatLostTheAgentOfTheScan() throws Exception {
        Nodes.online(r, "a");
        Nodes.online(r, "b");
        long patience = ExecutorStepExecution.TIMEOUT_WAITING_FOR_NODE_MILLIS;
        ExecutorStepExecution.TIMEOUT_WAITING_FOR_NODE_MILLIS = 2000;
        try {
            WorkflowRun run = Jobs.start(
                    r,
                    "node('a') { redundantScan {\n"
                            + "scanner('late') { sh 'echo late runs; exec " + Jobs.SLEEP + "' }\n"
                            + "scanner('spare', label: 'b', fallbackFor: 'late') { "
                            + Reports.write("env.REDUNDANCY_REPORT", 10) + " } } }");
            r.waitForMessage("late runs", run);
            Nodes.disconnect(r, "a");
            r.waitForCompletion(run);

            r.assertLogContains("late failed (infrastructure)", run);
            r.assertLogContains("spare stood in for late", run);
            assertThat(ScanAction.of(run, "scan").getOutcome(), is("degraded"));
        } finally {
            ExecutorStepExecution.TIMEOUT_WAITING_FOR_NODE_MILLIS = patience;
        }
    }

    private static void loseWhileLateRuns(WorkflowRun run, int time) throws Exception {
        r.waitForMessage("early reports 1 findings", run);
        SemaphoreStep.waitForStart("late-a/" + time, run);
        Nodes.disconnect(r, "a");
        SemaphoreStep.success("late-a/" + time, null);
    }

    @Test
    void failoverAgentRepeatsAScanThatLostItsAgent() throws Exception {
        Nodes.online(r, "a");
        Nodes.online(r, "b");
        WorkflowRun run = Jobs.start(
                r,
                "failoverAgent(labels: ['a', 'b'], agentGrace: '0s') { redundantScan {\n"
                        + "scanner('alpha') { if (env.NODE_NAME == 'a') { semaphore 'repeated' }\n"
                        + Reports.write("env.REDUNDANCY_REPORT", 10) + " } } }");
        SemaphoreStep.waitForStart("repeated/1", run);
        Nodes.disconnect(r, "a");
        r.assertBuildStatusSuccess(r.waitForCompletion(run));

        r.assertLogContains("scan 'scan' is aborted", run);
        assertThat(ScanAction.of(run, "scan").getOutcome(), is("met"));
    }

    @Test
    void failoverAgentRepeatsAScanWhoseAgentIsLostLater() throws Exception {
        Nodes.online(r, "a");
        Nodes.online(r, "b");
        WorkflowRun run = Jobs.start(
                r,
                "failoverAgent(labels: ['a', 'b'], agentGrace: '0s') { redundantScan {\n"
                        + "scanner(env.NODE_NAME) { " + Reports.write("env.REDUNDANCY_REPORT", 10) + " } }\n"
                        + "if (env.NODE_NAME == 'a') { semaphore 'deploy' } }");
        SemaphoreStep.waitForStart("deploy/1", run);
        assertThat(reporters(run, "scan"), contains("a"));
        Nodes.disconnect(r, "a");
        r.assertBuildStatusSuccess(r.waitForCompletion(run));

        assertThat(run.getActions(ScanAction.class).size(), is(1));
        assertThat(reporters(run, "scan"), contains("b"));
    }

    @Test
    void toolThatKeepsFailingIsSkippedForAWhileWhereItFailedIfAnotherMayStandIn() throws Exception {
        Nodes.online(r, "a");
        Nodes.online(r, "b");
        ToolSetConfig set = ToolSetTools.configure(
                "java-sast", ToolSetTools.slot("alpha", "exit 3", ToolSetTools.tool("beta", ToolSetTools.REPORT)));
        String onA = "node('a') { redundantScan 'java-sast' }";
        String onB = "node('b') { redundantScan 'java-sast' }";
        failThreeTimes("beta", "a", Instant.now());
        r.assertLogContains("beta stood in for alpha (exit code 3", success(onA));
        failThreeTimes("alpha", "a", Instant.now());
        r.assertLogContains("alpha is skipped, because it failed 4 times in a row, last: down", success(onA));
        r.assertLogNotContains("alpha is skipped", success(onB));

        failThreeTimes("alpha", "b", Instant.now().minus(Duration.ofMinutes(31)));
        r.assertLogContains("beta stood in for alpha (exit code 3", success(onB));
        r.assertLogContains("alpha is skipped, because it failed 5 times in a row, last: exit code 3", success(onB));

        set.setWorthAnother(List.of("timeout"));
        RedundancyConfiguration.get().setToolSets(List.of(set));
        WorkflowRun alone = failure(onA);
        r.assertLogContains("alpha failed (infrastructure): exit code 3", alone);
        r.assertLogNotContains("alpha is skipped", alone);
    }

    private static void failThreeTimes(String tool, String label, Instant when) throws IOException {
        for (int i = 0; i < 3; i++) {
            CircuitBreakers.get().failed(tool + " (java-sast of Jenkins) on " + label, "down", when);
        }
    }

    @Test
    void toolThatGetsNoExecutorInTimeIsReplaced() throws Exception {
        Nodes.closed(r, "closed");
        SlotConfig waits = ToolSetTools.slot("waits", "exit 1", ToolSetTools.tool("here", ToolSetTools.REPORT));
        waits.setLabel("closed");
        ToolSetConfig set = ToolSetTools.configure("java-sast", waits);
        set.setQueueTimeout("1s");
        RedundancyConfiguration.get().setToolSets(List.of(set));

        r.assertLogContains(
                "here stood in for waits (not started within 1 s)",
                success("node('built-in') { redundantScan 'java-sast' }"));
    }

    @Test
    void reportBeyondTheLimitsIsAFailedAttemptAndKeptAsEvidence() throws Exception {
        ToolSetConfig set = ToolSetTools.configure(
                "java-sast",
                ToolSetTools.slot(
                        "alpha", ToolSetTools.REPORT, ToolSetTools.tool("beta", "echo '' > \"$REDUNDANCY_REPORT\"")));
        LimitsConfig limits = new LimitsConfig();
        limits.setBytes(100L);
        set.setLimits(limits);
        set.setOnLost("unstable");
        RedundancyConfiguration.get().setToolSets(List.of(set));
        WorkflowRun run = r.buildAndAssertStatus(Result.UNSTABLE, Jobs.create(r, "node { redundantScan 'java-sast' }"));

        r.assertLogContains("alpha failed (invalid-result)", run);
        assertThat(text(ScanStore.of(run, "scan").raw(1).toPath()), is(Reports.sarif(10)));
        List<Attempt> attempts = ScanStore.of(run, "scan").read().verdict().attempts();
        assertThat(attempts.get(0).why(), containsString("100"));
    }

    @Test
    void scansAreComparedWithTheLastGoodOneOrAsTheJenkinsfileSays() throws Exception {
        String scan = "node { redundantScan(gate: 'off'%s) { scanner('alpha', weaknesses: ['sql-injection']) { "
                + "if (params.BROKEN) { error 'broken' }\n" + Reports.write("env.REDUNDANCY_REPORT", 10) + " } } }";
        WorkflowJob main = Jobs.create(r, String.format(scan, ""));
        main.addProperty(new ParametersDefinitionProperty(new BooleanParameterDefinition("BROKEN")));
        r.assertLogNotContains("compared with", r.buildAndAssertSuccess(main));
        r.assertBuildStatus(
                Result.FAILURE,
                main.scheduleBuild2(0, new ParametersAction(new BooleanParameterValue("BROKEN", true))));
        WorkflowRun third = r.buildAndAssertSuccess(main);
        r.assertLogContains("compared with " + main.getFullDisplayName() + " #1", third);
        r.assertLogContains("0 new", third);
        assertThat(
                r.createWebClient().getPage(third).asNormalizedText(),
                containsString("0 new since " + main.getFullDisplayName() + " #1"));

        WorkflowRun other = success(String.format(scan, ", reference: '" + main.getName() + "'"));
        r.assertLogContains("compared with " + main.getFullDisplayName() + " #3", other);
        WorkflowRun none = r.buildAndAssertSuccess(Jobs.create(r, String.format(scan, ", reference: 'none'")));
        r.assertLogNotContains("compared with", none);
    }
}
