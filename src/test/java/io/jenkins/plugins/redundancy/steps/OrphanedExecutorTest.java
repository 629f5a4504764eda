package io.jenkins.plugins.redundancy.steps;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.is;

import com.google.common.util.concurrent.Uninterruptibles;
import hudson.model.Descriptor;
import hudson.model.Executor;
import hudson.model.Result;
import hudson.model.Slave;
import hudson.slaves.ComputerLauncher;
import hudson.slaves.RetentionStrategy;
import hudson.slaves.SlaveComputer;
import java.io.File;
import java.io.IOException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import org.jenkinsci.plugins.workflow.job.WorkflowRun;
import org.jenkinsci.plugins.workflow.support.steps.ExecutorStepExecution;
import org.jenkinsci.plugins.workflow.test.steps.SemaphoreStep;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.jvnet.hudson.test.TestExtension;

/**
 * A {@code node} that is stopped while its item is assigned to an executor whose thread has not begun: too late to leave the
 * queue, too early to be found on the executor.
 */
class OrphanedExecutorTest extends SharedJenkins {

    private static final String NAME = "slow";
    private static final Logger PIPELINE = Logger.getLogger(ExecutorStepExecution.class.getName());

    /** Where the thread of the executor waits before it begins. */
    private static CountDownLatch gate;

    private static CountDownLatch arrived;

    private final CountDownLatch begun = new CountDownLatch(1);
    private Handler moment;

    @BeforeEach
    void slowAgent() throws Exception {
        gate = new CountDownLatch(1);
        arrived = new CountDownLatch(1);
        SlowAgent agent = new SlowAgent(
                new File(r.jenkins.getRootDir(), "agents/" + NAME).getPath(), r.createComputerLauncher(null));
        r.jenkins.addNode(agent);
        r.waitOnline(agent);
    }

    @AfterEach
    void noAgent() throws Exception {
        gate.countDown();
        PIPELINE.removeHandler(moment);
        r.jenkins.removeNode(r.jenkins.getNode(NAME));
    }

    /** The upstream fault; where it is mended, {@code OrphanedExecutors} is not needed any more. */
    @Test
    void plainNodeKeepsItForEver() throws Exception {
        WorkflowRun run = Jobs.start(r, "node('" + NAME + "') { echo 'never' }");
        beginWhenItIsStopped(run);
        run.doStop();
        r.assertBuildStatus(Result.ABORTED, r.waitForCompletion(run));

        assertThat(begun.getCount(), is(0L));
        r.assertLogNotContains("never", run);
        Executor executor = executor();
        assertThat(String.valueOf(executor.getCurrentExecutable()), containsString("PlaceholderExecutable"));
        executor.interrupt();
    }

    @Test
    void loserOfARaceGivesItBack() throws Exception {
        Nodes.online(r, "b");
        WorkflowRun run = Jobs.start(
                r,
                Jobs.onAgents(
                        "'" + NAME + "', 'b'",
                        ", mode: 'race'",
                        "if (env.NODE_NAME == 'b') { semaphore 'win' } else { echo 'never' }\n env.NODE_NAME"));
        SemaphoreStep.waitForStart("win/1", run);
        beginWhenItIsStopped(run);
        SemaphoreStep.success("win/1", null);
        r.assertBuildStatusSuccess(r.waitForCompletion(run));

        assertGivenBack(run);
        r.assertLogContains("value b", run);
    }

    @Test
    void abortedReplicaGivesItBack() throws Exception {
        WorkflowRun run = Jobs.start(
                r,
                "redundant(mode: 'failover') { replica('x') { node('" + NAME + "') { echo 'never' } }\n"
                        + " replica('y') { echo 'never' } }");
        beginWhenItIsStopped(run);
        run.doStop();
        r.assertBuildStatus(Result.ABORTED, r.waitForCompletion(run));

        assertGivenBack(run);
    }

    private void assertGivenBack(WorkflowRun run) throws Exception {
        assertThat("it began in the wrong moment", begun.getCount(), is(0L));
        r.assertLogNotContains("never", run);
        Jobs.assertNothingLeft(r);
    }

    private static Executor executor() {
        return r.jenkins.getComputer(NAME).getExecutors().get(0);
    }

    /** The executor begins when the node has been stopped, and before the program knows that it is over. */
    private void beginWhenItIsStopped(WorkflowRun run) throws Exception {
        arrived.await();
        moment = new Handler() {
            @Override
            public void publish(LogRecord record) {
                if (record.getMessage().startsWith("failed to cancel")) {
                    run.getExecution()
                            .getCurrentExecutions(false)
                            .addListener(OrphanedExecutorTest.this::begin, Runnable::run);
                }
            }

            @Override
            public void flush() {}

            @Override
            public void close() {}
        };
        PIPELINE.addHandler(moment);
    }

    /** On the program's thread, which waits until the executor waits for the program. */
    private void begin() {
        gate.countDown();
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(20);
        while (executor().getAsynchronousExecution() == null && System.nanoTime() < end) {
            Thread.onSpinWait();
        }
        if (executor().getAsynchronousExecution() != null) {
            begun.countDown();
        }
    }

    /** One whose executors begin late. */
    public static final class SlowAgent extends Slave {

        private static final long serialVersionUID = 1L;

        SlowAgent(String root, ComputerLauncher launcher) throws Descriptor.FormException, IOException {
            super(NAME, root, launcher);
            setLabelString(NAME);
            setNumExecutors(1);
            setRetentionStrategy(RetentionStrategy.NOOP);
        }

        @Override
        public SlaveComputer createComputer() {
            return new SlowComputer(this);
        }

        @TestExtension
        public static final class DescriptorImpl extends SlaveDescriptor {

            @Override
            public boolean isInstantiable() {
                return false;
            }
        }
    }

    private static final class SlowComputer extends SlaveComputer {

        SlowComputer(SlowAgent agent) {
            super(agent);
        }

        /** What the thread of an executor asks first. */
        @Override
        public boolean isOffline() {
            if (Thread.currentThread() instanceof Executor) {
                arrived.countDown();
                Uninterruptibles.awaitUninterruptibly(gate);
            }
            return super.isOffline();
        }
    }
}
