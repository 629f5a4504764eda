package io.jenkins.plugins.redundancy.cli;

import io.jenkins.plugins.redundancy.engine.merge.Cluster;
import io.jenkins.plugins.redundancy.engine.merge.Merged;
import io.jenkins.plugins.redundancy.engine.report.ScanResult;
import java.io.IOException;
import java.util.List;
import java.util.stream.Stream;

/** A finding of a stored result, found by its id or the beginning of it. */
record StoredCluster(Cluster cluster, Merged merged) {

    static final String DEFAULT_RESULT = "redundancy-report/" + ResultFiles.RESULT;

    static StoredCluster find(Terminal terminal, String file, String id) throws IOException, UsageException {
        ScanResult result = MergeInputs.result(terminal, file, "--result");
        Merged merged = result.merged();
        List<Cluster> found = Stream.concat(merged.clusters().stream(), merged.gone().stream())
                .filter(cluster -> cluster.id().startsWith(id))
                .toList();
        if (id.isBlank() || found.isEmpty()) {
            throw new UsageException(file + " has no finding \"" + id + "\": take the id from report.html or " + file);
        } else if (found.size() > 1) {
            throw new UsageException("\"" + id + "\" is the beginning of " + found.size() + " findings in " + file
                    + ": write more of it");
        }
        return new StoredCluster(found.get(0), merged);
    }
}
