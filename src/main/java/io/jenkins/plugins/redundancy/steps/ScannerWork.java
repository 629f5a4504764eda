package io.jenkins.plugins.redundancy.steps;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import hudson.AbortException;
import hudson.EnvVars;
import hudson.FilePath;
import hudson.Launcher;
import hudson.model.Run;
import hudson.model.TaskListener;
import io.jenkins.plugins.redundancy.agent.AttemptDirectory;
import io.jenkins.plugins.redundancy.agent.ReportSummary;
import io.jenkins.plugins.redundancy.engine.policy.Event;
import io.jenkins.plugins.redundancy.engine.policy.FailureKind;
import io.jenkins.plugins.redundancy.engine.read.SecretMask;
import io.jenkins.plugins.redundancy.pages.ScanStore;
import java.io.IOException;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.jenkinsci.plugins.workflow.flow.StashManager;
import org.jenkinsci.plugins.workflow.graph.FlowNode;
import org.jenkinsci.plugins.workflow.steps.BodyInvoker;
import org.jenkinsci.plugins.workflow.steps.EnvironmentExpander;
import org.jenkinsci.plugins.workflow.steps.StepContext;
import org.jenkinsci.plugins.workflow.support.steps.FilePathDynamicContext;

/** What is done for one attempt of a scanner on its agent: a directory before it, its report after it. */
final class ScannerWork implements Serializable {

    private static final long serialVersionUID = 1L;
    private static final Logger LOGGER = Logger.getLogger(ScannerWork.class.getName());

    private final int attempt;
    private final ReplicaGroup group;
    private final ScanRun run;
    private final ScannerSpec scanner;
    private final SeenSecrets secrets = new SeenSecrets();

    /** Where it last worked; null before, and after a restart. */
    @CheckForNull
    private transient volatile FilePath last;

    /** Nobody waits for it any more; who was interrupted at it may have left something behind the cleaning. */
    private transient volatile boolean over;

    ScannerWork(int attempt, ReplicaGroup group, ScanRun run) {
        this.attempt = attempt;
        this.group = group;
        this.run = run;
        this.scanner = run.scanners().get(group.attempt(attempt).replica());
    }

    SeenSecrets secrets() {
        return secrets;
    }

    private AttemptDirectory directory(StepContext context) throws IOException, InterruptedException {
        FilePath workspace = context.get(FilePath.class);
        Launcher launcher = context.get(Launcher.class);
        if (workspace == null || launcher == null) {
            throw new AbortException("the agent is gone, and the workspace with it");
        }
        String name = context.get(Run.class).getNumber() + "-" + run.scan().id() + "-" + attempt;
        AttemptDirectory directory = scanner.needsStash()
                ? AttemptDirectory.apart(workspace, name, scanner.report())
                : AttemptDirectory.of(workspace, name, scanner.report(), launcher.isUnix());
        last = directory.directory();
        return directory;
    }

    /**
     * Blocking, repeatable.
     *
     * @param context of the step whose body is the scanner
     */
    BodyInvoker prepare(StepContext context) throws IOException, InterruptedException {
        try {
            return prepared(context);
        } finally {
            cleanWhenOver();
        }
    }

    private BodyInvoker prepared(StepContext context) throws IOException, InterruptedException {
        AttemptDirectory directory = directory(context);
        TaskListener listener = context.get(TaskListener.class);
        directory.create(listener);
        if (scanner.needsStash()) {
            StashManager.unstash(
                    context.get(Run.class),
                    run.scan().stash(),
                    directory.workingDirectory(),
                    context.get(Launcher.class),
                    context.get(EnvVars.class),
                    listener);
            // the stash may hold an older one
            directory.report().delete();
        }
        EnvVars env = new EnvVars(scanner.env());
        env.put("REDUNDANCY_REPORT", directory.report().getRemote());
        env.put("REDUNDANCY_TOOL", scanner.name());
        env.put("REDUNDANCY_REPLICA", scanner.name());
        env.put("REDUNDANCY_ATTEMPT", Integer.toString(group.attempt(attempt).tryNumber()));
        return context.newBodyInvoker()
                .withContexts(Set.of(
                        secrets,
                        EnvironmentExpander.merge(
                                context.get(EnvironmentExpander.class), EnvironmentExpander.constant(env)),
                        FilePathDynamicContext.createContextualObject(
                                directory.workingDirectory(), context.get(FlowNode.class))));
    }

    /** Blocking, repeatable: what the attempt came to. */
    Event inspect(StepContext context, Ending how) throws IOException, InterruptedException {
        try {
            return inspected(context, how);
        } finally {
            cleanWhenOver();
        }
    }

    private Event inspected(StepContext context, Ending how) throws IOException, InterruptedException {
        EnvVars env = new EnvVars(context.get(EnvVars.class));
        env.overrideAll(scanner.env());
        env.putAll(secrets.bound());
        List<String> hidden = hidden(env);
        SecretMask mask = SecretMask.of(hidden);
        String reason = mask.hide(how.reason().isEmpty() ? "exit code " + how.exitCode() : how.reason());
        boolean ran = how.exitCode() != null && scanner.exitCodes().contains(how.exitCode());
        if (how.exitCode() == null) {
            group.log(scanner.name() + ": " + reason);
        }
        AttemptDirectory directory = directory(context);
        ReportSummary summary = directory.read(
                scanner.name(), scanner.formatOrNull(), run.scan().limits(), env, hidden);
        summary.warnings().forEach(w -> group.log(scanner.name() + ": " + w));
        keep(context, directory, summary);
        if (!summary.readable()) {
            return ran
                    ? new Event.Failed(attempt, FailureKind.INVALID_RESULT, summary.error())
                    : new Event.Failed(attempt, FailureKind.INFRASTRUCTURE, reason + "; " + summary.error());
        }
        group.log(scanner.name() + " reports " + summary.findings() + " findings");
        if (!ran) {
            return new Event.Crashed(attempt, reason + ", which does not mean that it ran");
        }
        return summary.complete()
                ? new Event.Succeeded(attempt)
                : new Event.Partial(attempt, "its report says that the run was not successful");
    }

    /** What was bound to variables as a secret, and what the scanner's variables of secrets hold. */
    private List<String> hidden(EnvVars env) {
        List<String> hidden = new ArrayList<>(secrets.plain());
        scanner.secrets().stream().map(name -> env.get(name, "")).forEach(hidden::add);
        return hidden;
    }

    /** The findings for the merge, and the report itself as evidence, also when it cannot be read. */
    private void keep(StepContext context, AttemptDirectory directory, ReportSummary summary)
            throws IOException, InterruptedException {
        ScanStore store = ScanStore.of(context.get(Run.class), run.scan().id());
        if (summary.readable()) {
            store.takeFindings(attempt, directory.findings());
            try {
                store.takeSources(attempt, directory.sources());
            } catch (IOException x) {
                group.log(scanner.name() + ": the source around its findings is not kept: " + x.getMessage());
            }
        }
        if (summary.evidence()) {
            try {
                store.takeRaw(attempt, directory.evidence());
            } catch (IOException x) {
                group.log(scanner.name() + ": its report is not kept as evidence: " + x.getMessage());
            }
        }
    }

    /** Leaves nothing of the attempt on the agent; what was needed of it is on the controller. */
    void cleanLater() {
        over = true;
        cleanWhenOver();
    }

    private void cleanWhenOver() {
        FilePath used = last;
        if (over && used != null) {
            Background.run(
                    used::deleteRecursive,
                    x -> LOGGER.log(Level.FINE, x, () -> "cannot clean up behind " + scanner.name() + " in " + used));
        }
    }
}
