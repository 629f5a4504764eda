package io.jenkins.plugins.redundancy.engine.read;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.LinkedHashSet;
import java.util.Set;

/**
 * External property files of a run (SARIF 2.1.0 §3.15): read only where they are regular files inside the report's own
 * directory, whatever links lie on the way; never fetched from anywhere.
 */
final class SarifExternalFiles {
    private final Reading reading;
    private final Set<String> uris = new LinkedHashSet<>();

    SarifExternalFiles(Reading reading) {
        this.reading = reading;
    }

    void readReferences(JsonInput in) throws IOException {
        if (!in.object()) {
            return;
        }
        for (String kind; (kind = in.field()) != null; ) {
            if (in.isArray()) {
                while (in.element()) {
                    readReference(in);
                }
            } else {
                readReference(in);
            }
        }
    }

    private void readReference(JsonInput in) throws IOException {
        if (!in.object()) {
            return;
        }
        for (String field; (field = in.field()) != null; ) {
            if (field.equals("location")) {
                SarifPlace location = new SarifPlace();
                location.readArtifactLocation(in);
                if (location.uri != null) {
                    uris.add(location.uri);
                }
            } else {
                in.skip();
            }
        }
    }

    void readInto(SarifRun run) throws IOException {
        for (String uri : uris) {
            Path file = inside(uri);
            if (file == null) {
                run.miss("the external property file " + uri
                        + " is not a file in the report's directory, so it is not read");
                continue;
            }
            try (InputStream in = Gzip.unwrap(Files.newInputStream(file, LinkOption.NOFOLLOW_LINKS), reading)) {
                JsonInput json = new JsonInput(reading, uri, in);
                try {
                    json.value();
                    if (json.object()) {
                        for (String field; (field = json.field()) != null; ) {
                            run.readProperty(field, json);
                        }
                    }
                } catch (IOException e) {
                    throw json.explain(e);
                }
            }
        }
    }

    /** Null where it may not be read. */
    private Path inside(String uri) {
        Path report = reading.source.file();
        if (report == null || PathText.hasScheme(uri) || PathText.isAbsolute(PathText.plain(uri, true))) {
            return null;
        }
        try {
            Path directory = report.toAbsolutePath().getParent().toRealPath();
            Path file = directory.resolve(PathText.plain(uri, true)).toRealPath();
            boolean allowed = file.startsWith(directory)
                    && Files.isRegularFile(file)
                    && !Files.isSameFile(file, report);
            return allowed ? file : null;
        } catch (IOException | InvalidPathException e) {
            return null;
        }
    }
}
