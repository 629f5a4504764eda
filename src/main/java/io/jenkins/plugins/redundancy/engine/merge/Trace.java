package io.jenkins.plugins.redundancy.engine.merge;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import io.jenkins.plugins.redundancy.engine.finding.Finding;
import io.jenkins.plugins.redundancy.engine.finding.Location;
import io.jenkins.plugins.redundancy.engine.finding.Subject;
import io.jenkins.plugins.redundancy.engine.finding.WeaknessClass;
import java.util.List;
import java.util.TreeSet;

/** What of a cluster can be found again in another report; of the reference or of the merge at hand. */
final class Trace {

    /** Findings looked at to tell whether two clusters are of a kind: floods are not read to their end. */
    private static final int MAX_FINDINGS = 20;

    final String id;

    /** Kind and class: clusters of another sort are never the same. */
    final String sort;

    final String path;
    final int line;
    final String function;
    final List<Finding> findings;

    final IdentityBasis basis;

    /** The one it was found to be the same as. */
    @CheckForNull
    Trace match;

    private Trace(String id, WeaknessClass weakness, Subject subject, List<Finding> findings, IdentityBasis basis) {
        Location at = subject.at();
        this.id = id;
        this.sort = sort(subject, weakness);
        this.path = at == null ? "" : at.path();
        this.line = at == null ? 0 : at.startLine();
        this.function = at == null ? "" : Place.simpleName(at.function());
        this.findings = findings;
        this.basis = basis;
    }

    static Trace of(Cluster cluster) {
        return new Trace(cluster.id(), cluster.weakness(), cluster.subject(), cluster.findings(), IdentityBasis.OTHER);
    }

    static Trace of(Draft draft) {
        return new Trace(draft.id, draft.weakness, draft.subject, draft.findings, draft.basis);
    }

    /** A package's class depends on who reports it; a secret is code where only a code scanner sees it. */
    static String sort(Subject subject, WeaknessClass weakness) {
        StringBuilder sort = new StringBuilder();
        appendSort(subject, weakness, sort);
        return sort.toString();
    }

    static void appendSort(Subject subject, WeaknessClass weakness, StringBuilder to) {
        String kind = subject.kind();
        to.append(kind.equals("secret") ? "code" : kind);
        if (!kind.equals("dependency")) {
            to.append('\0').append(weakness.id());
        }
    }

    void matches(Trace other) {
        match = other;
        other.match = this;
    }

    /** Whether a tool reports both by the same rule. */
    boolean sharesRule(Trace other) {
        for (int i = 0; i < Math.min(findings.size(), MAX_FINDINGS); i++) {
            Finding mine = findings.get(i);
            for (int j = 0; j < Math.min(other.findings.size(), MAX_FINDINGS); j++) {
                Finding theirs = other.findings.get(j);
                if (mine.tool().equals(theirs.tool())
                        && mine.rule().id().equals(theirs.rule().id())) {
                    return true;
                }
            }
        }
        return false;
    }

    /** Sort, function, and what each tool says by which rule, without numbers: messages may name lines. */
    String words() {
        return said(true);
    }

    /** The same without the messages: they may name the file. */
    String rules() {
        return said(false);
    }

    private String said(boolean messages) {
        TreeSet<String> said = new TreeSet<>();
        for (int i = 0; i < Math.min(findings.size(), MAX_FINDINGS); i++) {
            Finding finding = findings.get(i);
            said.add(finding.tool() + "\0" + finding.rule().id()
                    + (messages ? "\0" + finding.message().replaceAll("[0-9]+", "0") : ""));
        }
        return sort + "\0" + function + "\0" + String.join("\0", said);
    }
}
