package io.jenkins.plugins.redundancy.steps;

/** The scanners of one {@code redundantScan}. */
final class ScanCollection extends ReplicaCollection<ScannerSpec> {

    private static final long serialVersionUID = 1L;

    ScanCollection(String node) {
        super("redundantScan", "scanner", node);
    }
}
