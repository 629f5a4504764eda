package io.jenkins.plugins.redundancy.benchmark;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import io.jenkins.plugins.redundancy.engine.merge.Ballot;
import io.jenkins.plugins.redundancy.engine.merge.Merge;
import io.jenkins.plugins.redundancy.engine.merge.MergeOptions;
import io.jenkins.plugins.redundancy.engine.merge.Merged;
import io.jenkins.plugins.redundancy.engine.read.Limits;
import io.jenkins.plugins.redundancy.engine.read.PathMapping;
import io.jenkins.plugins.redundancy.engine.read.ReportReader;
import io.jenkins.plugins.redundancy.engine.read.Source;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;

/**
 * SARIF logs of five tools over one code base, the same bytes for the same seed and size: about 1.7 KB per result, a
 * quarter of the weaknesses seen by each tool.
 */
public final class GeneratedLogs {

    private static final long SEED = 20_260_101;
    private static final PathMapping CHECKOUT = PathMapping.of(List.of("/build/checkout"), Set.of());
    private static final MergeOptions OPTIONS = MergeOptions.on(LocalDate.of(2026, 1, 1));

    private final Map<String, Path> byTool = new TreeMap<>();

    private GeneratedLogs() {}

    /** Writes those that are not there yet. */
    static GeneratedLogs in(Path directory, int resultsPerTool) {
        GeneratedLogs logs = new GeneratedLogs();
        try {
            Path ofSize = Files.createDirectories(directory.resolve("5x" + resultsPerTool));
            for (GeneratedTool tool : GeneratedTool.values()) {
                Path file = ofSize.resolve(tool.id() + ".sarif");
                if (!Files.exists(file)) {
                    write(tool, resultsPerTool, file);
                }
                logs.byTool.put(tool.id(), file);
            }
        } catch (IOException e) {
            throw new UncheckedIOException("logs cannot be written to " + directory, e);
        }
        return logs;
    }

    /** Kept between runs: a gigabyte takes a while to write. */
    static GeneratedLogs ofSize(int resultsPerTool) {
        String directory = System.getProperty("logs", System.getProperty("java.io.tmpdir") + "/redundancy-benchmark");
        return in(Path.of(directory), resultsPerTool);
    }

    private static void write(GeneratedTool tool, int results, Path file) throws IOException {
        Path unfinished = file.resolveSibling(file.getFileName() + ".tmp");
        try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(unfinished), 1 << 16);
                JsonGenerator json = new JsonFactory().createGenerator(out)) {
            new GeneratedLog(new GeneratedCode(SEED, results), tool, results, json).write();
        }
        Files.move(unfinished, file, StandardCopyOption.REPLACE_EXISTING);
    }

    List<Path> files() {
        return List.copyOf(byTool.values());
    }

    long bytes() {
        long bytes = 0;
        try {
            for (Path file : byTool.values()) {
                bytes += Files.size(file);
            }
        } catch (IOException e) {
            throw new UncheckedIOException("the size of a log cannot be had", e);
        }
        return bytes;
    }

    /** One after the other. */
    List<Ballot> read() throws IOException {
        List<Ballot> ballots = new ArrayList<>();
        for (Map.Entry<String, Path> log : byTool.entrySet()) {
            ballots.add(read(log.getKey(), log.getValue()));
        }
        return ballots;
    }

    /** Side by side, as the command line does. */
    List<Ballot> read(ExecutorService readers) {
        List<CompletableFuture<Ballot>> reading = new ArrayList<>();
        byTool.forEach((tool, log) -> reading.add(CompletableFuture.supplyAsync(
                () -> {
                    try {
                        return read(tool, log);
                    } catch (IOException e) {
                        throw new UncheckedIOException(e);
                    }
                },
                readers)));
        return reading.stream().map(CompletableFuture::join).toList();
    }

    private static Ballot read(String tool, Path log) throws IOException {
        return Ballot.bare(ReportReader.read(Source.of(log), tool, "sarif", Limits.DEFAULT, CHECKOUT));
    }

    static Merged merge(List<Ballot> ballots) {
        return Merge.merge(ballots, OPTIONS);
    }

    /** Writes logs of the sizes named: for tools other than this one. */
    public static void main(String[] sizes) {
        for (String size : sizes) {
            GeneratedLogs logs = ofSize(Integer.parseInt(size));
            System.out.printf(
                    "5 x %s results, %,d bytes, in %s%n",
                    size, logs.bytes(), logs.files().get(0).getParent());
        }
    }
}
