package io.jenkins.plugins.redundancy.steps;

import hudson.model.Node;
import org.jenkinsci.plugins.workflow.job.WorkflowJob;
import org.jenkinsci.plugins.workflow.job.WorkflowRun;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.jvnet.hudson.test.junit.jupiter.BuildWatcherExtension;

/** No test may leave anything behind. Names of semaphores are unique in a class. */
abstract class SharedJenkins extends io.jenkins.plugins.redundancy.SharedJenkins {

    @RegisterExtension
    @SuppressWarnings("unused")
    private static final BuildWatcherExtension WATCHER = new BuildWatcherExtension();

    @AfterAll
    static void endEverything() throws Exception {
        for (Node node : r.jenkins.getNodes()) {
            r.jenkins.removeNode(node);
        }
        Jobs.endProcesses();
    }

    @AfterEach
    void nothingIsLeft() throws Exception {
        try {
            Jobs.assertNothingLeft(r);
        } finally {
            for (WorkflowJob job : r.jenkins.getItems(WorkflowJob.class)) {
                for (WorkflowRun run : job.getBuilds()) {
                    if (run.isBuilding()) {
                        run.doKill();
                    }
                }
            }
        }
    }
}
