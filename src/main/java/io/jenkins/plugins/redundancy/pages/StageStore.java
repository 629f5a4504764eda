package io.jenkins.plugins.redundancy.pages;

import hudson.model.Run;
import io.jenkins.plugins.redundancy.engine.report.StageJson;
import io.jenkins.plugins.redundancy.engine.report.StageResult;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

/**
 * The files of a build's redundant stages, one each: {@code redundancy-stages/<id>.json.gz} below the build's directory.
 * Never browsable, deleted with the build; resolved at each use, because jobs are moved and renamed.
 */
final class StageStore {

    private static final String SUFFIX = ".json.gz";

    private final Path directory;

    private StageStore(Path directory) {
        this.directory = directory;
    }

    static StageStore of(Run<?, ?> run) {
        return new StageStore(new File(run.getRootDir(), "redundancy-stages").toPath());
    }

    void write(String id, StageResult stage) throws IOException {
        GzipFile.write(file(id), out -> StageJson.write(stage, out));
    }

    /** In no order. */
    Set<String> ids() throws IOException {
        Set<String> ids = new TreeSet<>();
        if (Files.isDirectory(directory)) {
            try (Stream<Path> files = Files.list(directory)) {
                files.map(file -> file.getFileName().toString())
                        .filter(name -> name.endsWith(SUFFIX))
                        .map(name -> name.substring(0, name.length() - SUFFIX.length()))
                        .filter(StageStore::isValidId)
                        .forEach(ids::add);
            }
        }
        return ids;
    }

    StageResult read(String id) throws IOException {
        try (InputStream in = GzipFile.open(file(id))) {
            return StageJson.read(in, file(id).toString());
        }
    }

    private Path file(String id) {
        if (!isValidId(id)) {
            throw new IllegalArgumentException("no id of a stage: " + id);
        }
        return directory.resolve(id + SUFFIX);
    }

    /** As nodes of Pipeline's graph are numbered. */
    private static boolean isValidId(String id) {
        return id.matches("[0-9]{1,18}");
    }
}
