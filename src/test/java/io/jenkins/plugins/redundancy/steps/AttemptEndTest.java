package io.jenkins.plugins.redundancy.steps;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.lessThan;

import hudson.model.Result;
import java.io.Serializable;
import java.util.Set;
import org.jenkinsci.plugins.workflow.job.WorkflowRun;
import org.jenkinsci.plugins.workflow.steps.Step;
import org.jenkinsci.plugins.workflow.steps.StepContext;
import org.jenkinsci.plugins.workflow.steps.StepDescriptor;
import org.jenkinsci.plugins.workflow.steps.StepExecution;
import org.jenkinsci.plugins.workflow.test.steps.SemaphoreStep;
import org.junit.jupiter.api.Test;
import org.jvnet.hudson.test.TestExtension;
import org.kohsuke.stapler.DataBoundConstructor;

/** How the attempts of a {@code failoverAgent} end: by an unfit agent, a full disk, by force. */
class AttemptEndTest extends SharedJenkins {

    @Test
    void agentThatIsNotFitOrFullIsTheAgentsFailure() throws Exception {
        Nodes.online(r, "a");
        Nodes.online(r, "b");
        WorkflowRun run = r.buildAndAssertStatus(
                Result.UNSTABLE,
                Jobs.create(
                        r,
                        Jobs.onAgents(
                                ", onDegraded: 'unstable'",
                                "preflight { sh 'test $NODE_NAME = b' }\n echo \"works on ${env.NODE_NAME}\"\n env.NODE_NAME")));
        r.assertLogContains("a failed (infrastructure): a is not fit: exit code 1", run);
        r.assertLogNotContains("works on a", run);
        r.assertLogContains(
                "failoverAgent is degraded: 1 of 1 slots filled; b stood in for a (a is not fit: exit code 1", run);
        r.assertLogContains("value b", run);

        run = r.buildAndAssertSuccess(Jobs.create(
                r,
                "pipeline { agent none\n stages { stage('s') { steps { failoverAgent(labels: ['a', 'b']) {\n"
                        + "preflight { fileExists(env.NODE_NAME == 'a' ? '/nowhere' : '/') }\n"
                        + "echo \"works on ${env.NODE_NAME}\" } } } } }"));
        r.assertLogContains("a is not fit: its preflight returned false", run);
        r.assertLogContains("works on b", run);

        run = r.buildAndAssertSuccess(
                Jobs.create(
                        r,
                        Jobs.onAgents(
                                "",
                                "preflight { timeout(time: 1, unit: 'SECONDS') { if (env.NODE_NAME == 'a') { semaphore 'hangs' } }\n 1 }\n env.NODE_NAME")));
        r.assertLogContains("a is not fit: Timeout has been exceeded", run);

        run = r.buildAndAssertStatus(Result.FAILURE, Jobs.create(r, "preflight { }"));
        r.assertLogContains("failoverAgent", run);

        run = r.buildAndAssertSuccess(Jobs.create(
                r,
                Jobs.onAgents(
                        "", "if (env.NODE_NAME == 'a') { writeFile file: '/dev/full', text: 'x' }\n env.NODE_NAME")));
        r.assertLogContains("a failed (infrastructure): ", run);
        r.assertLogContains("No space left on device", run);
        r.assertLogContains("value b", run);

        run = r.buildAndAssertStatus(
                Result.FAILURE, Jobs.create(r, Jobs.onAgents("", "error 'No space left on device, says the job'")));
        r.assertLogContains("a failed (job): No space left on device, says the job", run);
    }

    @Test
    void bodyThatIgnoresItsEndIsEndedByForce() throws Exception {
        System.setProperty(Insistence.PROPERTY, "1");
        try {
            Nodes.online(r, "a");
            Nodes.online(r, "b");
            WorkflowRun run = Jobs.start(
                    r,
                    Jobs.onAgents(
                            ", mode: 'race'",
                            "if (env.NODE_NAME == 'a') { stubborn() } else { semaphore 'b' }\n env.NODE_NAME"));
            SemaphoreStep.waitForStart("b/1", run);
            SemaphoreStep.success("b/1", null);
            r.assertBuildStatusSuccess(r.waitForCompletion(run));
            r.assertLogContains("a ignores that it is cancelled; its steps are ended by force", run);
            r.assertLogContains("value b", run);
            Jobs.assertNothingLeft(r);

            run = Jobs.start(
                    r,
                    Jobs.onAgents(
                            ", mode: 'race'",
                            "if (env.NODE_NAME == 'a') { while (true) { try { semaphore 'loop' } catch (e) { } } } else { semaphore 'c' }\n env.NODE_NAME"));
            SemaphoreStep.waitForStart("loop/1", run);
            SemaphoreStep.waitForStart("c/1", run);
            long begin = System.nanoTime();
            SemaphoreStep.success("c/1", null);
            r.assertBuildStatusSuccess(r.waitForCompletion(run));
            r.assertLogContains("value b", run);
            assertThat("seconds", (System.nanoTime() - begin) / 1_000_000_000, lessThan(30L));
            Jobs.assertNothingLeft(r);
        } finally {
            System.clearProperty(Insistence.PROPERTY);
        }
    }

    /** Does not care about being stopped. */
    public static final class StubbornStep extends Step implements Serializable {

        private static final long serialVersionUID = 1L;

        @DataBoundConstructor
        public StubbornStep() {}

        @Override
        public StepExecution start(StepContext context) {
            return new StepExecution(context) {
                private static final long serialVersionUID = 1L;

                @Override
                public boolean start() {
                    return false;
                }

                @Override
                public void stop(Throwable cause) {
                    // that is the point
                }
            };
        }

        @TestExtension
        public static final class DescriptorImpl extends StepDescriptor {

            @Override
            public String getFunctionName() {
                return "stubborn";
            }

            @Override
            public Set<? extends Class<?>> getRequiredContext() {
                return Set.of();
            }
        }
    }
}
