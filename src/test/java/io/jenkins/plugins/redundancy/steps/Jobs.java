package io.jenkins.plugins.redundancy.steps;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.is;

import hudson.model.Computer;
import hudson.model.Queue;
import hudson.model.Slave;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.jenkinsci.plugins.workflow.cps.CpsFlowDefinition;
import org.jenkinsci.plugins.workflow.job.WorkflowJob;
import org.jenkinsci.plugins.workflow.job.WorkflowRun;
import org.jvnet.hudson.test.JenkinsRule;

/** Sandboxed Pipeline jobs for tests. */
final class Jobs {

    /** A command that does not end in time, and that no other test run has. */
    static final String SLEEP = "sleep 600." + System.nanoTime();

    private Jobs() {}

    static WorkflowJob create(JenkinsRule r, String script) throws Exception {
        WorkflowJob job = r.jenkins.createProject(
                WorkflowJob.class, "job" + r.jenkins.getItems().size());
        job.setDefinition(new CpsFlowDefinition(script, true));
        return job;
    }

    static WorkflowRun start(JenkinsRule r, String script) throws Exception {
        return create(r, script).scheduleBuild2(0).waitForStart();
    }

    /** A script with a {@code failoverAgent} on the labels {@code a} and {@code b}, whose value is in the log. */
    static String onAgents(String arguments, String block) {
        return onAgents("'a', 'b'", arguments, block);
    }

    /** @param arguments further ones, with a comma before each */
    static String onAgents(String labels, String arguments, String block) {
        return "def v = failoverAgent(labels: [" + labels + "]" + arguments + ") {\n" + block
                + "\n}\necho \"value ${v}\"";
    }

    /** The item of a build that only waits for an agent: earlier, the queue replaces it, and it cannot be cancelled. */
    static Queue.Item waitForItem(JenkinsRule r, WorkflowRun run) throws InterruptedException {
        while (true) {
            for (Queue.Item item : r.jenkins.getQueue().getItems()) {
                if (item instanceof Queue.BuildableItem && item.task.getOwnerTask() == run.getParent()) {
                    return item;
                }
            }
            pause();
        }
    }

    /** Between two looks at something that nobody tells of. */
    static void pause() throws InterruptedException {
        LockSupport.parkNanos(10_000_000);
        if (Thread.interrupted()) {
            throw new InterruptedException("it does not come");
        }
    }

    /** Whether a build left nothing behind: no queue item, no executor. */
    static void assertNothingLeft(JenkinsRule r) throws Exception {
        r.waitUntilNoActivityUpTo(10_000);
        assertThat(r.jenkins.getQueue().getItems().length, is(0));
        for (Computer computer : r.jenkins.getComputers()) {
            assertThat(computer.getName(), computer.countBusy(), is(0));
        }
    }

    /**
     * Whether no command runs any more, wherever its agent is. The shell around a command looks every three seconds
     * whether that has ended, so it is given some time.
     */
    static void assertNoProcessLeft(JenkinsRule r) throws InterruptedException {
        List<String> workspaces = r.jenkins.getNodes().stream()
                .map(node -> ((Slave) node).getRemoteFS() + "/workspace/")
                .toList();
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(10);
        List<String> left = processes(workspaces);
        while (!left.isEmpty() && System.nanoTime() < end) {
            pause();
            left = processes(workspaces);
        }
        assertThat(left, empty());
    }

    private static List<String> processes(List<String> workspaces) {
        return ProcessHandle.allProcesses()
                .flatMap(p -> p.info().commandLine().stream())
                .filter(line -> line.endsWith(SLEEP) || workspaces.stream().anyMatch(line::contains))
                .toList();
    }

    /** A command outlives its lost agent. */
    static void endProcesses() {
        ProcessHandle.allProcesses()
                .filter(p -> p.info().commandLine().orElse("").endsWith(SLEEP))
                .forEach(ProcessHandle::destroyForcibly);
    }
}
