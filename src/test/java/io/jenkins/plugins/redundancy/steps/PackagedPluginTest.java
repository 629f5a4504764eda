package io.jenkins.plugins.redundancy.steps;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.is;

import hudson.FilePath;
import io.jenkins.plugins.redundancy.pages.ScanAction;
import io.jenkins.plugins.redundancy.pages.ScanStore;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.jenkinsci.plugins.workflow.cps.CpsFlowDefinition;
import org.jenkinsci.plugins.workflow.job.WorkflowJob;
import org.jenkinsci.plugins.workflow.job.WorkflowRun;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.jvnet.hudson.test.JenkinsRule;
import org.jvnet.hudson.test.junit.jupiter.InboundAgentExtension;
import org.jvnet.hudson.test.junit.jupiter.RealJenkinsExtension;

/**
 * The plugin as it is packaged, in a process of its own: the class filter of JEP-200 is off for classes in directories,
 * and only a process can be killed.
 */
class PackagedPluginTest {

    /** Of what waits in the scenes. */
    private static final String CLOCK = "25s";

    /** Of Pipeline, until it gives an agent up after a restart: minutes, but seconds in tests. */
    @RegisterExtension
    private final RealJenkinsExtension jenkins = new RealJenkinsExtension()
            .javaOptions(
                    "-XX:TieredStopAtLevel=1",
                    "-Dorg.jenkinsci.plugins.workflow.support.pickles.ExecutorPickle.timeoutForNodeMillis=120000");

    /** They outlive the controller, and connect again by themselves. */
    @RegisterExtension
    private final InboundAgentExtension inbound = new InboundAgentExtension();

    private static InboundAgentExtension.Options.Builder agent(String name) {
        return InboundAgentExtension.Options.newBuilder().name(name).label(name).webSocket();
    }

    @Test
    void scanAndStageOutliveAControllerThatIsKilled() throws Throwable {
        jenkins.startJenkins();
        jenkins.runRemotely(PackagedPluginTest::startScan);
        jenkins.runRemotely(PackagedPluginTest::startStage);
        jenkins.stopJenkinsForcibly();
        jenkins.startJenkins();
        jenkins.runRemotely(PackagedPluginTest::finishScan);
        jenkins.runRemotely(PackagedPluginTest::finishStage);
    }

    @Test
    @Timeout(value = 10, unit = TimeUnit.MINUTES)
    @EnabledIfSystemProperty(named = "soak.kill", matches = "true", disabledReason = "takes minutes: -Psoak")
    void everyStateOfAStageOutlivesAControllerThatIsKilled() throws Throwable {
        jenkins.startJenkins();
        for (String name : List.of("a", "b")) {
            inbound.createAgent(jenkins, agent(name).build());
        }
        for (String name : List.of("closed", "never")) {
            inbound.createAgent(jenkins, agent(name).skipStart().build());
        }
        jenkins.runRemotely(PackagedPluginTest::reachScenes);
        jenkins.stopJenkinsForcibly();
        jenkins.startJenkins();
        inbound.start(jenkins, agent("closed").build());
        jenkins.runRemotely(PackagedPluginTest::finishScenes);
    }

    /** First of all, so that the names of their jobs begin with zero. */
    private static void reachScenes(JenkinsRule r) throws Throwable {
        for (String name : List.of("a", "b")) {
            Nodes.get(r, name).setNumExecutors(20);
        }
        r.jenkins.setNodes(r.jenkins.getNodes());
        Scene.reach(r, Scene.all(CLOCK));
    }

    private static void finishScenes(JenkinsRule r) throws Throwable {
        List<Scene> scenes = Scene.all(CLOCK);
        Scene.finish(
                r,
                scenes,
                IntStream.range(0, scenes.size())
                        .mapToObj(i -> Scene.build(r, "job" + i))
                        .toList());
    }

    private static void startStage(JenkinsRule r) throws Throwable {
        WorkflowJob job = r.jenkins.createProject(WorkflowJob.class, "stage");
        job.setDefinition(new CpsFlowDefinition(
                Jobs.onAgents(
                        "'nobody', 'built-in'",
                        "",
                        "sh 'set +x; echo the second works; while [ ! -e go ]; do sleep 0.1; done'\n 'kept'"),
                true));
        r.waitForMessage("the second works", job.scheduleBuild2(0).waitForStart());
    }

    private static void finishStage(JenkinsRule r) throws Throwable {
        WorkflowJob job = r.jenkins.getItemByFullName("stage", WorkflowJob.class);
        r.jenkins.getWorkspaceFor(job).child("go").write("", "UTF-8");
        WorkflowRun run = r.assertBuildStatusSuccess(r.waitForCompletion(job.getBuildByNumber(1)));
        r.assertLogContains("built-in stood in for nobody", run);
        r.assertLogContains("value kept", run);
    }

    private static void startScan(JenkinsRule r) throws Throwable {
        WorkflowJob job = r.jenkins.createProject(WorkflowJob.class, "scan");
        job.setDefinition(new CpsFlowDefinition(
                "node { redundantScan(required: 2) {\n" + scanner("alpha") + scanner("beta") + "} }", true));
        WorkflowRun run = job.scheduleBuild2(0).waitForStart();
        r.waitForMessage("alpha is waiting", run);
        r.waitForMessage("beta is waiting", run);
    }

    private static void finishScan(JenkinsRule r) throws Throwable {
        WorkflowJob job = r.jenkins.getItemByFullName("scan", WorkflowJob.class);
        FilePath workspace = r.jenkins.getWorkspaceFor(job);
        workspace.child("go").write("", "UTF-8");
        WorkflowRun run = r.assertBuildStatusSuccess(r.waitForCompletion(job.getBuildByNumber(1)));
        r.assertLogContains("verdict met: 2 of 2 slots filled", run);
        assertThat(ScanStore.of(run, "scan").read().confirmed(), is(1L));
        run.reload();
        assertThat(ScanAction.of(run, "scan").getOutcome(), is("met"));
    }

    private static String scanner(String name) {
        return "scanner(name: '" + name + "') { sh 'echo " + name
                + " is waiting; while [ ! -e go ]; do sleep 0.1; done'\n" + Reports.write("env.REDUNDANCY_REPORT", 10)
                + " }\n";
    }
}
