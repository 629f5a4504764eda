package io.jenkins.plugins.redundancy.pages;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import hudson.FilePath;
import hudson.Util;
import hudson.model.Run;
import io.jenkins.plugins.redundancy.engine.read.SourceExcerpts;
import io.jenkins.plugins.redundancy.engine.read.UnreadableReportException;
import io.jenkins.plugins.redundancy.engine.report.PagedResult;
import io.jenkins.plugins.redundancy.engine.report.ResultJson;
import io.jenkins.plugins.redundancy.engine.report.SarifWriter;
import io.jenkins.plugins.redundancy.engine.report.ScanResult;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;

/**
 * The files of one scan below its build's directory: {@code redundancy/<id>/}. Never browsable, deleted with the build,
 * written atomically; resolved at each use, because jobs are moved and renamed.
 */
public final class ScanStore {

    private static final String DIRECTORY = "redundancy";
    private static final String RESULT = "result.json.gz";
    private static final String INDEX = "result.index.gz";
    private static final String SARIF = "merged.sarif.gz";
    private static final String SOURCES = "sources.ndjson.gz";
    private static final String RAW = ".report.gz";

    /** Bytes, packed. */
    private static final long MOST_FINDINGS = 1L << 30;

    private static final long MOST_SOURCES = 64L << 20;
    private static final long MOST_RAW = 64L << 20;
    private static final long MOST_RAW_OF_ALL = 256L << 20;

    private final Path directory;

    private ScanStore(Path directory) {
        this.directory = directory;
    }

    /**
     * @param id checked again, since it becomes a path
     */
    public static ScanStore of(Run<?, ?> run, String id) {
        if (!isValidId(id)) {
            throw new IllegalArgumentException("no id of a scan: " + id);
        }
        return new ScanStore(new File(run.getRootDir(), DIRECTORY + "/" + id).toPath());
    }

    /** Whether a build may have scans, told by its directory alone. */
    static boolean isIn(File buildDirectory) {
        return new File(buildDirectory, DIRECTORY).isDirectory();
    }

    /** Letters, digits, dash and underscore, at most 64: it is a part of an URL and of a path. */
    public static boolean isValidId(String id) {
        return id.matches("[A-Za-z0-9][A-Za-z0-9_-]{0,63}");
    }

    /** Where the compact findings of an attempt are kept. */
    public File findings(int attempt) {
        return directory.resolve("attempt-" + attempt + ".ndjson.gz").toFile();
    }

    /** Where the lines of source around the findings of an attempt are kept. */
    private File sources(int attempt) {
        return directory.resolve("attempt-" + attempt + ".sources.gz").toFile();
    }

    /** The lines of source that some attempts' agents sent, of all of them together; read with distrust. */
    public SourceExcerpts sources(Iterable<Integer> attempts) throws IOException {
        SourceExcerpts all = SourceExcerpts.NONE;
        for (int attempt : attempts) {
            Path file = sources(attempt).toPath();
            if (Files.isRegularFile(file)) {
                try (InputStream in = GzipFile.open(file)) {
                    all = all.and(SourceExcerpts.read(in, "sources of attempt " + attempt));
                }
            }
        }
        return all;
    }

    /** Where the report of an attempt is kept as its scanner wrote it, but for secrets; packed by gzip. */
    public File raw(int attempt) {
        return directory.resolve("attempt-" + attempt + RAW).toFile();
    }

    /**
     * Takes the compact findings of an attempt from its agent.
     *
     * @throws IOException when it sends more than it may
     */
    public void takeFindings(int attempt, FilePath from) throws IOException, InterruptedException {
        Intake.copy(from, findings(attempt).toPath(), MOST_FINDINGS);
    }

    /**
     * Takes the lines of source around the findings of an attempt from its agent.
     *
     * @throws IOException when it sends more than it may
     */
    public void takeSources(int attempt, FilePath from) throws IOException, InterruptedException {
        Intake.copy(from, sources(attempt).toPath(), MOST_SOURCES);
    }

    /**
     * Takes the packed report of an attempt from its agent.
     *
     * @throws IOException when it sends more than it may, or the scan has kept enough
     */
    public void takeRaw(int attempt, FilePath from) throws IOException, InterruptedException {
        long kept = 0;
        if (Files.isDirectory(directory)) {
            try (DirectoryStream<Path> reports = Files.newDirectoryStream(directory, "*" + RAW)) {
                for (Path report : reports) {
                    kept += Files.size(report);
                }
            }
        }
        Intake.copy(from, raw(attempt).toPath(), Math.min(MOST_RAW, MOST_RAW_OF_ALL - kept));
    }

    /** @param sources the lines around the findings */
    public void write(ScanResult result, SourceExcerpts sources) throws IOException {
        Files.deleteIfExists(directory.resolve(SARIF));
        GzipFile.write(directory.resolve(SOURCES), sources::write);
        writePages(result);
    }

    /** An index that does not belong to its result is made anew, so it does not matter which is replaced first. */
    private void writePages(ScanResult result) throws IOException {
        WholeFile.write(
                directory.resolve(RESULT),
                out -> WholeFile.write(directory.resolve(INDEX), index -> PagedResult.write(result, out, index)));
    }

    /** The result a page at a time. One of an older version, or one whose index is lost, is first written anew. */
    public PagedResult paged() throws IOException {
        Path file = directory.resolve(RESULT);
        Path index = directory.resolve(INDEX);
        return OpenResults.of(file, () -> {
            try {
                return PagedResult.open(file, index);
            } catch (NoSuchFileException | UnreadableReportException x) {
                writePages(read());
                return PagedResult.open(file, index);
            }
        });
    }

    /** The lines around the findings of one file; none where none were kept. */
    public SourceExcerpts source(String path) throws IOException {
        try (InputStream in = GzipFile.open(directory.resolve(SOURCES))) {
            return SourceExcerpts.read(in, SOURCES, path);
        } catch (NoSuchFileException x) {
            return SourceExcerpts.NONE;
        }
    }

    /** The whole result; for the merge of a later build, not for pages. */
    public ScanResult read() throws IOException {
        try (InputStream in = result()) {
            return ResultJson.read(in, directory.resolve(RESULT).toString());
        }
    }

    /** result.json, uncompressed. */
    public InputStream result() throws IOException {
        return GzipFile.open(directory.resolve(RESULT));
    }

    /**
     * merged.sarif, uncompressed. It says nothing that the result does not, and takes longer to write than all the rest, so
     * it is made when it is asked for first, and kept.
     */
    public InputStream sarif() throws IOException {
        Path file = directory.resolve(SARIF);
        if (!Files.isRegularFile(file)) {
            ScanResult result = read();
            GzipFile.write(file, out -> SarifWriter.write(result.merged(), result.quorate(), result.notices(), out));
        }
        return GzipFile.open(file);
    }

    /** Takes everything away, before another scan of the same id in the same build. */
    public void clear() throws IOException {
        Util.deleteRecursive(directory.toFile());
    }

    boolean hasRaw(int attempt) {
        return Files.isRegularFile(raw(attempt).toPath());
    }

    /** The report of an attempt as its scanner wrote it, but for secrets; null where it left none. */
    @CheckForNull
    InputStream openRaw(int attempt) throws IOException {
        Path report = raw(attempt).toPath();
        if (!Files.isRegularFile(report)) {
            return null;
        }
        return GzipFile.open(report);
    }

    /** Takes away what was needed only until the result was written. */
    public void clean(Iterable<Integer> attempts) throws IOException {
        for (int attempt : attempts) {
            Util.deleteFile(findings(attempt));
            Util.deleteFile(sources(attempt));
        }
    }
}
