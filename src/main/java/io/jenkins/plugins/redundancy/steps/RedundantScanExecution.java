package io.jenkins.plugins.redundancy.steps;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import edu.umd.cs.findbugs.annotations.Nullable;
import groovy.lang.Closure;
import hudson.AbortException;
import hudson.EnvVars;
import hudson.FilePath;
import hudson.Launcher;
import hudson.model.Run;
import hudson.model.TaskListener;
import io.jenkins.plugins.redundancy.cps.StepClosure;
import io.jenkins.plugins.redundancy.engine.merge.GateResult;
import io.jenkins.plugins.redundancy.engine.policy.Consequence;
import io.jenkins.plugins.redundancy.engine.policy.Plan;
import io.jenkins.plugins.redundancy.engine.policy.Verdict;
import io.jenkins.plugins.redundancy.engine.report.ScanResult;
import io.jenkins.plugins.redundancy.pages.ScanAction;
import io.jenkins.plugins.redundancy.pages.ScanStore;
import io.jenkins.plugins.redundancy.pages.StagesAction;
import java.io.IOException;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jenkinsci.plugins.structs.describable.UninstantiatedDescribable;
import org.jenkinsci.plugins.workflow.flow.StashManager;
import org.jenkinsci.plugins.workflow.graph.FlowNode;
import org.jenkinsci.plugins.workflow.steps.StepContext;

/**
 * Takes the tool set's scanners and collects those of the block, runs them as branches, merges what they delivered, and
 * says what it means for the build.
 */
final class RedundantScanExecution extends RedundantExecution {

    private static final long serialVersionUID = 1L;

    private final ScanRequest request;
    private final Scan scan;

    /** Null before the start. */
    @Nullable
    private ScanCollection collection;

    /** What there is to run, while the sources are being packed; else null. */
    @CheckForNull
    private Plan stashing;

    /** Null until all scanners are known. */
    @Nullable
    private ScanHealth health;

    /** Why scanners are not tried; known when all of them are. */
    private Map<String, String> skipped = Map.of();

    /** True from the end of the branches to the end of the step: what a restart has to repeat. */
    private boolean merging;

    /** What ended the branches early; it is passed on once the partial results are kept. */
    @CheckForNull
    private Throwable interruption;

    RedundantScanExecution(StepContext context, ScanRequest request) {
        super(context);
        this.request = request;
        this.scan = request.scan();
    }

    @Override
    public boolean start() throws Exception {
        FlowNode node = getContext().get(FlowNode.class);
        takeId(node);
        keepProgram();
        collection = new ScanCollection(node.getId(), scan.sources());
        for (ScannerSpec tool : request.tools()) {
            collection.add(tool, command(tool));
        }
        if (getContext().hasBody()) {
            collect(collection, new ScanBlock(owner()));
        } else if (request.tools().isEmpty()) {
            throw new AbortException("redundantScan: there is nothing to run: name a tool set, as in redundantScan"
                    + " 'java-sast', or scanners in a block");
        } else {
            collected();
        }
        return false;
    }

    /** A result is not to be lost to another scan; one that came to nothing is, and one whose scan is repeated. */
    private void takeId(FlowNode node) throws IOException, InterruptedException {
        if (ScanMark.isRunning(scan.id(), node)) {
            throw new AbortException(
                    "id: another scan '" + scan.id() + "' of this build is still running; give this one another id");
        }
        Run<?, ?> run = getContext().get(Run.class);
        ScanAction before = ScanAction.of(run, scan.id());
        if (before != null) {
            if (before.isQuorate() && !ScanMark.isRepeated(before.getNode(), node)) {
                throw new AbortException(
                        "id: this build already has a scan '" + scan.id() + "'; give this one another id");
            }
            run.removeAction(before);
            ScanStore.of(run, scan.id()).clear();
        }
        node.addAction(new ScanMark(scan.id()));
    }

    /** As a Jenkinsfile would write it. */
    private Closure<?> command(ScannerSpec tool) throws IOException, InterruptedException {
        Map<String, String> arguments = Map.of("tool", tool.name());
        // a step gets a block of its own in the graph only where it is called with a body; this one never runs
        Closure<?> body = new StepClosure(owner(), ToolRunStep.FUNCTION, arguments, null);
        Closure<?> command = new StepClosure(owner(), ToolRunStep.FUNCTION, arguments, body);
        List<UninstantiatedDescribable> bindings = request.credentials().get(tool.name());
        return bindings == null
                ? command
                : new StepClosure(owner(), "withCredentials", Map.of("bindings", bindings), command);
    }

    @Override
    protected void collected() throws IOException, InterruptedException {
        // a scanner inside of a scanner is told so
        collection.close();
        Plan plan = collection.plan();
        FilePath workspace = getContext().get(FilePath.class);
        if (workspace == null && scan.mergedSarif() != null) {
            throw new AbortException(
                    "mergedSarif: there is no workspace to write it into; put redundantScan into a node");
        }
        boolean stash = false;
        for (ScannerSpec scanner : collection.specs().values()) {
            if (workspace == null && (!scanner.hasLabel() || scanner.needsStash())) {
                throw new AbortException("scanner '" + scanner.name() + "': "
                        + (scanner.hasLabel()
                                ? "sources: there is no workspace to take them from; put redundantScan into a node, or"
                                        + " give sources: 'none' and let the scanner bring them"
                                : "it runs where the scan runs, and that is on no agent; put redundantScan into a"
                                        + " node, or give the scanner a label"));
            }
            stash |= scanner.needsStash();
        }
        health = ScanHealth.of(scan, collection.specs().values(), getContext());
        skipped = health.skipped(plan, scan.policy(), Instant.now());
        Plan healthy = ScanHealth.triedOnce(plan, skipped.keySet());
        if (stash) {
            stashing = healthy;
            stash();
        } else {
            runBranches(healthy);
        }
    }

