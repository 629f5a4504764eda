package io.jenkins.plugins.redundancy.config;

import com.cloudbees.hudson.plugins.folder.AbstractFolder;
import com.cloudbees.hudson.plugins.folder.AbstractFolderProperty;
import com.cloudbees.hudson.plugins.folder.AbstractFolderPropertyDescriptor;
import edu.umd.cs.findbugs.annotations.CheckForNull;
import hudson.model.Action;
import hudson.model.ItemGroup;
import io.jenkins.plugins.redundancy.engine.toolset.InvalidToolSetException;
import java.util.Collection;
import java.util.List;
import jenkins.model.TransientActionFactory;
import net.sf.json.JSONObject;
import org.jenkinsci.Symbol;
import org.jenkinsci.plugins.variant.OptionalExtension;
import org.kohsuke.stapler.DataBoundConstructor;
import org.kohsuke.stapler.StaplerRequest2;

/** Tool sets for the jobs below one folder; they have the trust of those who may configure it. */
public class FolderToolSets extends AbstractFolderProperty<AbstractFolder<?>> {

    private final List<ToolSetConfig> toolSets;

    /** @throws IllegalArgumentException when one of them cannot be used, with everything that is wrong */
    @DataBoundConstructor
    public FolderToolSets(@CheckForNull List<ToolSetConfig> toolSets) {
        List<ToolSetConfig> copy = Lists.orEmpty(toolSets);
        try {
            ToolSets.check(copy);
        } catch (InvalidToolSetException x) {
            throw new IllegalArgumentException(x.getMessage(), x);
        }
        this.toolSets = copy;
    }

    public List<ToolSetConfig> getToolSets() {
        return Lists.orEmpty(toolSets); // null: an edited file
    }

    @OptionalExtension(requirePlugins = "cloudbees-folder")
    @Symbol("redundancyToolSets")
    public static final class DescriptorImpl extends AbstractFolderPropertyDescriptor {

        @Override
        public String getDisplayName() {
            return Messages.FolderToolSets_displayName();
        }

        /** None where there are no tool sets. */
        @Override
        public AbstractFolderProperty<?> newInstance(@CheckForNull StaplerRequest2 request, JSONObject form)
                throws FormException {
            if (request == null) {
                return null;
            }
            List<ToolSetConfig> sets = SubmittedForm.toolSets(request, form);
            try {
                return sets.isEmpty() ? null : new FolderToolSets(sets);
            } catch (IllegalArgumentException x) {
                throw new FormException(x.getMessage(), x, "toolSets");
            }
        }
    }

    /** The folder's page of what its jobs would start. */
    @OptionalExtension(requirePlugins = "cloudbees-folder")
    public static final class Page extends TransientActionFactory<AbstractFolder> {

        @Override
        public Class<AbstractFolder> type() {
            return AbstractFolder.class;
        }

        @Override
        public Collection<? extends Action> createFor(AbstractFolder folder) {
            return List.of(new PreviewPage(folder));
        }
    }

    /** Those of folders. */
    @OptionalExtension(requirePlugins = "cloudbees-folder")
    public static final class Source extends ToolSetSource {

        @Override
        public List<ToolSetConfig> of(ItemGroup<?> group) {
            if (!(group instanceof AbstractFolder<?> folder)) {
                return List.of();
            }
            FolderToolSets own = folder.getProperties().get(FolderToolSets.class);
            return own == null ? List.of() : own.getToolSets();
        }
    }
}
