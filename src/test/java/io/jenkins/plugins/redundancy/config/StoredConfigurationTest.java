package io.jenkins.plugins.redundancy.config;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.is;

import com.cloudbees.hudson.plugins.folder.Folder;
import org.junit.jupiter.api.Test;
import org.jvnet.hudson.test.JenkinsRule;
import org.jvnet.hudson.test.junit.jupiter.WithJenkins;
import org.jvnet.hudson.test.recipes.LocalData;

/** Files of Jenkins' home, as this version writes them: later ones must read them. */
@WithJenkins
class StoredConfigurationTest {

    @LocalData
    @Test
    void whatWasStoredIsRead(JenkinsRule r) {
        assertThat(
                RedundancyConfiguration.get().getToolSets().get(0).plain(),
                is(Samples.full().plain()));
        Folder team = (Folder) r.jenkins.getItem("team");
        FolderToolSets own = team.getProperties().get(FolderToolSets.class);
        assertThat(own.getToolSets().get(0).plain(), is(Samples.full().plain()));
        ToolSetConfig broken = own.getToolSets().get(1);
        assertThat(
                "edited by hand",
                new Preview(new ToolSets.Visible(broken, "team")).getProblems().size(),
                is(5));
    }
}
