package io.jenkins.plugins.redundancy.steps;

import hudson.model.TaskListener;
import java.io.Serializable;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import org.jenkinsci.plugins.workflow.job.WorkflowJob;
import org.jenkinsci.plugins.workflow.job.WorkflowRun;
import org.jenkinsci.plugins.workflow.steps.Step;
import org.jenkinsci.plugins.workflow.steps.StepContext;
import org.jenkinsci.plugins.workflow.steps.StepDescriptor;
import org.jenkinsci.plugins.workflow.steps.StepExecution;
import org.jenkinsci.plugins.workflow.steps.SynchronousNonBlockingStepExecution;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.jvnet.hudson.test.TestExtension;
import org.jvnet.hudson.test.junit.jupiter.BuildWatcherExtension;
import org.jvnet.hudson.test.junit.jupiter.JenkinsSessionExtension;
import org.kohsuke.stapler.DataBoundConstructor;

/** A step that cannot go on after a restart of the controller, in the block of a {@code failoverAgent}. */
class NonresumableTest {

    @RegisterExtension
    @SuppressWarnings("unused")
    private static final BuildWatcherExtension WATCHER = new BuildWatcherExtension();

    @RegisterExtension
    private final JenkinsSessionExtension sessions = new JenkinsSessionExtension();

    @Test
    void stepThatCannotGoOnAfterARestartFailsOver() throws Throwable {
        sessions.then(r -> {
            r.createSlave("a", "a", null);
            r.createSlave("b", "b", null);
            WorkflowRun run = Jobs.start(
                    r,
                    "failoverAgent(labels: ['a', 'b']) { if (env.NODE_NAME == 'a') { endless() }\n"
                            + "echo \"done on ${env.NODE_NAME}\" }");
            r.waitForMessage("this takes long", run);
        });
        sessions.then(r -> {
            WorkflowRun run =
                    r.jenkins.getItemByFullName("job0", WorkflowJob.class).getBuildByNumber(1);
            r.assertBuildStatusSuccess(r.waitForCompletion(run));
            r.assertLogContains("a failed (infrastructure): ", run);
            r.assertLogContains("b stood in for a", run);
            r.assertLogContains("done on b", run);
            r.assertLogNotContains("done on a", run);
        });
    }

    /** Works on a thread of the controller, which does not outlive it. */
    public static final class EndlessStep extends Step implements Serializable {

        private static final long serialVersionUID = 1L;

        @DataBoundConstructor
        public EndlessStep() {}

        @Override
        public StepExecution start(StepContext context) {
            return new Execution(context);
        }

        private static final class Execution extends SynchronousNonBlockingStepExecution<Void> {

            private static final long serialVersionUID = 1L;

            Execution(StepContext context) {
                super(context);
            }

            @Override
            protected Void run() throws Exception {
                getContext().get(TaskListener.class).getLogger().println("this takes long");
                new CountDownLatch(1).await();
                return null;
            }
        }

        @TestExtension
        public static final class DescriptorImpl extends StepDescriptor {

            @Override
            public String getFunctionName() {
                return "endless";
            }

            @Override
            public Set<? extends Class<?>> getRequiredContext() {
                return Set.of(TaskListener.class);
            }
        }
    }
}
