package io.jenkins.plugins.redundancy.config;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.allOf;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsInAnyOrder;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.is;
import static org.junit.jupiter.api.Assertions.assertThrows;

import com.cloudbees.hudson.plugins.folder.Folder;
import hudson.AbortException;
import hudson.model.FreeStyleProject;
import io.jenkins.plugins.redundancy.engine.merge.GateRule;
import io.jenkins.plugins.redundancy.engine.policy.OnLost;
import io.jenkins.plugins.redundancy.engine.toolset.Tool;
import io.jenkins.plugins.redundancy.engine.toolset.ToolSet;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Which tool set a job sees, and what the engine makes of it. */
class ToolSetsTest extends SharedJenkins {

    @Test
    void nearestToolSetWinsFromTheJobsFoldersUpwards() throws Exception {
        Folder outer = r.createProject(Folder.class, "outer");
        Folder inner = outer.createProject(Folder.class, "inner");
        FreeStyleProject deep = inner.createProject(FreeStyleProject.class, "job");
        FreeStyleProject top = r.createFreeStyleProject("top");
        RedundancyConfiguration.get()
                .setToolSets(List.of(Samples.simple("java-sast", "pmd"), Samples.simple("scripts", "shellcheck")));
        outer.addProperty(new FolderToolSets(
                List.of(Samples.simple("java-sast", "spotbugs"), Samples.simple("python", "bandit"))));
        inner.addProperty(new FolderToolSets(List.of(Samples.simple("python", "ruff"))));

        assertThat(first(ToolSets.find(deep, "python")), is("ruff"));
        assertThat(first(ToolSets.find(deep, "java-sast")), is("spotbugs"));
        assertThat(first(ToolSets.find(deep, "scripts")), is("shellcheck"));
        assertThat(first(ToolSets.find(top, "java-sast")), is("pmd"));
        assertThat(ToolSets.visible(deep).keySet(), contains("python", "java-sast", "scripts"));
        AbortException unknown = assertThrows(AbortException.class, () -> ToolSets.find(deep, "java-sats"));
        assertThat(
                unknown.getMessage(),
                is("there is no tool set 'java-sats' for outer/inner/job. Did you mean \"java-sast\"?"
                        + " (python of folder outer/inner, java-sast of folder outer, scripts of Jenkins)"));
        assertThat(
                assertThrows(AbortException.class, () -> ToolSets.find(top, "python"))
                        .getMessage(),
                containsString("Known: java-sast, scripts (java-sast of Jenkins, scripts of Jenkins)"));
    }

    @Test
    void everyFieldReachesTheEngineAndCredentialsGoByIdOnly() throws Exception {
        ToolSetConfig config = Samples.full();
        ToolSet set = config.toolSet();

        Tool ours = set.tool("ours").orElseThrow();
        assertThat(ours.label(), is("linux && java"));
        assertThat(ours.exitCodes().toString(), is("0, 3, 7"));
        assertThat(ours.env().get("LANG"), is("C"));
        assertThat(ours.secrets(), containsInAnyOrder("OTHER_TOKEN", "SONAR_TOKEN", "NEXUS_PASSWORD", "LICENCE"));
        assertThat(set.slots().get(0).fallbacks().stream().map(Tool::name).toList(), contains("stand-in", "second"));
        assertThat(set.policy().onLost(), is(OnLost.UNSTABLE));
        assertThat(set.policy().backoff().jitter(), is(0.25));
        assertThat(set.limits().bytes(), is(5_000_000_000L));
        assertThat(set.gate().rules().get(1), is(GateRule.DEFAULT));
        assertThat(config.credentials().keySet(), contains("ours"));
        assertThat(
                config.credentials().get("ours").get(0).toString(),
                allOf(containsString("@string("), containsString("credentialsId=sonar")));
        IllegalArgumentException twice = assertThrows(
                IllegalArgumentException.class,
                () -> RedundancyConfiguration.get()
                        .setToolSets(List.of(Samples.simple("one", "pmdd"), Samples.simple("one", "pmd"))));
        assertThat(
                twice.getMessage(),
                allOf(
                        containsString("toolSets[0].slots[0].preset: \"pmdd\" cannot be used. Did you mean \"pmd\"?"),
                        containsString("toolSets[1].name: a tool set above is called \"one\" too")));
        assertThat(RedundancyConfiguration.get().getToolSets(), is(List.of()));
    }

    private static String first(ToolSetConfig set) throws Exception {
        return set.toolSet().tools().get(0).name();
    }
}
