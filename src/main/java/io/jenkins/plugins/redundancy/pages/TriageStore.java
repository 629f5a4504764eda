package io.jenkins.plugins.redundancy.pages;

import hudson.model.Job;
import io.jenkins.plugins.redundancy.engine.merge.Triage;
import io.jenkins.plugins.redundancy.engine.merge.TriageFile;
import io.jenkins.plugins.redundancy.engine.merge.TriageLog;
import java.io.BufferedInputStream;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;

/**
 * What was decided about a job's findings: the engine's triage file in the job's directory, in the form that the command
 * line reads too. It outlives the builds that it was decided on.
 */
public final class TriageStore {

    static final String FILE = "redundancy-triage.json";

    private final Path file;

    private TriageStore(Path file) {
        this.file = file;
    }

    public static TriageStore of(Job<?, ?> job) {
        return new TriageStore(new File(job.getRootDir(), FILE).toPath());
    }

    /**
     * Every decision; none where nothing was ever decided.
     *
     * @throws IOException naming file, line and remedy when it cannot be read
     */
    public TriageLog read() throws IOException {
        try (InputStream in = new BufferedInputStream(Files.newInputStream(file))) {
            return TriageFile.read(in, FILE + " of this job");
        } catch (NoSuchFileException x) {
            return TriageLog.EMPTY;
        }
    }

    /** Whether anything was ever decided. */
    boolean exists() {
        return Files.isRegularFile(file);
    }

    /** The file as it is, also where it cannot be read. */
    void copy(OutputStream out) throws IOException {
        Files.copy(file, out);
    }

    /** Keeps a decision: at once, or not at all. */
    public void add(Triage triage) throws IOException {
        synchronized (TriageStore.class) { // two people decide at once
            TriageLog log = read().with(triage);
            WholeFile.write(file, out -> TriageFile.write(log, out));
        }
    }
}
