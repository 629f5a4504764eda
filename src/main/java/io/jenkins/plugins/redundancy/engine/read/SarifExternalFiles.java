package io.jenkins.plugins.redundancy.engine.read;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

/**
 * External property files of a run (SARIF 2.1.0 §3.15): read only where they are regular files inside the report's own
 * directory, whatever links lie on the way; never fetched from anywhere.
 */
final class SarifExternalFiles {
    private final Reading reading;
    private final Map<String, String> kinds = new LinkedHashMap<>();

    /** By GUID, those that stand in the log itself (§3.15.3). */
    private final Map<String, String> inlineKinds = new LinkedHashMap<>(0);

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
                    readReference(kind, in);
                }
            } else {
                readReference(kind, in);
            }
        }
    }

    private void readReference(String kind, JsonInput in) throws IOException {
        reading.budget.spendResult();
        if (!in.object()) {
            return;
        }
        SarifPlace location = new SarifPlace();
        String guid = null;
        for (String field; (field = in.field()) != null; ) {
            switch (field) {
                case "location" -> location.readArtifactLocation(in);
                case "guid" -> guid = SarifReference.lenientGuid(in);
                default -> in.skip();
            }
        }
        if (location.uri != null) {
            kinds.putIfAbsent(location.uri, kind);
        } else if (guid != null) {
            inlineKinds.putIfAbsent(guid, kind);
        }
    }

    /** False where not all of them have been seen: then none is read. */
    boolean readInlineInto(SarifRun run, SarifInlineFiles inline) throws IOException {
        if (!inline.hasAll(inlineKinds.keySet())) {
            return false;
        }
        for (String guid : inlineKinds.keySet()) {
            inline.readInto(run, guid);
        }
        return true;
    }

    /** Reads those that were seen, at the end of the log, and tells of the others. */
    void readInlineOrMiss(SarifRun run, SarifInlineFiles inline) throws IOException {
        for (Map.Entry<String, String> reference : inlineKinds.entrySet()) {
            if (inline.hasAll(Set.of(reference.getKey()))) {
                inline.readInto(run, reference.getKey());
            } else {
                run.miss(
                        reference.getValue(),
                        "the inline external properties " + reference.getKey() + " are not in the log");
            }
        }
    }

    void readInto(SarifRun run) throws IOException {
        for (Map.Entry<String, String> reference : kinds.entrySet()) {
            String uri = reference.getKey();
            Path file = inside(uri);
            if (file == null) {
                run.miss(
                        reference.getValue(),
                        "the external property file " + uri + " is no file in the report's directory, it is not read");
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
    @CheckForNull
    private Path inside(String uri) {
        Path report = reading.source.file();
        if (report == null || PathText.hasScheme(uri) || PathText.isAbsolute(PathText.plain(uri, true))) {
            return null;
        }
        Path parent = report.toAbsolutePath().getParent();
        if (parent == null) {
            return null;
        }
        try {
            Path directory = parent.toRealPath();
            Path file = directory.resolve(PathText.plain(uri, true)).toRealPath();
            boolean allowed =
                    file.startsWith(directory) && Files.isRegularFile(file) && !Files.isSameFile(file, report);
            return allowed ? file : null;
        } catch (IOException | InvalidPathException e) {
            return null;
        }
    }
}
