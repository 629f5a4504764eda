package io.jenkins.plugins.redundancy.cli;

import io.jenkins.plugins.redundancy.engine.merge.LineSource;
import io.jenkins.plugins.redundancy.engine.report.ResultJson;
import io.jenkins.plugins.redundancy.engine.report.SarifWriter;
import io.jenkins.plugins.redundancy.engine.report.ScanResult;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;

/** The files that a run leaves: each is there whole or not at all. */
final class ResultFiles {

    static final String RESULT = "result.json";

    private ResultFiles() {}

    private interface Content {
        void write(OutputStream out) throws IOException;
    }

    /** Those that were written, the one for people first. */
    static List<Path> write(ScanResult result, Path directory, LineSource lines) throws IOException {
        Files.createDirectories(directory);
        List<Path> files = new ArrayList<>();
        files.add(write(directory.resolve("report.html"), out -> HtmlReport.write(result, lines, out)));
        files.add(write(
                directory.resolve("merged.sarif"),
                out -> SarifWriter.write(result.merged(), result.quorate(), result.notices(), out)));
        files.add(write(directory.resolve(RESULT), out -> ResultJson.write(result, out)));
        return files;
    }

    private static Path write(Path file, Content content) throws IOException {
        Path unfinished = file.resolveSibling(file.getFileName() + ".tmp");
        try {
            try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(unfinished))) {
                content.write(out);
            }
            return Files.move(unfinished, file, StandardCopyOption.REPLACE_EXISTING);
        } finally {
            Files.deleteIfExists(unfinished);
        }
    }
}
