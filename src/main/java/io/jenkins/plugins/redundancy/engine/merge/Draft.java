package io.jenkins.plugins.redundancy.engine.merge;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import edu.umd.cs.findbugs.annotations.Nullable;
import io.jenkins.plugins.redundancy.engine.finding.Finding;
import io.jenkins.plugins.redundancy.engine.finding.Location;
import io.jenkins.plugins.redundancy.engine.finding.Severity;
import io.jenkins.plugins.redundancy.engine.finding.Subject;
import io.jenkins.plugins.redundancy.engine.finding.WeaknessClass;
import java.util.BitSet;
import java.util.List;

/** A cluster while it is made: each step of the merge fills in its part. */
final class Draft {

    final WeaknessClass weakness;
    final Subject subject;
    final List<Finding> findings;

    /** Tools that report it, by index of their voter. */
    final BitSet reporters;

    String id = "";

    IdentityBasis basis = IdentityBasis.OTHER;

    /** Null until it is counted, which comes before anybody asks for it. */
    @Nullable
    Turnout turnout;

    @CheckForNull
    String suppression;

    @CheckForNull
    BaselineState baseline;

    Draft(WeaknessClass weakness, Subject subject, List<Finding> findings, BitSet reporters) {
        this.weakness = weakness;
        this.subject = subject;
        this.findings = findings;
        this.reporters = reporters;
    }

    /** Where it is; empty where nobody says. */
    String path() {
        Location at = subject.at();
        return at == null ? "" : at.path();
    }

    Cluster cluster() {
        Severity highest = findings.get(0).severity();
        for (int i = 1; i < findings.size(); i++) {
            Severity severity = findings.get(i).severity();
            if (severity.compareTo(highest) < 0) {
                highest = severity;
            }
        }
        return new Cluster(
                id,
                weakness,
                subject,
                highest,
                findings,
                turnout.votes,
                turnout.agreement,
                turnout.confidence(),
                turnout.why(),
                baseline,
                suppression);
    }
}
