package io.jenkins.plugins.redundancy.steps;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import io.jenkins.plugins.redundancy.engine.policy.Event;
import io.jenkins.plugins.redundancy.engine.policy.FailureKind;
import java.io.IOException;
import org.jenkinsci.plugins.workflow.steps.BodyInvoker;
import org.jenkinsci.plugins.workflow.steps.StepContext;

/** An attempt of a scanner on an agent of its own: {@link ScannerOnAgentStep} tells what it came to there. */
final class ScannerAgentExecution extends AgentExecution {

    private static final long serialVersionUID = 1L;

    private final ScanRun run;
    private final ScannerWork work;

    /** Null until the report was read. */
    @CheckForNull
    private Event found;

    ScannerAgentExecution(StepContext context, int attempt, ReplicaGroup group, ScanRun run, String label) {
        super(context, attempt, group, label, new Agents(run.scan().agentGrace(), null));
        this.run = run;
        this.work = new ScannerWork(attempt, group, run);
    }

    ScannerWork work() {
        return work;
    }

    void found(Event event) {
        found = event;
    }

    @Override
    protected BodyInvoker prepare() throws IOException, InterruptedException {
        ScannerRunStep.checkNotSkipped(run, group.attempt(attempt).replica());
        return super.prepare();
    }

    /** Whatever ended it before its report was read was not the scanner. */
    @Override
    protected Event inspect(Ending how) {
        return found != null ? found : new Event.Failed(attempt, FailureKind.INFRASTRUCTURE, how.reason());
    }
}
