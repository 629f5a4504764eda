package io.jenkins.plugins.redundancy.engine.merge;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import io.jenkins.plugins.redundancy.engine.finding.Location;
import java.util.Comparator;

/** Confirmed first, then by severity, confidence, path, line, id: the order of every report. */
final class ClusterOrder implements Comparator<Cluster> {

    static final ClusterOrder INSTANCE = new ClusterOrder();

    private ClusterOrder() {}

    @Override
    public int compare(Cluster a, Cluster b) {
        int order = a.agreement().compareTo(b.agreement());
        if (order == 0) {
            order = a.severity().compareTo(b.severity());
        }
        if (order == 0) {
            order = Double.compare(b.confidence(), a.confidence());
        }
        if (order == 0) {
            order = comparePlaces(a.subject().at(), b.subject().at());
        }
        return order != 0 ? order : a.id().compareTo(b.id());
    }

    /** What has no place comes last. */
    private static int comparePlaces(@CheckForNull Location a, @CheckForNull Location b) {
        if (a == null || b == null) {
            return Boolean.compare(a == null, b == null);
        }
        // of one file the path is one String: equals sees that at once
        int order = a.path().equals(b.path()) ? 0 : a.path().compareTo(b.path());
        return order != 0 ? order : Integer.compare(a.startLine(), b.startLine());
    }
}
