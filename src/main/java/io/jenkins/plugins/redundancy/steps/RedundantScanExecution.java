package io.jenkins.plugins.redundancy.steps;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import edu.umd.cs.findbugs.annotations.Nullable;
import hudson.AbortException;
import hudson.model.Run;
import io.jenkins.plugins.redundancy.engine.merge.AgreementRule;
import io.jenkins.plugins.redundancy.engine.merge.GateResult;
import io.jenkins.plugins.redundancy.engine.policy.Consequence;
import io.jenkins.plugins.redundancy.engine.policy.Policy;
import io.jenkins.plugins.redundancy.engine.policy.Verdict;
import io.jenkins.plugins.redundancy.engine.report.ScanResult;
import io.jenkins.plugins.redundancy.pages.ScanAction;
import java.io.IOException;
import java.util.Objects;
import org.jenkinsci.plugins.workflow.graph.FlowNode;
import org.jenkinsci.plugins.workflow.steps.StepContext;

/** Collects the scanners, runs them as branches, merges what they delivered, and says what it means for the build. */
final class RedundantScanExecution extends RedundantExecution {

    private static final long serialVersionUID = 1L;

    private final String id;
    private final Policy policy;

    @CheckForNull
    private final String agreement;

    private final ScanGate gate;

    /** Null before the start. */
    @Nullable
    private ScanCollection collection;

    /** True from the end of the branches to the end of the step: what a restart has to repeat. */
    private boolean merging;

    /** What ended the branches early; it is passed on once the partial results are kept. */
    @CheckForNull
    private Throwable interruption;

    RedundantScanExecution(
            StepContext context, String id, Policy policy, @CheckForNull String agreement, ScanGate gate) {
        super(context);
        this.id = id;
        this.policy = policy;
        this.agreement = agreement;
        this.gate = gate;
    }

    @Override
    public boolean start() throws Exception {
        if (ScanAction.of(getContext().get(Run.class), id) != null) {
            throw new AbortException("id: this build already has a scan '" + id + "'; give this one another id");
        }
        collection = new ScanCollection(getContext().get(FlowNode.class).getId());
        collect(collection, new ScanBlock(owner()));
        return false;
    }

    @Override
    protected void collected() throws IOException, InterruptedException {
        collection.close();
        // closed by now: a scanner inside of a scanner is told so
        run(
                ScannerRunStep.FUNCTION,
                collection.plan(),
                policy,
                collection.blocks(),
                new Scan(id, collection.specs()),
                collection);
    }

    @Override
    protected void ran(@CheckForNull Throwable cause) {
        interruption = cause;
        merging = true;
        merge();
    }

    /** Repeatable: it writes the same files again. */
    private void merge() {
        Background.run(
                () -> {
                    ScanResult result = mergeNow();
                    ReplicaGroup.onVmThread(getContext(), () -> finish(result));
                },
                x -> {
                    if (interruption != null) {
                        x.addSuppressed(interruption);
                    }
                    ReplicaGroup.onVmThread(getContext(), () -> getContext().onFailure(x));
                });
    }

    private ScanResult mergeNow() throws IOException, InterruptedException {
        Run<?, ?> run = getContext().get(Run.class);
        Verdict verdict = group.verdict().orElseThrow(() -> new IOException("the scan ended without a verdict"));
        AgreementRule rule = Checks.parsed("agreement", agreement, AgreementRule.DEFAULT, AgreementRule::parse);
        return new ScanMerge(run, id, collection.specs()).merge(verdict, rule, gate.gate());
    }

    private void finish(ScanResult result) {
        if (!merging) {
            return;
        }
        merging = false;
        try {
            Run<?, ?> run = getContext().get(Run.class);
            if (ScanAction.of(run, id) == null) {
                run.addAction(new ScanAction(id, result));
            }
            for (String line : ScanLog.lines(result)) {
                group.log(line);
            }
            if (interruption != null) {
                getContext().onFailure(interruption);
                return;
            }
            conclude(result);
        } catch (IOException | InterruptedException x) {
            getContext().onFailure(x);
        }
    }

    private void conclude(ScanResult result) throws IOException, InterruptedException {
        Verdict verdict = Objects.requireNonNull(result.verdict(), "verdict");
        GateResult gated = result.gate();
        if (verdict.consequence() == Consequence.FAILURE) {
            getContext().onFailure(new AbortException("scan '" + id + "' lost its quorum: " + verdict.reason()));
        } else if (gated != null && gated.outcome() == GateResult.Outcome.FAIL) {
            getContext().onFailure(new AbortException("scan '" + id + "': " + gated.reason()));
        } else {
            if (verdict.consequence() == Consequence.UNSTABLE) {
                unstable("scan '" + id + "' is " + result.outcome() + ": " + verdict.reason());
            } else if (gated != null && gated.outcome() == GateResult.Outcome.UNSTABLE) {
                unstable("scan '" + id + "': " + gated.reason());
            }
            getContext().onSuccess(new ScanOutcome(result));
        }
    }

    @Override
    public void onResume() {
        if (merging) {
            merge();
        } else {
            super.onResume();
        }
    }

    @Override
    public void stop(Throwable cause) throws Exception {
        if (!merging) {
            super.stop(cause);
        } else if (interruption == null) {
            // the merge takes seconds; its result is kept, then the step ends as it was told
            interruption = cause;
        }
    }
}
