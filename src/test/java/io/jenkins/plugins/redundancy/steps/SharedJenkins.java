package io.jenkins.plugins.redundancy.steps;

import hudson.model.Node;
import hudson.security.AuthorizationStrategy;
import hudson.security.SecurityRealm;
import org.jenkinsci.plugins.workflow.job.WorkflowJob;
import org.jenkinsci.plugins.workflow.job.WorkflowRun;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.jvnet.hudson.test.JenkinsRule;
import org.jvnet.hudson.test.junit.jupiter.BuildWatcherExtension;
import org.jvnet.hudson.test.junit.jupiter.WithJenkins;

/**
 * One Jenkins for all tests of a class, since its start takes longer than most of them. None may leave anything behind.
 * Names of semaphores are unique in a class.
 */
@WithJenkins
abstract class SharedJenkins {

    @RegisterExtension
    @SuppressWarnings("unused")
    private static final BuildWatcherExtension WATCHER = new BuildWatcherExtension();

    static JenkinsRule r;

    @BeforeAll
    static void start(JenkinsRule rule) {
        r = rule;
    }

    @AfterAll
    static void stop() throws Exception {
        for (Node node : r.jenkins.getNodes()) {
            r.jenkins.removeNode(node);
        }
        Jobs.endProcesses();
        r.after();
    }

    @AfterEach
    void open() {
        r.jenkins.setSecurityRealm(SecurityRealm.NO_AUTHENTICATION);
        r.jenkins.setAuthorizationStrategy(AuthorizationStrategy.UNSECURED);
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
