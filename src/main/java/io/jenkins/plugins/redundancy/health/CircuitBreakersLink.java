package io.jenkins.plugins.redundancy.health;

import hudson.Extension;
import hudson.model.ManagementLink;
import hudson.security.Permission;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import jenkins.model.Jenkins;
import org.kohsuke.stapler.HttpRedirect;
import org.kohsuke.stapler.HttpResponse;
import org.kohsuke.stapler.QueryParameter;
import org.kohsuke.stapler.verb.POST;

/** The page under Manage Jenkins that tells which tools keep failing, and lets them be tried again at once. */
@Extension
public final class CircuitBreakersLink extends ManagementLink {

    @Override
    public String getIconFileName() {
        return "symbol-pulse-outline plugin-ionicons-api";
    }

    @Override
    public String getDisplayName() {
        return Messages.CircuitBreakersLink_displayName();
    }

    @Override
    public String getDescription() {
        return Messages.CircuitBreakersLink_description();
    }

    @Override
    public String getUrlName() {
        return "redundancy-failing-tools";
    }

    @Override
    public Category getCategory() {
        return Category.STATUS;
    }

    @Override
    public Permission getRequiredPermission() {
        return Jenkins.MANAGE;
    }

    public List<CircuitBreakers.Tool> getTools() {
        Jenkins.get().checkPermission(Jenkins.MANAGE);
        return CircuitBreakers.get().tools(Instant.now());
    }

    /** Forgets what is known of a tool; of one that is not known, nothing happens. */
    @POST
    public HttpResponse doReset(@QueryParameter(required = true) String key) throws IOException {
        Jenkins.get().checkPermission(Jenkins.MANAGE);
        CircuitBreakers.get().reset(key);
        return new HttpRedirect(".");
    }
}
