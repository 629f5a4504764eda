package io.jenkins.plugins.redundancy.config;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import hudson.model.Action;
import hudson.model.Item;
import java.util.List;
import jenkins.model.Jenkins;
import org.kohsuke.stapler.HttpResponse;
import org.kohsuke.stapler.HttpResponses;
import org.kohsuke.stapler.QueryParameter;
import org.kohsuke.stapler.StaplerProxy;
import org.kohsuke.stapler.verb.POST;

/**
 * What tool sets would start, without starting it, and where it is installed: of all of Jenkins, or those that the jobs
 * of a folder see. It shows commands, so it takes the permission to configure.
 */
public class PreviewPage implements Action, StaplerProxy {

    @CheckForNull
    private final Item folder;

    /** @param folder null: of all of Jenkins */
    public PreviewPage(@CheckForNull Item folder) {
        this.folder = folder;
    }

    private boolean permitted() {
        return folder == null ? Jenkins.get().hasPermission(Jenkins.ADMINISTER) : folder.hasPermission(Item.CONFIGURE);
    }

    @Override
    public Object getTarget() {
        checkPermission();
        return this;
    }

    private void checkPermission() {
        if (folder == null) {
            Jenkins.get().checkPermission(Jenkins.ADMINISTER);
        } else {
            folder.checkPermission(Item.CONFIGURE);
        }
    }

    @Override
    public String getIconFileName() {
        return permitted() && !ToolSets.visible(folder).isEmpty()
                ? "symbol-git-compare-outline plugin-ionicons-api"
                : null;
    }

    @Override
    public String getDisplayName() {
        return Messages.PreviewPage_displayName();
    }

    @Override
    public String getUrlName() {
        return folder == null ? "preview" : RedundancyLink.URL;
    }

    @CheckForNull
    public Item getFolder() {
        return folder;
    }

    public List<Preview> getSets() {
        return ToolSets.visible(folder).values().stream().map(Preview::new).toList();
    }

    /** Looks for the tools of a set on agents, for some seconds at most. */
    @POST
    public HttpResponse doCheck(@QueryParameter String name) {
        checkPermission();
        ToolSets.Visible set = ToolSets.visible(folder).get(name);
        if (set == null) {
            return HttpResponses.notFound();
        }
        Preview preview = new Preview(set);
        return HttpResponses.forwardToView(this, "checked.jelly")
                .with("preview", preview)
                .with("sightings", ToolSearch.of(preview.tools()));
    }
}
