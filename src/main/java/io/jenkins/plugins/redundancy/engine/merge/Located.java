package io.jenkins.plugins.redundancy.engine.merge;

import edu.umd.cs.findbugs.annotations.Nullable;
import io.jenkins.plugins.redundancy.engine.finding.Finding;
import io.jenkins.plugins.redundancy.engine.finding.Location;

/**
 * A finding on its way to a cluster.
 *
 * @param tool index of its voter
 * @param at null for what is put together by anything but its place: dependencies, and what has none
 * @param bucket findings of different buckets are never one place
 */
record Located(Finding finding, int tool, @Nullable Location at, long bucket) {

    /** A region of more lines names a method or a class around the weakness: only its first line is near anything. */
    static final int MAX_REGION = 10;

    /** Whether the place is somewhere inside of what is named: a file, a class, a long method. */
    boolean container() {
        return at.startLine() == 0 || at.endLine() - at.startLine() >= MAX_REGION;
    }

    int start() {
        return at.startLine();
    }

    int end() {
        return container() ? at.startLine() : at.endLine();
    }
}
