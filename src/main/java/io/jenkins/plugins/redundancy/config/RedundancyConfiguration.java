package io.jenkins.plugins.redundancy.config;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import hudson.Extension;
import hudson.ExtensionList;
import hudson.model.PersistentDescriptor;
import io.jenkins.plugins.redundancy.engine.toolset.InvalidToolSetException;
import java.util.List;
import jenkins.model.GlobalConfiguration;
import net.sf.json.JSONObject;
import org.jenkinsci.Symbol;
import org.kohsuke.stapler.DataBoundSetter;
import org.kohsuke.stapler.StaplerRequest2;

/**
 * The tool sets of all of Jenkins, {@code redundancy: toolSets:} as code. Its form is {@link RedundancyLink}'s, not part
 * of the system's.
 */
@Extension
@Symbol("redundancy")
public class RedundancyConfiguration extends GlobalConfiguration implements PersistentDescriptor {

    @CheckForNull
    private List<ToolSetConfig> toolSets;

    public static RedundancyConfiguration get() {
        return ExtensionList.lookupSingleton(RedundancyConfiguration.class);
    }

    /** None: it has a page of its own. */
    @Override
    public String getGlobalConfigPage() {
        return null;
    }

    public synchronized List<ToolSetConfig> getToolSets() {
        return Lists.orEmpty(toolSets);
    }

    /** @throws IllegalArgumentException when one of them cannot be used, with everything that is wrong; nothing is changed */
    @DataBoundSetter
    public synchronized void setToolSets(@CheckForNull List<ToolSetConfig> toolSets) {
        List<ToolSetConfig> copy = Lists.orEmpty(toolSets);
        try {
            ToolSets.check(copy);
        } catch (InvalidToolSetException x) {
            throw new IllegalArgumentException(x.getMessage(), x);
        }
        this.toolSets = copy;
        save();
    }

    @Override
    public boolean configure(StaplerRequest2 request, JSONObject form) throws FormException {
        try {
            setToolSets(SubmittedForm.toolSets(request, form));
        } catch (IllegalArgumentException x) {
            throw new FormException(x.getMessage(), x, "toolSets");
        }
        return true;
    }
}
