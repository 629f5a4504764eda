package io.jenkins.plugins.redundancy.engine.read;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import java.io.IOException;
import java.util.Locale;

/** A SARIF {@code reportingDescriptorReference} (§3.52): to a rule or taxon by id or index, in a named component. */
final class SarifReference {
    @CheckForNull
    String id;

    int index = -1;

    @CheckForNull
    String component;

    @CheckForNull
    String componentGuid;

    int componentIndex = -1;

    void clear() {
        id = null;
        index = -1;
        component = null;
        componentGuid = null;
        componentIndex = -1;
    }

    void read(JsonInput in) throws IOException {
        clear();
        if (!in.object()) {
            return;
        }
        for (String field; (field = in.field()) != null; ) {
            switch (field) {
                case "id" -> id = in.symbolOrNumber();
                case "index" -> index = in.integer();
                case "toolComponent" -> readComponent(in);
                default -> in.skip();
            }
        }
    }

    private void readComponent(JsonInput in) throws IOException {
        if (!in.object()) {
            return;
        }
        for (String field; (field = in.field()) != null; ) {
            switch (field) {
                case "name" -> component = in.symbol();
                case "guid" -> componentGuid = lenientGuid(in);
                case "index" -> componentIndex = in.integer();
                default -> in.skip();
            }
        }
    }

    /** A GUID that is none is no reason to lose the result. */
    @CheckForNull
    static String lenientGuid(JsonInput in) throws IOException {
        String guid = in.scalarText();
        return guid == null ? null : guid.toLowerCase(Locale.ROOT);
    }

    /**
     * The CWE number where the reference alone tells it; 0 where it is none, -1 where the run's taxonomies have to be
     * asked.
     */
    int cwe() {
        if (id != null) {
            CweNumbers numbers = new CweNumbers();
            numbers.addNamed(id);
            if (!numbers.isEmpty()) {
                return numbers.toList().get(0);
            }
        }
        if (component != null && !isCwe(component)) {
            return 0;
        }
        if (component != null && id != null) {
            return number(id);
        }
        return componentIndex >= 0 || componentGuid != null || (component != null && index >= 0) ? -1 : 0;
    }

    static boolean isCwe(@CheckForNull String component) {
        return component != null && component.toUpperCase(Locale.ROOT).contains("CWE");
    }

    static int number(String id) {
        CweNumbers numbers = new CweNumbers();
        numbers.addStated(id);
        return numbers.isEmpty() ? 0 : numbers.toList().get(0);
    }
}
