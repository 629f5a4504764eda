package io.jenkins.plugins.redundancy.steps;

/** The scanners of one {@code redundantScan}: those of its tool set, then those of its block. */
final class ScanCollection extends ReplicaCollection<ScannerSpec> {

    private static final long serialVersionUID = 1L;

    private final Sources sources;

    /** @param sources where a scanner says nothing of its own */
    ScanCollection(String node, Sources sources) {
        super("redundantScan", "scanner", node);
        this.sources = sources;
    }

    Sources sources() {
        return sources;
    }
}
