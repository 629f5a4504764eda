package io.jenkins.plugins.redundancy.agent;

import hudson.model.Job;
import io.jenkins.plugins.redundancy.engine.policy.PastRuns;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.function.UnaryOperator;

/**
 * How long a job's replicas took, in {@code redundancy-past-runs.txt} of the job's directory: bounded, moved and deleted with
 * it, no part of its configuration. Blocking.
 */
public final class PastRunsFile {

    private static final String NAME = "redundancy-past-runs.txt";
    private static final long LARGEST = 1_000_000;

    private PastRunsFile() {}

    /** Nothing where there is no such file, or one that is not ours. */
    public static PastRuns read(Job<?, ?> job) throws IOException {
        Path file = file(job);
        return Files.isRegularFile(file) && Files.size(file) <= LARGEST
                ? PastRuns.read(new String(Files.readAllBytes(file), StandardCharsets.UTF_8)
                        .lines()
                        .toList())
                : PastRuns.NONE;
    }

    /** One build after the other; whoever reads sees all of it or nothing. */
    public static synchronized void update(Job<?, ?> job, UnaryOperator<PastRuns> change) throws IOException {
        Path temporary = Files.createTempFile(directory(job), NAME, ".new");
        try {
            Files.write(temporary, change.apply(read(job)).lines());
            Files.move(temporary, file(job), StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } finally {
            Files.deleteIfExists(temporary);
        }
    }

    private static Path file(Job<?, ?> job) {
        return directory(job).resolve(NAME);
    }

    /** Resolved at each use: jobs are moved and renamed. */
    private static Path directory(Job<?, ?> job) {
        return job.getRootDir().toPath();
    }
}
