package io.jenkins.plugins.redundancy.engine.merge;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;

/** Findings of one weakness class in one file that are held for one place while {@link Places} joins them. */
final class Place {

    final List<Located> members = new ArrayList<>(2);
    final BitSet tools = new BitSet();

    /** First and last start line, first end line of regions: all pairs are within n lines iff lastStart − firstEnd ≤ n. */
    final int firstStart;

    int lastStart;
    int firstEnd = Integer.MAX_VALUE;

    /** Whether all members only name a container of the place, and how far the largest reaches. */
    boolean container = true;

    int containerEnd;

    /** Holds what begins in the region of a member: cannot be held by another one in turn. */
    boolean spanning;

    /** The place is gone: another holds its members. */
    boolean joined;

    private final boolean byFunction;

    /** The function that all members which name one agree on; empty when none does or nobody asks, null when they differ. */
    @CheckForNull
    private String function = "";

    /** @param byFunction whether {@link #sameFunction} will be asked for */
    Place(int startLine, boolean byFunction) {
        this.byFunction = byFunction;
        firstStart = startLine;
        lastStart = startLine;
    }

    void add(Located member) {
        members.add(member);
        tools.set(member.tool());
        firstEnd = Math.min(firstEnd, member.end());
        container = container && member.container();
        containerEnd = Math.max(
                containerEnd,
                member.start() == 0 ? Integer.MAX_VALUE : member.at().endLine());
        if (byFunction) {
            agreeOn(simpleName(member.at().function()));
        }
    }

    /** Takes over a place that begins later. */
    void join(Place later) {
        lastStart = Math.max(lastStart, later.lastStart);
        firstEnd = Math.min(firstEnd, later.firstEnd);
        container &= later.container;
        containerEnd = Math.max(containerEnd, later.containerEnd);
        agreeOn(later.function);
        joinContainer(later);
    }

    /** Takes over what only names a container of this place; the place stays where it is. */
    void joinContainer(Place other) {
        members.addAll(other.members);
        tools.or(other.tools);
        other.joined = true;
    }

    boolean sameFunction(Place other) {
        return function != null && !function.isEmpty() && function.equals(other.function);
    }

    private void agreeOn(@CheckForNull String name) {
        if (function == null || name == null) {
            function = null;
        } else if (function.isEmpty()) {
            function = name;
        } else if (!name.isEmpty() && !name.equals(function)) {
            function = null;
        }
    }

    /** {@code run} of {@code org.x.A.run(java.lang.String)}, {@code ns::run} and {@code A#run}: tools differ in the rest. */
    static String simpleName(String function) {
        int end = function.indexOf('(');
        String name = end < 0 ? function : function.substring(0, end);
        for (int i = name.length() - 1; i >= 0; i--) {
            if (".:#/$ ".indexOf(name.charAt(i)) >= 0) {
                return name.substring(i + 1);
            }
        }
        return name;
    }
}