    /** Repeatable. */
    private void stash() {
        Background.run(
                () -> {
                    StashManager.stash(
                            getContext().get(Run.class),
                            scan.stash(),
                            getContext().get(FilePath.class),
                            getContext().get(Launcher.class),
                            getContext().get(EnvVars.class),
                            getContext().get(TaskListener.class),
                            null,
                            null,
                            true,
                            true);
                    ReplicaGroup.onVmThread(getContext(), this::stashed);
                },
                this::fail);
    }

    private void stashed() {
        Plan plan = stashing;
        if (plan != null) {
            stashing = null;
            try {
                runBranches(plan);
            } catch (IOException | InterruptedException x) {
                getContext().onFailure(x);
            }
        }
    }

    private void runBranches(Plan plan) throws IOException, InterruptedException {
        Map<String, Closure<?>> blocks = new LinkedHashMap<>();
        for (Map.Entry<String, Closure<?>> block : collection.blocks().entrySet()) {
            ScannerSpec scanner = collection.specs().get(block.getKey());
            Closure<?> there = block.getValue();
            if (scanner.hasLabel()) {
                there = new StepClosure(owner(), ScannerOnAgentStep.FUNCTION, Map.of(), there);
                there = new StepClosure(owner(), "node", Map.of("label", scanner.label()), there);
            }
            blocks.put(block.getKey(), there);
        }
        ScanRun run = new ScanRun(scan, collection.specs(), skipped);
        run(ScannerRunStep.FUNCTION, plan, scan.policy(), blocks, run, collection);
        skipped.forEach((scanner, why) -> group.log(scanner + " is " + why));
    }

    @Override
    protected void ran(@CheckForNull Throwable cause) {
        interruption = cause;
        merging = true;
        merge();
    }

    /** Repeatable: it writes the same files again, and whoever is told of them is told again. */
    private void merge() {
        Background.run(
                () -> {
                    ScanResult result = mergeNow();
                    IOException undelivered = deliver(result);
                    ReplicaGroup.onVmThread(getContext(), () -> finish(result, undelivered));
                },
                x -> {
                    if (interruption != null) {
                        x.addSuppressed(interruption);
                    }
                    fail(x);
                });
    }

    private void fail(Exception x) {
        ReplicaGroup.onVmThread(getContext(), () -> getContext().onFailure(x));
    }

    private ScanResult mergeNow() throws IOException, InterruptedException {
        Run<?, ?> run = getContext().get(Run.class);
        Verdict verdict = group.verdict().orElseThrow(() -> new IOException("the scan ended without a verdict"));
        if (interruption == null) {
            health.learn(verdict, skipped.keySet(), group.agentLoss().isPresent(), Instant.now());
        }
        return new ScanMerge(run, scan, collection.specs()).merge(verdict, group::log);
    }

    /** Why what was wanted in the workspace is not there: told when the result is kept. Null where it is. */
    @CheckForNull
    private IOException deliver(ScanResult result) throws IOException, InterruptedException {
        ScanDelivery delivery = new ScanDelivery(getContext(), scan, group::log);
        delivery.publish(result);
        // who ends a scan may have taken its agent away
        if (interruption == null) {
            try {
                delivery.write(result);
            } catch (IOException x) {
                return x;
            }
        }
        return null;
    }

    private void finish(ScanResult result, @CheckForNull IOException undelivered) {
        if (!merging) {
            return;
        }
        merging = false;
        try {
            Run<?, ?> run = getContext().get(Run.class);
            ScanAction before = ScanAction.of(run, scan.id());
            if (before != null) {
                // its own, where the controller went down just after it was saved
                run.removeAction(before);
            }
            run.addAction(
                    new ScanAction(scan.id(), getContext().get(FlowNode.class).getId(), result));
            // it names a build's scans to machines, beside the stages
            StagesAction.of(run);
            for (String line : ScanLog.lines(result)) {
                group.log(line);
            }
            if (interruption != null) {
                getContext().onFailure(interruption);
                return;
            }
            conclude(result, undelivered);
        } catch (IOException | InterruptedException x) {
            getContext().onFailure(x);
        }
    }

    private void conclude(ScanResult result, @CheckForNull IOException undelivered)
            throws IOException, InterruptedException {
        Verdict verdict = Objects.requireNonNull(result.verdict(), "verdict");
        GateResult gated = result.gate();
        String name = "scan '" + scan.id() + "'";
        if (verdict.consequence() == Consequence.FAILURE) {
            // an agent that is lost is not the scan's to judge: who runs it again elsewhere must know it for what it is
            getContext()
                    .onFailure(group.agentLoss()
                            .orElseGet(() -> new AbortException(name + " lost its quorum: " + verdict.reason())));
        } else if (gated != null && gated.outcome() == GateResult.Outcome.FAIL) {
            getContext().onFailure(new AbortException(name + ": " + gated.reason()));
        } else if (undelivered != null) {
            getContext().onFailure(group.agentLoss().orElse(undelivered));
        } else {
            if (verdict.consequence() == Consequence.UNSTABLE) {
                unstable(name + " is " + result.outcome() + ": " + verdict.reason());
            } else if (gated != null && gated.outcome() == GateResult.Outcome.UNSTABLE) {
                unstable(name + ": " + gated.reason());
            }
            getContext().onSuccess(new ScanOutcome(result));
        }
    }

    @Override
    public void onResume() {
        if (merging) {
            merge();
        } else if (stashing != null) {
            stash();
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
