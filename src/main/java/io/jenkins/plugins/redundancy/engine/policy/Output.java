package io.jenkins.plugins.redundancy.engine.policy;

import java.io.Serializable;
import java.util.Map;
import java.util.Objects;

/**
 * What an attempt delivered, where the replicas of a quorum have to deliver the same: only equal outputs agree.
 *
 * @param digest of all of it; equal if and only if the outputs are
 * @param differences to other outputs, by the number of the attempt that delivered them: where, in a few words. Of two
 *     attempts the one that delivered later has to know the difference
 */
public record Output(String digest, Map<Integer, String> differences) implements Serializable {

    private static final long serialVersionUID = 1L;

    public Output {
        Objects.requireNonNull(digest, "digest");
        differences = Map.copyOf(differences);
    }
}
