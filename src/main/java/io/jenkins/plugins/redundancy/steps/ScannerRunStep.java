package io.jenkins.plugins.redundancy.steps;

import hudson.EnvVars;
import hudson.Extension;
import hudson.FilePath;
import hudson.Launcher;
import hudson.model.Run;
import hudson.model.TaskListener;
import io.jenkins.plugins.redundancy.agent.AttemptDirectory;
import io.jenkins.plugins.redundancy.agent.ReportSummary;
import io.jenkins.plugins.redundancy.engine.policy.Event;
import io.jenkins.plugins.redundancy.engine.policy.FailureKind;
import io.jenkins.plugins.redundancy.pages.ScanStore;
import java.io.File;
import java.io.IOException;
import java.util.Set;
import org.jenkinsci.plugins.workflow.graph.FlowNode;
import org.jenkinsci.plugins.workflow.steps.BodyInvoker;
import org.jenkinsci.plugins.workflow.steps.EnvironmentExpander;
import org.jenkinsci.plugins.workflow.steps.Step;
import org.jenkinsci.plugins.workflow.steps.StepContext;
import org.jenkinsci.plugins.workflow.steps.StepExecution;
import org.jenkinsci.plugins.workflow.support.steps.FilePathDynamicContext;
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
        return new Execution(context, attempt, context.get(ReplicaGroup.class), context.get(Scan.class));
    }

    /** Gives the block a directory of its own, then reads what it left there. */
    private static final class Execution extends ReplicaExecution {

        private static final long serialVersionUID = 1L;
        private static final long MOST_EVIDENCE = 64L << 20;

        private final Scan scan;
        private final ScannerSpec scanner;

        Execution(StepContext context, int attempt, ReplicaGroup group, Scan scan) {
            super(context, attempt, group);
            this.scan = scan;
            this.scanner = scan.scanners().get(group.attempt(attempt).replica());
        }

        private AttemptDirectory directory(FilePath workspace) throws IOException, InterruptedException {
            Run<?, ?> run = getContext().get(Run.class);
            String name = run.getNumber() + "-" + scan.id() + "-" + attempt;
            Launcher launcher = getContext().get(Launcher.class);
            return AttemptDirectory.of(workspace, name, scanner.report(), launcher.isUnix());
        }

        @Override
        protected BodyInvoker prepare() throws IOException, InterruptedException {
            FilePath workspace = getContext().get(FilePath.class);
            AttemptDirectory directory = directory(workspace);
            directory.create(workspace, getContext().get(TaskListener.class));
            EnvVars env = new EnvVars();
            env.put("REDUNDANCY_REPORT", directory.report().getRemote());
            env.put("REDUNDANCY_TOOL", scanner.name());
            env.put("REDUNDANCY_REPLICA", scanner.name());
            env.put(
                    "REDUNDANCY_ATTEMPT",
                    Integer.toString(group.attempt(attempt).tryNumber()));
            return getContext()
                    .newBodyInvoker()
                    .withContexts(Set.of(
                            EnvironmentExpander.merge(
                                    getContext().get(EnvironmentExpander.class), EnvironmentExpander.constant(env)),
                            FilePathDynamicContext.createContextualObject(
                                    directory.workingDirectory(), getContext().get(FlowNode.class))));
        }

        @Override
        protected Event inspect(Ending how) throws IOException, InterruptedException {
            FilePath workspace = getContext().get(FilePath.class);
            AttemptDirectory directory = directory(workspace);
            boolean ran = how.exitCode() != null && scanner.exitCodes().contains(how.exitCode());
            if (how.exitCode() == null) {
                group.log(scanner.name() + ": " + how.reason());
            }
            ReportSummary summary = directory.read(
                    workspace,
                    scanner.name(),
                    scanner.formatOrNull(),
                    getContext().get(EnvVars.class));
            summary.warnings().forEach(w -> group.log(scanner.name() + ": " + w));
            keep(directory, summary);
            if (!summary.readable()) {
                return ran
                        ? new Event.Failed(attempt, FailureKind.INVALID_RESULT, summary.error())
                        : new Event.Failed(attempt, FailureKind.INFRASTRUCTURE, reason(how) + "; " + summary.error());
            }
            group.log(scanner.name() + " reports " + summary.findings() + " findings");
            if (!ran) {
                return new Event.Partial(attempt, reason(how) + ", which does not mean that it ran");
            }
            return summary.complete()
                    ? new Event.Succeeded(attempt)
                    : new Event.Partial(attempt, "its report says that the run was not successful");
        }

        private static String reason(Ending how) {
            return how.reason().isEmpty() ? "exit code " + how.exitCode() : how.reason();
        }

        /** The findings for the merge, and the report itself as evidence, also when it cannot be read. */
        private void keep(AttemptDirectory directory, ReportSummary summary) throws IOException, InterruptedException {
            ScanStore store = ScanStore.of(getContext().get(Run.class), scan.id());
            if (summary.readable()) {
                directory.findings().copyTo(new FilePath(parent(store.findings(attempt))));
            }
            FilePath report = directory.report();
            if (report.exists() && !report.isDirectory() && report.length() <= MOST_EVIDENCE) {
                report.copyTo(new FilePath(parent(store.raw(attempt))));
            }
        }

        private static File parent(File file) throws IOException {
            java.nio.file.Files.createDirectories(file.getParentFile().toPath());
            return file;
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
            return Set.of(ReplicaGroup.class, Scan.class, FilePath.class, Launcher.class);
        }
    }
}
