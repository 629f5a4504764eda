package io.jenkins.plugins.redundancy.steps;

import hudson.EnvVars;
import hudson.FilePath;
import hudson.Launcher;
import hudson.model.Run;
import hudson.model.TaskListener;
import io.jenkins.plugins.redundancy.agent.FileDigests;
import io.jenkins.plugins.redundancy.engine.output.Manifest;
import io.jenkins.plugins.redundancy.engine.policy.Output;
import java.io.IOException;
import java.io.Serializable;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import org.jenkinsci.plugins.workflow.flow.StashManager;
import org.jenkinsci.plugins.workflow.steps.StepContext;

/**
 * The outputs of a quorum that have to be the same: digests are taken where they lie, and whoever completes the quorum
 * stashes its own, which is everybody's then. One per block step, shared by its attempts, in program.dat; the manifests
 * are files below the build's directory, {@code redundancy/_outputs/<node>/attempt-<n>.sha256}.
 */
final class SameOutput implements Serializable {

    private static final long serialVersionUID = 1L;
    private static final int NAMED_IN_VERDICT = 2;
    private static final int NAMED_IN_LOG = 10;
    private static final int SHOWN_OF_DIGEST = 12;

    /** Patterns of Ant. */
    private final String files;

    /** Name of the stash. */
    private final String stash;

    /** So many have to be equal: more than half of all, so that only one output can win. */
    private final int required;

    /** Of the step's own node in the graph. */
    private final String node;

    /** By the number of the attempt; written on threads of the background while the program may be saved. */
    private final Map<Integer, String> digests = new ConcurrentHashMap<>();

    private volatile boolean stashed;

    SameOutput(String files, String stash, int required, String node) {
        this.files = files;
        this.stash = stash;
        this.required = required;
        this.node = node;
    }

    /**
     * What an attempt delivered. Blocking, repeatable.
     *
     * @param context of a step on the agent, behind the user's block
     */
    Output take(StepContext context, ReplicaGroup group, int attempt) throws IOException, InterruptedException {
        Manifest manifest = FileDigests.of(context.get(FilePath.class), files);
        return add(manifest, context, group, attempt);
    }

    /** One after the other, so that each finds those before it. */
    private synchronized Output add(Manifest manifest, StepContext context, ReplicaGroup group, int attempt)
            throws IOException, InterruptedException {
        Run<?, ?> run = context.get(Run.class);
        String digest = manifest.digest();
        String replica = group.attempt(attempt).replica();
        int count = manifest.files().size();
        group.log(replica + " delivered " + count + (count == 1 ? " file" : " files") + ", SHA-256 of all "
                + digest.substring(0, SHOWN_OF_DIGEST));
        Files.createDirectories(directory(run));
        Files.writeString(file(run, attempt), manifest.toString());
        Map<Integer, String> differences = new HashMap<>();
        for (Map.Entry<Integer, String> other : new TreeMap<>(digests).entrySet()) {
            if (!other.getValue().equals(digest)) {
                Manifest delivered = Manifest.read(Files.newBufferedReader(file(run, other.getKey())));
                differences.put(other.getKey(), words(manifest.differences(delivered, NAMED_IN_VERDICT)));
                group.log(replica + " differs from "
                        + group.attempt(other.getKey()).replica() + " in "
                        + words(manifest.differences(delivered, NAMED_IN_LOG)));
            }
        }
        long equal = digests.entrySet().stream()
                .filter(other -> other.getKey() != attempt && other.getValue().equals(digest))
                .count();
        if (equal + 1 >= required && !stashed) {
            stash(context, run);
            group.log("the output of " + replica + " is stashed as '" + stash + "'");
            stashed = true;
        }
        digests.put(attempt, digest);
        return new Output(digest, differences);
    }

    private void stash(StepContext context, Run<?, ?> run) throws IOException, InterruptedException {
        StashManager.stash(
                run,
                stash,
                context.get(FilePath.class),
                context.get(Launcher.class),
                context.get(EnvVars.class),
                context.get(TaskListener.class),
                files,
                null,
                true,
                false);
    }

    private static String words(List<String> differences) {
        int last = differences.size() - 1;
        return last < 1
                ? String.join("", differences)
                : String.join(", ", differences.subList(0, last)) + " and " + differences.get(last);
    }

    private Path file(Run<?, ?> run, int attempt) {
        return directory(run).resolve("attempt-" + attempt + ".sha256");
    }

    /** Resolved at each use: jobs are moved and renamed. No id of a scan begins with an underscore. */
    private Path directory(Run<?, ?> run) {
        return run.getRootDir().toPath().resolve("redundancy/_outputs/" + node);
    }
}
