package io.jenkins.plugins.redundancy.steps;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import hudson.AbortException;
import hudson.model.Item;
import hudson.model.ItemGroup;
import hudson.model.Job;
import hudson.model.Run;
import io.jenkins.plugins.redundancy.pages.ScanAction;
import java.util.Optional;
import jenkins.model.Jenkins;
import jenkins.scm.api.SCMHead;
import jenkins.scm.api.mixin.ChangeRequestSCMHead;

/**
 * What a scan is compared with: the last good build of the job that has the same scan. For a change request that is the
 * job of its target branch, as long as it has such a build; else the job itself.
 */
final class ReferenceBuild {

    /** Builds looked at: older ones say little of what is new. */
    private static final int MOST_BUILDS = 100;

    private static final String NONE = "none";

    private ReferenceBuild() {}

    /** @throws AbortException when the job that was asked for cannot be used */
    static Optional<Run<?, ?>> find(Run<?, ?> run, Scan scan) throws AbortException {
        String named = scan.reference();
        if (NONE.equals(named)) {
            return Optional.empty();
        } else if (named != null) {
            return lastGood(named(run.getParent(), named).getLastSuccessfulBuild(), scan.id());
        }
        Job<?, ?> target = target(run.getParent());
        Optional<Run<?, ?>> there =
                target == null ? Optional.empty() : lastGood(target.getLastSuccessfulBuild(), scan.id());
        return there.isPresent() ? there : lastGood(run.getPreviousSuccessfulBuild(), scan.id());
    }

    private static Optional<Run<?, ?>> lastGood(@CheckForNull Run<?, ?> newest, String id) {
        Run<?, ?> build = newest;
        for (int i = 0; build != null && i < MOST_BUILDS; i++) {
            ScanAction action = ScanAction.of(build, id);
            if (action != null && action.isQuorate()) {
                return Optional.of(build);
            }
            build = build.getPreviousSuccessfulBuild();
        }
        return Optional.empty();
    }

    /** @throws AbortException when the job that is asked for cannot be used */
    static void check(Job<?, ?> job, @CheckForNull String named) throws AbortException {
        if (named != null && !NONE.equals(named)) {
            named(job, named);
        }
    }

    /**
     * A job beside this one, or below the folder of both: what is compared with is shown to whoever reads this one, and
     * builds often run with all permissions.
     */
    private static Job<?, ?> named(Job<?, ?> job, String name) throws AbortException {
        ItemGroup<?> group = job.getParent();
        String folder = group.getFullName();
        if (Jenkins.get().getItem(name, group) instanceof Job<?, ?> found
                && (found.getParent() == group
                        || !folder.isEmpty() && found.getFullName().startsWith(folder + "/"))) {
            return found;
        }
        throw new AbortException("reference: '" + name + "' is no job beside " + job.getFullName()
                + "; name one as seen from there, or none");
    }

    /** Of the branch that a change request is to be merged into; null where it is none, or that branch has no job. */
    @CheckForNull
    private static Job<?, ?> target(Job<?, ?> job) {
        if (!(SCMHead.HeadByItem.findHead(job) instanceof ChangeRequestSCMHead request)) {
            return null;
        }
        ItemGroup<?> siblings = job.getParent();
        for (Item sibling : siblings.getItems()) {
            if (sibling instanceof Job<?, ?> branch
                    && request.getTarget().equals(SCMHead.HeadByItem.findHead(branch))) {
                return branch;
            }
        }
        return null;
    }
}
