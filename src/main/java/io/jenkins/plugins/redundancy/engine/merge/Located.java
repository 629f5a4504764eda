package io.jenkins.plugins.redundancy.engine.merge;

import edu.umd.cs.findbugs.annotations.Nullable;
import io.jenkins.plugins.redundancy.engine.finding.Finding;
import io.jenkins.plugins.redundancy.engine.finding.Location;

/**
 * A finding on its way to a cluster.
 *
 * <p>One for each of a million: what it becomes part of is written into it, and no other one made.
 */
final class Located {

    /** A region of more lines names a method or a class around the weakness: only its first line is near anything. */
    static final int MAX_REGION = 10;

    private final Finding finding;
    private final int tool;

    @Nullable
    private final Location at;

    private long bucket;

    /**
     * @param tool index of its voter
     * @param at null for what is put together by anything but its place: dependencies, and what has none
     * @param bucket findings of different buckets are never one place
     */
    Located(Finding finding, int tool, @Nullable Location at, long bucket) {
        this.finding = finding;
        this.tool = tool;
        this.at = at;
        this.bucket = bucket;
    }

    Finding finding() {
        return finding;
    }

    int tool() {
        return tool;
    }

    Location at() {
        return at;
    }

    long bucket() {
        return bucket;
    }

    void moveTo(long otherBucket) {
        bucket = otherBucket;
    }

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
