package io.jenkins.plugins.redundancy.steps;

import hudson.FilePath;
import hudson.model.Computer;
import hudson.model.User;
import hudson.slaves.DumbSlave;
import hudson.slaves.OfflineCause;
import hudson.slaves.RetentionStrategy;
import java.io.File;
import org.jenkinsci.plugins.workflow.job.WorkflowJob;
import org.jvnet.hudson.test.JenkinsRule;

/** Agents for tests; the only label of each is its own name. */
final class Nodes {

    private Nodes() {}

    /** A new agent, or the one of this name brought back. */
    static DumbSlave online(JenkinsRule r, String name) throws Exception {
        return online(r, name, 1);
    }

    static DumbSlave online(JenkinsRule r, String name, int executors) throws Exception {
        DumbSlave agent = get(r, name);
        if (agent == null) {
            agent = new DumbSlave(
                    name, new File(r.jenkins.getRootDir(), "agents/" + name).getPath(), r.createComputerLauncher(null));
            agent.setLabelString(name);
            agent.setNumExecutors(executors);
            agent.setRetentionStrategy(RetentionStrategy.NOOP);
            r.jenkins.addNode(agent);
        }
        Computer computer = agent.toComputer();
        computer.setTemporaryOfflineCause(null);
        if (computer.getChannel() == null) {
            computer.connect(false).get();
        }
        r.waitOnline(agent);
        return agent;
    }

    /** One that takes no new work: whoever asks for it waits in the queue. */
    static DumbSlave closed(JenkinsRule r, String name) throws Exception {
        DumbSlave agent = online(r, name);
        agent.toComputer().setTemporaryOfflineCause(cause());
        return agent;
    }

    static DumbSlave get(JenkinsRule r, String name) {
        return (DumbSlave) r.jenkins.getNode(name);
    }

    /** As the button on the agent's page does; waits for nothing. */
    static void disconnect(JenkinsRule r, String name) {
        get(r, name).toComputer().disconnect(cause());
    }

    static void remove(JenkinsRule r, String name) throws Exception {
        r.jenkins.removeNode(get(r, name));
    }

    static OfflineCause cause() {
        return new OfflineCause.UserCause(User.getUnknown(), "for the test");
    }

    /** Writes a file that a command of the job waits for on this agent. */
    static void write(JenkinsRule r, String name, WorkflowJob job, String file) throws Exception {
        DumbSlave agent = get(r, name);
        r.waitOnline(agent);
        FilePath workspace = agent.getWorkspaceFor(job);
        workspace.child(file).write("", "UTF-8");
    }
}
