package io.jenkins.plugins.redundancy.config;

import edu.umd.cs.findbugs.annotations.NonNull;
import hudson.Extension;
import hudson.model.Descriptor.FormException;
import hudson.model.ManagementLink;
import hudson.security.Permission;
import hudson.util.FormApply;
import jakarta.servlet.ServletException;
import java.io.IOException;
import jenkins.model.Jenkins;
import org.kohsuke.stapler.StaplerRequest2;
import org.kohsuke.stapler.StaplerResponse2;
import org.kohsuke.stapler.verb.POST;

/**
 * <em>Manage Jenkins » Redundancy</em>: the tool sets of all of Jenkins. Their commands run on agents, so changing them
 * takes {@link Jenkins#ADMINISTER}.
 */
@Extension
public class RedundancyLink extends ManagementLink {

    static final String URL = "redundancy";

    @Override
    public String getIconFileName() {
        return "symbol-git-compare-outline plugin-ionicons-api";
    }

    @Override
    public String getDisplayName() {
        return Messages.RedundancyLink_displayName();
    }

    @Override
    public String getDescription() {
        return Messages.RedundancyLink_description();
    }

    @Override
    public String getUrlName() {
        return URL;
    }

    @NonNull
    @Override
    public Category getCategory() {
        return Category.CONFIGURATION;
    }

    /** To look at it. */
    @NonNull
    @Override
    public Permission getRequiredPermission() {
        return Jenkins.SYSTEM_READ;
    }

    /** What the page edits. */
    public RedundancyConfiguration getConfiguration() {
        return RedundancyConfiguration.get();
    }

    /** What the tool sets would start. */
    public PreviewPage getPreview() {
        return new PreviewPage(null);
    }

    @POST
    public void doConfigure(StaplerRequest2 request, StaplerResponse2 response)
            throws IOException, ServletException, FormException {
        Jenkins.get().checkPermission(Jenkins.ADMINISTER);
        getConfiguration().configure(request, request.getSubmittedForm());
        FormApply.success(".").generateResponse(request, response, null);
    }
}
