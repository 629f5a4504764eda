package io.jenkins.plugins.redundancy.steps;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.jvnet.hudson.test.junit.jupiter.BuildWatcherExtension;
import org.jvnet.hudson.test.junit.jupiter.JenkinsSessionExtension;

/** The controller goes away in the middle of a redundant step, whatever its state, and comes back. */
class RestartTest {

    @RegisterExtension
    @SuppressWarnings("unused")
    private static final BuildWatcherExtension WATCHER = new BuildWatcherExtension();

    @RegisterExtension
    private final JenkinsSessionExtension sessions = new JenkinsSessionExtension();

    @Test
    void everyStateOutlivesIt() throws Throwable {
        List<Scene> scenes = Scene.all("25s");
        Map<String, Scene> jobs = new LinkedHashMap<>();
        sessions.then(r -> {
            Nodes.online(r, "a", 20);
            Nodes.online(r, "b", 20);
            Nodes.closed(r, "closed");
            Nodes.closed(r, "never");
            for (Scene scene : scenes) {
                jobs.put(scene.reach(r).getParent().getName(), scene);
            }
        });
        sessions.then(r -> {
            Nodes.online(r, "closed");
            for (Map.Entry<String, Scene> job : jobs.entrySet()) {
                job.getValue().finish(r, Scene.build(r, job.getKey()));
            }
            Jobs.assertNothingLeft(r);
        });
    }
}
