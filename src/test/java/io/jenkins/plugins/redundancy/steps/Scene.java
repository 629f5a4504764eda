package io.jenkins.plugins.redundancy.steps;

import hudson.model.Result;
import java.util.ArrayList;
import java.util.List;
import org.jenkinsci.plugins.workflow.job.WorkflowJob;
import org.jenkinsci.plugins.workflow.job.WorkflowRun;
import org.jvnet.hudson.test.JenkinsRule;

/**
 * A state of a redundant step in which a build can be aborted, or its controller can go away. Runs on the agents
 * {@code a} and {@code b}, which have an executor for everybody, and on {@code closed}, which takes no work.
 *
 * @param reached lines of the log that tell that the build is there; none: it waits in the queue
 * @param release agents on which a file then lets a command end
 * @param logged afterwards, when it went on
 * @param never logged at any time
 */
record Scene(
        String name,
        String script,
        List<String> reached,
        List<String> release,
        List<String> logged,
        List<String> never) {

    private static final String WORK =
            "sh 'set +x; echo $REDUNDANCY_REPLICA works on $NODE_NAME; for i in $(seq 1500); do [ -e go ] && exit 0; sleep 0.2; done; exit 1'\n"
                    + "env.NODE_NAME";
    private static final String ON_A = "if (env.NODE_NAME == 'a') { " + WORK + " }\n env.NODE_NAME";
    private static final String ON_B = "if (env.NODE_NAME == 'b') { " + WORK + " }\n env.NODE_NAME";

    /** @param clock a duration that ends after all scenes have been reached */
    static List<Scene> all(String clock) {
        String hedge = ", mode: 'race', hedgeAfter: '" + clock + "'";
        String backoff = ", retries: 1, backoff: '" + clock + "'";
        return List.of(
                new Scene(
                        "waiting in the queue",
                        Jobs.onAgents("'closed', 'b'", ", queueTimeout: '1h'", "env.NODE_NAME"),
                        List.of(),
                        List.of(),
                        List.of("value closed", "verdict met"),
                        List.of("starting b")),
                new Scene(
                        "waiting in the queue for a time",
                        Jobs.onAgents("'never', 'b'", ", queueTimeout: '" + clock + "'", "env.NODE_NAME"),
                        List.of(),
                        List.of(),
                        List.of("b stood in for never (not started within", "value b"),
                        List.of()),
                agents("running the first", "'a', 'b'", "", WORK, "works on a", "a", "value a", "starting b"),
                agents("between two", "'nobody', 'b'", backoff, ON_A, "nobody failed", "", "(try 2)", "value a"),
                agents("running the second", "'nobody', 'b'", "", WORK, "works on b", "b", "value b", "value a"),
                agents("hedge waiting", "'a', 'b'", hedge, ON_A, "works on a", "", "value b", "value a"),
                new Scene(
                        "race with both running",
                        Jobs.onAgents(", mode: 'race'", WORK),
                        List.of("works on a", "works on b"),
                        List.of("b"),
                        List.of("cancelling a: lost the race", "value b"),
                        List.of()),
                new Scene(
                        "quorum with one done",
                        Jobs.onAgents(
                                ", mode: 'quorum', required: 2", ON_B + "\n echo \"${env.NODE_NAME} is through\""),
                        List.of("a is through", "works on b"),
                        List.of("b"),
                        List.of("verdict met: 2 of 2 slots filled"),
                        List.of()),
                replicas("mode: 'failover'", "error 'down'", List.of("y works on a"), "y stood in"),
                replicas("mode: 'failover'" + backoff, "error 'down'", List.of("x failed"), "(try 2)"),
                replicas(hedge.substring(2), WORK, List.of("x works on a"), "value a"),
                replicas("mode: 'race'", WORK, List.of("x works on a", "y works on a"), "value a"),
                replicas("required: 2", "echo 'x is through'", List.of("x is through", "y works on a"), "met: 2"));
    }

    private static Scene agents(
            String name,
            String labels,
            String arguments,
            String block,
            String reached,
            String release,
            String logged,
            String never) {
        return new Scene(
                name,
                Jobs.onAgents(labels, arguments, block),
                List.of(reached),
                release.isEmpty() ? List.of() : List.of(release),
                List.of(logged),
                List.of(never));
    }

    /** Two replicas on one agent; the second one always works. */
    private static Scene replicas(String arguments, String first, List<String> reached, String logged) {
        return new Scene(
                "replicas, " + arguments,
                "node('a') { def v = redundant(" + arguments + ") {\n replica('x') { " + first + " }\n replica('y') { "
                        + WORK + " } }\n echo \"value ${v}\" }",
                reached,
                List.of("a"),
                List.of(logged),
                List.of());
    }

    /** Starts their builds, which are named by numbers from the first one on, and waits until all are there. */
    static List<WorkflowRun> reach(JenkinsRule r, List<Scene> scenes) throws Exception {
        List<WorkflowRun> runs = new ArrayList<>();
        for (Scene scene : scenes) {
            runs.add(Jobs.start(r, scene.script));
        }
        for (int i = 0; i < runs.size(); i++) {
            scenes.get(i).await(r, runs.get(i));
        }
        return runs;
    }

    private void await(JenkinsRule r, WorkflowRun run) throws Exception {
        for (String line : reached) {
            r.waitForMessage(line, run);
        }
        if (reached.isEmpty()) {
            Jobs.waitForItem(r, run);
        }
    }

    /** Lets them go on, and holds what became of them. */
    static void finish(JenkinsRule r, List<Scene> scenes, List<WorkflowRun> runs) throws Exception {
        for (int i = 0; i < runs.size(); i++) {
            for (String agent : scenes.get(i).release) {
                Nodes.write(r, agent, runs.get(i).getParent(), "go");
            }
        }
        for (int i = 0; i < runs.size(); i++) {
            scenes.get(i).check(r, runs.get(i));
        }
    }

    private void check(JenkinsRule r, WorkflowRun run) throws Exception {
        r.assertBuildStatus(Result.SUCCESS, r.waitForCompletion(run));
        for (String line : logged) {
            r.assertLogContains(line, run);
        }
        for (String line : never) {
            r.assertLogNotContains(line, run);
        }
    }

    static WorkflowRun build(JenkinsRule r, String job) {
        return r.jenkins.getItemByFullName(job, WorkflowJob.class).getBuildByNumber(1);
    }
}
