package io.jenkins.plugins.redundancy.steps;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import hudson.AbortException;
import io.jenkins.plugins.redundancy.engine.policy.Attempt;
import io.jenkins.plugins.redundancy.engine.policy.Consequence;
import io.jenkins.plugins.redundancy.engine.policy.FailureKind;
import io.jenkins.plugins.redundancy.engine.policy.Mode;
import io.jenkins.plugins.redundancy.engine.policy.Policy;
import io.jenkins.plugins.redundancy.engine.policy.Verdict;
import java.io.IOException;
import java.util.List;
import org.jenkinsci.plugins.workflow.graph.FlowNode;
import org.jenkinsci.plugins.workflow.steps.StepContext;

/** A redundant step that ends with its verdict: the winner's value, or why there is none. */
abstract class VerdictExecution extends RedundantExecution {

    private static final long serialVersionUID = 1L;

    protected final Policy policy;

    @CheckForNull
    private final OnceOnly onceOnly;

    VerdictExecution(StepContext context, Policy policy, @CheckForNull OnceOnly onceOnly) {
        super(context);
        this.policy = policy;
        this.onceOnly = onceOnly;
    }

    @Override
    protected void prepare(ReplicaGroup replicas) {
        if (onceOnly != null) {
            replicas.refuse(onceOnly);
        }
    }

    @Override
    protected StageReport report() throws IOException, InterruptedException {
        return StageReport.of(getContext().get(FlowNode.class));
    }

    @Override
    protected void ran(@CheckForNull Throwable interruption) {
        if (interruption != null) {
            getContext().onFailure(interruption);
            return;
        }
        try {
            Verdict verdict = group.verdict()
                    .orElseThrow(() -> new AbortException("the branches ended without a verdict, which is a defect"));
            if (verdict.consequence() == Consequence.FAILURE) {
                getContext().onFailure(failure(verdict));
                return;
            }
            if (verdict.consequence() == Consequence.UNSTABLE) {
                unstable(name() + " is " + verdict.outcome().id() + ": " + verdict.reason());
            }
            getContext().onSuccess(value(verdict));
        } catch (IOException | InterruptedException x) {
            getContext().onFailure(x);
        }
    }

    /** Of the step, as users call it. */
    private String name() throws IOException, InterruptedException {
        return getContext().get(FlowNode.class).getDisplayFunctionName();
    }

    /** A failure of the job itself, which no other replica was asked to mend, is passed on as it is. */
    private Throwable failure(Verdict verdict) throws IOException, InterruptedException {
        boolean job = verdict.attempts().stream()
                .anyMatch(a ->
                        a.kind() == FailureKind.JOB && !policy.worthAnother().contains(FailureKind.JOB));
        if (job && policy.mode() != Mode.QUORUM && group.failure().isPresent()) {
            return group.failure().get();
        }
        return lost(name() + ": " + verdict.outcome().id() + ": " + verdict.reason());
    }

    /** What a lost quorum is told with. */
    protected Throwable lost(String why) {
        return new AbortException(why);
    }

    /** One winner's value is the value of the step; several winners come with their names. */
    @CheckForNull
    private Object value(Verdict verdict) {
        List<Attempt> winners =
                verdict.results().stream().filter(a -> !a.hasFailed()).toList();
        if (policy.mode() == Mode.QUORUM) {
            return new RedundantOutcome(verdict, winners, group);
        }
        return winners.isEmpty() ? null : group.value(winners.get(0));
    }
}
