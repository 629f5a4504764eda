package io.jenkins.plugins.redundancy.pages;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import edu.umd.cs.findbugs.annotations.NonNull;
import hudson.Extension;
import hudson.model.Action;
import hudson.model.Api;
import hudson.model.Item;
import hudson.model.Job;
import hudson.model.Run;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Collection;
import java.util.List;
import jenkins.model.Tab;
import jenkins.model.TransientActionFactory;
import org.kohsuke.stapler.StaplerProxy;
import org.kohsuke.stapler.StaplerRequest2;
import org.kohsuke.stapler.StaplerResponse2;
import org.kohsuke.stapler.export.Exported;
import org.kohsuke.stapler.export.ExportedBean;
import org.kohsuke.stapler.verb.GET;

/**
 * How a job's scans went over its latest builds: on its page, and on a page of its own. Every job has this action, since
 * it is asked for its actions often; it looks for scans only when it is shown, and shows nothing where there are none.
 */
@ExportedBean
public final class TrendAction extends Tab implements StaplerProxy {

    private static final int SHOWN_ON_JOB_PAGE = 3;

    private final Job<?, ?> job;

    TrendAction(Job<?, ?> job) {
        super(job);
        this.job = job;
    }

    /** Not a build's action that tells its job: the last build may have ended before its scan, or failed with it. */
    @SuppressWarnings("rawtypes")
    @Extension
    public static final class Factory extends TransientActionFactory<Job> {

        @Override
        public Class<Job> type() {
            return Job.class;
        }

        @Override
        public Class<? extends Action> actionType() {
            return TrendAction.class;
        }

        @NonNull
        @Override
        public Collection<? extends Action> createFor(@NonNull Job job) {
            return List.of(new TrendAction(job));
        }
    }

    @Override
    @CheckForNull
    public String getIconFileName() {
        return RecentScans.of(job).isEmpty() ? null : "symbol-analytics-outline plugin-ionicons-api";
    }

    @Override
    public String getDisplayName() {
        return Messages.TrendAction_displayName();
    }

    @Override
    public String getUrlName() {
        return "redundancy-trend";
    }

    @Override
    public Object getTarget() {
        job.checkPermission(Item.READ);
        return this;
    }

    /** One for each id of a scan, in the order in which the latest builds had them; read anew at each call. */
    @Exported
    public List<TrendView> getScans() {
        return RecentScans.of(job).trends();
    }

    /** Those that the job's page has room for. */
    public List<TrendView> first(List<TrendView> scans) {
        return scans.subList(0, Math.min(SHOWN_ON_JOB_PAGE, scans.size()));
    }

    /** The number of latest builds that are looked at. */
    @Exported
    public int getMostBuilds() {
        return RecentScans.MOST_BUILDS;
    }

    /** Whether there are decisions on this job's findings, and the reader, who may decide, may have them all. */
    public boolean isTriageVisible() {
        return job.hasPermission(Run.UPDATE) && TriageStore.of(job).exists();
    }

    /** {@code triage}: every decision, as the file that the command line reads too. */
    @GET
    public void doTriage(StaplerRequest2 request, StaplerResponse2 response) throws IOException {
        job.checkPermission(Run.UPDATE);
        TriageStore triage = TriageStore.of(job);
        if (!triage.exists()) {
            response.sendError(HttpServletResponse.SC_NOT_FOUND, "nothing was decided on findings of this job");
            return;
        }
        response.setContentType("application/json;charset=UTF-8");
        response.setHeader("Content-Disposition", "attachment; filename=\"" + TriageStore.FILE + "\"");
        response.setHeader("X-Content-Type-Options", "nosniff");
        triage.copy(response.getOutputStream());
    }

    public Api getApi() {
        return new Api(this);
    }
}
