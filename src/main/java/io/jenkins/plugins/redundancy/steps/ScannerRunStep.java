package io.jenkins.plugins.redundancy.steps;

import hudson.AbortException;
import hudson.Extension;
import io.jenkins.plugins.redundancy.agent.AgentError;
import io.jenkins.plugins.redundancy.engine.policy.Event;
import io.jenkins.plugins.redundancy.engine.policy.FailureKind;
import java.io.IOException;
import java.util.Set;
import org.jenkinsci.plugins.workflow.steps.BodyInvoker;
import org.jenkinsci.plugins.workflow.steps.Step;
import org.jenkinsci.plugins.workflow.steps.StepContext;
import org.jenkinsci.plugins.workflow.steps.StepExecution;
import org.kohsuke.stapler.DataBoundConstructor;

/** Internal: one attempt of a scanner. Its success is a report that can be read. */
public final class ScannerRunStep extends Step {

    static final String FUNCTION = "redundancyScannerRun";

    private final int attempt;

    @DataBoundConstructor
    public ScannerRunStep(int attempt) {
        this.attempt = attempt;
    }

    public int getAttempt() {
        return attempt;
    }

    @Override
    public StepExecution start(StepContext context) throws Exception {
        ReplicaGroup group = context.get(ReplicaGroup.class);
        ScanRun run = context.get(ScanRun.class);
        ScannerSpec scanner = run.scanners().get(group.attempt(attempt).replica());
        return scanner.hasLabel()
                ? new ScannerAgentExecution(context, attempt, group, run, scanner.label())
                : new Execution(context, attempt, group, run);
    }

    /** What a scanner that is skipped fails with at once, so that its fallback starts. */
    static void checkNotSkipped(ScanRun run, String scanner) throws AbortException {
        String why = run.skipped().get(scanner);
        if (why != null) {
            throw new AbortException(why);
        }
    }

    /** On the agent that the scan stands on. */
    private static final class Execution extends ReplicaExecution {

        private static final long serialVersionUID = 1L;

        private final ScanRun run;
        private final ScannerWork work;
        private boolean agentLost;

        Execution(StepContext context, int attempt, ReplicaGroup group, ScanRun run) {
            super(context, attempt, group);
            this.run = run;
            this.work = new ScannerWork(attempt, group, run);
        }

        @Override
        public boolean start() throws Exception {
            work.secrets().look(getContext());
            return super.start();
        }

        @Override
        protected BodyInvoker prepare() throws IOException, InterruptedException {
            checkNotSkipped(run, group.attempt(attempt).replica());
            return work.prepare(getContext());
        }

        @Override
        protected Event inspect(Ending how) throws IOException, InterruptedException {
            return agentLost
                    ? new Event.Failed(attempt, FailureKind.INFRASTRUCTURE, how.reason())
                    : work.inspect(getContext(), how);
        }

        /**
         * The agent of the whole scan may be lost and its quorum not: scanners that have delivered count, and fallbacks
         * on other agents go on. Where it is lost, the scan ends as its agent did.
         */
        @Override
        protected boolean concernsOthers(Throwable t) {
            if (!AgentError.isIn(t, getContext())) {
                return super.concernsOthers(t);
            }
            if (super.concernsOthers(t)) {
                agentLost = true;
                group.lostAgent(t);
            }
            return false;
        }

        @Override
        protected void over() {
            work.cleanLater();
        }
    }

    @Extension
    public static final class DescriptorImpl extends InternalStepDescriptor {

        @Override
        public String getFunctionName() {
            return FUNCTION;
        }

        @Override
        public String getDisplayName() {
            return Messages.ScannerRunStep_displayName();
        }

        @Override
        public Set<? extends Class<?>> getRequiredContext() {
            return Set.of(ReplicaGroup.class, ScanRun.class);
        }
    }
}
