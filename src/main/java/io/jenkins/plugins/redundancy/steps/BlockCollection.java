package io.jenkins.plugins.redundancy.steps;

/** The replicas of one {@code redundant}. */
final class BlockCollection extends ReplicaCollection<BlockSpec> {

    private static final long serialVersionUID = 1L;

    BlockCollection(String node) {
        super("redundant", "replica", node);
    }
}
