package io.jenkins.plugins.redundancy.engine.merge;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * Which findings of one weakness class in one file are one place (docs/developer/correlation.md). Never a chain: all
 * findings of a place are within the window of each other or begin in the region of one of them. The order of findings
 * on a line does not matter.
 */
final class Places {

    /** Where memory was taken, where it was lost and where the function ends: leak checkers choose any of them. */
    static final int LEAK_WINDOW = 15;

    private final List<Place> byLine = new ArrayList<>();

    private Places() {}

    /**
     * @param findings by ascending start line
     * @param window lines between two reports of one place
     * @param leak whether the class is one that tools report far apart in one function
     * @return places by their first line; each holds its findings in no particular order
     */
    static List<Place> of(List<Located> findings, int window, boolean leak) {
        Places places = new Places();
        places.joinSameLine(findings, leak);
        if (places.byLine.size() > 1) {
            places.joinSpanned();
            for (int distance = 0; distance <= window; distance++) {
                places.joinNear(distance, false);
            }
            for (int distance = window + 1; leak && distance <= LEAK_WINDOW; distance++) {
                places.joinNear(distance, true);
            }
            places.joinContainers();
            places.dropJoined();
        }
        return places.byLine;
    }

    private void joinSameLine(List<Located> findings, boolean leak) {
        Place last = null;
        for (Located finding : findings) {
            if (last == null || last.firstStart != finding.start()) {
                last = new Place(finding.start(), leak);
                byLine.add(last);
            }
            last.add(finding);
        }
    }

    /** A region of several lines takes what begins in it, unless its tool itself sees another place there. */
    private void joinSpanned() {
        record Span(int place, int start, int end, int tool) {}
        List<Span> spans = new ArrayList<>();
        for (int i = 0; i < byLine.size(); i++) {
            for (Located member : byLine.get(i).members) {
                if (member.end() > member.start()) {
                    spans.add(new Span(i, member.start(), member.end(), member.tool()));
                }
            }
        }
        spans.sort(Comparator.<Span>comparingInt(span -> span.end - span.start)
                .thenComparingInt(Span::place)
                .thenComparingInt(Span::tool));
        for (Span span : spans) {
            Place anchor = byLine.get(span.place);
            for (int j = span.place + 1; j < byLine.size() && byLine.get(j).firstStart <= span.end; j++) {
                Place inside = byLine.get(j);
                if (!anchor.joined && !inside.joined && !inside.spanning && !inside.tools.get(span.tool)) {
                    anchor.join(inside);
                    anchor.spanning = true;
                }
            }
        }
    }

    /** Nearest first: called with growing distances. Two findings of one tool on two lines are two places. */
    private void joinNear(int distance, boolean inFunction) {
        for (int i = 0; i < byLine.size(); i++) {
            Place place = byLine.get(i);
            if (place.joined || place.firstStart == 0) {
                continue;
            }
            for (int j = i + 1; j < byLine.size(); j++) {
                Place next = byLine.get(j);
                if (next.firstStart - place.firstEnd > distance) {
                    break;
                }
                if (!next.joined
                        && Math.max(place.lastStart, next.lastStart) - Math.min(place.firstEnd, next.firstEnd)
                                <= distance
                        && !place.tools.intersects(next.tools)
                        && (!inFunction || place.sameFunction(next))) {
                    place.join(next);
                }
            }
        }
        if (distance > 0) {
            dropJoined(); // keeps the walk over near places short, however many distances are tried
        }
    }

    /** What names only a file or a long region joins the place in it where there is one place, and no other. */
    private void joinContainers() {
        dropJoined();
        List<Place> exact = new ArrayList<>();
        for (Place place : byLine) {
            if (!place.container) {
                exact.add(place);
            }
        }
        if (exact.isEmpty()) {
            return;
        }
        for (Place place : byLine) {
            if (place.container) {
                int inside = firstFrom(exact, place.firstStart);
                boolean one = inside < exact.size()
                        && exact.get(inside).firstStart <= place.containerEnd
                        && (inside + 1 == exact.size() || exact.get(inside + 1).firstStart > place.containerEnd);
                if (one && !exact.get(inside).tools.intersects(place.tools)) {
                    exact.get(inside).joinContainer(place);
                }
            }
        }
    }

    private static int firstFrom(List<Place> places, int line) {
        int low = 0;
        int high = places.size();
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (places.get(middle).firstStart < line) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low;
    }

    private void dropJoined() {
        byLine.removeIf(place -> place.joined);
    }
}
