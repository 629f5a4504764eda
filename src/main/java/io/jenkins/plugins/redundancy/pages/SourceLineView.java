package io.jenkins.plugins.redundancy.pages;

import io.jenkins.plugins.redundancy.engine.finding.Finding;
import io.jenkins.plugins.redundancy.engine.finding.Location;
import io.jenkins.plugins.redundancy.engine.merge.Cluster;
import io.jenkins.plugins.redundancy.engine.merge.Vote;
import io.jenkins.plugins.redundancy.engine.read.SourceExcerpts;
import io.jenkins.plugins.redundancy.engine.report.FindingIndex;
import io.jenkins.plugins.redundancy.engine.report.PagedResult;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;

/** A line of source, with what scanners say of it. */
public final class SourceLineView {

    private static final int MOST_OTHERS = 10;

    private final int number;
    private final String text;
    private final boolean hit;
    private final String marks;
    private final List<OtherView> others;

    private SourceLineView(int number, String text, boolean hit, String marks, List<OtherView> others) {
        this.number = number;
        this.text = text;
        this.hit = hit;
        this.marks = marks;
        this.others = others;
    }

    static List<SourceLineView> of(
            Location at, SourceExcerpts source, Cluster cluster, FindingIndex index, int row, PagedResult result)
            throws IOException {
        Map<Integer, String> lines = source.around(at);
        Map<Integer, TreeSet<String>> marks = new TreeMap<>();
        for (Finding finding : cluster.findings()) {
            finding.subject()
                    .location()
                    .filter(its -> its.path().equals(at.path()))
                    .ifPresent(its -> marks.computeIfAbsent(its.startLine(), line -> new TreeSet<>())
                            .add(finding.tool()));
        }
        Map<Integer, List<OtherView>> others = lines.isEmpty() ? Map.of() : others(at, lines, index, row, result);
        List<SourceLineView> views = new ArrayList<>();
        lines.forEach((number, text) -> views.add(new SourceLineView(
                number,
                text,
                number >= at.startLine() && number <= at.endLine(),
                String.join(", ", marks.getOrDefault(number, new TreeSet<>())),
                others.getOrDefault(number, List.of()))));
        return views;
    }

    /** Other findings of the same lines: often the same weakness under another name. */
    private static Map<Integer, List<OtherView>> others(
            Location at, Map<Integer, String> lines, FindingIndex index, int row, PagedResult result)
            throws IOException {
        List<Integer> near = new ArrayList<>();
        for (int other = 0; other < index.present() && near.size() < MOST_OTHERS; other++) {
            if (other != row
                    && lines.containsKey(index.line(other))
                    && index.place(other).equals(at.path())) {
                near.add(other);
            }
        }
        Map<Integer, List<OtherView>> others = new TreeMap<>();
        List<Cluster> clusters = result.clusters(near);
        for (int i = 0; i < clusters.size(); i++) {
            int other = near.get(i);
            others.computeIfAbsent(index.line(other), line -> new ArrayList<>())
                    .add(new OtherView(
                            clusters.get(i).id(),
                            index.weakness(other).title(),
                            String.join(", ", index.tools(other, Vote.REPORTED))));
        }
        return others;
    }

    public int getNumber() {
        return number;
    }

    public String getText() {
        return text;
    }

    /** Whether the finding is on it. */
    public boolean isHit() {
        return hit;
    }

    /** Scanners that report the finding on this very line. */
    public String getMarks() {
        return marks;
    }

    public List<OtherView> getOthers() {
        return others;
    }

    /** Another finding. */
    public static final class OtherView {
        private final String id;
        private final String title;
        private final String tools;

        OtherView(String id, String title, String tools) {
            this.id = id;
            this.title = title;
            this.tools = tools;
        }

        public String getId() {
            return id;
        }

        public String getTitle() {
            return title;
        }

        public String getTools() {
            return tools;
        }
    }
}
