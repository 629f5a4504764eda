package io.jenkins.plugins.redundancy.engine.merge;

import io.jenkins.plugins.redundancy.engine.finding.Finding;
import io.jenkins.plugins.redundancy.engine.finding.Location;
import java.util.Comparator;
import java.util.TreeMap;

/** Tool, place, rule, then everything else: findings that compare as equal cannot be told apart in any output. */
final class FindingOrder implements Comparator<Finding> {

    static final FindingOrder INSTANCE = new FindingOrder();

    private static final Comparator<Finding> REST = Comparator.comparing(Finding::message)
            .thenComparing(Finding::severity)
            .thenComparing(finding -> finding.cwes().toString())
            .thenComparing(finding -> finding.subject().toString())
            .thenComparing(finding -> finding.weakness().toString())
            .thenComparing(finding -> new TreeMap<>(finding.fingerprints()).toString())
            .thenComparing(finding -> finding.rule().toString())
            .thenComparing(finding -> finding.codeFlow().toString())
            .thenComparing(finding -> finding.suppressions().toString());

    private FindingOrder() {}

    @Override
    public int compare(Finding a, Finding b) {
        int order = a.tool().compareTo(b.tool());
        if (order != 0) {
            return order;
        }
        Location here = a.subject().at();
        Location there = b.subject().at();
        if (here == null || there == null) {
            order = Boolean.compare(here != null, there != null);
        } else {
            order = comparePlaces(here, there);
        }
        if (order == 0) {
            order = a.rule().id().compareTo(b.rule().id());
        }
        if (order != 0) {
            return order;
        }
        return a.equals(b) ? 0 : REST.compare(a, b); // repeats come in floods, and REST writes everything out
    }

    private static int comparePlaces(Location a, Location b) {
        int order = a.path().equals(b.path()) ? 0 : a.path().compareTo(b.path());
        order = order != 0 ? order : Integer.compare(a.startLine(), b.startLine());
        order = order != 0 ? order : Integer.compare(a.startColumn(), b.startColumn());
        order = order != 0 ? order : Integer.compare(a.endLine(), b.endLine());
        order = order != 0 ? order : Integer.compare(a.endColumn(), b.endColumn());
        return order != 0 ? order : a.function().compareTo(b.function());
    }
}
