package io.jenkins.plugins.redundancy.steps;

import java.io.Serializable;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What the branches of a scan need to know of it; given to them by {@code withContext}.
 *
 * @param scanners by name, in the order of the tool set and the Jenkinsfile
 * @param skipped why a scanner is not even tried, by name
 */
record ScanRun(Scan scan, Map<String, ScannerSpec> scanners, Map<String, String> skipped) implements Serializable {

    private static final long serialVersionUID = 1L;

    ScanRun {
        scanners = Collections.unmodifiableMap(new LinkedHashMap<>(scanners));
        skipped = Collections.unmodifiableMap(new LinkedHashMap<>(skipped));
    }
}
