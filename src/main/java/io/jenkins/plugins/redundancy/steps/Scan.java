package io.jenkins.plugins.redundancy.steps;

import java.io.Serializable;
import java.util.Map;

/** What the branches of a scan need to know of it; given to them by {@code withContext}. */
record Scan(String id, Map<String, ScannerSpec> scanners) implements Serializable {

    private static final long serialVersionUID = 1L;

    Scan {
        // a plain map, in the order of the Jenkinsfile
        scanners = java.util.Collections.unmodifiableMap(new java.util.LinkedHashMap<>(scanners));
    }
}
