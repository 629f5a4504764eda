package io.jenkins.plugins.redundancy.steps;

import hudson.model.Computer;
import hudson.model.Descriptor;
import hudson.model.Label;
import hudson.model.LoadStatistics;
import hudson.model.Slave;
import hudson.model.TaskListener;
import hudson.slaves.AbstractCloudComputer;
import hudson.slaves.AbstractCloudSlave;
import hudson.slaves.Cloud;
import hudson.slaves.ComputerLauncher;
import hudson.slaves.NodeProvisioner;
import hudson.slaves.NodeProvisioner.NodeProvisionerInvoker;
import java.io.File;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.jenkinsci.plugins.durabletask.executors.OnceRetentionStrategy;
import org.jenkinsci.plugins.workflow.job.WorkflowRun;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.jvnet.hudson.test.TestExtension;

/** Agents that a cloud makes on demand, each for one use. */
class CloudAgentTest extends SharedJenkins {

    /** Set before Jenkins starts, which takes its timers from it. */
    @RegisterExtension
    @SuppressWarnings("unused")
    private static final BeforeAllCallback HASTE = context -> pace(100, 500, 500);

    private static final int CLOCK = LoadStatistics.CLOCK;
    private static final int DELAY = NodeProvisionerInvoker.INITIALDELAY;
    private static final int PERIOD = NodeProvisionerInvoker.RECURRENCEPERIOD;

    @AfterAll
    static void usualPace() {
        pace(CLOCK, DELAY, PERIOD);
    }

    /** A cloud is asked for an agent when the queue's average over the last ticks of the clock says so; all in milliseconds. */
    private static void pace(int clock, int delay, int period) {
        LoadStatistics.CLOCK = clock;
        NodeProvisionerInvoker.INITIALDELAY = delay;
        NodeProvisionerInvoker.RECURRENCEPERIOD = period;
    }

    /** No grace for an agent that never comes back, and nobody waits for a label that a cloud cannot provide. */
    @Test
    void labelOfACloudIsWaitedForAndItsLostAgentIsNotWaitedFor() throws Exception {
        Nodes.online(r, "b");
        r.jenkins.clouds.add(new TestCloud(r.createComputerLauncher(null), r.createTmpDir()));
        WorkflowRun run = Jobs.start(
                r,
                Jobs.onAgents(
                        "'other', 'cloud', 'b'",
                        "",
                        "if (env.NODE_NAME != 'b') { sh 'echo busy now; exec " + Jobs.SLEEP + "' }\n env.NODE_NAME"));
        r.waitForMessage("busy now", run);
        Computer cloud = r.jenkins.getComputer("cloud-1");
        cloud.disconnect(Nodes.cause());
        r.assertBuildStatusSuccess(r.waitForCompletion(run));

        r.assertLogContains("no agent has the label other, and no cloud can provide one", run);
        r.assertLogContains("agent 'cloud-1' has been offline: ", run);
        r.assertLogContains("value b", run);
    }

    /** The pattern of workflow-durable-task-step's own tests. */
    public static final class TestCloud extends Cloud {

        private static final AtomicInteger NUMBERS = new AtomicInteger();
        private final transient ComputerLauncher launcher;
        private final transient File root;

        TestCloud(ComputerLauncher launcher, File root) {
            super("test");
            this.launcher = launcher;
            this.root = root;
        }

        @Override
        public boolean canProvision(CloudState state) {
            Label label = state.getLabel();
            return label != null && label.getName().equals("cloud");
        }

        @Override
        public Collection<NodeProvisioner.PlannedNode> provision(CloudState state, int excessWorkload) {
            List<NodeProvisioner.PlannedNode> planned = new ArrayList<>();
            for (int i = 0; i < excessWorkload; i++) {
                String name = "cloud-" + NUMBERS.incrementAndGet();
                planned.add(new NodeProvisioner.PlannedNode(
                        name, Computer.threadPoolForRemoting.submit(() -> new OneUse(name, root, launcher)), 1));
            }
            return planned;
        }

        @TestExtension
        public static final class DescriptorImpl extends Descriptor<Cloud> {}
    }

    public static final class OneUse extends AbstractCloudSlave {

        private static final long serialVersionUID = 1L;

        OneUse(String name, File root, ComputerLauncher launcher) throws Descriptor.FormException, IOException {
            super(name, new File(root, name).getPath(), launcher);
            setLabelString("cloud");
            setRetentionStrategy(new OnceRetentionStrategy(1));
        }

        @Override
        public AbstractCloudComputer<OneUse> createComputer() {
            return new AbstractCloudComputer<>(this);
        }

        @Override
        protected void _terminate(TaskListener listener) {}

        @TestExtension
        public static final class DescriptorImpl extends Slave.SlaveDescriptor {

            @Override
            public boolean isInstantiable() {
                return false;
            }
        }
    }
}
