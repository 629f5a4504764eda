package io.jenkins.plugins.redundancy.engine.read;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import java.io.IOException;

/** A SARIF {@code location} (§3.28) as it stands in the log: its file may be known only when the run has ended. */
final class SarifPlace {
    @CheckForNull
    String uri;

    @CheckForNull
    String baseId;

    int artifact = -1;
    int startLine;
    int startColumn;
    int endLine;
    int endColumn;
    String function = "";

    @CheckForNull
    String packageUrl;

    String message = "";

    boolean hasFile() {
        return uri != null || artifact >= 0;
    }

    /** Reads a location object; false where it names no file. */
    boolean read(JsonInput in) throws IOException {
        if (!in.object()) {
            return false;
        }
        for (String field; (field = in.field()) != null; ) {
            switch (field) {
                case "physicalLocation" -> readPhysical(in);
                case "logicalLocations" -> readLogical(in);
                case "message" -> message = SarifMessage.textOf(in);
                default -> in.skip();
            }
        }
        return hasFile();
    }

    private void readPhysical(JsonInput in) throws IOException {
        if (!in.object()) {
            return;
        }
        for (String field; (field = in.field()) != null; ) {
            switch (field) {
                case "artifactLocation" -> readArtifactLocation(in);
                case "region" -> readRegion(in);
                default -> in.skip();
            }
        }
    }

    /** §3.4: {@code uri}, {@code uriBaseId}, {@code index} into the run's artifacts. */
    void readArtifactLocation(JsonInput in) throws IOException {
        if (!in.object()) {
            return;
        }
        for (String field; (field = in.field()) != null; ) {
            switch (field) {
                case "uri" -> uri = in.symbol();
                // a number in SpotBugs' reports of some versions
                case "uriBaseId" -> baseId = in.symbolOrNumber();
                case "index" -> artifact = in.integer();
                default -> in.skip();
            }
        }
    }

    private void readRegion(JsonInput in) throws IOException {
        if (!in.object()) {
            return;
        }
        for (String field; (field = in.field()) != null; ) {
            switch (field) {
                case "startLine" -> startLine = Math.max(0, in.integer());
                case "startColumn" -> startColumn = Math.max(0, in.integer());
                case "endLine" -> endLine = Math.max(0, in.integer());
                case "endColumn" -> endColumn = Math.max(0, in.integer());
                default -> in.skip();
            }
        }
    }

    private void readLogical(JsonInput in) throws IOException {
        if (!in.array()) {
            return;
        }
        while (in.element()) {
            String name = null;
            String qualified = null;
            String kind = "";
            if (!in.object()) {
                continue;
            }
            for (String field; (field = in.field()) != null; ) {
                switch (field) {
                    case "name" -> name = in.message();
                    case "fullyQualifiedName" -> qualified = in.message();
                    case "kind" -> kind = in.message();
                    default -> in.skip();
                }
            }
            String best = qualified != null && !qualified.isEmpty() ? qualified : name;
            if (best != null && best.startsWith("pkg:")) {
                packageUrl = best;
            } else if (best != null && function.isEmpty() && isFunction(kind)) {
                function = best;
            }
        }
    }

    private static boolean isFunction(String kind) {
        return switch (kind) {
            case "", "function", "member", "method", "constructor" -> true;
            default -> false;
        };
    }
}
