package io.jenkins.plugins.redundancy.engine.read;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import java.io.IOException;

/** A SARIF {@code location} (§3.28) as it stands in the log: its file may be known only when the run has ended. */
class SarifPlace {
    @CheckForNull
    String uri;

    @CheckForNull
    String baseId;

    int artifact = -1;
    int startLine;
    int startColumn;
    int endLine;
    int endColumn;

    /** Into the run's {@code logicalLocations}, where nothing else names the function; else -1. */
    int logical = -1;

    String function = "";

    @CheckForNull
    String packageUrl;

    String message = "";

    /** A step that stands in the run's {@code threadFlowLocations} (§3.38.2). */
    static final class Cached extends SarifPlace {
        final int index;

        Cached(int index) {
            this.index = index;
        }
    }

    /** Of a {@code threadFlowLocation} object that was just entered; null where it names no file. */
    @CheckForNull
    static SarifPlace ofStep(JsonInput in) throws IOException {
        SarifPlace step = null;
        int index = -1;
        for (String field; (field = in.field()) != null; ) {
            switch (field) {
                case "location" -> {
                    SarifPlace read = new SarifPlace();
                    step = read.read(in) ? read : step;
                }
                case "index" -> index = in.integer();
                default -> in.skip();
            }
        }
        return step == null && index >= 0 ? new Cached(index) : step;
    }

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
            readLogicalLocation(in);
        }
    }

    /** §3.33: names in place, or an index into those of the run. */
    void readLogicalLocation(JsonInput in) throws IOException {
        String name = null;
        String qualified = null;
        String kind = "";
        int index = -1;
        if (!in.object()) {
            return;
        }
        for (String field; (field = in.field()) != null; ) {
            switch (field) {
                case "name" -> name = in.message();
                case "fullyQualifiedName" -> qualified = in.message();
                case "kind" -> kind = in.message();
                case "index" -> index = in.integer();
                default -> in.skip();
            }
        }
        String best = qualified != null && !qualified.isEmpty() ? qualified : name;
        if (best == null || best.isEmpty()) {
            logical = function.isEmpty() && logical < 0 ? index : logical;
        } else if (best.startsWith("pkg:")) {
            packageUrl = best;
        } else if (function.isEmpty() && isFunction(kind)) {
            function = best;
        }
    }

    private static boolean isFunction(String kind) {
        return switch (kind) {
            case "", "function", "member", "method", "constructor" -> true;
            default -> false;
        };
    }
}
