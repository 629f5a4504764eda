package io.jenkins.plugins.redundancy.steps;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.is;

import hudson.FilePath;
import hudson.model.Run;
import hudson.model.TaskListener;
import io.jenkins.plugins.redundancy.pages.ScanAction;
import java.nio.charset.StandardCharsets;
import java.util.List;
import jenkins.branch.BranchSource;
import jenkins.scm.impl.mock.MockSCMController;
import jenkins.scm.impl.mock.MockSCMDiscoverBranches;
import jenkins.scm.impl.mock.MockSCMDiscoverChangeRequests;
import jenkins.scm.impl.mock.MockSCMSource;
import org.jenkinsci.plugins.workflow.job.WorkflowJob;
import org.jenkinsci.plugins.workflow.job.WorkflowRun;
import org.jenkinsci.plugins.workflow.libs.FolderLibraries;
import org.jenkinsci.plugins.workflow.libs.LibraryConfiguration;
import org.jenkinsci.plugins.workflow.libs.LibraryRetriever;
import org.jenkinsci.plugins.workflow.multibranch.WorkflowMultiBranchProject;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.jvnet.hudson.test.JenkinsRule;
import org.jvnet.hudson.test.junit.jupiter.BuildWatcherExtension;
import org.jvnet.hudson.test.junit.jupiter.WithJenkins;

/** A scan in a shared library, in the branches and change requests of a repository. */
@WithJenkins
class MultibranchScanTest {

    @RegisterExtension
    @SuppressWarnings("unused")
    private static final BuildWatcherExtension WATCHER = new BuildWatcherExtension();

    @Test
    void changeRequestIsComparedWithItsTargetBranch(JenkinsRule r) throws Exception {
        ToolSetTools.configure("java-sast", ToolSetTools.slot("alpha", ToolSetTools.REPORT));
        try (MockSCMController repository = MockSCMController.create()) {
            repository.createRepository("shop");
            repository.addFile(
                    "shop",
                    "master",
                    "Scan",
                    "Jenkinsfile",
                    "@Library('scans') import example.Scans\n node { scanAll(); new Scans(this).again() }"
                            .getBytes(StandardCharsets.UTF_8));
            int request = repository.openChangeRequest("shop", "master");
            WorkflowMultiBranchProject project = r.jenkins.createProject(WorkflowMultiBranchProject.class, "shop");
            LibraryConfiguration library = new LibraryConfiguration("scans", new Scans());
            library.setDefaultVersion("1");
            project.addProperty(new FolderLibraries(List.of(library)));
            project.getSourcesList()
                    .add(new BranchSource(new MockSCMSource(
                            repository, "shop", new MockSCMDiscoverBranches(), new MockSCMDiscoverChangeRequests())));
            project.scheduleBuild2(0).getFuture().get();
            r.waitUntilNoActivity();

            WorkflowJob target = project.getItem("master");
            WorkflowRun first = r.assertBuildStatusSuccess(target.getBuildByNumber(1));
            r.assertLogContains("scanned: met 1", first);
            assertThat(ScanAction.of(first, "scan").isCompared(), is(false));
            WorkflowRun second = r.buildAndAssertSuccess(project.getItem("CR-" + request));
            r.assertLogContains("compared with shop » master #1", second);
            r.assertLogContains("1 confirmed, 0 single-source, 0 new", second);
            assertThat(ScanAction.of(second, "scan").getReference(), is("shop » master #1"));
            assertThat(ScanAction.of(second, "again").getOutcome(), is("met"));
        }
    }

    /** A library that nobody trusts, as one of a folder is: it runs in the sandbox. */
    public static final class Scans extends LibraryRetriever {

        @Override
        public void retrieve(
                String name, String version, boolean changelog, FilePath target, Run<?, ?> run, TaskListener listener)
                throws Exception {
            target.child("vars/scanAll.groovy")
                    .write(
                            "def call() { def outcome = redundantScan 'java-sast'\n"
                                    + "echo \"scanned: ${outcome.verdict} ${outcome.confirmed}\" }",
                            "UTF-8");
            target.child("src/example/Scans.groovy")
                    .write(
                            "package example\n class Scans implements Serializable {\n def steps\n"
                                    + "Scans(steps) { this.steps = steps }\n"
                                    + "def again() { steps.redundantScan(toolSet: 'java-sast', id: 'again') {\n"
                                    + "steps.scanner(name: 'own') { "
                                    + Reports.write("steps.env.REDUNDANCY_REPORT", 10)
                                            .replace("writeFile", "steps.writeFile")
                                    + " } } } }",
                            "UTF-8");
        }

        @Override
        public void retrieve(String name, String version, FilePath target, Run<?, ?> run, TaskListener listener)
                throws Exception {
            retrieve(name, version, false, target, run, listener);
        }
    }
}
